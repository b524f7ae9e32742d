// @ts-check
// Which documents a query allows: by conditions, by phrases, and by what it cites; the same rules as
// `livingsurvey.search.limits`.
var shardSearch = shardSearch || {};

shardSearch.limits = (() => {
  "use strict";
  const FIRST = 3; // how a document is cited: by its first author and year,
  const PRINTED = 2; // by the year of where it was printed,
  const OTHERWISE = 1; // or by other authors
  const SHORT = 4; // letters of a beginning of a word that too many words have to find the stem of each
  const ROWS = 2 ** 20; // more than what has a number has values, or spellings: both are put into one number

  /** @typedef {Awaited<ReturnType<typeof shardSearch.reader.open>>} IndexReader */
  /** @typedef {InstanceType<typeof shardSearch.words.Words>} Words */
  /** @typedef {ReturnType<Words["look"]>} Word */
  /** @typedef {{ field: string, value: string, out: boolean, open: boolean }} Condition */

  /** What is in all sets. @template Type @param {Set<Type>[]} sets */
  function common(sets) {
    const [first = new Set(), ...others] = sets;
    return new Set([...first].filter((one) => others.every((other) => other.has(one))));
  }

  /** How well a document is what names cite, from the marks of each among its authors. @param {Set<number>[]} marks @param {number} rank */
  function cites(marks, rank) {
    const first = marks.every((mark) => mark.has(0) || mark.has(1));
    if (first && marks.at(-1)?.has(1)) return rank;
    return first || marks[0].has(1) ? OTHERWISE : 0;
  }

  class Limits {
    /** @param {IndexReader} reader @param {Words} words */
    constructor(reader, words) {
      this.reader = reader;
      this.words = words;
    }

    /** What tests whether a document is within the limits of a query. @param {Condition[]} conditions @param {{ text: string, out: boolean }[]} phrases */
    allowed(conditions, phrases) {
      const limits = conditions.map((condition) => ({ found: this.#fulfilling(condition), out: condition.out }));
      limits.push(...phrases.map((phrase) => ({ found: this.#withPhrase(phrase), out: phrase.out })));
      const allowed = (/** @type {number} */ document) => limits.every(({ found, out }) => found.has(document) !== out);
      return Object.assign(allowed, { limited: limits.length > 0 });
    }

    /** The documents that fulfil a condition; while it is typed, and none does, those that may yet. @param {Condition} condition @returns {Set<number>} */
    #fulfilling({ field, value, open }) {
      if (field === "year")
        return this.#ofYears(.../** @type {[string, string]} */ (shardSearch.query.years(value) ?? ["", ""]));
      if (field === "has") {
        const keys = this.reader.has.filter((what) => what.startsWith(value.toLowerCase()));
        return new Set(keys.flatMap((what) => this.reader.pairs(`has:${what}`)).map(([document]) => document));
      }
      const words = this.words.asked(value).map((token) => token.word);
      if (field === "title") return this.#titled(words, open);
      const keys = words.map(({ stem }) => [`${field}:${stem}`]);
      const found = this.#valued(keys);
      const last = words.at(-1);
      if (found.size || !open || !last) return found;
      return this.#valued([...keys.slice(0, -1), this.begunKeys(`${field}:`, last.word)]);
    }

    /** The stems of the words that begin with one. @param {string} word */
    begun(word) {
      if (!shardSearch.words.beginsEnough(word)) return [];
      return [...new Set(this.reader.beginning("w", word).map(([other]) => this.words.look(other).stem))];
    }

    /** The keys of the words that begin with one: of a field, or of things' names. @param {string} mark what keys begin with @param {string} word */
    begunKeys(mark, word) {
      if ([...word].length >= SHORT) return this.begun(word).map((stem) => mark + stem);
      return shardSearch.words.beginsEnough(word) ? this.reader.keys("p", mark + word) : [];
    }

    /** The documents that have a value in which all words are, each by any of its keys. @param {string[][]} words */
    #valued(words) {
      const each = words.map((keys) => {
        const pairs = keys.flatMap((key) => this.reader.pairs(key));
        return new Set(pairs.map(([document, mark]) => document * ROWS + (mark >> 1)));
      });
      return new Set(Array.from(common(each), (one) => Math.floor(one / ROWS)));
    }

    /** Small words do not count, but for one that is being typed. @param {Word[]} words @param {boolean} opened @returns {Set<number>} */
    #titled(words, opened) {
      const asked = words.filter(({ small }, n) => !small || (opened && n === words.length - 1));
      return common(
        asked.map(({ word, stem }, n) => {
          const stems = opened && n === asked.length - 1 ? [stem, ...this.begun(word)] : [stem];
          /** @type {Set<number>} */
          const titles = new Set();
          for (const one of stems) {
            const found = this.reader.postings(one);
            found?.impacts.forEach((impact, place) => {
              if (impact > 127) titles.add(found.documents[place]);
            });
          }
          return titles;
        }),
      );
    }

    /** @param {string} first @param {string} last @returns {Set<number>} */
    #ofYears(first, last) {
      const { years, count } = this.reader;
      /** @type {Set<number>} */
      const found = new Set();
      years.forEach(([year, start], n) => {
        const end = years[n + 1]?.[1] ?? count;
        if (first <= year && year <= last) for (let document = start; document < end; document++) found.add(document);
      });
      return found;
    }

    /** The documents that have words one after the other; a small word stands for any. @param {{ text: string, out: boolean }} phrase @returns {Set<number>} */
    #withPhrase({ text, out }) {
      const words = this.words
        .split(text)
        .map(({ word, tail }, n) => ({ ...word, n, tail }))
        .filter((word) => !word.tail && !word.small)
        .slice(0, shardSearch.units.MOST_WORDS);
      if (!words.length) return out ? new Set() : this.#ofYears("", "\uffff");
      const found = words.map((word) => this.reader.postings(word.stem)?.documents ?? new Uint32Array());
      const documents = common(found.map((some) => new Set(some)));
      if (words.length === 1) return documents;
      const placed = words.map((word, n) => this.reader.places(word.stem, found[n], documents));
      return new Set(
        [...documents].filter((document) => {
          const starts = placed.map((one, n) => new Set(one.get(document)?.map((place) => place - words[n].n)));
          return common(starts).size > 0;
        }),
      );
    }

    /** What a text cites: the words to look for, and how well each document is what is cited. @param {string} text */
    cited(text) {
      const citation = shardSearch.query.citation(text);
      if (!citation) return null;
      const names = citation.names.flatMap((name) => this.words.asked(name).map((token) => token.word.stem));
      const marks = names.map((name) => this.#marks(`author:${name}`));
      const printed = this.reader.dated.map((field) => this.#valued([[`${field}:${citation.year}`]]));
      this.reader.need();
      if (!marks.length) return null;
      const rankOf = this.#yearRank(citation.year, printed);
      /** @type {Map<number, number>} */
      const ranks = new Map();
      for (const document of common(marks.map((one) => new Set(one.keys())))) {
        const rank = rankOf(document);
        const own = marks.map((one) => one.get(document) ?? new Set());
        const kind = rank && cites(own, rank);
        if (kind) ranks.set(document, kind);
      }
      return ranks.size ? { words: citation.words, ranks } : null;
    }

    /** How well a document is of a year; any, where it is empty. @param {string} year @param {Set<number>[]} printed */
    #yearRank(year, printed) {
      const ofYear = this.#ofYears(year, year);
      return (/** @type {number} */ document) => {
        if (!year || ofYear.has(document)) return FIRST;
        return printed.some((one) => one.has(document)) ? PRINTED : 0;
      };
    }

    /** By document, the marks of a word among its authors. @param {string} key */
    #marks(key) {
      /** @type {Map<number, Set<number>>} */
      const found = new Map();
      for (const [document, mark] of this.reader.pairs(key))
        found.set(document, (found.get(document) ?? new Set()).add(mark));
      return found;
    }
  }

  return { Limits, ROWS, common };
})();
