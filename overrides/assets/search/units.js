// @ts-check
// What was typed -> units: a word, or words that name one thing, each with all that it may mean; the same rules as
// `livingsurvey.search.units`.
var shardSearch = shardSearch || {};

shardSearch.units = (() => {
  "use strict";
  const MOST_WORDS = 40; // of a query that count
  const LONGEST_WORD = 40; // signs up to which it is asked what a word was meant to be
  const LONGEST_NAME = 6; // words
  /** @type {Record<number, number>} Words that one of so few signs may become. */
  const CONTINUED = { 1: 5, 2: 5, 3: 12 };
  const BEYOND = /[\ud800-\udfff]/; // 16 bits: two signs to scripts, which spelling does not know
  const [NAMES, JOINED] = ["\x01", "\x02"]; // marks of keys

  /** @typedef {Awaited<ReturnType<typeof shardSearch.reader.open>>} IndexReader */
  /** @typedef {InstanceType<typeof shardSearch.words.Words>} Words */
  /** @typedef {ReturnType<Words["look"]>} Word */
  /** @typedef {{ word: string, stem: string, options: Map<string, number> }} QueryWord and the stems it may mean */
  /** @typedef {{ keys: string[], words: QueryWord[] }} Unit words that are looked up together */

  /** What says how far words are from one: only those with much the same letters are looked at more closely. @param {string} word @param {number} most */
  function farFrom(word, most) {
    const { letters, unlike, distance } = shardSearch.words;
    const own = letters(word);
    return (/** @type {string} */ other) => {
      const near = Math.abs(other.length - word.length) <= most && unlike(own, letters(other)) <= most;
      return near ? distance(word, other, most) : most + 1;
    };
  }

  class QueryUnits {
    /** @param {IndexReader} reader @param {Words} words */
    constructor(reader, words) {
      this.reader = reader;
      this.words = words;
    }

    /** The units of a text, as far as they are known: whoever asks looks whether anything is wanted. @param {string} text */
    read(text) {
      const words = this.#wordsOf(text);
      const units = [];
      for (let n = 0; n < words.length; ) {
        const unit = this.#unitAt(words, n);
        n += unit.words.length;
        units.push(unit);
      }
      return units;
    }

    /** @param {string} text */
    #wordsOf(text) {
      const opened = /[^\s.,;:!?]$/.test(text);
      const split = this.words.asked(text);
      const last = split.at(-1);
      // A small word says nothing, unless it is about to become another.
      const kept = split.filter(
        (token) =>
          !token.word.small || (opened && token === last && split.length > 1 && [...token.word.word].length > 3),
      );
      const asked = (kept.length ? kept : split).slice(0, MOST_WORDS);
      return asked.flatMap((token) => this.#wordOf(token.word, opened && token === last));
    }

    /** A word as it may be meant; or the two that it is, where they were typed as one. @param {Word} token @param {boolean} opened @returns {QueryWord[]} */
    #wordOf({ word, stem }, opened) {
      /** @type {string[]} */
      let parts = this.reader.names(stem + JOINED);
      if (!parts.length && !this.#occurs(word, stem, opened)) parts = this.#halves(word);
      if (parts.length) {
        return parts.map((part) => ({ word: part, stem: part, options: this.#sure(part) }));
      }
      const options = this.#options(word, stem, opened);
      const kept = this.reader.postings(stem) ? stem : (options.keys().next().value ?? stem);
      return [{ word, stem: kept, options }];
    }

    /** @param {string} stem @returns {Map<string, number>} */
    #sure(stem) {
      return new Map(this.reader.postings(stem) ? [[stem, 1]] : []);
    }

    /** Whether a word, or what differs from it by one letter, occurs somewhere. @param {string} word @param {string} stem @param {boolean} opened */
    #occurs(word, stem, opened) {
      if (this.reader.postings(stem) || (opened && this.reader.continuations(word).length)) return true;
      return [...word].length > 4 && this.#near(word, 1, false).length > 0;
    }

    /** Two known words written as one: "testtime". @param {string} word */
    #halves(word) {
      /** @type {string[]} */
      let best = [];
      let most = 1;
      const signs = [...word];
      for (let n = 2; n < signs.length - 1 && signs.length <= LONGEST_WORD; n++) {
        const first = signs.slice(0, n).join("");
        const count = this.reader.occurrences(first);
        const second = signs.slice(n).join("");
        if (count <= most) continue; // its end need not be loaded
        const both = Math.min(count, this.reader.occurrences(second));
        if (both <= most) continue;
        most = both;
        best = [first, second].map((half) => this.words.look(half).stem);
      }
      return best;
    }

    /** @param {string} word @param {string} stem @param {boolean} opened */
    #options(word, stem, opened) {
      const known = this.reader.postings(stem) !== null;
      const options = this.#sure(stem);
      this.#addStems(options, this.#continued(word, opened, known));
      if (!options.size && [...word].length > 3) {
        this.#addStems(
          options,
          this.#guess(word, opened).map(({ other, far }) => [other, 0.9 - far * 0.2]),
        );
      }
      for (const option of [...options.keys()]) if (!this.reader.postings(option)) options.delete(option);
      return options;
    }

    /** @param {Map<string, number>} options @param {[string, number][]} words */
    #addStems(options, words) {
      for (const [word, weight] of words) {
        const { stem } = this.words.look(word);
        if (!options.has(stem)) options.set(stem, weight);
      }
    }

    /** The words that begin with an unfinished or unknown one. @param {string} word @param {boolean} opened @param {boolean} known @returns {[string, number][]} */
    #continued(word, opened, known) {
      const { length } = [...word];
      const wanted = opened ? shardSearch.words.beginsEnough(word) : !known && length > 2;
      if (!wanted) return [];
      const base = known ? 0.25 : 0.5;
      return this.reader
        .continuations(word)
        .slice(0, CONTINUED[length] ?? (known ? 12 : 24))
        .map((other) => [other, base + (0.4 * length) / [...other].length]);
    }

    /** What was probably meant by a word that occurs nowhere. @param {string} word @param {boolean} opened */
    #guess(word, opened) {
      const most = [...word].length > 5 ? 2 : 1;
      let near = this.#near(word, most, false);
      if (!near.length && opened) near = this.#near(word, most, true);
      return near.filter(({ far }) => far <= near[0].far + 0.5).slice(0, 8);
    }

    /** The words that are near to one: a slip is in its beginning or in its end. @param {string} word @param {number} most @param {boolean} opened */
    #near(word, most, opened) {
      if (word.length > LONGEST_WORD || BEYOND.test(word)) return [];
      const near = [];
      const apart = farFrom(word, most);
      for (const [other, count] of this.#around(word)) {
        const reach = opened ? other.slice(0, word.length) : other;
        const far = apart(reach);
        if (far > most || BEYOND.test(other)) continue;
        near.push({ other, count, far: far + 0.5 * Number(reach !== other) + 0.4 * Number(other[0] !== word[0]) });
      }
      return near.sort((a, b) => a.far - b.far || b.count - a.count || (a.other < b.other ? -1 : 1));
    }

    /** The words that begin or end as one does, with how often they occur. @param {string} word */
    #around(word) {
      const backwards = (/** @type {string} */ text) => [...text].reverse().join("");
      const found = new Map(this.reader.around("w", word));
      for (const [other, count] of this.reader.around("r", backwards(word))) found.set(backwards(other), count);
      return found;
    }

    /** The unit that begins with a word: the longest name of a thing, a pair written as one word, or the word. @param {QueryWord[]} words @param {number} n @returns {Unit} */
    #unitAt(words, n) {
      /** @type {Map<string, string[]>} */
      const names = new Map();
      for (const [rest, thing] of this.reader.names(words[n].stem + NAMES))
        names.set(rest, [...(names.get(rest) ?? []), thing]);
      for (let length = Math.min(LONGEST_NAME, words.length - n); length > 0; length--) {
        const some = words.slice(n, n + length);
        const keys = names.get(
          some
            .slice(1)
            .map((word) => word.stem)
            .join(" "),
        );
        if (!keys) continue;
        if (length === 1) return { keys, words: some };
        const fixed = (/** @type {QueryWord} */ word) => new Map(word.options.size ? [[word.stem, 1]] : []);
        return { keys, words: some.map((word) => ({ ...word, options: fixed(word) })) };
      }
      const next = words[n + 1];
      const pair = next && this.words.together(words[n].word, next.word);
      return pair && this.reader.postings(pair)
        ? { keys: [pair], words: [words[n], next] }
        : { keys: [], words: [words[n]] };
    }
  }

  return { QueryUnits, MOST_WORDS, NAMES, JOINED };
})();
