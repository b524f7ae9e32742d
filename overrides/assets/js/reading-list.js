// @ts-check
// The page of the reading list: the saved papers in the reader's order, and ways to export and import the list.
var survey = survey || {};

(() => {
  "use strict";
  const { reading } = survey;
  const { element, link, button } = survey.dom;
  const LARGEST = 2000000; // bytes of a file that is read
  const ROWS = 200; // shown at once: a browser takes long to lay out thousands

  /** @typedef {ReturnType<typeof reading.marks>} Marks */
  /** @typedef {Awaited<ReturnType<typeof reading.papers>>} Papers */

  /** @param {string} text @param {string} about @param {() => void} act */
  function action(text, about, act) {
    const made = button(text, "action", act);
    if (about) made.setAttribute("aria-label", `${text}: ${about}`);
    return made;
  }

  class ReadingList {
    /** @param {HTMLElement} place */
    constructor(place) {
      this.place = place;
      /** @type {Papers | null} by key, once the data is loaded */
      this.papers = null;
      /** @type {Marks | null} the marks before the last step that can be undone */
      this.before = null;
      this.counts = element("p", "counts");
      this.status = survey.dom.status("p", "status");
      this.status.tabIndex = -1;
      this.undoButton = action(survey.t("js.list.undo"), "", () => this.undo());
      this.undoButton.hidden = true;
      this.empty = this.makeEmpty();
      this.items = element("ol", "saved-list");
      this.shown = ROWS;
      this.more = action(survey.t("js.list.more"), "", () => this.showMore());
      this.exports = element("p", "export-row");
      this.exports.append(...this.buttons());
      const imports = element("p", "export-row");
      imports.append(this.importer());
      const said = element("div", "list-status");
      said.append(this.status, this.undoButton);
      place.replaceChildren(
        reading.keptNote(),
        this.counts,
        said,
        this.empty,
        this.items,
        this.more,
        this.exports,
        imports,
      );
    }

    async start() {
      reading.onChange(() => this.show());
      this.resolve();
      this.show();
      try {
        this.papers = await reading.papers();
        this.show();
      } catch {
        this.say(survey.t("js.list.no_titles"));
      }
    }

    /** What to do where nothing is saved, with a link to the topics. */
    makeEmpty() {
      const [before, after] = survey.t("js.list.empty").split("{link}");
      const made = element("p", "", before);
      made.append(link(`${survey.dom.base}topics/index.html`, survey.t("js.list.empty_link")), after ?? "");
      return made;
    }

    /** @param {string} key */
    titleOf(key) {
      return this.papers?.get(key)?.title ?? key;
    }

    /**
     * Say what happened; with a way back where something was removed.
     *
     * @param {string} text
     * @param {Marks | null} [undoTo]
     */
    say(text, undoTo = null) {
      this.before = undoTo;
      this.status.textContent = text;
      this.undoButton.hidden = !undoTo;
    }

    undo() {
      const marks = this.before;
      this.say(survey.t("js.list.restored"));
      if (marks) reading.replace(marks);
      this.status.focus();
    }

    /** @param {string} key */
    remove(key) {
      const marks = reading.marks();
      reading.toggle(key);
      this.say(survey.t("js.list.removed", { title: this.titleOf(key) }), marks);
      this.undoButton.focus();
    }

    clear() {
      const marks = reading.marks();
      reading.replace({ list: [], read: marks.read });
      this.say(survey.t("js.list.cleared", { count: marks.list.length }), marks);
      this.undoButton.focus();
    }

    /** @param {string} key @param {number} step */
    move(key, step) {
      const marks = reading.marks();
      const from = marks.list.indexOf(key);
      const to = from + step;
      if (from < 0 || to < 0 || to >= marks.list.length) return;
      marks.list.splice(from, 1);
      marks.list.splice(to, 0, key);
      this.shown = Math.max(this.shown, to + 1);
      reading.replace(marks);
      const values = { title: this.titleOf(key), place: to + 1, count: marks.list.length };
      this.say(survey.t("js.list.moved", values));
      this.focusMover(this.items.children[to], step);
    }

    /**
     * The focus goes with the paper: to the same button, or to the other where that is at its end.
     *
     * @param {Element} item
     * @param {number} step
     */
    focusMover(item, step) {
      const same = survey.dom.find(step < 0 ? "[data-do=up]" : "[data-do=down]", HTMLButtonElement, item);
      (same.disabled ? survey.dom.find("[data-do]:not(:disabled)", HTMLElement, item) : same).focus();
    }

    /** @param {string} text @param {string} key @param {number} step @param {boolean} disabled */
    mover(text, key, step, disabled) {
      const made = action(text, this.titleOf(key), () => this.move(key, step));
      made.dataset.do = step < 0 ? "up" : "down";
      made.disabled = disabled;
      return made;
    }

    /** @param {string} key */
    heading(key) {
      const paper = this.papers?.get(key);
      return paper ? link(paper.url, paper.title) : element("span", "unknown", key);
    }

    /** @param {string} key */
    noteOf(key) {
      return this.papers ? (this.papers.get(key)?.note ?? survey.t("js.list.unknown")) : "";
    }

    /** @param {string} key @param {number} place @param {string[]} keys */
    row(key, place, keys) {
      const item = element("li", "saved");
      item.dataset.saved = key;
      const title = element("p", "saved__title");
      title.append(this.heading(key));
      const summary = this.papers?.get(key)?.summary;
      if (this.papers?.has(key)) item.append(survey.selection.check(key, this.titleOf(key)));
      item.append(title, element("p", "saved__note", this.noteOf(key)));
      if (summary) item.append(element("p", "saved__summary", summary));
      item.append(this.controls(key, place, keys));
      return item;
    }

    /** @param {string} key @param {number} place @param {string[]} keys */
    controls(key, place, keys) {
      const made = element("p", "saved__controls");
      if (!this.papers || this.papers.has(key)) made.append(reading.readButton(key, this.titleOf(key)));
      made.append(
        this.mover(survey.t("js.list.up"), key, -1, place === 0),
        this.mover(survey.t("js.list.down"), key, 1, place === keys.length - 1),
        action(survey.t("js.list.remove"), this.titleOf(key), () => this.remove(key)),
      );
      return made;
    }

    show() {
      const { list } = reading.marks();
      const read = list.filter(reading.isRead).length;
      this.items.replaceChildren(...list.slice(0, this.shown).map((key, place) => this.row(key, place, list)));
      this.more.hidden = list.length <= this.shown;
      this.empty.hidden = list.length > 0;
      this.exports.hidden = !list.length;
      this.counts.textContent = list.length ? survey.t("js.list.count", { count: list.length, read }) : "";
    }

    showMore() {
      const first = this.shown;
      this.shown += ROWS;
      this.show();
      survey.dom.find("a, button", HTMLElement, this.items.children[first]).focus();
    }

    /** Keys of renamed papers become their new ones. */
    resolve() {
      /** @type {Record<string, string>} */
      const aliases = JSON.parse(this.place.dataset.aliases ?? "{}");
      const marks = reading.marks();
      for (const key of [...marks.list, ...marks.read]) {
        if (Object.hasOwn(aliases, key)) reading.rename([key], aliases[key]);
      }
    }

    buttons() {
      return [
        action(survey.t("js.list.select"), "", () => this.selectAll()),
        action(survey.t("js.list.json"), "", () =>
          survey.dom.download("reading-list.json", [reading.text()], "application/json"),
        ),
        action(survey.t("js.list.clear"), "", () => this.clear()),
      ];
    }

    /** Select those papers of the list that are in the survey. */
    selectAll() {
      const keys = reading.keys().filter((key) => !this.papers || this.papers.has(key));
      survey.selection.setAll(keys, true, survey.t("js.list.name"));
    }

    importer() {
      const label = element("label", "action", survey.t("js.list.import"));
      const input = element("input", "sr-only");
      input.type = "file";
      input.accept = ".json,application/json";
      input.addEventListener("change", () => {
        const [file] = input.files ?? [];
        if (file)
          this.readFile(file).then(() => {
            input.value = "";
          });
      });
      label.append(input);
      return label;
    }

    /** @param {File} file */
    async readFile(file) {
      if (file.size > LARGEST) {
        this.say(survey.t("js.list.too_large"));
        return;
      }
      try {
        this.merge(await file.text());
      } catch {
        this.say(survey.t("js.list.unreadable"));
      }
    }

    /** Add what another list has; nothing that is here already is lost or moved. @param {string} text */
    merge(text) {
      const found = reading.parse(text);
      if (!found) {
        this.say(survey.t("js.list.no_list"));
        return;
      }
      const other = JSON.parse(text).survey;
      if (other !== undefined && other !== reading.name) {
        this.say(survey.t("js.list.other_survey"));
        return;
      }
      const marks = reading.marks();
      const added = found.list.filter((key) => !marks.list.includes(key));
      reading.replace({ list: [...marks.list, ...added], read: [...marks.read, ...found.read] });
      this.resolve();
      this.say(this.imported(added, found.list.length - added.length), marks);
    }

    /** @param {string[]} added @param {number} there how many were on the list already */
    imported(added, there) {
      const unknown = added.filter((key) => this.papers && !this.papers.has(key) && reading.has(key)).length;
      const values = { count: added.length, there, unknown };
      return unknown ? survey.t("js.list.imported_unknown", values) : survey.t("js.list.imported", values);
    }
  }

  const place = document.getElementById("saved-papers");
  if (place && reading) new ReadingList(place).start();
})();
