// @ts-check
// What the page of all papers shows, and how the address says it: `#q=…&topic=…&not.venue=…&sort=…&view=table`.
// Status, year, topics and code are facets of every survey; all others are listed in the data.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.state = (() => {
  "use strict";
  const ANY = "any"; // of status: excluded papers too
  const EXCLUDED = "excluded";
  const SHORT = 14; // values of a list that is open at first
  /** @type {Record<string, string>} by id, the key of what they are called */
  const SORTS = {
    relevance: "js.sort.relevance",
    newest: "js.sort.newest",
    oldest: "js.sort.oldest",
    title: "js.sort.title",
    results: "js.sort.results",
  };
  const STATUS = { included: "js.status.included", excluded: "js.status.excluded", unscreened: "js.status.unscreened" };
  const CODE = { yes: "js.code.yes", no: "js.code.no" };

  /** @param {Record<string, string>} keys the keys of messages by value @returns {Map<string, string>} */
  function spoken(keys) {
    return new Map(Object.entries(keys).map(([value, key]) => [value, survey.t(key)]));
  }

  /** @param {FacetData} facet @returns {Facet} */
  function ownFacet(facet) {
    const labels = new Map(facet.values.map(([id, name]) => [id, name]));
    const open = !facet.several && labels.size <= SHORT;
    return { id: facet.id, name: facet.name, listed: facet.facet, open, labels };
  }

  /**
   * The facets in the order of the panel.
   *
   * @param {PapersData} data
   * @param {Paper[]} papers
   * @returns {Facet[]}
   */
  function facetsOf(data, papers) {
    const topics = data.topics.filter((topic) => topic[3]);
    const areas = data.topics.filter((topic) => !topic[3]);
    const labels = (/** @type {TopicData[]} */ list) => new Map(list.map((topic) => [topic[0], topic[1]]));
    const years = papers.map(survey.rows.year).filter(Boolean);
    return [
      { id: "area", name: survey.t("js.facet.area"), listed: areas.length > 1, open: true, labels: labels(areas) },
      { id: "topic", name: survey.t("js.facet.topic"), listed: true, open: true, labels: labels(topics) },
      {
        id: "year",
        name: survey.t("js.facet.year"),
        listed: true,
        open: true,
        labels: new Map(years.map((y) => [y, y])),
      },
      ...data.facets.map(ownFacet),
      { id: "code", name: survey.t("js.facet.code"), listed: true, open: false, labels: spoken(CODE) },
      { id: "status", name: survey.t("js.facet.status"), listed: true, open: false, labels: spoken(STATUS) },
    ];
  }

  /**
   * The columns that a table of papers may have: `usual` ones are shown at first.
   *
   * @param {PapersData} data
   * @returns {Column[]}
   */
  function columnsOf(data) {
    const facets = data.facets.filter((facet) => facet.column);
    const column = (/** @type {FacetData} */ facet) => ({
      id: facet.id,
      name: facet.several ? facet.names : facet.name,
      usual: facet.usual,
      facet,
    });
    return [
      { id: "authors", name: survey.t("js.column.authors") },
      { id: "year", name: survey.t("js.facet.year"), usual: true, figure: true },
      ...facets.filter((facet) => !facet.several).map(column),
      { id: "topics", name: survey.t("js.column.topics") },
      { id: "results", name: survey.t("js.column.results"), usual: true, figure: true },
      { id: "code", name: survey.t("js.facet.code"), usual: true },
      ...facets.filter((facet) => facet.several).map(column),
      { id: "status", name: survey.t("js.facet.status") },
    ];
  }

  /** All papers, with the facets and columns that there are. */
  class Collection {
    /** @type {ListedPaper[] | null} */
    #numbered = null;

    /** @param {PapersData} data */
    constructor(data) {
      this.data = data;
      this.topics = data.topics.map(([key, title, , parent]) => ({ key, title, parent }));
      const rows = survey.rows.read(data);
      this.facets = facetsOf(data, rows);
      this.columns = columnsOf(data);
      this.single = survey.rows.single(data);
      /** @type {Map<string, Map<string, string>>} by facet and value, what it is called */
      this.labels = new Map(this.facets.map((facet) => [facet.id, facet.labels]));
      /** @type {ListedPaper[]} */
      this.papers = rows.map((paper) =>
        Object.assign(paper, { year: survey.rows.year(paper), values: this.valuesOf(paper), titled: 0 }),
      );
      this.excluded = rows.filter((paper) => paper.status === EXCLUDED).length;
    }

    /** The ids of a paper's values, by facet. @param {Paper} paper @returns {Record<string, string[]>} */
    valuesOf(paper) {
      const topics = paper.topics.map((row) => this.topics[row]);
      const year = survey.rows.year(paper);
      const own = this.data.facets.map((facet) => [
        facet.id,
        survey.rows.values(paper, facet).map((value) => value[0]),
      ]);
      return {
        ...Object.fromEntries(own),
        area: Array.from(new Set(topics.map((topic) => topic.parent || topic.key))),
        topic: topics.filter((topic) => topic.parent).map((topic) => topic.key),
        year: year ? [year] : [],
        code: [paper.code ? "yes" : "no"],
        status: [paper.status || "unscreened"],
      };
    }

    /** The papers with these numbers, as the search has them. @param {Iterable<number>} numbers */
    numbered(numbers) {
      this.#numbered ??= survey.rows.numbered(this.papers);
      const papers = this.#numbered;
      return Array.from(numbers, (number) => papers[number]);
    }

    /** @param {string} facet @param {string} value */
    label(facet, value) {
      return this.labels.get(facet)?.get(value) ?? value;
    }
  }

  /** The ids of the columns shown at first. @param {Collection} collection */
  function usualColumns(collection) {
    return collection.columns.filter((column) => column.usual).map((column) => column.id);
  }

  /** What is shown to whoever asks for nothing. @param {Collection} collection @returns {State} */
  function usual(collection) {
    const columns = usualColumns(collection);
    return { q: "", include: {}, exclude: { status: [EXCLUDED] }, sort: "", view: "list", columns };
  }

  /** @param {State} state */
  function showExcluded(state) {
    state.exclude.status = (state.exclude.status ?? []).filter((value) => value !== EXCLUDED);
  }

  /** @param {string} list @param {Collection} collection */
  function readColumns(list, collection) {
    const columns = list.split(",").map((name) =>
      // Addresses of before name a column of several values in the plural.
      collection.columns.find((column) => column.id === name || (column.facet?.several && `${column.id}s` === name)),
    );
    return Array.from(new Set(columns.flatMap((column) => (column ? [column.id] : []))));
  }

  /**
   * Put a filter of an address into a state; whether there is such a value.
   *
   * @param {State} state
   * @param {string} name
   * @param {string} value
   * @param {Collection} collection
   */
  function readFilter(state, name, value, collection) {
    const facet = name.replace(/^not\./, "");
    const known = Boolean(collection.labels.get(facet)?.has(value));
    if (known) add(state, facet === name ? "include" : "exclude", facet, value);
    return known;
  }

  /**
   * Put a part of an address into a state; whether it means anything here.
   *
   * @param {State} state
   * @param {string} name
   * @param {string} value
   * @param {Collection} collection
   */
  function readPart(state, name, value, collection) {
    if (name === "q") state.q = value;
    else if (name === "columns") state.columns = readColumns(value, collection);
    else if (name === "sort" && Object.hasOwn(SORTS, value)) state.sort = value;
    else if (name === "view" && (value === "list" || value === "table")) state.view = value;
    else if (name === "status" && value === ANY) showExcluded(state);
    else return readFilter(state, name, value, collection);
    return true;
  }

  /**
   * The state that a fragment describes, and what of it means nothing here.
   *
   * @param {string} fragment
   * @param {Collection} collection
   */
  function read(fragment, collection) {
    const state = usual(collection);
    /** @type {string[]} */
    const unknown = [];
    new URLSearchParams(fragment).forEach((value, name) => {
      if (!readPart(state, name, value, collection)) unknown.push(`${name}=${value}`);
    });
    return { state, unknown };
  }

  /** @param {State} state @param {Side} side @param {string} facet @param {string} value */
  function add(state, side, facet, value) {
    remove(state, facet, value);
    state[side][facet] = (state[side][facet] ?? []).concat(value);
    // Whoever asks for a status, or for a reason of exclusion, wants to see it.
    if (side === "include" && (facet === "status" || facet === "reason")) showExcluded(state);
  }

  /** @param {State} state @param {string} facet @param {string} value */
  function remove(state, facet, value) {
    for (const side of [state.include, state.exclude]) {
      side[facet] = (side[facet] ?? []).filter((other) => other !== value);
    }
  }

  /**
   * Whether a filter is the one that is there before a reader sets any.
   *
   * @param {Side} side
   * @param {string} facet
   * @param {string} value
   */
  function isUsual(side, facet, value) {
    return side === "exclude" && facet === "status" && value === EXCLUDED;
  }

  /** @param {State} state @param {Collection} collection */
  function filterParts(state, collection) {
    const parts = filters(state, collection)
      .filter(({ side, facet, value }) => !isUsual(side, facet, value))
      .map(({ side, facet, value }) => [side === "include" ? facet : `not.${facet}`, value]);
    const excluded = !state.exclude.status?.includes(EXCLUDED);
    return excluded && !state.include.status?.length ? [...parts, ["status", ANY]] : parts;
  }

  /**
   * The fragment of a state; what is usual is left out.
   *
   * @param {State} state
   * @param {Collection} collection
   */
  function write(state, collection) {
    const query = state.q.trim();
    const parts = query ? [["q", query]] : [];
    parts.push(...filterParts(state, collection));
    if (state.sort) parts.push(["sort", state.sort]);
    if (state.view !== "list") parts.push(["view", state.view]);
    const columns = state.columns.join();
    if (columns !== usualColumns(collection).join()) parts.push(["columns", columns]);
    return new URLSearchParams(parts).toString();
  }

  /** Every filter that is set. @param {State} state @param {Collection} collection @returns {Filter[]} */
  function filters(state, collection) {
    /** @type {Side[]} */
    const sides = ["include", "exclude"];
    return collection.facets.flatMap(({ id, name }) =>
      sides.flatMap((side) =>
        (state[side][id] ?? []).map((value) => ({ facet: id, value, side, name, label: collection.label(id, value) })),
      ),
    );
  }

  /** A filter in words, for the top of an exported file. @param {Filter} filter */
  function describeFilter({ facet, value, side, name, label }) {
    if (isUsual(side, facet, value)) return survey.t("js.describe.no_excluded");
    const values = { name: name.toLowerCase(), label };
    return side === "include" ? survey.t("js.describe.include", values) : survey.t("js.describe.exclude", values);
  }

  /** The view in words. @param {State} state @param {Collection} collection */
  function describe(state, collection) {
    const parts = filters(state, collection).map(describeFilter);
    if (state.q.trim()) parts.unshift(survey.t("js.describe.search", { query: state.q.trim() }));
    return parts.join("; ");
  }

  return { SORTS, Collection, usual, read, write, add, remove, filters, isUsual, describe };
})();
