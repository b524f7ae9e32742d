// @ts-check
// Ranks the documents that have units of a query, by the rules of `livingsurvey.search.engine`. The first ones are found
// at once, all of them where somebody asks for all: they may be most of the documents that there are.
var shardSearch = shardSearch || {};

shardSearch.ranking = (() => {
  "use strict";
  const ENOUGH = 20; // documents with all units; with fewer, those with some are shown too
  const FILL = 50; // results there are then
  const SENTENCE = 5; // units from which on hardly any document has every word
  const MOST = 1000; // results of a sentence
  const SOME = 0.18; // the share of the query, by weight, that a document must match at the least
  const COVER = 2; // how much the share of the query counts that is matched
  const TITLE = 0.3; // how much the share counts that is in the title, and
  const TITLED = 0.7; // how much more it counts that all is
  const ALL = 0.999;
  const NEAR = 0.2; // how much the rarer of two words counts more that are next to each other,
  const REACH = 4; // up to so many words apart,
  const NEAREST = 200; // of documents up to this place
  const NUMBERS = 2 ** 20; // documents, at the most,
  const SCORES = 2 ** 31; // thousandths of scores, and
  const CITED = 3; // what is cited best, in one number by which all are sorted
  const HELD = 2048; // numbers that are sorted at once

  /** @typedef {Awaited<ReturnType<typeof shardSearch.reader.open>>} IndexReader */
  /** @typedef {ReturnType<InstanceType<typeof shardSearch.units.QueryUnits>["read"]>[number]} Unit */
  /** @typedef {InstanceType<typeof shardSearch.scores.Scores>} Scores */
  /** @typedef {ReturnType<Scores["look"]>} Found */
  /** @typedef {ReturnType<InstanceType<typeof shardSearch.limits.Limits>["allowed"]>} Allowed */
  /** @typedef {{ document: number, matched: number, score: number, cited: number }} Hit */
  /** @typedef {{ looked: Found[], all: number, sentence: boolean, cited: Map<number, number>, allowed: Allowed }} Asked units; `all`: what they weigh */

  /** @param {Hit} a @param {Hit} b */
  function byRank(a, b) {
    return orderOf(a.cited, a.score, a.document) - orderOf(b.cited, b.score, b.document);
  }

  /** What a document counts. @param {number} sum @param {number} share of the query that it matches @param {number} inside that its title has @param {boolean} sentence */
  function scoreOf(sum, share, inside, sentence) {
    const cover = sentence ? 1 : share ** COVER;
    return sum * cover * (1 + (TITLE * inside * inside + (inside > ALL ? TITLED : 0)));
  }

  /** A number by which documents are sorted: as what they are cited, by score in thousandths, by number. @param {number} cited @param {number} score @param {number} document */
  function orderOf(cited, score, document) {
    const thousandths = Math.min(SCORES - 1, Math.floor(score * 1000 + 0.5));
    return ((CITED - cited) * SCORES + (SCORES - 1 - thousandths)) * NUMBERS + document;
  }

  /** How near places are: 1 next to each other, in this order, and half as much in the other. @param {number} after @param {number} before */
  function nearness(after, before) {
    const forward = after <= REACH ? 1 / after : 0;
    return before > 0 && before <= REACH ? Math.max(forward, 0.5 / before) : forward;
  }

  /** How near the nearest places of two words are. @param {number[]} one @param {number[]} other */
  function closeness(one, other) {
    let [best, n] = [0, 0];
    for (const place of one) {
      while (n < other.length && other[n] <= place) n++;
      best = Math.max(best, nearness((other[n] ?? Infinity) - place, place - (other[n - 1] ?? place)));
    }
    return best;
  }

  /** Whether a document has every unit. @param {number} matched share of the query @param {number} cited */
  function isWhole(matched, cited) {
    return matched > ALL || cited > 0;
  }

  /** The least of many numbers, of which few are ever sorted. */
  class Least {
    #size = 0;
    #limit = Infinity;

    /** @param {number} most @param {number} many how many numbers there may be */
    constructor(most, many) {
      this.most = most;
      this.kept = new Float64Array(Math.min(many, Math.max(most, HELD)));
    }

    /** @param {number} number */
    add(number) {
      if (number > this.#limit) return;
      if (this.#size === this.kept.length) this.#cut();
      this.kept[this.#size++] = number;
    }

    #cut() {
      this.kept.subarray(0, this.#size).sort();
      this.#size = Math.min(this.#size, this.most);
      if (this.#size === this.most) this.#limit = this.kept[this.most - 1];
    }

    sorted() {
      this.#cut();
      return this.kept.subarray(0, this.#size);
    }
  }

  /** What a query finds, best first. */
  class Ranked {
    /** @type {Hit[] | null} */
    #all = null;

    /**
     * @param {Hit[]} best the first ones
     * @param {number} found how many there are
     * @param {number} wholes how many have every unit
     * @param {boolean} sentence
     * @param {() => Hit[]} others those behind the first ones
     */
    constructor(best, found, wholes, sentence, others) {
      this.best = best;
      this.found = found;
      this.wholes = wholes;
      this.sentence = sentence;
      this.others = others;
    }

    /** How many are listed. */
    get count() {
      if (this.sentence) return Math.min(this.found, MOST);
      return this.wholes < ENOUGH ? Math.min(this.found, FILL) : this.wholes;
    }

    /** The first ones that are listed. @param {number} most @returns {Hit[]} */
    first(most) {
      const listed = this.#listed(this.best);
      return listed.length < Math.min(most, this.count) ? this.hits.slice(0, most) : listed.slice(0, most);
    }

    /** All that are listed. @returns {Hit[]} */
    get hits() {
      return this.#listed(this.#everything());
    }

    /** The documents that have every unit. @returns {Set<number>} */
    get whole() {
      const hits = this.#everything().filter(({ matched, cited }) => isWhole(matched, cited));
      return new Set(hits.map((hit) => hit.document));
    }

    #everything() {
      this.#all ??= this.found > this.best.length ? [...this.best, ...this.others()] : this.best;
      return this.#all;
    }

    /** @param {Hit[]} hits from the first one on */
    #listed(hits) {
      if (this.sentence) return hits.slice(0, MOST);
      let left = this.wholes < ENOUGH ? FILL - this.wholes : 0;
      return hits.filter(({ matched, cited }) => isWhole(matched, cited) || left-- > 0);
    }
  }

  /** Given documents, in their order. @param {number[]} documents @param {number} score */
  function given(documents, score) {
    const hits = (/** @type {number[]} */ some) => some.map((document) => ({ document, matched: 1, score, cited: 0 }));
    const { length } = documents;
    return new Ranked(hits(documents.slice(0, NEAREST)), length, length, false, () => hits(documents.slice(NEAREST)));
  }

  class Ranker {
    /** @param {IndexReader} reader */
    constructor(reader) {
      this.reader = reader;
      this.scores = new shardSearch.scores.Scores(reader);
    }

    /** Documents with all units and, where they are few, those with some. @param {Unit[]} units @param {Map<number, number>} cited @param {Allowed} allowed */
    rank(units, cited, allowed) {
      const looked = units.map((unit) => this.scores.look(unit));
      this.reader.need();
      const all = looked.reduce((sum, found) => sum + found.weight, 0);
      const sentence = units.length >= SENTENCE;
      const asked = { looked, all, sentence, cited, allowed };
      const { hits, found, wholes } = this.#sorted(asked, NEAREST);
      const others = () => this.#sorted(asked, Infinity).hits.slice(NEAREST);
      return new Ranked(this.#nearer(hits, units, asked), found, wholes, sentence, others);
    }

    /** The best hits, and how many are found, and have every unit. @param {Asked} asked @param {number} most */
    #sorted(asked, most) {
      const { looked, all, sentence, cited } = asked;
      const documents = this.scores.sum(looked, cited.keys());
      const { first: sums, second: matched, third: titled } = this.scores;
      const isListed = this.#listed(asked);
      const least = new Least(most, documents.length);
      let [found, wholes] = [0, 0];
      for (let n = 0; n < documents.length; n++) {
        const document = documents[n];
        const share = matched[document] / all;
        const rank = cited.get(document) ?? 0;
        if (!isListed(document, share, rank)) continue;
        sums[document] = scoreOf(sums[document], share, titled[document] / all, sentence);
        least.add(orderOf(rank, sums[document], document));
        found++;
        wholes += Number(isWhole(share, rank));
      }
      const hits = this.#hits(least.sorted(), all, cited);
      this.scores.clear();
      return { hits, found, wholes };
    }

    /** What tells whether a document is listed that matches a share of the query, or is what it cites. @param {Asked} asked */
    #listed({ sentence, allowed }) {
      const least = sentence ? Number.MIN_VALUE : SOME;
      return (/** @type {number} */ document, /** @type {number} */ share, /** @type {number} */ rank) =>
        (rank > 0 || share >= least) && (!allowed.limited || allowed(document));
    }

    /** @param {Float64Array} order @param {number} all @param {Map<number, number>} cited */
    #hits(order, all, cited) {
      const { first: scores, second: matched } = this.scores;
      return Array.from(order, (one) => {
        const document = one - Math.floor(one / NUMBERS) * NUMBERS;
        const matchedShare = matched[document] / all;
        return { document, matched: matchedShare, score: scores[document], cited: cited.get(document) ?? 0 };
      });
    }

    /** The best hits again, by how near to each other they have the words of the query. @param {Hit[]} hits @param {Unit[]} units @param {Asked} asked */
    #nearer(hits, units, { looked, sentence }) {
      if (units.length < 2) return hits;
      const documents = new Set(hits.map((hit) => hit.document));
      const places = units.map((unit) => this.#places(unit, documents));
      this.reader.need();
      for (const hit of hits) {
        let more = 0;
        for (let n = 0; n < units.length - 1; n++) {
          const one = places[n].get(hit.document);
          const other = places[n + 1].get(hit.document);
          if (!one || !other) continue;
          more += Math.max(looked[n].weight, looked[n + 1].weight) * NEAR * 127 * closeness(one, other);
        }
        hit.score += more * (sentence ? 1 : hit.matched ** COVER);
      }
      return hits.sort(byRank);
    }

    /** @param {Unit} unit @param {Set<number>} documents @returns {Map<number, number[]>} */
    #places({ words }, documents) {
      const found = words.length > 1 ? null : this.reader.postings(words[0].stem);
      if (!found || found.documents.length > shardSearch.reader.PLACED) return new Map();
      return this.reader.places(words[0].stem, found.documents, documents);
    }
  }

  return { Ranker, given };
})();
