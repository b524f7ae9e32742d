// @ts-check
// Ranks the documents of an index by a query: the same rules, in the same order, as `livingsurvey.search.engine`, which
// says why. What is not loaded yet ends an attempt; it is loaded, and the next attempt goes on from there.
var shardSearch = shardSearch || {};

shardSearch.engine = (() => {
  "use strict";
  const THINGS_SHOWN = 3; // of each group
  const BASIC = ["author", "title", "topic", "year", "has"];
  const [NAMED, SAME] = ["&", "="]; // marks of keys: a word of a thing's name, an identifier
  const MOST_ATTEMPTS = 20;

  /** @typedef {ReturnType<InstanceType<typeof shardSearch.units.QueryUnits>["read"]>[number]} Unit */
  /** @typedef {ReturnType<typeof shardSearch.ranking.given>} Ranked */
  /** @typedef {{ sought: Sought, things: Map<string, number[]>, identified: boolean, missing: number }} Rest `missing`: parts of the index that it lacks */
  /** @typedef {Ranked & Rest} Answer */
  /** @typedef {InstanceType<typeof shardSearch.words.Words>} Words */
  /** @typedef {ReturnType<Words["look"]>} Word */

  /** Whether names are shown of which words are the beginning: two letters alone begin too many. @param {Word[]} words */
  function beginNames(words) {
    return words.length > 1 || words.some(({ word }) => [...word].length > 2 || shardSearch.words.unspaced(word));
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
    /**
     * @param {Awaited<ReturnType<typeof shardSearch.reader.open>>} reader
     * @param {(word: string) => string} stem
     * @param {string} [pages] how the addresses of pages of documents begin, seen from the root of the site
     */
    constructor(reader, stem, pages = "") {
      this.reader = reader;
      this.pages = pages;
      this.words = new shardSearch.words.Words(reader.language, stem);
      this.fields = [...BASIC, ...reader.fields];
      this.units = new shardSearch.units.QueryUnits(reader, this.words);
      this.limits = new shardSearch.limits.Limits(reader, this.words);
      this.ranker = new shardSearch.ranking.Ranker(reader);
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
          const answer = this.#attempt(query);
          answer.missing = this.reader.lacked.size;
          return answer;
        } catch (error) {
          if (!(error instanceof shardSearch.reader.Wanting) || attempt > MOST_ATTEMPTS) throw error;
        }
        await this.reader.loadWanted();
      }
    }

    /** @param {string} typed @returns {Answer} */
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
      this.reader.rows("n", [...things.values()].flat()).catch(() => {}); // loaded while documents are ranked
      const found = units.length ? this.ranker.rank(units, cited?.ranks ?? new Map(), allowed) : this.#newest(allowed);
      const stems = new Set(units.flatMap((unit) => unit.words.flatMap((word) => [...word.options.keys()])));
      const sought = new Sought(this.words, stems);
      return Object.assign(found, { sought, things, identified: false, missing: 0 });
    }

    /** Ask for all that a text will certainly need. @param {string} text */
    #foresee(text) {
      const tokens = this.words
        .asked(text)
        .filter((token) => !token.word.small)
        .slice(0, shardSearch.units.MOST_WORDS);
      tokens.forEach(({ word: { word, stem } }, n) => {
        for (const key of [stem, stem + shardSearch.units.JOINED, stem + shardSearch.units.NAMES, NAMED + stem])
          this.reader.get("p", key);
        const next = tokens[n + 1];
        if (next) this.reader.get("p", this.words.together(word, next.word.word));
        else if (/[^\s.,;:!?]$/.test(text) && shardSearch.words.beginsEnough(word)) this.reader.continuations(word);
      });
    }

    /** Ask for all that a unit will need: places, too, where there are others that may be next to it. @param {Unit} unit @param {boolean} others */
    #askFor({ keys, words }, others) {
      for (const key of keys) this.reader.postings(key);
      const found = others && words.length === 1 ? this.reader.postings(words[0].stem) : null;
      if (found && found.documents.length <= shardSearch.reader.PLACED) this.reader.get("q", words[0].stem);
    }

    /** The answer to a pasted identifier: its document, or none where it names none. @param {string} typed @returns {Answer | null} */
    #identified(typed) {
      const forms = shardSearch.query.identifiers(typed, this.pages);
      const found = forms.map((form) => new Set(this.reader.pairs(SAME + form).map(([document]) => document)));
      this.reader.need();
      const one = found.find((documents) => documents.size === 1);
      if (!one && !shardSearch.query.isIdentifier(typed)) return null;
      const sought = new Sought(this.words, new Set());
      const hits = shardSearch.ranking.given([...(one ?? [])], 1);
      return Object.assign(hits, { sought, things: new Map(), identified: true, missing: 0 });
    }

    /** Without words, all documents within the limits, newest first. @param {((document: number) => boolean) & { limited: boolean }} allowed */
    #newest(allowed) {
      const documents = [];
      for (let document = allowed.limited ? this.reader.count - 1 : -1; document >= 0; document--)
        if (allowed(document)) documents.push(document);
      return shardSearch.ranking.given(documents, 0);
    }

    // Things

    /** The things that a text names, by group, best first. @param {string} text @returns {Map<string, number[]>} */
    #things(text) {
      const words = this.words
        .asked(text)
        .map((token) => token.word)
        .filter((word) => !word.small);
      if (words.length > shardSearch.units.MOST_WORDS) return new Map(this.reader.groups.map(([group]) => [group, []]));
      const whole = this.#named(words, false);
      const begun = /\S$/.test(text) && beginNames(words) ? this.#named(words, true) : new Map();
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
        const begun = opened && n === words.length - 1 ? this.limits.begunKeys(NAMED, word) : [];
        return [...new Set([NAMED + stem, ...begun])].flatMap((key) => this.reader.pairs(key));
      });
      const { ROWS, common } = shardSearch.limits;
      const both = common(found.map((pairs) => new Set(pairs.map(([thing, row]) => thing * ROWS + row))));
      /** @type {Map<number, number>} */
      const rows = new Map();
      for (const one of [...both].sort((a, b) => a - b)) {
        const thing = Math.floor(one / ROWS);
        if (!rows.has(thing)) rows.set(thing, one - thing * ROWS);
      }
      return rows;
    }

    /** Rows of what is found. @param {"d" | "t" | "n"} space records, texts or things @param {number[]} numbers */
    rows(space, numbers) {
      return this.reader.rows(space, numbers);
    }
  }

  return { Engine, Sought };
})();
