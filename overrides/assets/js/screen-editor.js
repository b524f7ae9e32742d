// @ts-check
// Any paper's curation as a form: what does not fit is shown while one types, and what would change before it is saved.
var survey = survey || {};

survey.screenEditor = (() => {
  "use strict";
  const { element, button, link, appendJoined } = survey.dom;
  const { t, screenFields, screenServer, ChoiceBox } = survey;
  const PAUSE = 300; // milliseconds without typing before the server checks
  /** The fields that are lists of entries, and whose fields these have. @type {Record<string, string>} */
  const LISTS = { claims: "claim", links: "link" };

  /** A form of one paper. */
  class Editor {
    /** @param {ScreenPaper} paper @param {string} reader */
    constructor(paper, reader) {
      this.paper = paper;
      this.reader = reader;
      this.values = { ...paper.values };
      this.timer = 0;
      this.asked = 0;
      this.said = element("p", "editor__said");
      this.said.setAttribute("role", "status");
      this.general = element("div", "field__findings editor__general");
      this.diff = element("pre", "editor__diff");
      this.diff.tabIndex = 0;
      this.note = element("input", "choice__input");
      this.save = button(t("js.screen.save"), "act act--main", () => this.send());
      /** @type {Map<string, ScreenFieldEntry>} */
      this.entries = new Map();
    }

    draw() {
      const own = this.paper.forms.filter((form) => form.of === "paper");
      for (const form of own) this.entries.set(form.id, this.entry(form));
      const title = element("h2", "candidate__title", String(this.values.title ?? this.paper.key));
      title.tabIndex = -1;
      const made = element("form", "editor");
      made.addEventListener("submit", (event) => event.preventDefault());
      const parts = Array.from(this.entries.values(), (entry) => entry.root);
      made.append(this.general, ...parts, this.foot());
      this.show(this.paper.findings);
      return [title, made];
    }

    /** @param {ScreenFormField} form @returns {ScreenFieldEntry} */
    entry(form) {
      const changed = (/** @type {unknown} */ value) => this.change(form.id, value);
      const value = screenFields.at(this.values, form.id);
      const parts = LISTS[form.id] ? this.paper.forms.filter((one) => one.of === LISTS[form.id]) : [];
      if (parts.length) return new screenFields.Entries(form, parts, value, changed);
      return new screenFields.Entry(form, value, changed);
    }

    foot() {
      const made = element("div", "editor__foot");
      const label = element("label", "field__label", t("js.screen.save_reason"));
      this.note.id = "editor-note";
      label.htmlFor = this.note.id;
      const preview = element("details", "editor__preview");
      preview.append(element("summary", "", t("js.screen.preview")), this.diff);
      this.diff.setAttribute("aria-label", t("js.screen.preview"));
      this.diff.textContent = t("js.screen.unchanged");
      made.append(preview, label, this.note, this.save, this.said);
      return made;
    }

    /** @param {string} place @param {unknown} value */
    change(place, value) {
      this.values = screenFields.withValue(this.values, place, value);
      this.said.textContent = t("js.screen.unsaved");
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.check(), PAUSE);
    }

    /** Ask the server what does not fit; only the last answer counts. */
    async check() {
      this.asked += 1;
      const number = this.asked;
      const asked = { key: this.paper.key, values: this.values };
      const found = await screenServer.send("paper/check", asked).catch((error) => this.fail(error));
      if (!found || number !== this.asked) return;
      this.show(found.findings);
      this.diff.replaceChildren(...diffLines(found.diff || t("js.screen.unchanged")));
    }

    /** @param {ScreenFinding[]} findings */
    show(findings) {
      const rest = new Set(findings);
      for (const [id, entry] of this.entries) {
        const own = findings.filter(({ field }) => field === id || /^[.[]/.test(afterName(field ?? "", id)));
        for (const one of own) rest.delete(one);
        entry.say(own);
      }
      this.general.replaceChildren(...Array.from(rest, screenFields.finding));
    }

    /** @param {unknown} error */
    fail(error) {
      this.said.textContent = error instanceof Error ? error.message : String(error);
      return null;
    }

    async send() {
      clearTimeout(this.timer);
      if (!this.note.value.trim()) {
        this.said.textContent = t("js.screen.needs_note");
        this.note.focus();
        return;
      }
      this.said.textContent = t("js.screen.saving");
      const { key, digest } = this.paper;
      const body = { key, values: this.values, digest, reader: this.reader, note: this.note.value.trim() };
      const done = await screenServer.send("paper/save", body).catch((error) => this.fail(error));
      if (!done) return this.check();
      this.asked += 1; // an answer that is on its way is of before
      this.show(done.findings);
      if (!done.written.length) {
        const errors = done.findings.filter((/** @type {ScreenFinding} */ one) => one.level === "error").length;
        this.said.textContent = errors ? t("js.screen.has_errors", { count: errors }) : t("js.screen.unchanged");
        return null;
      }
      this.paper = { ...this.paper, digest: done.digest };
      this.note.value = "";
      this.diff.textContent = t("js.screen.unchanged");
      this.said.textContent = t("js.screen.saved", { files: done.written.join(", ") });
      return null;
    }
  }

  /** What of a place comes after a name that it begins with. @param {string} place @param {string} name */
  function afterName(place, name) {
    return place.startsWith(name) ? place.slice(name.length) : "";
  }

  /** The lines of a diff, each with what it is. @param {string} diff */
  function diffLines(diff) {
    return diff.split("\n").map((line) => {
      const name = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
      return element("span", `diff diff--${name}`, `${line}\n`);
    });
  }

  /** A box that finds a paper by words of its title. @param {{ key: string, title: string } | null} last */
  function finder(last) {
    const made = element("div", "finder");
    const label = element("label", "part__label", t("js.screen.find_paper"));
    /** @type {ScreenChoice[]} */
    const choices = [];
    const box = new ChoiceBox({
      id: "paper-box",
      label: t("js.screen.find_paper"),
      several: false,
      choices,
      values: [],
      changed: ([key]) => {
        if (key) location.hash = `paper=${encodeURIComponent(key)}`;
      },
    });
    label.htmlFor = box.input.id;
    box.input.addEventListener("input", async () => {
      const q = box.input.value.trim();
      const found = await screenServer.ask("papers", { q }).catch(() => []);
      if (q !== box.input.value.trim()) return; // typed on meanwhile
      choices.splice(0, choices.length, ...found.map(choiceOf));
      box.open();
    });
    made.append(label, box.root);
    if (last) {
      const again = element("p", "part__hint", `${t("js.screen.last_included")} `);
      again.append(link(`#paper=${encodeURIComponent(last.key)}`, last.title));
      made.append(again);
    }
    return { made, box };
  }

  /** @param {{ key: string, title: string }} paper */
  function choiceOf({ key, title }) {
    return { value: key, name: title, meaning: "" };
  }

  /** @param {HTMLElement} root @param {(Node | string)[]} content */
  function page(root, ...content) {
    const back = element("p", "screen-page__back");
    appendJoined(back, [link("#", t("js.screen.back")), link("#papers", t("js.screen.other_paper"))], " · ");
    root.replaceChildren(back, ...content);
  }

  /** Show the box that finds a paper. @param {HTMLElement} root @param {{ key: string, title: string } | null} last */
  function find(root, last) {
    const { made, box } = finder(last);
    page(root, element("h2", "screen-page__head", t("js.screen.edit_head")), made);
    box.input.focus();
  }

  /**
   * Show the form of a paper.
   *
   * @param {HTMLElement} root
   * @param {string} key
   * @param {string} reader
   */
  async function edit(root, key, reader) {
    page(root, element("p", "part__hint", t("js.screen.loading")));
    try {
      const paper = await screenServer.ask("paper", { key });
      const [title, form] = new Editor(paper, reader).draw();
      page(root, title, form);
      title.focus();
    } catch (error) {
      const said = element("p", "screen-trouble__said", error instanceof Error ? error.message : String(error));
      said.setAttribute("role", "alert");
      page(root, said);
    }
  }

  return { find, edit };
})();
