// What the page of all papers shows, and how that is written in the address: `#q=…&topic=…&not.kind=…&sort=…&view=table`.
(function () {
  "use strict";
  var FACETS = [
    { id: "area", name: "Area" }, { id: "topic", name: "Topic" }, { id: "kind", name: "Kind" }, { id: "year", name: "Year" },
    { id: "venue", name: "Venue" }, { id: "benchmark", name: "Benchmark" }, { id: "model", name: "Model" },
    { id: "method", name: "Method" }, { id: "measure", name: "Measure" }, { id: "code", name: "Code" }, { id: "status", name: "Status" }
  ];
  var SORTS = {
    relevance: "Best match", newest: "Newest first", oldest: "Oldest first", title: "Title, A to Z", results: "Most results reported"
  };
  var COLUMNS = {
    authors: "Authors", year: "Year", venue: "Venue", kind: "Kind", topics: "Topics", results: "Results", code: "Code",
    benchmarks: "Benchmarks", models: "Models", methods: "Methods", measures: "Measures", status: "Status"
  };
  var USUAL_COLUMNS = ["year", "venue", "kind", "results", "code"];
  var ANY = "any"; // of status: excluded papers too
  var NEW = { code: { yes: "has code", no: "no code known" }, status: { included: "included", excluded: "excluded", unscreened: "not yet screened" } };

  function Collection(data) {
    this.topics = data.topics.map(function (t) { return { key: t[0], title: t[1], parent: t[3] }; });
    this.tables = data.facets;
    this.papers = data.papers.map(function (values, id) {
      var paper = data.fields.reduce(function (made, field, n) { made[field] = values[n]; return made; }, { id: id });
      paper.year = (paper.published || "").slice(0, 4);
      paper.values = this.valuesOf(paper);
      return paper;
    }, this);
    this.labels = this.labelsOf(data);
  }

  // The ids of a paper's values, by facet.
  Collection.prototype.valuesOf = function (paper) {
    var topics = this.topics, tables = this.tables;
    function ids(table, rows) { return rows.map(function (row) { return tables[table][row][0]; }); }
    function one(table, row) { return row === null ? [] : ids(table, [row]); }
    var areas = new Set(paper.topics.map(function (n) { return topics[n].parent || topics[n].key; }));
    return {
      area: Array.from(areas), topic: paper.topics.map(function (n) { return topics[n]; }).filter(function (t) { return t.parent; })
        .map(function (topic) { return topic.key; }),
      kind: one("kinds", paper.kind), year: paper.year ? [paper.year] : [], venue: one("venues", paper.venue),
      benchmark: ids("benchmarks", paper.benchmarks), model: ids("models", paper.models), method: ids("methods", paper.methods),
      measure: ids("measures", paper.measures), code: [paper.code ? "yes" : "no"], status: [paper.status || "unscreened"]
    };
  };

  // What each value of each facet is called.
  Collection.prototype.labelsOf = function (data) {
    var labels = {};
    FACETS.forEach(function (facet) { labels[facet.id] = new Map(Object.entries(NEW[facet.id] || {})); });
    this.topics.forEach(function (topic) { labels[topic.parent ? "topic" : "area"].set(topic.key, topic.title); });
    ["kind", "venue", "benchmark", "model", "method", "measure"].forEach(function (facet) {
      data.facets[facet + "s"].forEach(function (row) { labels[facet].set(row[0], row[1]); });
    });
    this.papers.forEach(function (paper) { if (paper.year) labels.year.set(paper.year, paper.year); });
    return labels;
  };

  // What readers type may be the name of something that every object has, such as "constructor".
  function has(table, name) { return Object.prototype.hasOwnProperty.call(table, name); }

  function usual() {
    return { q: "", include: {}, exclude: { status: ["excluded"] }, sort: "", view: "list", columns: USUAL_COLUMNS };
  }

  // The state that a fragment tells, and what of it means nothing here.
  function read(fragment, collection) {
    var state = usual(), unknown = [];
    new URLSearchParams(fragment).forEach(function (value, name) {
      var facet = name.replace(/^not\./, ""), side = facet === name ? "include" : "exclude";
      if (name === "q") state.q = value;
      else if (name === "sort" && has(SORTS, value)) state.sort = value;
      else if (name === "view" && (value === "list" || value === "table")) state.view = value;
      else if (name === "columns") state.columns = value.split(",").filter(function (column) { return has(COLUMNS, column); });
      else if (name === "status" && value === ANY) state.exclude.status = state.exclude.status.filter(function (v) { return v !== "excluded"; });
      else if (has(collection.labels, facet) && collection.labels[facet].has(value)) add(state, side, facet, value);
      else unknown.push(name + "=" + value);
    });
    return { state: state, unknown: unknown };
  }

  function add(state, side, facet, value) {
    remove(state, facet, value);
    state[side][facet] = (state[side][facet] || []).concat(value);
    // Who asks for a status wants to see it.
    if (facet === "status" && side === "include") state.exclude.status = (state.exclude.status || []).filter(function (v) { return v !== "excluded"; });
  }

  function remove(state, facet, value) {
    ["include", "exclude"].forEach(function (side) {
      state[side][facet] = (state[side][facet] || []).filter(function (other) { return other !== value; });
    });
  }

  // The fragment of a state; what is usual is left out.
  function write(state) {
    var told = new URLSearchParams();
    if (state.q.trim()) told.append("q", state.q.trim());
    FACETS.forEach(function (facet) {
      (state.include[facet.id] || []).forEach(function (value) { told.append(facet.id, value); });
      (state.exclude[facet.id] || []).forEach(function (value) {
        if (facet.id !== "status" || value !== "excluded") told.append("not." + facet.id, value);
      });
    });
    if (!(state.exclude.status || []).includes("excluded") && !(state.include.status || []).length) told.append("status", ANY);
    if (state.sort) told.append("sort", state.sort);
    if (state.view !== "list") told.append("view", state.view);
    if (state.columns.join() !== USUAL_COLUMNS.join()) told.append("columns", state.columns.join());
    return told.toString();
  }

  // Every filter that is set: `{facet, value, side, label}`.
  function filters(state, collection) {
    return FACETS.flatMap(function (facet) {
      return ["include", "exclude"].flatMap(function (side) {
        return (state[side][facet.id] || []).map(function (value) {
          return { facet: facet.id, value: value, side: side, name: facet.name, label: collection.labels[facet.id].get(value) };
        });
      });
    });
  }

  // The view in words, for the head of a file taken along.
  function describe(state, collection) {
    var said = filters(state, collection).map(function (filter) {
      return filter.name.toLowerCase() + (filter.side === "include" ? ": " : " not: ") + filter.label;
    });
    if (state.q.trim()) said.unshift("search: " + state.q.trim());
    return said.join("; ");
  }

  window.surveyExplore = {
    FACETS: FACETS, SORTS: SORTS, COLUMNS: COLUMNS, Collection: Collection, usual: usual, read: read, write: write,
    add: add, remove: remove, filters: filters, describe: describe
  };
})();
