// @ts-check
// The cite box of a paper: BibTeX is in the page; the other formats, and citations in words in the styles of journals,
// are loaded when asked for.
var survey = survey || {};

(() => {
  "use strict";
  const { element, button, status, find } = survey.dom;

  /** @typedef {{ id: string, label: string, extension: string }} Format */

  /** @param {unknown} error */
  function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
  }

  class CiteBox {
    /** @param {HTMLElement} place */
    constructor(place) {
      this.key = place.dataset.cite ?? "";
      this.title = document.querySelector("h1")?.textContent ?? "";
      this.details = find("details", HTMLDetailsElement, place);
      this.code = find("code", HTMLElement, this.details);
      this.summary = find("summary", HTMLElement, this.details);
      this.status = status("span", "cite-status");
      this.shown = survey.citations.formats[0];
      /** @type {Map<string, string>} */
      this.texts = new Map([[this.shown.id, this.code.textContent ?? ""]]);
      // A table of one paper is of no use to cite it.
      this.formats = survey.citations.formats.filter((format) => format.id !== "csv");
      this.choice = element("select", "cite-choice");
      this.choice.append(
        this.group("js.cite.files", this.formats),
        this.group("js.cite.styles", survey.citations.styles),
      );
      this.choice.addEventListener("change", () => this.show(this.choice.value));
      place.prepend(this.tools());
    }

    /** @param {string} label @param {Format[]} formats */
    group(label, formats) {
      const group = element("optgroup", "");
      group.label = survey.t(label);
      group.append(...formats.map((format) => new Option(format.label, format.id)));
      return group;
    }

    tools() {
      const label = element("label", "cite-format", `${survey.t("js.export.format")} `);
      label.append(this.choice);
      const tools = element("div", "cite-tools");
      tools.append(
        label,
        button(survey.t("js.cite.copy"), "cite-button", () => this.copy()),
        button(survey.t("js.cite.save"), "cite-button", () => this.save()),
        this.status,
      );
      return tools;
    }

    /** The paper's entry in a format. @param {Format} format */
    async text(format) {
      const known = this.texts.get(format.id);
      if (known !== undefined) return known;
      const [entry] = await survey.citations.entries([this.key], format.id);
      const made = entry.replace(/\r\n/g, "\n");
      this.texts.set(format.id, made);
      return made;
    }

    /** Do something, and say what came of it. @param {() => Promise<string>} act */
    async attempt(act) {
      try {
        this.status.textContent = await act();
      } catch (error) {
        this.status.textContent = reasonOf(error);
      }
    }

    /** @param {string} id of a format or a style */
    show(id) {
      const format = [...this.formats, ...survey.citations.styles].find((one) => one.id === id) ?? this.formats[0];
      this.shown = format;
      this.status.textContent = "";
      return this.attempt(async () => {
        const made = await this.text(format);
        if (this.shown !== format) return ""; // another was asked for meanwhile
        this.code.textContent = made;
        this.code.classList.toggle("cite-words", survey.citations.styles.includes(format));
        this.summary.textContent = format.label;
        this.details.open = true;
        return "";
      });
    }

    copy() {
      const format = this.shown;
      return this.attempt(async () => {
        await survey.dom.copyText(await this.text(format));
        return survey.t("js.cite.copied", { format: format.label });
      });
    }

    save() {
      return this.attempt(async () => {
        await survey.citations.save([this.key], this.shown.id, this.title);
        return survey.t("js.cite.saved");
      });
    }
  }

  for (const place of survey.dom.all("[data-cite]")) new CiteBox(place);
})();
