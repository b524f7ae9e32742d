// @ts-check
// Reads an index: which parts have what is asked for, and what they hold. What is not loaded yet is noted, and is empty
// until then: whoever asks looks whether anything is `wanted`, loads it, and asks again.
var shardSearch = shardSearch || {};

shardSearch.reader = (() => {
  "use strict";
  const FORM = 2; // of the index
  const PLACED = 4000; // documents of a key up to which its places are read for every query
  const MOST_PARTS = 12; // that one beginning of a word may take
  const SHORT = 3; // signs of a beginning of which the index has the most frequent words

  /** @typedef {{ documents: Uint32Array, impacts: Uint8Array, more: number }} Postings how much a key counts in each: 128 more in a title; `more`: how many others have it */
  /** @typedef {(name: string) => Promise<unknown>} Load runs the script of a part, anew each time */
  /** @typedef {(epoch: string) => Promise<void>} Replaced what is done about parts of another index; it may throw */

  /** What is thrown where something is asked for that is not loaded. */
  class Wanting extends Error {}

  class IndexReader {
    /** @type {Map<string, Map<string, Uint8Array>>} */
    #tables = new Map();
    /** @type {Map<string, unknown[]>} */
    #lists = new Map();
    /** @type {Map<string, Postings>} */
    #postings = new Map();
    /** @type {Map<string, Promise<void>>} */
    #loading = new Map();
    /** The names of the parts of each space. @type {Map<string, string[]>} */
    #names = new Map();
    /** Parts that were asked for and are not loaded. @type {Set<string>} */
    wanted = new Set();
    /** Parts that could not be loaded. @type {Set<string>} */
    missing = new Set();
    /** Those that were asked for since whoever asks has emptied this. @type {Set<string>} */
    lacked = new Set();

    /** @param {Load} load @param {Replaced} replaced @param {string} epoch @param {Record<string, any>} manifest the first part */
    constructor(load, replaced, epoch, manifest) {
      this.load = load;
      this.replaced = replaced;
      this.epoch = epoch;
      /** @type {string} */
      this.language = manifest.language;
      /** @type {string | null} Snowball's name of the language, if it has a stemmer for it */
      this.stemmer = manifest.stemmer;
      /** @type {number} */
      this.count = manifest.documents;
      /** @type {[string, number][]} */
      this.years = manifest.years;
      /** @type {[string, number][]} */
      this.groups = manifest.groups;
      /** @type {string[]} */
      this.fields = manifest.fields;
      /** @type {string[]} */
      this.dated = manifest.dated;
      /** @type {string[]} */
      this.has = manifest.has;
      const [d, t, n] = manifest.sizes;
      /** @type {Record<string, number>} */
      this.sizes = { d, t, n };
      /** @type {Record<string, string[]>} */
      this.firsts = manifest.firsts;
    }

    /** Go no further if anything is wanted. */
    need() {
      if (this.wanted.size) throw new Wanting([...this.wanted].join());
    }

    /** Load all that is wanted; what cannot be loaded is missing. */
    async loadWanted() {
      const names = [...this.wanted];
      this.wanted.clear();
      await Promise.all(names.map((name) => this.#loaded(name)));
    }

    /** @param {string} name */
    #loaded(name) {
      const known = this.#loading.get(name) ?? this.#loadPart(name);
      this.#loading.set(name, known);
      return known;
    }

    /** @param {string} name */
    async #loadPart(name) {
      const epoch = await this.#keep(name);
      if (epoch === this.epoch) return;
      this.missing.add(name);
      if (epoch) await this.replaced(epoch);
    }

    /** Keep what a part of this index holds; of which one it is, if it can be read. @param {string} name */
    async #keep(name) {
      try {
        await this.load(name);
        const { epoch, data } = await shardSearch.packing.content(name);
        if (epoch !== this.epoch) return epoch;
        if (name[0] in this.sizes) this.#lists.set(name, shardSearch.packing.readJson(data));
        else this.#tables.set(name, shardSearch.packing.readTable(data));
        return epoch;
      } catch {
        return "";
      }
    }

    /** Try again what was missing. */
    retry() {
      for (const name of this.missing) this.#loading.delete(name);
      this.missing.clear();
    }

    /** Note that a part is not there. @param {string} name */
    #lack(name) {
      (this.missing.has(name) ? this.lacked : this.wanted).add(name);
    }

    /** The name of a part. @param {string} space @param {number} place */
    #nameOf(space, place) {
      const known = this.#names.get(space) ?? [];
      this.#names.set(space, known);
      known[place] ??= shardSearch.packing.partName(space, this.firsts[space][place]);
      return known[place];
    }

    /** The place of the last of sorted keys that is not behind another; -1: all are. @param {string[]} keys @param {string} key */
    #place(keys, key) {
      let [low, high] = [0, keys.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (keys[middle] <= key) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }

    /** @param {string} space @param {number} place @returns {Map<string, Uint8Array> | undefined} */
    #table(space, place) {
      const name = this.#nameOf(space, place);
      const found = this.#tables.get(name);
      if (!found) this.#lack(name);
      return found;
    }

    /** What a key holds, if anything. @param {string} space @param {string} key */
    get(space, key) {
      const place = this.#place(this.firsts[space], key);
      return place < 0 ? undefined : this.#table(space, place)?.get(key);
    }

    /** How often a word occurs. @param {string} word */
    occurrences(word) {
      const data = this.get("w", word);
      return data ? new shardSearch.packing.Numbers(data).next() : 0;
    }

    /** The keys of a space that begin so, with what they hold; none where too many parts have them. @param {string} space @param {string} start */
    #begun(space, start) {
      const keys = this.firsts[space];
      const first = Math.max(0, this.#place(keys, start));
      const end = this.#place(keys, `${start}\uffff`) + 1;
      /** @type {[string, Uint8Array][]} */
      const found = [];
      if (end - first > MOST_PARTS) return found;
      for (let place = first; place < end; place++) {
        for (const entry of this.#table(space, place) ?? []) if (entry[0].startsWith(start)) found.push(entry);
      }
      return found;
    }

    /** The keys of a space that begin so; none where too many parts have them. @param {string} space @param {string} start */
    keys(space, start) {
      return this.#begun(space, start).map(([key]) => key);
    }

    /** The words of a space that begin so, with how often they occur; none where too many parts have them. @param {string} space @param {string} start @returns {[string, number][]} */
    beginning(space, start) {
      return this.#begun(space, start).map(([word, data]) => [word, new shardSearch.packing.Numbers(data).next()]);
    }

    /** The words that begin so, most frequent first: of a short beginning, the most frequent ones only. @param {string} start @returns {string[]} */
    continuations(start) {
      if ([...start].length <= SHORT) return this.#json("c", start);
      const found = this.beginning("w", start).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return found.map(([word]) => word);
    }

    /** Words that begin as one does: by two letters, or by three where too many do. @param {string} space @param {string} word */
    around(space, word) {
      const [one, two = "", three = ""] = word;
      const found = this.beginning(space, one + two);
      return found.length || this.wanted.size ? found : this.beginning(space, one + two + three);
    }

    /** The documents of a stem, or of a thing. @param {string} key @returns {Postings | null} */
    postings(key) {
      const known = this.#postings.get(key);
      if (known) return known;
      const data = this.get("p", key);
      if (!data) return null;
      const found = this.#readPostings(data);
      this.#postings.set(key, found);
      return found;
    }

    /** @param {Uint8Array} data @returns {Postings} */
    #readPostings(data) {
      const numbers = new shardSearch.packing.Numbers(data);
      const documents = new Uint32Array(numbers.next());
      const more = numbers.next();
      let last = -1;
      for (let n = 0; n < documents.length; n++) {
        last += numbers.next() + 1;
        documents[n] = last;
      }
      return { documents, impacts: data.subarray(numbers.at), more };
    }

    /** The documents of a condition, or the things of a word, each with a mark. @param {string} key */
    pairs(key) {
      const data = this.get("p", key);
      /** @type {[number, number][]} */
      const found = [];
      if (!data) return found;
      const numbers = new shardSearch.packing.Numbers(data);
      let last = 0;
      for (let left = numbers.next(); left > 0; left--) {
        last += numbers.next();
        found.push([last, numbers.next()]);
      }
      return found;
    }

    /** What a key holds that is a list. @param {string} key @returns {any[]} */
    names(key) {
      return this.#json("p", key);
    }

    /** @param {string} space @param {string} key @returns {any[]} */
    #json(space, key) {
      const data = this.get(space, key);
      return data ? shardSearch.packing.readJson(data) : [];
    }

    /**
     * The places of a stem in the documents that are wanted, of all that have it.
     *
     * @param {string} key
     * @param {Uint32Array} documents
     * @param {Set<number>} wanted
     */
    places(key, documents, wanted) {
      /** @type {Map<number, number[]>} */
      const found = new Map();
      const data = this.get(documents.length <= PLACED ? "q" : "b", key);
      if (!data) return found;
      const numbers = new shardSearch.packing.Numbers(data);
      for (const document of documents) {
        const places = [];
        let last = 0;
        for (let left = numbers.next(); left > 0; left--) {
          last += numbers.next();
          places.push(last);
        }
        if (wanted.has(document)) found.set(document, places);
      }
      return found;
    }

    /**
     * Rows of a list, loaded: of records `d`, texts `t` or things `n`; those whose part is missing are not among them.
     *
     * @param {string} space
     * @param {number[]} numbers
     * @returns {Promise<Map<number, any>>}
     */
    async rows(space, numbers) {
      const size = this.sizes[space];
      const partOf = (/** @type {number} */ number) => space + Math.floor(number / size);
      await Promise.all(Array.from(new Set(numbers.map(partOf)), (name) => this.#loaded(name)));
      const rows = numbers.map(
        (number) => /** @type {const} */ ([number, this.#lists.get(partOf(number))?.[number % size]]),
      );
      return new Map(rows.filter(([, row]) => row !== undefined));
    }
  }

  /**
   * Open an index.
   *
   * @param {Load} load
   * @param {Replaced} [replaced] without it, parts of another index are missing
   * @throws {Error} when its first part cannot be read
   */
  async function open(load, replaced = async () => {}) {
    await load("index");
    const { epoch, data } = await shardSearch.packing.content("index");
    const manifest = shardSearch.packing.readJson(data);
    if (manifest.form !== FORM) throw new Error(`${manifest.form}`);
    return new IndexReader(load, replaced, epoch, manifest);
  }

  return { open, Wanting, PLACED };
})();
