// @ts-check
// The page that sets papers side by side. Which, and in which order, is in the address; without any there, those that
// are selected.
var survey = survey || {};

(() => {
  "use strict";
  const { element, button, link, status, loadScript } = survey.dom;
  const { comparison, selection } = survey;

  /** @typedef {ReturnType<typeof comparison.table>} Table */
  /** @typedef {Table["rows"][number]} Row */

  /** @param {unknown} error */
  function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
  }

  class ComparePage {
    /** @param {HTMLElement} root @param {Parameters<typeof comparison.table>[1]} data */
    constructor(root, data) {
      this.root = root;
      this.data = data;
      /** @type {string[]} */
      this.keys = [];
      this.differences = false;
      /** @type {string[] | null} the papers before the last was removed */
      this.before = null;
      this.note = element("p", "compare__note");
      this.status = status("p", "compare__status");
      this.undo = button(survey.t("js.compare.undo"), "action", () => this.restore());
      this.only = element("input");
      this.format = element("select", "cite-choice");
      this.tools = this.makeTools();
      this.place = element("div");
      const said = element("div", "compare__said");
      said.append(this.status, this.undo);
      root.replaceChildren(this.note, this.tools, said, this.place);
      this.undo.hidden = true;
    }

    start() {
      this.read();
      window.addEventListener("hashchange", () => this.read());
    }

    /** Compare what the address says. */
    read() {
      const given = new URLSearchParams(location.hash.slice(1));
      const named = given.get("papers");
      const wanted = selection.keysIn(named === null ? selection.keys() : named.split(","));
      const known = new Set(comparison.table(wanted, this.data).papers.map((paper) => paper.key));
      const found = wanted.filter((key) => known.has(key));
      const unknown = wanted.filter((key) => !known.has(key));
      this.keys = found.slice(0, selection.COMPARED);
      this.differences = given.get("differences") === "1";
      this.tell(unknown, found.length);
      this.undo.hidden = true;
      this.show();
      if (named === null) this.write();
    }

    /** Say what of the address is not shown. @param {string[]} unknown @param {number} count of papers that are known */
    tell(unknown, count) {
      const shown = this.keys.length;
      const notes = [
        unknown.length ? survey.t("js.compare.not_here", { count: unknown.length, list: unknown.join(", ") }) : "",
        count > shown ? survey.t("js.compare.first", { shown, count }) : "",
      ].filter(Boolean);
      this.note.hidden = !notes.length;
      this.note.textContent = notes.join(" ");
    }

    write() {
      const differences = this.differences ? "&differences=1" : "";
      survey.dom.setFragment(this.keys.length ? `papers=${this.keys.join(",")}${differences}` : "");
    }

    changed() {
      this.show();
      this.write();
    }

    show() {
      const made = comparison.table(this.keys, this.data);
      this.tools.hidden = made.papers.length < 2;
      this.root.classList.toggle("compare--empty", this.tools.hidden);
      this.only.checked = this.differences;
      this.place.replaceChildren(...(made.papers.length < 2 ? this.empty(made) : this.frame(made)));
    }

    /** What to do where there is nothing to compare. @param {Table} made */
    empty({ papers }) {
      const [before, after] = survey.t("js.compare.empty").split("{explore}");
      const how = element("p", "", before);
      how.append(link(`${survey.dom.base}explore.html`, survey.t("js.compare.explore")), after ?? "");
      const one = papers.map((paper) => element("p", "", survey.t("js.compare.one", { title: paper.title })));
      this.status.textContent = "";
      return [...one, how];
    }

    makeTools() {
      const tools = element("div", "compare__tools");
      const label = element("label", "compare__only");
      this.only.type = "checkbox";
      this.only.name = `only-${performance.timeOrigin}`; // the address says whether it is checked
      this.only.addEventListener("change", () => {
        this.differences = this.only.checked;
        this.changed();
      });
      label.append(this.only, ` ${survey.t("js.compare.differences")}`);
      const choice = element("label", "cite-format", `${survey.t("js.export.format")} `);
      for (const { id, label: name } of this.formats()) this.format.append(new Option(name, id));
      choice.append(this.format);
      tools.append(
        label,
        choice,
        button(survey.t("js.cite.copy"), "cite-button", () => this.copy()),
        button(survey.t("js.cite.save"), "cite-button", () => this.save()),
        button(survey.t("js.copy.link"), "cite-button", () => this.share()),
      );
      return tools;
    }

    formats() {
      const known = survey.citations.formats.filter(({ id }) => ["csv", "markdown", "bibtex"].includes(id));
      const latex = { id: "latex", label: survey.t("js.compare.latex"), extension: "tex" };
      return [...known.filter(({ id }) => id !== "bibtex"), latex, ...known.filter(({ id }) => id === "bibtex")];
    }

    /** The table that is shown, in a format; in BibTeX, its papers. */
    async text() {
      const made = comparison.table(this.keys, this.data);
      const shown = { ...made, rows: this.rows(made) };
      if (this.format.value === "bibtex") return survey.citations.text(this.keys, "bibtex");
      if (this.format.value === "csv") return comparison.csv(shown);
      if (this.format.value === "markdown") return comparison.markdown(shown);
      return comparison.latex(shown, await survey.citations.citationKeys(this.keys), this.data.compare.latex);
    }

    copy() {
      const format = this.format.selectedOptions[0].textContent ?? "";
      return this.attempt(async () => {
        await survey.dom.copyText(await this.text());
        return survey.t("js.cite.copied", { format });
      });
    }

    save() {
      const format = this.formats().find(({ id }) => id === this.format.value);
      return this.attempt(async () => {
        const name = `${survey.citations.slug(survey.t("js.compare.file"))}.${format?.extension}`;
        const mark = format?.id === "csv" ? ["\ufeff"] : []; // spreadsheets know UTF-8 by it only
        survey.dom.download(name, [...mark, await this.text()], "text/plain;charset=utf-8");
        return survey.t("js.cite.saved");
      });
    }

    share() {
      return this.attempt(async () => {
        await survey.dom.copyText(location.href);
        return survey.t("js.copy.copied");
      });
    }

    /** Do something, and say what came of it. @param {() => Promise<string>} act */
    async attempt(act) {
      this.undo.hidden = true;
      try {
        this.status.textContent = await act();
      } catch (error) {
        this.status.textContent = reasonOf(error);
      }
    }

    /** @param {string} key */
    titleOf(key) {
      return comparison.table([key], this.data).papers[0]?.title ?? key;
    }

    /** @param {string} key */
    remove(key) {
      this.before = this.keys;
      this.keys = this.keys.filter((other) => other !== key);
      selection.set(key, false);
      this.changed();
      this.status.textContent = survey.t("js.compare.removed", { title: this.titleOf(key) });
      this.undo.hidden = false;
      this.undo.focus();
    }

    restore() {
      const { before } = this;
      if (!before) return;
      const back = before.filter((key) => !this.keys.includes(key));
      this.keys = before;
      this.before = null;
      selection.setAll(back, true);
      this.changed();
      this.undo.hidden = true;
      this.status.textContent = survey.t("js.compare.restored");
      this.place.querySelector("a")?.focus();
    }

    /** @param {string} key @param {number} step */
    move(key, step) {
      const keys = this.keys.slice();
      const from = keys.indexOf(key);
      keys.splice(from, 1);
      keys.splice(from + step, 0, key);
      this.keys = keys;
      this.undo.hidden = true;
      this.changed();
      const values = { title: this.titleOf(key), place: from + step + 1, count: keys.length };
      this.status.textContent = survey.t("js.compare.moved", values);
      const movers = Array.from(this.place.querySelectorAll("button"));
      const own = movers.filter((made) => made.dataset.of === key && !made.disabled);
      (own.find((made) => made.dataset.step === String(step)) ?? own[0])?.focus();
    }

    /** The rows that are shown. @param {Table} made */
    rows(made) {
      return this.differences ? made.rows.filter(comparison.differs) : made.rows;
    }

    /** @param {Table} made */
    frame(made) {
      const frame = element("div", "table compare__frame");
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", survey.t("js.compare.table"));
      frame.tabIndex = 0;
      const table = element("table", "compare__table");
      table.append(element("caption", "sr-only", survey.t("js.compare.caption")), this.head(made));
      const rows = this.rows(made);
      const [fields, reported] = ["field", "measure"].map((kind) => rows.filter((row) => row.kind === kind));
      table.append(this.body(fields));
      if (reported.length) table.append(this.body(reported, made.papers.length));
      frame.append(table);
      const remark = element("p", "remark", survey.t(rows.length ? "js.compare.legend" : "js.compare.no_differences"));
      return [frame, remark];
    }

    /** @param {Table} made */
    head({ papers }) {
      const head = element("thead");
      const line = head.insertRow();
      const corner = element("td", "compare__label", survey.t("js.compare.count", { count: papers.length }));
      line.append(corner, ...papers.map((paper, place) => this.column(paper, place, papers.length)));
      return head;
    }

    /** @param {Paper} paper @param {number} place @param {number} count */
    column(paper, place, count) {
      const made = element("th", "compare__paper");
      made.scope = "col";
      const { key, title } = paper;
      const left = this.mover("←", survey.t("js.compare.left", { title }), key, -1, place === 0);
      const right = this.mover("→", survey.t("js.compare.right", { title }), key, 1, place === count - 1);
      const remove = button(survey.t("js.compare.remove"), "compare__do", () => this.remove(key));
      remove.setAttribute("aria-label", survey.t("js.compare.remove_paper", { title }));
      const controls = element("div", "compare__controls");
      controls.append(left, right, remove);
      const name = link(survey.dom.paperAddress(key), title);
      name.dir = "auto";
      made.append(name, controls);
      return made;
    }

    /** @param {string} sign @param {string} name @param {string} key @param {number} step @param {boolean} disabled */
    mover(sign, name, key, step, disabled) {
      const made = button(sign, "compare__do", () => this.move(key, step));
      made.setAttribute("aria-label", name);
      made.title = name;
      made.disabled = disabled;
      made.dataset.of = key;
      made.dataset.step = String(step);
      return made;
    }

    /** @param {Row[]} rows @param {number} [columns] of a body with a heading */
    body(rows, columns) {
      const body = element("tbody");
      if (columns) {
        const head = element("th", "compare__group");
        head.scope = "rowgroup";
        head.colSpan = columns + 1;
        const inside = element("span", "compare__heading", survey.t("js.compare.results"));
        inside.append(" ", element("span", "compare__remark", survey.t("js.compare.results_remark")));
        head.append(inside);
        body.insertRow().append(head);
      }
      for (const row of rows) {
        const label = element("th", "compare__label", row.label);
        label.scope = "row";
        body.insertRow().append(label, ...row.cells.map((cell, n) => this.cell(cell, row, this.keys[n])));
      }
      return body;
    }

    /** @param {Row["cells"][number]} cell @param {Row} row @param {string} key of the paper */
    cell(cell, row, key) {
      const made = element("td", cell.known === "stated" ? "" : `compare__${cell.known}`);
      if (cell.claims.length) made.append(...cell.claims.map((claim) => this.claim(claim, key)));
      else if (cell.links.length) this.appendLinks(made, cell.links);
      else made.textContent = comparison.textOf(cell, row);
      if (cell.known === "stated") made.dir = "auto";
      return made;
    }

    /** @param {HTMLElement} made @param {{ text: string, href: string }[]} links */
    appendLinks(made, links) {
      const shown = links.map(({ text, href }) => link(href, text));
      for (const one of shown) if (/^https?:/.test(one.getAttribute("href") ?? "")) one.rel = "external noopener";
      survey.dom.appendJoined(made, shown, ", ");
    }

    /** @param {Row["cells"][number]["claims"][number]} claim @param {string} key of the paper */
    claim(claim, key) {
      const made = element("div", "compare__claim");
      const conditions = element("ul");
      conditions.append(...[...comparison.conditions(claim), ...claim.more].map((text) => element("li", "", text)));
      const quote = element("details", "quote");
      quote.append(element("summary", "", survey.t("js.results.quotation")), element("q", "", claim.quote), " ");
      quote.append(link(survey.dom.auditAddress(key, claim.number), survey.t("js.audit.link"), "wrong"), " · ");
      quote.append(link(survey.dom.correctAddress(key, claim.number), survey.t("js.correct.wrong"), "wrong"));
      made.append(element("strong", "", claim.text), conditions, quote);
      return made;
    }
  }

  /** @param {HTMLElement} root */
  async function begin(root) {
    try {
      const [papers] = await Promise.all([
        survey.search.loadPapers(),
        loadScript("assets/results-data.js"),
        loadScript("assets/compare-data.js"),
      ]);
      const { results, compare } = survey.data;
      new ComparePage(root, { papers, results, compare }).start();
      root.dataset.ready = "";
    } catch (error) {
      root.replaceChildren(element("p", "", survey.t("js.compare.failed", { reason: reasonOf(error) })));
    }
  }

  const root = document.querySelector("[data-compare]");
  if (root instanceof HTMLElement) begin(root);
})();
