// @ts-check
// Tables sort by any column: a button in each head, said to screen readers by aria-sort.
var survey = survey || {};

survey.tables = (() => {
  "use strict";

  /** @typedef {string | number | null} Value */

  /** The last number of a text ("1.4 to 2.2 ×" is 2.2), or `null`. @param {string} text */
  function lastNumber(text) {
    const numbers = text
      .replace(/\u2212/g, "-")
      .replace(/[\u202f,]/g, "")
      .match(/[-+]?\d+(\.\d+)?/g);
    return numbers ? Number(numbers[numbers.length - 1]) : null;
  }

  /**
   * Figures sort by their last number, text by its letters; a dash comes last.
   *
   * @param {HTMLTableCellElement} cell of a column of figures where it has the class "number"
   * @returns {Value}
   */
  function valueIn(cell) {
    const text = (cell.textContent ?? "").trim();
    if (text === "–") return null;
    const number = cell.classList.contains("number") ? lastNumber(text) : null;
    return number ?? text.toLowerCase();
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

  /** @param {HTMLTableElement} table @param {number} column @param {boolean} descending */
  function sort(table, column, descending) {
    const [body] = table.tBodies;
    const rows = Array.from(body.rows, (row) => ({ row, value: valueIn(row.cells[column]) }));
    rows.sort((a, b) => ordered(a.value, b.value, descending));
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
   * Make each head of the table a button that calls `chosen`.
   *
   * @param {HTMLTableElement} table
   * @param {(column: number, descending: boolean) => void} chosen
   */
  function makeSortable(table, chosen) {
    headsOf(table).forEach((head, column) => {
      const descends = () => head.getAttribute("aria-sort") === "ascending";
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
  return { headsOf, makeSortable, mark, compare, ordered, lastNumber };
})();
