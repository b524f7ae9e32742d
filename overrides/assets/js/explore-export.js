// @ts-check
// Selecting papers, and exporting what is selected or shown. What makes the files may be absent: then there is no menu.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.selection = (() => {
  "use strict";
  const { element, button, status } = survey.dom;

  /** @typedef {{ keys: string[], description: string }} View what is shown, and that in words */

  /** @param {HTMLElement} parent @param {string} name @param {{ id: string, label: string }[]} options */
  function labelledSelect(parent, name, options) {
    const label = element("label", "", `${name} `);
    const select = element("select");
    for (const { id, label: text } of options) {
      const option = element("option", "", text);
      option.value = id;
      select.append(option);
    }
    label.append(select);
    parent.append(label);
    return select;
  }

  /** The menu that saves or copies papers in a format. */
  class ExportMenu {
    /** @param {() => View} view @param {Set<string>} selected */
    constructor(view, selected) {
      this.view = view;
      this.selected = selected;
      this.size = -1; // of the selection when the menu was last offered
      this.details = element("details", "export__menu");
      const inside = element("div", "export__inside");
      this.which = labelledSelect(inside, survey.t("js.export.papers"), [
        { id: "selected", label: "" },
        { id: "shown", label: "" },
      ]);
      this.format = labelledSelect(inside, survey.t("js.export.format"), [
        ...survey.citations.formats,
        ...(survey.citations.styles ?? []),
      ]);
      this.status = status("span", "export__status");
      inside.append(
        button(survey.t("js.export.save"), "export__button", () => this.save()),
        button(survey.t("js.export.copy"), "export__button", () => this.copy()),
        this.status,
      );
      this.details.append(element("summary", "", survey.t("js.export.export")), inside);
    }

    /**
     * Offer what is shown and what is selected; a selection is what one wants once there is one.
     *
     * @param {number} shown
     */
    offer(shown) {
      const { size } = this.selected;
      const [selected, all] = Array.from(this.which.options);
      selected.textContent = survey.t("js.export.selected", { count: size });
      selected.disabled = !size;
      all.textContent = survey.t("js.export.all_shown", { count: shown });
      if (size !== this.size) this.which.value = size ? "selected" : "shown";
      this.size = size;
    }

    /**
     * The papers to export: all that are shown; or those selected in the order shown, with those not shown last.
     *
     * @returns {View}
     */
    wanted() {
      const view = this.view();
      if (this.which.value === "shown") return view;
      const shown = view.keys.filter((key) => this.selected.has(key));
      const keys = Array.from(new Set([...shown, ...this.selected]));
      return { keys, description: survey.t("js.export.by_hand", { count: keys.length }) };
    }

    async save() {
      const { keys, description } = this.wanted();
      try {
        await survey.citations.save(keys, this.format.value, description);
        this.status.textContent = survey.t("js.export.saved");
      } catch (error) {
        this.status.textContent = survey.t("js.export.not_saved", { reason: String(error) });
      }
    }

    async copy() {
      const { keys, description } = this.wanted();
      try {
        await survey.dom.copyText(await survey.citations.text(keys, this.format.value, description));
        this.status.textContent = survey.t("js.export.copied");
      } catch (error) {
        this.status.textContent = survey.t("js.export.not_copied", { reason: String(error) });
      }
    }
  }

  class Selection {
    /**
     * @param {HTMLElement} box
     * @param {() => View} view
     * @param {() => void} changed called when the selection changed as a whole
     */
    constructor(box, view, changed) {
      /** @type {Set<string>} */
      this.keys = new Set();
      this.view = view;
      this.all = button("", "export__button", () => {
        for (const key of view().keys) this.keys.add(key);
        changed();
      });
      this.none = button(survey.t("js.selection.clear"), "export__button", () => {
        this.keys.clear();
        changed();
      });
      this.count = status("span", "export__count");
      this.menu = survey.citations ? new ExportMenu(view, this.keys) : null;
      box.replaceChildren(this.all, this.none, this.count);
      if (this.menu) box.append(this.menu.details);
      this.show();
    }

    /** @param {string} key @param {boolean} on */
    set(key, on) {
      if (on) this.keys.add(key);
      else this.keys.delete(key);
      this.show();
    }

    /** Say how many are selected and shown. */
    show() {
      const shown = this.view().keys.length;
      this.all.textContent = survey.t("js.selection.all", { count: shown });
      this.all.disabled = !shown;
      this.none.hidden = !this.keys.size;
      this.count.textContent = this.keys.size ? survey.t("js.selection.count", { count: this.keys.size }) : "";
      this.menu?.offer(shown);
    }
  }

  return { Selection };
})();
