// @ts-check
// Which papers a state shows, in which order, and how many each further value would show.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.filter = (() => {
  "use strict";
  const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });

  /** @typedef {{ facet: string, include: Set<string>, exclude: Set<string> }} Test */

  /** The facets that a state filters by. @param {State} state @param {Facet[]} facets @returns {Test[]} */
  function testsOf(state, facets) {
    return facets
      .map(({ id }) => ({ facet: id, include: new Set(state.include[id]), exclude: new Set(state.exclude[id]) }))
      .filter((test) => test.include.size || test.exclude.size);
  }

  /** @param {Test} test @param {string[]} values */
  function passes(test, values) {
    if (values.some((value) => test.exclude.has(value))) return false;
    return !test.include.size || values.some((value) => test.include.has(value));
  }

  /** @param {Map<string, number>} counts @param {string[]} values */
  function count(counts, values) {
    for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  }

  /**
   * The papers that pass all filters; and by facet, how many papers have each value among those that pass all other
   * facets.
   *
   * @param {ListedPaper[]} papers
   * @param {State} state
   * @param {Facet[]} facets
   */
  function filter(papers, state, facets) {
    const tests = testsOf(state, facets);
    /** @type {ListedPaper[]} */
    const shown = [];
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map(facets.map((facet) => [facet.id, new Map()]));
    for (const paper of papers) {
      const failed = tests.filter((test) => !passes(test, paper.values[test.facet]));
      if (failed.length === 1) {
        const { facet } = failed[0];
        count(counts.get(facet) ?? new Map(), paper.values[facet]);
      }
      if (failed.length) continue;
      shown.push(paper);
      for (const [facet, found] of counts) count(found, paper.values[facet]);
    }
    return { papers: shown, counts };
  }

  /** @param {string} a @param {string} b */
  function compare(a, b) {
    return a < b ? -1 : Number(a > b);
  }

  /** @type {Record<string, (a: ListedPaper, b: ListedPaper) => number>} */
  const ORDERS = {
    newest: (a, b) => compare(b.published ?? "", a.published ?? "") || a.titled - b.titled,
    // What has no date comes last in either order.
    oldest: (a, b) => compare(a.published ?? "9", b.published ?? "9") || a.titled - b.titled,
    title: (a, b) => a.titled - b.titled,
    results: (a, b) => b.results - a.results || ORDERS.newest(a, b),
  };

  /**
   * Note the place of each paper by title: comparing by the rules of a language is slow, so it is done once.
   *
   * @param {ListedPaper[]} papers
   */
  function rank(papers) {
    const sorted = papers.slice().sort((a, b) => collator.compare(a.title, b.title) || a.id - b.id);
    sorted.forEach((paper, place) => {
      paper.titled = place;
    });
  }

  /** @param {State} state */
  function order(state) {
    return state.sort || (state.q.trim() ? "relevance" : "newest");
  }

  /**
   * Sort in place. Papers found by a search come in the order of relevance.
   *
   * @param {ListedPaper[]} papers
   * @param {State} state
   */
  function sort(papers, state) {
    const by = ORDERS[order(state)] ?? (state.q.trim() ? null : ORDERS.newest);
    return by ? papers.sort(by) : papers;
  }

  return { filter, rank, order, sort };
})();
