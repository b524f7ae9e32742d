// @ts-check
// The search of this survey: opens its index with the engine of assets/search, and says what is found in its words.
var survey = survey || {};

survey.searchIndex = (() => {
  "use strict";
  const { loadScript, runScript, leaveReplaced } = survey.dom;
  const PAGES = "papers/"; // how the addresses of papers begin
  const GROUPS = ["topics", "people", "terms", "statements"];

  /** @typedef {InstanceType<typeof shardSearch.engine.Engine>} Engine */

  /** Load a part of the index, also one that came before, but could not be read. @param {string} name */
  function loadPart(name) {
    return runScript(name === "index" ? "assets/search-index.js" : `data/search/${name}.js`);
  }

  /** What finds the stems of a language's words. @param {string | null} name Snowball's of the language */
  async function stemmer(name) {
    if (!name) return (/** @type {string} */ word) => word;
    await Promise.all([loadScript("assets/vendor/snowball-base.js"), loadScript(`assets/vendor/snowball-${name}.js`)]);
    const made = Reflect.get(globalThis, `${name[0].toUpperCase()}${name.slice(1)}Stemmer`);
    const found = new made();
    return (/** @type {string} */ word) => found.stemWord(word);
  }

  /** What is said of things. @param {number[]} numbers @param {Map<number, [string, string, string, number]>} rows @returns {Named[]} */
  function named(numbers, rows) {
    return numbers.flatMap((number) => {
      const row = rows.get(number);
      if (!row) return []; // its part is missing
      const [name, address, kind, papers] = row;
      return [{ name, address, kind, papers }];
    });
  }

  /** @implements {SearchEngine} */
  class SurveySearch {
    /** @param {Engine} engine */
    constructor(engine) {
      this.engine = engine;
    }

    /** @param {string} query @param {number} [shown] of how many papers the records are wanted next @returns {Promise<Found>} */
    async search(query, shown = 0) {
      const answer = await this.engine.search(query);
      const { sought, things, identified } = answer;
      const first = (/** @type {number} */ most) => answer.first(most).map((hit) => hit.document);
      const numbers = [...things.values()].flat();
      const [rows] = await Promise.all([this.engine.rows("n", numbers), this.records(first(shown))]);
      const [topics, people, terms, statements] = GROUPS.map((group) => named(things.get(group) ?? [], rows));
      const missing = answer.missing + numbers.filter((number) => !rows.has(number)).length;
      return {
        get hits() {
          return answer.hits.map(({ document, score, matched }) => ({ id: document, score, matched }));
        },
        get whole() {
          return answer.whole;
        },
        ...{ first, count: answer.count, wholes: answer.wholes },
        ...{ sought, topics, people, terms, statements, identified, missing },
      };
    }

    /** @param {number[]} ids @returns {Promise<Map<number, SearchRecord>>} */
    async records(ids) {
      const rows = await this.engine.rows("d", ids);
      return new Map(
        Array.from(rows, ([id, [key, title, note, excluded]]) => [id, { key, title, note, excluded: excluded > 0 }]),
      );
    }

    /** @param {number[]} ids @returns {Promise<Map<number, string>>} */
    texts(ids) {
      return this.engine.rows("t", ids);
    }
  }

  /** The engine, ready to answer. */
  async function open() {
    const reader = await shardSearch.reader.open(loadPart, leaveReplaced);
    return new SurveySearch(new shardSearch.engine.Engine(reader, await stemmer(reader.stemmer), PAGES));
  }

  return { open };
})();
