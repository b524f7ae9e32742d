// Which papers a state shows, in which order, and how many each further value would show.
(function () {
  "use strict";
  var explore = window.surveyExplore;

  function tests(state) {
    return explore.FACETS.map(function (facet) { return facet.id; }).filter(function (id) {
      return (state.include[id] || []).length || (state.exclude[id] || []).length;
    }).map(function (id) {
      return { facet: id, include: new Set(state.include[id]), exclude: new Set(state.exclude[id]) };
    });
  }

  function passes(test, values) {
    if (values.some(function (value) { return test.exclude.has(value); })) return false;
    return !test.include.size || values.some(function (value) { return test.include.has(value); });
  }

  // Of `papers`, those that pass; and by facet how many papers have each value among those that pass all other facets.
  function filter(papers, state) {
    var asked = tests(state), shown = [], counts = {};
    explore.FACETS.forEach(function (facet) { counts[facet.id] = new Map(); });
    function count(facet, paper) {
      paper.values[facet].forEach(function (value) { counts[facet].set(value, (counts[facet].get(value) || 0) + 1); });
    }
    papers.forEach(function (paper) {
      var failed = asked.filter(function (test) { return !passes(test, paper.values[test.facet]); });
      if (failed.length === 1) count(failed[0].facet, paper);
      if (failed.length) return;
      shown.push(paper);
      for (var facet in counts) count(facet, paper);
    });
    return { papers: shown, counts: counts };
  }

  var collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
  function byTitle(a, b) { return collator.compare(a.title, b.title) || a.id - b.id; }

  var ORDERS = {
    newest: function (a, b) { return (a.published || "") < (b.published || "") ? 1 : (a.published || "") > (b.published || "") ? -1 : a.titled - b.titled; },
    // What has no date comes last in either order.
    oldest: function (a, b) { return (a.published || "9") > (b.published || "9") ? 1 : (a.published || "9") < (b.published || "9") ? -1 : a.titled - b.titled; },
    title: function (a, b) { return a.titled - b.titled; },
    results: function (a, b) { return b.results - a.results || ORDERS.newest(a, b); }
  };

  // Comparing titles by the rules of a language is slow; it is done once.
  function rank(papers) {
    papers.slice().sort(byTitle).forEach(function (paper, place) { paper.titled = place; });
  }

  function order(state) { return state.sort || (state.q.trim() ? "relevance" : "newest"); }

  // Sorted in place. Papers found by a search come in the order of relevance.
  function sort(papers, state) {
    var by = ORDERS[order(state)] || (state.q.trim() ? null : ORDERS.newest);
    return by ? papers.sort(by) : papers;
  }

  Object.assign(explore, { filter: filter, rank: rank, order: order, sort: sort });
})();
