// @ts-check
// The gap map with axes and a shade that the reader chooses: papers counted by two of the things that are known of them.
// Without it there are the tables of the page. In all of them, arrow keys go from cell to cell.
var survey = survey || {};

survey.gapMap = (() => {
  "use strict";
  const { element, link } = survey.dom;
  const INCLUDED = "included";
  /** @typedef {{ name: string, caption: string, has: (paper: ListedPaper) => boolean }} Shade */
  /** What of its papers a cell says: how many there are, or which part of them has something. @type {Record<string, Shade>} */
  const SHADES = {
    papers: { name: "js.gap.papers", caption: "js.gap.caption_papers", has: () => true },
    results: { name: "js.gap.results", caption: "js.gap.caption_results", has: (paper) => paper.results > 0 },
    code: { name: "js.gap.code", caption: "js.gap.caption_code", has: (paper) => Boolean(paper.code) },
  };
  const { count, gapsOf, shadeOf, read, headsOf } = survey.gapCounts;

  /** @typedef {ReturnType<typeof count>} Counted */
  /** @typedef {Counted["rows"][number]["cells"][number]} Cell */
  /** @typedef {ReturnType<typeof read>} Choice */

  class GapMap {
    /** @param {HTMLElement} place @param {HTMLElement} drawn what the page has without scripts */
    constructor(place, drawn) {
      this.place = place;
      this.drawn = drawn;
      this.own = (place.dataset.axes ?? "").split(" ").filter(Boolean);
      this.box = element("div");
      this.said = survey.dom.status("p", "sr-only");
      this.form = element("form", "gap-choice");
      /** @type {Map<string, HTMLSelectElement>} */
      this.selects = new Map();
    }

    async start() {
      const { Collection } = survey.explore.state;
      this.collection = new Collection(await survey.search.loadPapers());
      this.papers = this.collection.papers.filter((paper) => paper.status === INCLUDED);
      const wanted = ["area", "topic", "year", ...this.own];
      const facets = wanted.flatMap((id) => this.collection?.facets.find((facet) => facet.id === id) ?? []);
      this.axes = facets.filter((facet) => headsOf(this.papers ?? [], facet).length > 1);
      if (this.axes.length < 2) return;
      const ids = this.axes.map((facet) => facet.id);
      this.shades = Object.keys(SHADES).filter((name) => this.papers?.some(SHADES[name].has));
      const topics = ids.includes("topic") ? "topic" : ids[0];
      this.usual = { rows: topics, columns: this.own.find((id) => ids.includes(id)) ?? ids[1], shade: "papers" };
      this.offer();
      this.readAddress();
      window.addEventListener("hashchange", () => this.readAddress());
    }

    offer() {
      const names = (this.axes ?? []).map(({ id, name }) => [id, name]);
      const shades = (this.shades ?? []).map((id) => [id, survey.t(SHADES[id].name)]);
      this.form.append(
        this.select("rows", survey.t("js.gap.rows"), names),
        this.select("columns", survey.t("js.gap.columns"), names),
        this.select("shade", survey.t("js.gap.shade"), shades),
      );
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.place.append(this.form, this.said, this.box);
    }

    /** @param {string} id @param {string} text @param {string[][]} options */
    select(id, text, options) {
      const label = element("label", "", `${text} `);
      const made = element("select");
      for (const [value, name] of options) {
        const option = element("option", "", name);
        option.value = value;
        made.append(option);
      }
      made.addEventListener("change", () => this.change(id));
      this.selects.set(id, made);
      label.append(made);
      return label;
    }

    /** @param {string} name what the reader changed */
    change(name) {
      const choice = Object.fromEntries(Array.from(this.selects, ([id, { value }]) => [id, value]));
      const other = name === "columns" ? "rows" : "columns";
      if (choice.rows === choice.columns && this.axes) {
        choice[other] = this.axes.find((axis) => axis.id !== choice[name])?.id ?? choice[other];
      }
      const fragment = new URLSearchParams(choice).toString();
      this.show(fragment);
      survey.dom.setFragment(fragment);
    }

    readAddress() {
      const fragment = location.hash.slice(1);
      if (fragment.includes("=")) return this.show(fragment);
      this.show("");
      if (fragment) document.getElementById(fragment)?.scrollIntoView(); // a place in what was hidden
    }

    /** @param {string} fragment */
    show(fragment) {
      const { axes, papers, usual, shades } = this;
      if (!axes || !papers || !usual || !shades) return;
      const ids = axes.map((axis) => axis.id);
      const choice = read(fragment, usual, ids, shades);
      for (const [id, select] of this.selects) select.value = choice[/** @type {keyof Choice} */ (id)];
      const asked = /(^|&)(rows|columns|shade)=/.test(fragment);
      this.drawn.hidden = asked;
      this.box.replaceChildren();
      if (!asked) return;
      const [down, across] = [choice.rows, choice.columns].map((id) => axes[ids.indexOf(id)]);
      const counted = count(papers, down, across, SHADES[choice.shade].has);
      const caption = survey.t(SHADES[choice.shade].caption, { rows: down.name, columns: across.name });
      this.box.append(this.emptiest(counted), this.table(counted, down, across, choice.shade, caption));
      this.said.textContent = caption;
      for (const table of this.box.querySelectorAll("table")) rove(table);
    }

    /** @param {Counted} counted */
    emptiest(counted) {
      const made = element("p", "gaps");
      const gaps = gapsOf(counted);
      if (!gaps.length) {
        made.textContent = survey.t("js.gap.no_gaps");
        return made;
      }
      made.append(`${survey.t("js.gap.emptiest")} `);
      const parts = gaps.map(({ row, column, expected }) => {
        const part = element("span");
        part.append(element("strong", "", row), " × ", element("strong", "", column), ` (${expectedText(expected)})`);
        return part;
      });
      return survey.dom.appendJoined(made, parts, "; ");
    }

    /** @param {Counted} counted @param {Facet} down @param {Facet} across @param {string} shade @param {string} caption */
    table(counted, down, across, shade, caption) {
      const region = element("div", "table gap gap--small");
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", caption);
      region.tabIndex = 0;
      const table = element("table", "matrix");
      table.append(element("caption", "", caption));
      const head = table.createTHead().insertRow();
      head.append(corner(down.name), ...counted.columns.map(({ label }) => headCell("col", label)));
      head.append(headCell("col", survey.t("js.gap.all")));
      const body = table.createTBody();
      for (const row of counted.rows) {
        const made = body.insertRow();
        const name = headCell("row", "");
        const page = down.id === "topic" || down.id === "area";
        name.append(page ? link(survey.dom.topicAddress(row.value), row.label) : row.label);
        made.append(name);
        row.cells.forEach((cell, n) => {
          const column = counted.columns[n];
          const asked = new URLSearchParams({ [down.id]: row.value, [across.id]: column.value, status: INCLUDED });
          made.append(
            this.cell(cell, shade, `${row.label}, ${column.label}`, `${survey.dom.base}explore.html?${asked}`),
          );
        });
        made.append(element("td", "all", String(row.total)));
      }
      region.append(table);
      return region;
    }

    /** @param {Cell} cell @param {string} shade @param {string} name @param {string} address */
    cell(cell, shade, name, address) {
      const share = shade !== "papers";
      const made = element("td", `s${cell.count && shadeOf(cell, share)}`);
      if (cell.count) {
        const text = share ? `${cell.having}/${cell.count}` : String(cell.count);
        const to = link(address, text);
        to.setAttribute("aria-label", `${text}: ${name}`);
        made.append(to);
        return made;
      }
      const dot = element("span", "", "·");
      dot.setAttribute("aria-hidden", "true");
      const text = cell.expected >= 1 ? expectedText(cell.expected) : survey.t("js.gap.none");
      made.append(dot, element("span", "sr-only", text));
      if (cell.expected >= 1) {
        made.classList.add("gap-cell");
        made.title = text;
      }
      return made;
    }
  }

  /** @param {number} expected */
  function expectedText(expected) {
    return survey.t("js.gap.expected", { count: Math.round(expected) });
  }

  /** The head of the heads of rows; it is not turned, as those of columns are. @param {string} text */
  function corner(text) {
    const made = element("th", "", text);
    made.scope = "col";
    return made;
  }

  /** @param {string} scope @param {string} text */
  function headCell(scope, text) {
    const made = element("th");
    made.scope = scope;
    if (text) made.append(element("span", "", text));
    return made;
  }

  /** The next cell with a link in a direction. @param {HTMLTableElement} table @param {HTMLAnchorElement} from @param {string} key */
  function next(table, from, key) {
    const cell = from.closest("td");
    const row = cell?.parentElement;
    if (!cell || !(row instanceof HTMLTableRowElement)) return null;
    const rows = Array.from(table.rows);
    const line = /Left|Right/.test(key) ? Array.from(row.cells) : rows.map((one) => one.cells[cell.cellIndex]);
    const at = line.indexOf(cell);
    const ahead = /Left|Up/.test(key) ? line.slice(0, at).reverse() : line.slice(at + 1);
    return ahead.map((one) => one.querySelector("td > a")).find((one) => one instanceof HTMLAnchorElement) ?? null;
  }

  /** Make a table one stop of the Tab key. @param {HTMLTableElement} table */
  function rove(table) {
    const links = Array.from(table.querySelectorAll("td > a")).filter((one) => one instanceof HTMLAnchorElement);
    const goTo = (/** @type {HTMLAnchorElement | undefined} */ wanted) => {
      for (const one of links) one.tabIndex = one === wanted ? 0 : -1;
    };
    goTo(links[0]);
    table.addEventListener("focusin", (event) => {
      if (event.target instanceof HTMLAnchorElement && links.includes(event.target)) goTo(event.target);
    });
    table.addEventListener("keydown", (event) => {
      if (!/^Arrow/.test(event.key) || !(event.target instanceof HTMLAnchorElement) || event.shiftKey) return;
      const there = next(table, event.target, event.key);
      if (!there) return;
      event.preventDefault();
      there.focus();
    });
  }

  return { GapMap, rove };
})();

(() => {
  "use strict";
  for (const table of document.querySelectorAll(".gap table.matrix")) {
    if (table instanceof HTMLTableElement) survey.gapMap.rove(table);
  }
  const place = document.querySelector("[data-gap-map]");
  const drawn = document.querySelector("[data-gap-drawn]");
  if (!(place instanceof HTMLElement) || !(drawn instanceof HTMLElement)) return;
  // Without the data there are the tables of the page.
  new survey.gapMap.GapMap(place, drawn).start().catch(() => {});
})();
