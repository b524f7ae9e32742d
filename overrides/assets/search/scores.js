// @ts-check
// What the units of a query count in documents. It is gathered in columns with a cell for each document, which are kept
// and emptied: only documents that have something are looked at, and little is left to clear away.
var shardSearch = shardSearch || {};

shardSearch.scores = (() => {
  "use strict";
  const NAMED_MORE = 1.5; // how much a thing named by several words counts more than one word
  const LOOSE = 0.5; // how much its words count, where they are apart
  const APART = 0.25; // how much one of its words counts without the others, and
  const PART = 0.4; // how much of the unit is matched then
  const RARE = 1.2; // how much rare words count more
  const REMEMBERED = 2e6; // scores, of units
  const MANY = 16; // one of so many documents

  /** @typedef {Awaited<ReturnType<typeof shardSearch.reader.open>>} IndexReader */
  /** @typedef {ReturnType<InstanceType<typeof shardSearch.units.QueryUnits>["read"]>[number]} Unit */
  /** @typedef {{ documents: Uint32Array, scores: Float64Array, titles: Uint8Array }} Counted what keys count, and whether the title has one */
  /** @typedef {Counted & { apart: Float64Array | null, weight: number }} Found a unit looked up; `apart`: what its words count by themselves */

  /** What a key counts. @param {{ documents: Uint32Array, impacts: Uint8Array, weight: number }} key @returns {Counted} */
  function countedAlone({ documents, impacts, weight }) {
    const scores = new Float64Array(documents.length);
    const titles = new Uint8Array(documents.length);
    for (let n = 0; n < scores.length; n++) {
      scores[n] = weight * (impacts[n] & 127);
      titles[n] = impacts[n] >> 7;
    }
    return { documents, scores, titles };
  }

  /** How many are more than zero. @param {Float64Array} scores */
  function positive(scores) {
    let count = 0;
    for (let n = 0; n < scores.length; n++) if (scores[n] > 0) count++;
    return count;
  }

  class Scores {
    /** @type {Map<string, Found>} */
    #looked = new Map();
    #remembered = 0; // scores
    /** The documents that have something in a column, first in what has room for all. */
    #documents;
    #filled = 0; // of it

    /** @param {IndexReader} reader */
    constructor(reader) {
      const { count } = reader;
      this.reader = reader;
      this.#documents = new Uint32Array(count);
      this.first = new Float64Array(count);
      this.second = new Float64Array(count);
      this.third = new Float64Array(count);
      this.marks = new Uint8Array(count);
    }

    /** Empty the columns, cell by cell where few have something: a whole one is emptied faster than it is looked through. */
    clear() {
      const { first, second, third, marks } = this;
      if (this.#filled > first.length / MANY) for (const column of [first, second, third, marks]) column.fill(0);
      else {
        for (const document of this.#documents.subarray(0, this.#filled))
          first[document] = second[document] = third[document] = marks[document] = 0;
      }
      this.#filled = 0;
    }

    /**
     * What a column has of the documents that have something.
     *
     * @template {Float64Array | Uint8Array} Cells
     * @param {Cells} column
     * @param {Cells} cells as many
     */
    #cells(column, cells) {
      const documents = this.#documents;
      for (let n = 0; n < cells.length; n++) cells[n] = column[documents[n]];
      return cells;
    }

    /** The highest that any of some keys counts. @param {Iterable<[string, number]>} keys @returns {Counted} */
    #weigh(keys) {
      const all = Array.from(keys, ([key, weight]) => ({ postings: this.reader.postings(key), weight }));
      const known = all.flatMap(({ postings, weight }) => (postings ? [{ ...postings, weight }] : []));
      if (known.length === 1) return countedAlone(known[0]);
      for (const { documents, impacts, weight } of known) this.#raise(documents, impacts, weight);
      const counted = {
        documents: this.#documents.slice(0, this.#filled),
        scores: this.#cells(this.first, new Float64Array(this.#filled)),
        titles: this.#cells(this.marks, new Uint8Array(this.#filled)),
      };
      this.clear();
      return counted;
    }

    /** @param {Uint32Array} documents @param {Uint8Array} impacts @param {number} weight */
    #raise(documents, impacts, weight) {
      const { first, marks } = this;
      const all = this.#documents;
      let filled = this.#filled;
      for (let n = 0; n < documents.length; n++) {
        const document = documents[n];
        const score = weight * (impacts[n] & 127);
        const before = first[document];
        marks[document] |= impacts[n] >> 7;
        if (score <= before) continue;
        if (before === 0) all[filled++] = document;
        first[document] = score;
      }
      this.#filled = filled;
    }

    /** A unit looked up, and remembered. @param {Unit} unit */
    look(unit) {
      const key = JSON.stringify([unit.keys, unit.words.map((word) => [...word.options])]);
      const known = this.#looked.get(key);
      if (known) return known;
      const found = this.#find(unit);
      if (this.reader.wanted.size || this.reader.lacked.size) return found;
      this.#remembered += found.documents.length;
      if (this.#remembered > REMEMBERED) {
        this.#looked.clear();
        this.#remembered = found.documents.length;
      }
      this.#looked.set(key, found);
      return found;
    }

    /** @param {Unit} unit @returns {Found} */
    #find({ keys, words }) {
      const several = words.length > 1;
      const named = keys.map((key) => /** @type {[string, number]} */ ([key, several ? NAMED_MORE : 1]));
      const asked = new Map(several ? named : [...words[0].options, ...named]);
      const whole = this.#weigh(asked);
      const counted = several ? this.#loose(words, whole) : { ...whole, apart: null };
      const more = Math.max(0, ...Array.from(asked.keys(), (key) => this.reader.postings(key)?.more ?? 0));
      const documents = more + (several ? positive(counted.scores) : counted.scores.length);
      return { ...counted, weight: Math.log(1 + this.reader.count / (documents + 0.5)) ** RARE };
    }

    /** What words count that are apart; where a document has all of them, this is the least that they count together. @param {Unit["words"]} words @param {Counted} together */
    #loose(words, together) {
      const { first, second, third, marks } = this;
      for (const counted of words.map((word) => this.#weigh(word.options))) this.#addLoose(counted);
      const all = this.#documents;
      let filled = this.#filled;
      for (let n = 0; n < together.documents.length; n++) {
        const document = together.documents[n];
        if (first[document] === 0) all[filled++] = document;
        third[document] = together.scores[n];
        marks[document] = together.titles[n];
      }
      for (let n = 0; n < filled; n++) {
        const document = all[n];
        if (second[document] === words.length) third[document] = Math.max(third[document], LOOSE * first[document]);
      }
      this.#filled = filled;
      return this.#looseFound();
    }

    /** Sum up what a word counts: `first`, and count the words: `second`. @param {Counted} counted */
    #addLoose({ documents, scores }) {
      const { first, second } = this;
      const all = this.#documents;
      let filled = this.#filled;
      for (let n = 0; n < documents.length; n++) {
        const document = documents[n];
        if (first[document] === 0) all[filled++] = document;
        first[document] += scores[n];
        second[document]++;
      }
      this.#filled = filled;
    }

    #looseFound() {
      const found = {
        documents: this.#documents.slice(0, this.#filled),
        scores: this.#cells(this.third, new Float64Array(this.#filled)),
        titles: this.#cells(this.marks, new Uint8Array(this.#filled)),
        apart: this.#cells(this.first, new Float64Array(this.#filled)),
      };
      this.clear();
      return found;
    }

    /**
     * Sum up what units count: `first`, by weight how much of them is matched: `second`, and how much the title has:
     * `third`. It stays until it is cleared.
     *
     * @param {Found[]} looked
     * @param {Iterable<number>} others that are given, too
     * @returns {Uint32Array} the documents that have something
     */
    sum(looked, others) {
      for (const found of looked) this.#add(found);
      for (const document of others) if (this.second[document] === 0) this.#documents[this.#filled++] = document;
      return this.#documents.subarray(0, this.#filled);
    }

    /** @param {Found} found */
    #add({ documents, scores, titles, apart, weight }) {
      const { first, second, third } = this;
      const all = this.#documents;
      let filled = this.#filled;
      for (let n = 0; n < documents.length; n++) {
        const document = documents[n];
        const score = scores[n];
        const rest = apart && score === 0 ? apart[n] : 0;
        if (second[document] === 0) all[filled++] = document;
        first[document] += weight * score + APART * weight * rest;
        second[document] += weight * (score > 0 ? 1 : PART * Math.sign(rest));
        third[document] += weight * titles[n];
      }
      this.#filled = filled;
    }
  }

  return { Scores };
})();
