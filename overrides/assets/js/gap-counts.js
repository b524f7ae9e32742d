// @ts-check
// Papers counted by two of the things that are known of them, and where none are.
var survey = survey || {};

survey.gapCounts = (() => {
  "use strict";
  const NAMED = 6; // empty combinations that are named
  const STEPS = [1, 2, 4, 8, 16]; // from so many papers on, a cell is a shade darker

  /** @typedef {{ value: string, label: string, total: number }} Head */
  /** @typedef {{ count: number, having: number, expected: number }} Cell */
  /** @typedef {{ rows: (Head & { cells: Cell[] })[], columns: Head[] }} Counted */
  /** @typedef {{ rows: string, columns: string, shade: string }} Choice */

  /**
   * The values of an axis that papers have, in the order of its names; years in their own.
   *
   * @param {ListedPaper[]} papers
   * @param {Facet} facet
   * @returns {Head[]}
   */
  function headsOf(papers, facet) {
    /** @type {Map<string, number>} */
    const totals = new Map();
    for (const paper of papers)
      for (const value of paper.values[facet.id]) totals.set(value, (totals.get(value) ?? 0) + 1);
    const known = facet.id === "year" ? Array.from(totals.keys()).sort() : Array.from(facet.labels.keys());
    return known
      .filter((value) => totals.has(value))
      .map((value) => ({ value, label: facet.labels.get(value) ?? value, total: totals.get(value) ?? 0 }));
  }

  /**
   * Count papers by two axes, and how many would be in each cell if the axes had nothing to do with each other.
   *
   * @param {ListedPaper[]} papers
   * @param {Facet} down
   * @param {Facet} across
   * @param {(paper: ListedPaper) => boolean} has what is asked of each paper
   * @returns {Counted}
   */
  function count(papers, down, across, has) {
    const columns = headsOf(papers, across);
    const rows = headsOf(papers, down).map((row) => {
      const own = papers.filter((paper) => paper.values[down.id].includes(row.value));
      const cells = columns.map((column) => {
        const both = own.filter((paper) => paper.values[across.id].includes(column.value));
        const expected = (row.total * column.total) / papers.length;
        return { count: both.length, having: both.filter(has).length, expected };
      });
      return { ...row, cells };
    });
    return { rows, columns };
  }

  /** Empty cells where most papers would be expected. @param {Counted} counted */
  function gapsOf({ rows, columns }) {
    const empty = rows.flatMap((row) =>
      row.cells.map(({ count, expected }, n) => ({ row: row.label, column: columns[n].label, count, expected })),
    );
    return empty
      .filter((cell) => !cell.count && cell.expected >= 1)
      .sort((a, b) => b.expected - a.expected)
      .slice(0, NAMED);
  }

  /** The shade of a cell, 1 to 5: of so many papers, or of the share of them. @param {Cell} cell @param {boolean} share */
  function shadeOf({ count, having }, share) {
    return share ? 1 + Math.round((4 * having) / count) : STEPS.filter((least) => count >= least).length;
  }

  /** What is chosen in an address, as far as there is such a choice. @param {string} fragment @param {Choice} usual @param {string[]} axes @param {string[]} shades */
  function read(fragment, usual, axes, shades) {
    const asked = new URLSearchParams(fragment);
    const one = (/** @type {string} */ name, /** @type {string[]} */ known, /** @type {string} */ other) => {
      const value = asked.get(name) ?? "";
      return known.includes(value) ? value : other;
    };
    const rows = one("rows", axes, usual.rows);
    const free = axes.filter((axis) => axis !== rows);
    const columns = one("columns", free, free.includes(usual.columns) ? usual.columns : free[0]);
    return { rows, columns, shade: one("shade", shades, usual.shade) };
  }

  return { count, gapsOf, shadeOf, read, headsOf };
})();
