// @ts-check
// What a query's conditions, identifiers and citations mean for the papers of a survey. Knows no index.
var survey = survey || {};

survey.facts = (() => {
  "use strict";
  /** @typedef {{ field: string, value: string, out: boolean, open: boolean }} Condition */
  /** @typedef {{ word: string, stem: string, small: boolean }} Word */

  /** @type {Record<string, (paper: Paper) => boolean>} */
  const HAS = {
    code: (paper) => Boolean(paper.code),
    results: (paper) => paper.results > 0,
    doi: (paper) => paper.ids.some((id) => id.startsWith("10.")),
  };
  const BASIC = ["author", "title", "topic", "year", "has"];
  const REMEMBERED = 100; // conditions
  const FIRST = 3; // how a paper is cited: by its first author and year,
  const PRINTED = 2; // by its first author and the year of the issue or conference,
  const OTHERWISE = 1; // or by others of its authors

  /** The end of a text behind its last slash, and that slash. @param {string} text */
  function tailOf(text) {
    return text.slice(text.lastIndexOf("/"));
  }

  /** Whether words end with others. @param {string[]} words @param {string[]} end */
  function endsWith(words, end) {
    return end.length <= words.length && end.every((word, n) => words[words.length - end.length + n] === word);
  }

  class Facts {
    /** @type {Map<string, number>} by identifier, the paper */
    #known = new Map();
    /** @type {Map<string, Word[]>} the words of a name, looked up once */
    #words = new Map();
    /** @type {Map<string, Set<string>>} by condition, the names that fulfil it */
    #fulfilling = new Map();

    /**
     * @param {PapersData} data
     * @param {Paper[]} papers
     * @param {{ split: (text: string) => { word: Word, tail: boolean }[] }} words
     */
    constructor(data, papers, words) {
      this.data = data;
      this.papers = papers;
      this.words = words;
      this.facets = new Map(data.facets.map((facet) => [facet.id, facet]));
      this.single = survey.rows.single(data);
      for (const paper of papers) this.#learn(paper);
    }

    /** Note all that a paper is known by; what several are known by leads to none. @param {Paper} paper */
    #learn(paper) {
      const own = [`papers/${paper.key.toLowerCase()}`];
      for (const id of paper.code ? [...paper.ids, paper.code] : paper.ids) {
        const small = id.toLowerCase();
        own.push(survey.query.tidy(small) || small);
        if (small.startsWith("10.") && /^(?=.*\d).{9}/.test(tailOf(small))) own.push(tailOf(small));
      }
      for (const id of new Set(own)) this.#known.set(id, this.#known.has(id) ? -1 : paper.id);
    }

    /** The paper that a pasted identifier names, if any. @param {string} pasted */
    identified(pasted) {
      const place = survey.query
        .identifiers(pasted)
        .map((id) => this.#known.get(id) ?? -1)
        .find((id) => id >= 0);
      return place === undefined ? null : this.papers[place];
    }

    /** The fields that a query may name. */
    get fields() {
      return [...BASIC, ...Array.from(this.facets.keys()).filter((id) => this.facets.get(id)?.facet)];
    }

    /** The field that a name means; its plural means it too. @param {string} name */
    fieldOf(name) {
      return this.fields.find((field) => field === name || `${field}s` === name) ?? null;
    }

    /** @param {string} name */
    #wordsOf(name) {
      let words = this.#words.get(name);
      if (!words) {
        words = this.words
          .split(name)
          .filter((token) => !token.tail)
          .map((token) => token.word);
        this.#words.set(name, words);
      }
      return words;
    }

    /** The names of a paper in a field. @param {string} field @param {Paper} paper @returns {string[]} */
    #names(field, paper) {
      if (field === "author") return paper.authors;
      if (field === "title") return [paper.title];
      if (field === "topic") return paper.topics.flatMap((row) => this.#topicNames(row));
      const facet = this.facets.get(field);
      return facet ? survey.rows.names(paper, facet) : [];
    }

    /** A topic by title and key, and its area. @param {number} row */
    #topicNames(row) {
      const [key, title, , parent] = this.data.topics[row];
      const area = this.data.topics.find((topic) => topic[0] === parent);
      return [title, key, ...(area ? [area[1], area[0]] : [])];
    }

    /** Whether a name has all words; the last may be one that is only begun. @param {string} name @param {Word[]} asked @param {boolean} begun */
    #has(name, asked, begun) {
      const words = this.#wordsOf(name);
      return asked.every((word, n) =>
        words.some(
          (one) => one.stem === word.stem || (begun && n === asked.length - 1 && one.word.startsWith(word.word)),
        ),
      );
    }

    /** The names that a condition means; while it is typed, and it means none, those that begin so. @param {Condition} condition */
    #namesFor({ field, value, open }) {
      const asked = this.#wordsOf(value);
      const names = Array.from(new Set(this.papers.flatMap((paper) => this.#names(field, paper))));
      const found = names.filter((name) => this.#has(name, asked, false));
      return new Set(found.length || !open ? found : names.filter((name) => this.#has(name, asked, true)));
    }

    /** The same, looked up once. @param {Condition} condition */
    #meant(condition) {
      const key = JSON.stringify(condition);
      const names = this.#fulfilling.get(key) ?? this.#namesFor(condition);
      if (this.#fulfilling.size > REMEMBERED) this.#fulfilling.clear();
      this.#fulfilling.set(key, names);
      return names;
    }

    /** What tests whether a paper fulfils a condition. @param {Condition} condition @returns {(paper: Paper) => boolean} */
    #fulfils(condition) {
      if (condition.field === "has") {
        const wanted = Object.keys(HAS).filter((name) => name.startsWith(condition.value.toLowerCase()));
        return (paper) => wanted.some((name) => HAS[name](paper));
      }
      if (condition.field === "year") {
        const [from, to] = survey.query.years(condition.value) ?? ["", ""];
        return (paper) => survey.rows.year(paper) >= from && survey.rows.year(paper) <= to;
      }
      const names = this.#meant(condition);
      return (paper) => this.#names(condition.field, paper).some((name) => names.has(name));
    }

    /** What tests whether a paper fulfils all conditions. @param {Condition[]} conditions @returns {(paper: Paper) => boolean} */
    test(conditions) {
      const tests = conditions.map((condition) => ({ out: condition.out, fulfils: this.#fulfils(condition) }));
      return (paper) => tests.every(({ out, fulfils }) => fulfils(paper) !== out);
    }

    /** The words of an author's name. @param {string | undefined} author */
    #author(author) {
      return author ? this.#wordsOf(author).map((word) => word.word) : [];
    }

    /**
     * Whether it is the year of the paper, or in the name of where it was published.
     *
     * @param {Paper} paper
     * @param {string} year any, where it is empty
     */
    #yearRank(paper, year) {
      if (!year || survey.rows.year(paper) === year) return FIRST;
      const names = this.single.flatMap((facet) => survey.rows.names(paper, facet));
      return names.some((name) => name.includes(year)) ? PRINTED : 0;
    }

    /**
     * How well a paper is what names and a year cite; 0: not at all.
     *
     * @param {Paper} paper
     * @param {string[]} names
     * @param {string} year
     */
    #cites(paper, names, year) {
      const rank = this.#yearRank(paper, year);
      if (!rank || !names.length) return 0;
      const first = this.#author(paper.authors[0]);
      if (endsWith(first, names)) return rank;
      const [begins, ...others] = names;
      if (first.at(-1) !== begins && !names.every((name) => first.includes(name))) return 0;
      const everybody = new Set(paper.authors.flatMap((author) => this.#author(author)));
      return others.every((name) => everybody.has(name)) ? OTHERWISE : 0;
    }

    /**
     * What a text cites: the words to look for, and how well each paper is what is cited; nothing where none is.
     *
     * @param {string} text
     */
    cited(text) {
      const citation = survey.query.citation(text);
      if (!citation) return null;
      const names = citation.names.flatMap((name) => this.#author(name));
      const ranks = new Map(
        this.papers.flatMap((paper) => {
          const rank = this.#cites(paper, names, citation.year);
          return rank ? [[paper.id, rank]] : [];
        }),
      );
      return ranks.size ? { words: citation.words, ranks } : null;
    }
  }

  return { Facts, HAS: Object.keys(HAS) };
})();
