// @ts-check
// People and terms that a search names, and statements with its words: they have places of their own.
var survey = survey || {};

survey.names = (() => {
  "use strict";
  const MOST = 3; // of each group

  /** @typedef {{ word: string, stem: string, small: boolean }} Word */
  /** @typedef {{ name: string, address: string, kind: string, papers: number, words: Word[][] }} Named by all its spellings */

  /** Whether words are all in a name, the last of them maybe only begun. @param {Word[]} name @param {Word[]} asked @param {boolean} open */
  function names(name, asked, open) {
    return asked.every((word, n) =>
      name.some((one) => one.stem === word.stem || (open && n === asked.length - 1 && one.word.startsWith(word.word))),
    );
  }

  /** How many papers have each value of a facet. @param {Paper[]} papers @param {FacetData} facet */
  function counted(papers, facet) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const paper of papers) {
      for (const [id] of survey.rows.values(paper, facet)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }

  class Names {
    /** @type {Map<string, string[]>} by a name, the others of the same thing */
    #others = new Map();

    /**
     * @param {PapersData} data
     * @param {Paper[]} papers
     * @param {{ split: (text: string) => { word: Word, tail: boolean }[] }} words
     */
    constructor(data, papers, words) {
      this.split = (/** @type {string} */ text) =>
        words.split(text).flatMap((token) => (token.tail || token.word.small ? [] : [token.word]));
      for (const group of data.synonyms) for (const name of group) this.#others.set(name, group);
      /** @type {Named[]} */
      this.people = data.people.map(([key, name, count]) => this.#named(name, `people/${key}.html`, "", count));
      this.terms = data.facets.flatMap((facet) => this.#termsOf(facet, papers));
      /** @type {Named[]} */
      this.statements = data.statements.map(([kind, id, text, more, count]) => {
        const words = [this.split(`${text} ${more}`)];
        return { name: text, address: `${kind}.html#statement-${id}`, kind, papers: count, words };
      });
    }

    /** @param {string} name @param {string} address @param {string} kind @param {number} papers @returns {Named} */
    #named(name, address, kind, papers) {
      const spellings = this.#others.get(name) ?? [name];
      return { name, address, kind, papers, words: spellings.map((spelling) => this.split(spelling)) };
    }

    /** The values of a facet that have pages. @param {FacetData} facet @param {Paper[]} papers */
    #termsOf(facet, papers) {
      if (!facet.folder) return [];
      const counts = counted(papers, facet);
      return facet.values.flatMap(([id, name, page]) =>
        page === 0 ? [] : [this.#named(name, `${facet.folder}/${id}.html`, facet.name, counts.get(id) ?? 0)],
      );
    }

    /**
     * Those that are named: by whole words first, then by how short their names are, then by papers.
     *
     * @param {Named[]} from
     * @param {Word[]} asked
     * @param {boolean} open
     */
    #find(from, asked, open) {
      if (!asked.length) return [];
      const found = from.flatMap((one) => {
        const lengths = one.words.filter((name) => names(name, asked, open)).map((name) => name.length);
        const begun = Number(!one.words.some((name) => names(name, asked, false)));
        return lengths.length ? [{ one, begun, length: Math.min(...lengths) }] : [];
      });
      found.sort((a, b) => a.begun - b.begun || a.length - b.length || b.one.papers - a.one.papers);
      return found.slice(0, MOST).map(({ one }) => one);
    }

    /** The people and terms that a text names, and the statements that have all its words. @param {string} text */
    find(text) {
      const asked = this.split(text);
      const open = /\S$/.test(text);
      return {
        people: this.#find(this.people, asked, open),
        terms: this.#find(this.terms, asked, open),
        statements: this.#find(this.statements, asked, open),
      };
    }
  }

  return { Names };
})();
