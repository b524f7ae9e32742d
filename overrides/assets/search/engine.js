// @ts-check
// Ranks the documents of an index by a query: the same rules, in the same order, as `livingsurvey.search.engine`, which
// says why. What is not loaded yet ends an attempt; it is loaded, and the next attempt goes on from there.
var shardSearch = shardSearch || {};

shardSearch.engine = (() => {
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
  const NEAR = 0.1; // how much two words count that are next to each other,
  const REACH = 4; // up to so many words apart,
  const NEAREST = 200; // of documents up to this place
  const THINGS_SHOWN = 3; // of each group
  const BASIC = ["author", "title", "topic", "year", "has"];
  const [NAMED, SAME] = ["&", "="]; // marks of keys: a word of a thing's name, an identifier
  const NUMBERS = 2 ** 20; // documents, at the most,
  const SCORES = 2 ** 31; // thousandths of scores, and
  const CITED = 3; // what is cited best, in one number by which all are sorted
  const MOST_ATTEMPTS = 20;

  /** @typedef {ReturnType<InstanceType<typeof shardSearch.units.QueryUnits>["read"]>[number]} Unit */
  /** @typedef {{ document: number, matched: number, score: number, cited: number }} Hit */
  /** @typedef {{ hits: Hit[], whole: Set<number>, sought: Sought, things: Map<string, number[]>, identified: boolean }} Result */
  /** @typedef {Result & { missing: number }} Answer `missing`: parts of the index that it lacks */
  /** @typedef {ReturnType<InstanceType<typeof shardSearch.scores.Scores>["look"]>} Found */
  /** @typedef {InstanceType<typeof shardSearch.words.Words>} Words */
  /** @typedef {ReturnType<Words["look"]>} Word */

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

  /** What is marked in texts: the words of some stems. */
  class Sought {
    /** @param {Words} words @param {Set<string>} stems */
    constructor(words, stems) {
      this.words = words;
      this.stems = stems;
    }

    get size() {
      return this.stems.size;
    }

    /** Where the words are in a text, each by itself. @param {string} text */
    places(text) {
      return this.words.placed(text).flatMap(({ text: word, at }) => {
        const { stem } = this.words.look(word);
        return this.stems.has(stem) ? [{ at, end: at + word.length, stem }] : [];
      });
    }
  }

  class Engine {
    /** @param {Awaited<ReturnType<typeof shardSearch.reader.open>>} reader @param {(word: string) => string} stem */
    constructor(reader, stem) {
      this.reader = reader;
      this.words = new shardSearch.words.Words(reader.language, stem);
      this.fields = [...BASIC, ...reader.fields];
      this.units = new shardSearch.units.QueryUnits(reader, this.words);
      this.limits = new shardSearch.limits.Limits(reader, this.words);
      this.scores = new shardSearch.scores.Scores(reader);
    }

    /** The condition that a name means, if any; its plural means it too. @param {string} name */
    fieldOf(name) {
      return this.fields.find((field) => field === name || `${field}s` === name) ?? null;
    }

    /**
     * What a query finds: parts of the index are loaded as they are needed; what cannot be loaded is missing, and tried
     * again with the next query.
     *
     * @param {string} typed
     * @returns {Promise<Answer>}
     */
    async search(typed) {
      const query = shardSearch.query.cleaned(typed);
      this.reader.retry();
      for (let attempt = 1; ; attempt++) {
        this.reader.wanted.clear();
        this.reader.lacked.clear();
        try {
          const result = this.#attempt(query);
          return { ...result, missing: this.reader.lacked.size };
        } catch (error) {
          if (!(error instanceof shardSearch.reader.Wanting) || attempt > MOST_ATTEMPTS) throw error;
        }
        await this.reader.loadWanted();
      }
    }

    /** @param {string} typed @returns {Result} */
    #attempt(typed) {
      const known = this.#identified(typed);
      if (known) return known;
      const asked = shardSearch.query.parse(typed, (name) => this.fieldOf(name));
      this.#foresee(asked.text);
      const cited = this.limits.cited(asked.text);
      this.reader.need();
      const units = this.units.read(cited?.words ?? asked.text);
      const things = this.#things(asked.text);
      const allowed = this.limits.allowed(asked.conditions, asked.phrases);
      for (const unit of units) this.#askFor(unit, units.length > 1);
      this.reader.need();
      const answer = units.length ? this.#ranked(units, cited?.ranks ?? new Map(), allowed) : this.#newest(allowed);
      const stems = new Set(units.flatMap((unit) => unit.words.flatMap((word) => [...word.options.keys()])));
      return { ...answer, sought: new Sought(this.words, stems), things, identified: false };
    }

    /** Ask for all that a text will certainly need. @param {string} text */
    #foresee(text) {
      const tokens = this.units
        .tokens(text)
        .filter((token) => !token.word.small)
        .slice(0, shardSearch.units.MOST_WORDS);
      tokens.forEach(({ word: { word, stem } }, n) => {
        for (const key of [stem, stem + shardSearch.units.JOINED, stem + shardSearch.units.NAMES, NAMED + stem])
          this.reader.get("p", key);
        const next = tokens[n + 1];
        if (next) this.reader.get("p", this.words.together(word, next.word.word));
        else if (/[^\s.,;:!?]$/.test(text) && (word.length > 1 || shardSearch.words.unspaced(word)))
          this.reader.beginning("w", word);
      });
    }

    /** Ask for all that a unit will need: places, too, where there are others that may be next to it. @param {Unit} unit @param {boolean} others */
    #askFor({ keys, words }, others) {
      for (const key of keys) this.reader.postings(key);
      const found = others && words.length === 1 ? this.reader.postings(words[0].stem) : null;
      if (found && found.documents.length <= shardSearch.reader.PLACED) this.reader.get("q", words[0].stem);
    }

    /** The answer to a pasted identifier: its document, or none where it names none. @param {string} typed @returns {Result | null} */
    #identified(typed) {
      const forms = shardSearch.query.identifiers(typed);
      const found = forms.map((form) => new Set(this.reader.pairs(SAME + form).map(([document]) => document)));
      this.reader.need();
      const one = found.find((documents) => documents.size === 1);
      if (!one && !shardSearch.query.isIdentifier(typed)) return null;
      const hits = Array.from(one ?? [], (document) => ({ document, matched: 1, score: 1, cited: 0 }));
      return {
        hits,
        whole: one ?? new Set(),
        sought: new Sought(this.words, new Set()),
        things: new Map(),
        identified: true,
      };
    }

    /** Without words, all documents within the limits, newest first. @param {((document: number) => boolean) & { limited: boolean }} allowed */
    #newest(allowed) {
      /** @type {Hit[]} */
      const hits = [];
      for (let document = allowed.limited ? this.reader.count - 1 : -1; document >= 0; document--)
        if (allowed(document)) hits.push({ document, matched: 1, score: 0, cited: 0 });
      return { hits, whole: new Set(hits.map((hit) => hit.document)) };
    }

    // Things

    /** The things that a text names, by group, best first. @param {string} text @returns {Map<string, number[]>} */
    #things(text) {
      const words = this.units
        .tokens(text)
        .map((token) => token.word)
        .filter((word) => !word.small);
      if (words.length > shardSearch.units.MOST_WORDS) return new Map(this.reader.groups.map(([group]) => [group, []]));
      const whole = this.#named(words, false);
      const begun = /\S$/.test(text) ? this.#named(words, true) : new Map();
      const found = Array.from(whole, ([n, row]) => ({ n, row, open: 0 }));
      for (const [n, row] of begun) if (!whole.has(n)) found.push({ n, row, open: 1 });
      found.sort((a, b) => a.open - b.open || a.row - b.row || a.n - b.n);
      let end = 0;
      return new Map(
        this.reader.groups.map(([group, count]) => {
          const first = end;
          end += count;
          const last = end;
          return [
            group,
            found
              .filter(({ n }) => first <= n && n < last)
              .slice(0, THINGS_SHOWN)
              .map(({ n }) => n),
          ];
        }),
      );
    }

    /** The things of which a spelling has all words, with the first such spelling. @param {Word[]} words @param {boolean} opened */
    #named(words, opened) {
      const found = words.map(({ word, stem }, n) => {
        const stems = opened && n === words.length - 1 ? [...new Set([stem, ...this.limits.begun(word)])] : [stem];
        return stems.flatMap((one) => this.reader.pairs(NAMED + one));
      });
      const keys = shardSearch.limits.common(
        found.map((pairs) => new Set(pairs.map(([thing, row]) => `${thing} ${row}`))),
      );
      /** @type {Map<number, number>} */
      const rows = new Map();
      for (const [thing, row] of (found[0] ?? []).sort((a, b) => a[0] - b[0] || a[1] - b[1]))
        if (keys.has(`${thing} ${row}`) && !rows.has(thing)) rows.set(thing, row);
      return rows;
    }

    // Ranking

    /**
     * Documents with all units and, where they are few, those with some.
     *
     * @param {Unit[]} units
     * @param {Map<number, number>} cited
     * @param {(document: number) => boolean} allowed
     */
    #ranked(units, cited, allowed) {
      const looked = units.map((unit) => this.scores.look(unit));
      this.reader.need();
      const sentence = units.length >= SENTENCE;
      const hits = this.#sorted(looked, cited, allowed, sentence);
      return this.#chosen(this.#nearer(hits, units, looked), sentence);
    }

    /** @param {Found[]} looked @param {Map<number, number>} cited @param {(document: number) => boolean} allowed @param {boolean} sentence */
    #sorted(looked, cited, allowed, sentence) {
      const all = looked.reduce((sum, found) => sum + found.weight, 0);
      const documents = this.scores.sum(looked, cited.keys());
      const { first: sums, second: matched, third: titled } = this.scores;
      const order = new Float64Array(documents.length);
      let found = 0;
      for (const document of documents) {
        const share = matched[document] / all;
        const rank = cited.get(document) ?? 0;
        if (!(rank || (sentence ? share > 0 : share >= SOME)) || !allowed(document)) continue;
        const score = scoreOf(sums[document], share, titled[document] / all, sentence);
        sums[document] = score;
        order[found++] = orderOf(rank, score, document);
      }
      const hits = Array.from(order.subarray(0, found).sort(), (one) => {
        const document = one % NUMBERS;
        const [score, share] = [sums[document], matched[document] / all];
        return { document, matched: share, score, cited: cited.get(document) ?? 0 };
      });
      this.scores.clear();
      return hits;
    }

    /** The best hits again, by how near to each other they have the words of the query. @param {Hit[]} hits @param {Unit[]} units @param {Found[]} looked */
    #nearer(hits, units, looked) {
      if (units.length < 2) return hits;
      const first = hits.slice(0, NEAREST);
      const documents = new Set(first.map((hit) => hit.document));
      const places = units.map((unit) => this.#places(unit, documents));
      this.reader.need();
      const sentence = units.length >= SENTENCE;
      for (const hit of first) {
        let more = 0;
        for (let n = 0; n < units.length - 1; n++) {
          const one = places[n].get(hit.document);
          const other = places[n + 1].get(hit.document);
          if (!one || !other) continue;
          more += Math.min(looked[n].weight, looked[n + 1].weight) * NEAR * 127 * closeness(one, other);
        }
        hit.score += more * (sentence ? 1 : hit.matched ** COVER);
      }
      return [...first.sort(byRank), ...hits.slice(NEAREST)];
    }

    /** @param {Unit} unit @param {Set<number>} documents @returns {Map<number, number[]>} */
    #places({ words }, documents) {
      const found = words.length > 1 ? null : this.reader.postings(words[0].stem);
      if (!found || found.documents.length > shardSearch.reader.PLACED) return new Map();
      return this.reader.places(words[0].stem, found.documents, documents);
    }

    /** @param {Hit[]} hits @param {boolean} sentence */
    #chosen(hits, sentence) {
      const isWhole = (/** @type {Hit} */ hit) => hit.matched > ALL || hit.cited > 0;
      const whole = new Set(hits.filter(isWhole).map((hit) => hit.document));
      if (sentence) return { hits: hits.slice(0, MOST), whole };
      let left = whole.size < ENOUGH ? FILL - whole.size : 0;
      return { hits: hits.filter((hit) => isWhole(hit) || left-- > 0), whole };
    }

    /** Rows of what is found. @param {"d" | "t" | "n"} space records, texts or things @param {number[]} numbers */
    rows(space, numbers) {
      return this.reader.rows(space, numbers);
    }
  }

  return { Engine, Sought };
})();
