// @ts-check
// The table of results: filters, sorting, and export of exactly what is shown. The rows that the page brings stay
// until a reader asks for others; then they are made from the data, so that thousands are as quick as hundreds.
var survey = survey || {};

(() => {
  "use strict";
  const { element, link, find } = survey.dom;
  const { results } = survey;
  const BATCH = 500; // rows drawn at a time

  /** @typedef {{ column: string, descending: boolean }} Sorting */

  class ResultsPage {
    /** @param {HTMLFormElement} form @param {HTMLTableElement} table @param {ResultsData} data */
    constructor(form, table, data) {
      this.form = form;
      this.table = table;
      this.data = data;
      this.columns = survey.tables.headsOf(table).map((head) => head.dataset.column ?? "");
      this.labels = survey.tables.headsOf(table).map((head) => head.textContent ?? "");
      this.filters = Array.from(form.querySelectorAll("select"), (select) => select.name);
      this.said = find("#result-count", HTMLElement);
      this.more = find("#more", HTMLElement);
      this.rows = results.read(data);
      this.places = results.placesOf(this.rows, data.group);
      this.shown = this.rows;
      /** @type {Sorting | null} */
      this.sorting = null;
      this.drawn = 0;
      /** @type {string | null} the heading of the rows drawn last */
      this.heading = null;
    }

    start() {
      survey.tables.makeSortable(this.table, (column, descending) => {
        this.sorting = { column: this.columns[column], descending };
        this.changed();
      });
      const note = document.getElementById("part");
      if (note) note.hidden = true;
      if (this.restore() || this.table.dataset.shown !== this.table.dataset.count) this.update();
      this.listen();
      this.form.dataset.ready = "";
    }

    listen() {
      const { form } = this;
      form.addEventListener("input", () => this.changed());
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("reset", () => {
        this.sorting = null;
        setTimeout(() => this.changed()); // the form is empty only then
      });
      find("#export-results", HTMLElement).addEventListener("click", () => this.export());
      this.more.addEventListener("click", () => this.extend());
      window.addEventListener("hashchange", () => {
        this.restore();
        this.update();
      });
    }

    /** The field of a filter, where the page has it. @param {string} name */
    field(name) {
      const found = this.form.elements.namedItem(name);
      return found instanceof HTMLSelectElement || found instanceof HTMLInputElement ? found : null;
    }

    get names() {
      return ["q", ...this.filters];
    }

    /** What is chosen, by filter. */
    chosen() {
      /** @type {Record<string, string>} */
      const chosen = {};
      for (const name of this.names) chosen[name] = this.field(name)?.value.trim() ?? "";
      return chosen;
    }

    /** Put the choice into the address. @param {Record<string, string>} chosen */
    write(chosen) {
      const fragment = new URLSearchParams();
      for (const name of this.names) {
        if (!chosen[name]) continue;
        const [key, value] = name === "topic" ? chosen.topic.split(":") : [name, chosen[name]];
        fragment.set(key, value);
      }
      if (this.sorting) {
        fragment.set("sort", this.sorting.column);
        if (this.sorting.descending) fragment.set("order", "desc");
      }
      survey.dom.setFragment(fragment.toString());
    }

    /**
     * The value that an address gives a filter; topics and areas are one filter.
     *
     * @param {URLSearchParams} given
     * @param {string} name
     */
    valueIn(given, name) {
      if (name !== "topic") return given.get(name) ?? "";
      return ["topic", "area"].map((kind) => (given.get(kind) ? `${kind}:${given.get(kind)}` : "")).join("");
    }

    /** Choose what the address says; whether it says anything. */
    restore() {
      const given = new URLSearchParams(location.hash.slice(1));
      this.form.reset();
      for (const name of this.names) {
        const field = this.field(name);
        const value = this.valueIn(given, name);
        if (field && value) field.value = value;
        // A select without such a choice has none.
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
      }
      const column = given.get("sort") ?? "";
      const known = this.columns.includes(column);
      this.sorting = known ? { column, descending: given.get("order") === "desc" } : null;
      return location.hash.length > 1;
    }

    /** @param {string} text @param {string} folder @param {string} key */
    pageLink(text, folder, key) {
      return link(`${survey.dom.base}${folder}/${key}.html`, text);
    }

    /** How a result was found, and what is not stated. @param {ResultRow} row */
    evidence(row) {
      const { evidence, not_stated: missing } = this.data;
      const said = evidence.filter(([column]) => row[column] && row[column] !== missing);
      const lines = said.map(([column, label]) => `${label}: ${results.termName(this.data, column, row[column])}`);
      const absent = evidence.flatMap(([column, label]) => (row[column] === missing ? [label] : []));
      if (absent.length) lines.push(survey.t("js.results.not_stated", { names: absent.join(", ") }));
      return lines.join(" · ");
    }

    /** @param {ResultRow} row */
    quotation(row) {
      const made = element("details", "quote");
      made.append(element("summary", "", survey.t("js.results.quotation")), element("q", "", String(row.quote)), " ");
      const found = this.evidence(row);
      if (found) made.append(element("span", "evidence", found), " ");
      made.append(link(survey.dom.auditAddress(row.key, Number(row.claim)), survey.t("js.audit.link"), "wrong"), " · ");
      made.append(link(survey.dom.correctAddress(row.key, Number(row.claim)), survey.t("js.correct.wrong"), "wrong"));
      return made;
    }

    /** Where it is said that versions of the sentence disagree, if they do. @param {ResultRow} row */
    versions(row) {
      if (!row.disagrees) return [];
      const address = `${survey.dom.base}papers/${row.key}.html#versions`;
      return [" ", link(address, survey.t("js.results.versions"), "versions")];
    }

    /** The content of a cell. @param {ResultRow} row @param {string} column @returns {(Node | string)[]} */
    content(row, column) {
      if (column === "paper") return [this.pageLink(row.title, "papers", row.key), " ", this.quotation(row)];
      if (column === "change") return [String(row.figure), ...this.versions(row)];
      if (column !== "topic") return [results.termName(this.data, column, row[column])];
      const [topic] = row.topics;
      return topic ? [this.pageLink(results.topicTitle(this.data, topic), "topics", topic)] : [""];
    }

    /** @param {ResultRow} row */
    draw(row) {
      const line = element("tr");
      line.dataset.paper = row.key;
      line.dataset.claim = String(row.claim);
      for (const column of this.columns) {
        const [first, ...others] = this.content(row, column);
        const cell = line.insertCell();
        if (column !== "paper") cell.dataset.label = this.labels[this.columns.indexOf(column)];
        if (column === "change") cell.className = "change";
        else if (!first) cell.className = "empty";
        cell.append(first || "–", ...others);
      }
      return line;
    }

    /** What a choice of a filter is called. @param {string} filter @param {string} value */
    choiceName(filter, value) {
      const select = this.field(filter);
      const options = select instanceof HTMLSelectElement ? Array.from(select.options) : [];
      return options.find((option) => option.value === value)?.dataset.name ?? value;
    }

    /**
     * What the rows under one heading share: their group, and sorted by change a form too.
     *
     * @param {ResultRow} row
     */
    headingOf(row) {
      const group = results.termName(this.data, this.data.group, row[this.data.group]);
      if (!this.sorting) return group;
      return this.sorting.column === "change" ? `${group}: ${this.choiceName("form", String(row.form))}` : "";
    }

    /** @param {string} heading */
    startGroup(heading) {
      const body = this.table.createTBody();
      this.heading = heading;
      if (!heading) return body;
      const line = element("tr", "group");
      const head = element("th", "", heading);
      head.colSpan = this.columns.length;
      head.scope = "rowgroup";
      line.append(head);
      body.append(line);
      return body;
    }

    /** Draw further rows. */
    extend() {
      const until = Math.min(this.shown.length, this.drawn + BATCH);
      for (const row of this.shown.slice(this.drawn, until)) {
        const heading = this.headingOf(row);
        const body =
          this.heading === heading ? this.table.tBodies[this.table.tBodies.length - 1] : this.startGroup(heading);
        body.append(this.draw(row));
      }
      this.drawn = until;
      const rest = this.shown.length - until;
      this.more.hidden = !rest;
      this.more.textContent = survey.t("js.results.more", { next: Math.min(BATCH, rest), count: rest });
    }

    /** Say with each choice how many rows it would leave. @param {Record<string, string>} chosen */
    showCounts(chosen) {
      for (const name of this.filters) {
        const select = this.field(name);
        if (!(select instanceof HTMLSelectElement)) continue;
        const counts = results.count(results.filter(this.rows, chosen, this.filters, name), name);
        for (const option of select.options) {
          if (option.value) option.textContent = `${option.dataset.name} (${counts.get(option.value) || 0})`;
        }
      }
    }

    summary() {
      const count = this.shown.length;
      const total = this.rows.length;
      if (count === total) return survey.t("js.results.count", { count: total });
      return count ? survey.t("js.results.of", { shown: count, count: total }) : survey.t("js.results.none");
    }

    update() {
      const chosen = this.chosen();
      const found = results.filter(this.rows, chosen, this.filters);
      this.shown = results.sort(found, this.sorting, this.data, this.places);
      for (const body of Array.from(this.table.tBodies)) body.remove();
      this.drawn = 0;
      this.heading = null;
      this.extend();
      this.showCounts(chosen);
      this.said.textContent = this.summary();
      const column = this.sorting ? this.columns.indexOf(this.sorting.column) : -1;
      survey.tables.mark(this.table, column, Boolean(this.sorting?.descending));
    }

    changed() {
      this.update();
      this.write(this.chosen());
    }

    export() {
      survey.dom.download("results.csv", ["\ufeff", results.csv(this.shown, this.data)], "text/csv");
    }
  }

  async function begin() {
    const form = document.getElementById("filters");
    const table = document.querySelector(".results table");
    if (!(form instanceof HTMLFormElement) || !(table instanceof HTMLTableElement)) return;
    try {
      await survey.dom.loadScript("assets/results-data.js");
      new ResultsPage(form, table, survey.data.results).start();
    } catch (error) {
      // The rows of the page stay; filters would do nothing.
      const reason = error instanceof Error ? error.message : String(error);
      form.replaceChildren(survey.dom.status("p", "remark", survey.t("js.results.failed", { reason })));
    }
  }

  begin();
})();
