// @ts-check
// The data of all papers, with names for its cells. The facets that papers have (a kind, a venue, methods ...) are the
// survey's own: they are listed in the data, and a row has a cell for each, named by the facet's id.
var survey = survey || {};

survey.rows = (() => {
  "use strict";

  /** @param {PapersData} data @returns {Paper[]} */
  function read(data) {
    return data.papers.map((row, id) => {
      /** @type {Record<string, unknown>} */
      const paper = { id };
      data.columns.forEach((column, n) => {
        paper[column] = row[n];
      });
      return /** @type {Paper} */ (paper);
    });
  }

  /** @param {Paper} a @param {Paper} b */
  function byNumber(a, b) {
    const [early, late] = [a.published ?? "", b.published ?? ""];
    if (early !== late) return early < late ? -1 : 1;
    return a.key < b.key ? -1 : Number(a.key > b.key);
  }

  /**
   * The papers in the order in which the search numbers them: by day, those without one first, and key.
   *
   * @template {Paper} Type
   * @param {Type[]} papers
   */
  function numbered(papers) {
    return papers.slice().sort(byNumber);
  }

  /** The values of a paper in a facet: `[id, name]`. @param {Paper} paper @param {FacetData} facet */
  function values(paper, facet) {
    const cell = /** @type {number[] | number | null | undefined} */ (paper[facet.id]);
    if (cell === null || cell === undefined) return [];
    return typeof cell === "number" ? [facet.values[cell]] : cell.map((row) => facet.values[row]);
  }

  /** @param {Paper} paper @param {FacetData} facet */
  function names(paper, facet) {
    return values(paper, facet).map((value) => value[1]);
  }

  /** @param {Paper} paper */
  function year(paper) {
    return (paper.published ?? "").slice(0, 4);
  }

  /**
   * The facets of one value that are shown with a paper; the first of them is what the paper is.
   *
   * @param {PapersData} data
   */
  function single(data) {
    return data.facets.filter((facet) => facet.column && !facet.several);
  }

  /**
   * What a paper is, its first topic and its year, in a line.
   *
   * @param {PapersData} data
   * @param {Paper} paper
   */
  function note(data, paper) {
    const what = single(data)
      .slice(0, 1)
      .flatMap((facet) => names(paper, facet));
    const topic = paper.topics.slice(0, 1).map((row) => data.topics[row][1]);
    return [...what, ...topic, year(paper)].filter(Boolean).join(" · ");
  }

  return { read, numbered, values, names, year, single, note };
})();
