// @ts-check
// Tables sort by any column: a button in each head, said to screen readers by aria-sort.
var survey = survey || {};

survey.tables = (() => {
  "use strict";

  /** @typedef {string | number | null} Value */

  /**
   * Figures sort by their worth, numbers by their value, text by its letters; a dash comes last.
   *
   * @param {HTMLTableCellElement} cell of a column of numbers where it has the class "number"
   * @returns {Value}
   */
  function valueIn(cell) {
    const text = (cell.textContent ?? "").trim();
    if (text === "–") return null;
    if (cell.dataset.worth) return Number(cell.dataset.worth);
    const number = cell.classList.contains("number") ? Number(text) : Number.NaN;
    return Number.isNaN(number) ? text.toLowerCase() : number;
  }

  /** The order of two values, that of missing ones last. @param {Value} a @param {Value} b */
  function compare(a, b) {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  }

  /**
   * The order of two values either way: missing ones are last in both.
   *
   * @param {Value} a
   * @param {Value} b
   * @param {boolean} descending
   */
  function ordered(a, b, descending) {
    const order = compare(a, b);
    return descending && a !== null && b !== null ? -order : order;
  }

  /**
   * Figures of different scales keep the order of their scales either way: they do not compare.
   *
   * @param {HTMLTableElement} table
   * @param {number} column
   * @param {boolean} descending
   */
  function sort(table, column, descending) {
    const [body] = table.tBodies;
    const rows = Array.from(body.rows, (row) => {
      const cell = row.cells[column];
      return { row, scale: Number(cell.dataset.scale ?? 0), value: valueIn(cell) };
    });
    rows.sort((a, b) => a.scale - b.scale || ordered(a.value, b.value, descending));
    body.append(...rows.map((entry) => entry.row));
  }

  /** @param {HTMLTableElement} table */
  function headsOf(table) {
    return Array.from(table.tHead?.rows[0].cells ?? []);
  }

  /**
   * Say by which column a table is sorted.
   *
   * @param {HTMLTableElement} table
   * @param {number} column
   * @param {boolean} descending
   */
  function mark(table, column, descending) {
    headsOf(table).forEach((head, number) => {
      if (number === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  /**
   * Make each head of the table a button that calls `chosen`; a column of figures begins with the best.
   *
   * @param {HTMLTableElement} table
   * @param {(column: number, descending: boolean) => void} chosen
   */
  function makeSortable(table, chosen) {
    headsOf(table).forEach((head, column) => {
      const first = "bestFirst" in head.dataset ? "descending" : "ascending";
      const descends = () => (head.getAttribute("aria-sort") === first) === (first === "ascending");
      head.replaceChildren(survey.dom.button(head.textContent ?? "", "sort", () => chosen(column, descends())));
    });
  }

  function start() {
    for (const table of document.querySelectorAll(".comparison table")) {
      if (!(table instanceof HTMLTableElement)) continue;
      makeSortable(table, (column, descending) => {
        sort(table, column, descending);
        mark(table, column, descending);
      });
    }
  }

  start();
  return { headsOf, makeSortable, mark, compare, ordered };
})();
