// @ts-check
// The search engine of the header's search box and of the page that lists all papers.
// A query falls into units (a word, or words that name one thing); each unit is looked up by itself and remembered, so
// that the next letter costs one look-up. What is ranked is how well, and how many of, the units are found.
var survey = survey || {};

survey.engine = (() => {
  "use strict";
  /** @type {Record<string, number>} What a field that every paper has counts; facets bring their own weights. */
  const WEIGHTS = { title: 5, name: 6, summary: 2, topics: 2.2, authors: 3 };
  const YEAR = 1.5; // what the year counts
  const NAME_WORDS = 4; // words before a title's colon that are still a name
  const SLICE = 8; // milliseconds of indexing at a time
  const CHUNK = 10; // papers between looks at the clock
  const ENOUGH = 20; // papers with all units; with fewer, those with some are shown too
  const FILL = 50; // results there are then
  const SOME = 0.18; // the share of the query, by weight, that a paper must match at the least
  const TOPIC = 1.4; // how much more the papers of a topic count whose name was typed
  const NAMED = 1.5; // how much a thing named by several words counts more than one word
  const LOOSE = 0.5; // how much its words count, where they are apart
  const APART = 0.25; // how much one of its words counts without the others, and
  const PART = 0.4; // how much of the unit is matched then
  const BM25 = { k: 1.2, b: 0.5, d: 0.5 };
  const EXCLUDED = 0.6; // what is left of an excluded paper's score
  const REMEMBERED = 200; // units
  const LONGEST = 6; // words in the name of one thing
  /** @type {{ stems: Set<string>, topics: never[], people: never[], terms: never[], statements: never[] }} */
  const NOTHING = { stems: new Set(), topics: [], people: [], terms: [], statements: [] };
  const EXACT = {
    prefix: false,
    fuzzy: false,
    tokenize: (/** @type {string} */ term) => [term],
    processTerm: (/** @type {string} */ term) => term,
  };

  /** @typedef {{ word: string, stem: string, small: boolean }} Word */
  /** @typedef {{ word: string, options: Map<string, number>, stem: string }} QueryWord and the stems it may mean */
  /** @typedef {{ terms: string[], words: QueryWord[] }} Unit */
  /**
   * @typedef {object} Found a unit looked up: a score for each paper, and whether its title has it
   * @property {Float32Array} scores
   * @property {Uint8Array} titles
   * @property {Float32Array} [apart]
   * @property {number} words
   * @property {number} weight
   */
  /** @typedef {ReturnType<typeof survey.query.parse>} Query */
  /** @typedef {{ thing: string, written: string | null }} Name */
  /** @typedef {{ id: number, matched: number, score: number, cited: number }} Hit `cited`: as what a citation cites */
  /** @typedef {{ test: (id: number) => boolean, cited: Map<number, number> | null }} Limits papers that may be found */

  /** What a title is known by: "H2O" of "H2O: Heavy-Hitter Oracle". @param {string} title */
  function nameOf(title) {
    const colon = title.indexOf(":");
    return colon > 0 && title.slice(0, colon).split(/\s+/).length <= NAME_WORDS ? title.slice(0, colon) : "";
  }

  /**
   * Index bit by bit, so that the page answers meanwhile.
   *
   * @param {number} count
   * @param {(id: number) => void} work
   * @returns {Promise<void>}
   */
  function inSlices(count, work) {
    return new Promise((resolve) => {
      let next = 0;
      (function slice() {
        const end = performance.now() + SLICE;
        do {
          for (const last = Math.min(count, next + CHUNK); next < last; next++) work(next);
        } while (next < count && performance.now() < end);
        if (next < count) setTimeout(slice, 0);
        else resolve();
      })();
    });
  }

  /** The words of a unit, each in any of its forms. @param {Unit} unit @param {"AND" | "OR"} combineWith */
  function spelt(unit, combineWith) {
    const queries = unit.words.map((word) => ({
      combineWith: "OR",
      queries: Array.from(word.options, ([stem, weight]) => ({ queries: [stem], boostTerm: () => weight })),
    }));
    return { combineWith, queries };
  }

  /** What a unit asks for: the thing by any of its names, or else its words. @param {Unit} unit */
  function requests(unit) {
    const several = unit.words.length > 1;
    /** @type {{ query: object, weight: number }[]} */
    const asked = unit.terms.map((term) => ({ query: { queries: [term] }, weight: several ? NAMED : 1 }));
    return asked.concat({ query: spelt(unit, "AND"), weight: several ? LOOSE : 1 });
  }

  /** Whether one of the fields is the title. @param {string[]} fields */
  function inTitle(fields) {
    return fields.includes("title");
  }

  /** @param {Hit} a @param {Hit} b */
  function byScore(a, b) {
    return b.cited - a.cited || b.score - a.score || a.id - b.id;
  }

  /** The stems that are marked in what was found. @param {Unit[]} units */
  function marks(units) {
    return new Set(units.flatMap((unit) => [...unit.words.flatMap((word) => [...word.options.keys()]), ...unit.terms]));
  }

  /**
   * Facets by what they count: those that count the same share a field of the index.
   *
   * @param {FacetData[]} facets
   */
  function byWeight(facets) {
    /** @type {Map<number, FacetData[]>} */
    const found = new Map([[YEAR, []]]);
    for (const facet of facets) if (facet.weight) found.set(facet.weight, [...(found.get(facet.weight) ?? []), facet]);
    return found;
  }

  /** @param {number} weight */
  function fieldOf(weight) {
    return `facets ${weight}`;
  }

  class Engine {
    words = new survey.words.Words();
    /** @type {Map<string, Name[]>} stems of a name, joined by blanks, and the things it may name */
    #names = new Map();
    /** @type {Map<string, number>} a first stem, and the length of the longest name that begins with it */
    #longest = new Map();
    /** @type {Map<string, Found>} */
    #units = new Map();
    /** @type {Map<string, Map<string, number>>} */
    #guesses = new Map();
    /** @type {string[]} by paper, all its words in a row */
    #running = [];
    /** @type {string[] | null} */
    abstracts = null;
    /** @type {Promise<Engine>} resolves once the abstracts are indexed too */
    complete = Promise.resolve(this);

    /** @param {PapersData} data */
    constructor(data) {
      this.data = data;
      this.papers = survey.rows.read(data);
      this.known = new survey.facts.Facts(data, this.papers, this.words);
      this.names = new survey.names.Names(data, this.papers, this.words);
      this.topics = data.topics.map(([key, title, summary, parent]) => ({ key, title, summary, parent, papers: 0 }));
      this.#countTopics();
      this.facets = byWeight(data.facets);
      this.weights = { ...WEIGHTS };
      for (const weight of this.facets.keys()) this.weights[fieldOf(weight)] = weight;
      this.titleWords = new Uint16Array(this.papers.length);
      data.synonyms.forEach((names, thing) => {
        for (const name of names) this.#learn(name, thing);
      });
      this.facts = this.#index(Object.keys(this.weights));
      this.texts = this.#index(["abstract"]);
      this.subjects = this.#index(["title", "summary"]);
      this.subjects.addAll(this.topics.map(({ title, summary }, id) => ({ id, title, summary })));
    }

    /** How many papers each topic and area has, without excluded ones. */
    #countTopics() {
      const rows = new Map(this.topics.map((topic, row) => [topic.key, row]));
      for (const paper of this.papers) {
        const areas = paper.topics.map((row) => rows.get(this.topics[row].parent ?? "") ?? row);
        if (paper.status !== "excluded")
          for (const row of new Set([...paper.topics, ...areas])) this.topics[row].papers++;
      }
    }

    /** What was looked up before is no longer true once more papers are indexed. */
    #forget() {
      this.#units.clear();
      this.#guesses.clear();
      this.#running = [];
    }

    /** @param {string[]} fields */
    #index(fields) {
      return new MiniSearch({ fields, tokenize: (text) => this.#terms(text), processTerm: (term) => term });
    }

    /**
     * Note a name of a thing. An acronym counts in texts only as it is written: "AL" is not the "al." of "et al.".
     *
     * @param {string} name
     * @param {number} thing
     */
    #learn(name, thing) {
      const words = this.words.split(name).filter((token) => !token.word.small);
      if (!words.length || words.length > LONGEST) return;
      const stems = words.map((token) => token.word.stem);
      const key = stems.join(" ");
      const acronym = words.length === 1 && /[A-Z0-9].*[A-Z0-9]/.test(name) ? name : null;
      this.#names.set(key, [...(this.#names.get(key) ?? []), { thing: `≡${thing}`, written: acronym }]);
      this.#longest.set(stems[0], Math.max(this.#longest.get(stems[0]) || 0, words.length));
    }

    /**
     * The things that a run of words names, at each length from the longest; `see` may end it by returning true.
     *
     * @param {string[]} stems
     * @param {number} start
     * @param {(found: Name[], length: number) => boolean | void} see
     */
    #named(stems, start, see) {
      const longest = Math.min(this.#longest.get(stems[start]) || 0, stems.length - start);
      for (let length = longest; length > 0; length--) {
        const key = length === 1 ? stems[start] : stems.slice(start, start + length).join(" ");
        const found = this.#names.get(key);
        if (found && see(found, length)) return;
      }
    }

    /**
     * What a text is indexed by: stems, words with hyphens also as one, and the things that it names.
     *
     * @param {string} text
     */
    #terms(text) {
      /** @type {string[]} */
      const terms = [];
      /** @type {string[]} */
      const stems = [];
      /** @type {string[]} */
      const raws = [];
      for (const { raw, word, joined } of this.words.split(text)) {
        this.words.note(word);
        if (joined) terms.push(this.#joinedStem(joined));
        if (word.small) continue;
        stems.push(word.stem);
        raws.push(raw);
      }
      for (let n = 0; n < stems.length; n++) {
        if (!this.#longest.has(stems[n])) continue;
        this.#named(stems, n, (found, length) => {
          for (const { thing, written } of found) {
            if (length > 1 || !written || raws[n] === written || raws[n] === `${written}s`) terms.push(thing);
          }
        });
      }
      return terms.concat(stems);
    }

    /** @param {string[]} pieces */
    #joinedStem(pieces) {
      const joined = this.words.look(pieces.join(""));
      this.words.note(joined);
      this.words.joined.set(
        joined.word,
        pieces.map((piece) => this.words.look(piece)),
      );
      return joined.stem;
    }

    /** The texts of a paper by field of the index. @param {Paper} paper @param {number} id */
    #factsOf(paper, id) {
      const under = paper.topics.map((row) => this.topics[row]);
      const areas = under.map((topic) => this.topics.find((other) => other.key === topic.parent)?.title ?? "");
      /** @type {Record<string, string | number>} */
      const facts = {
        id,
        title: paper.title,
        name: nameOf(paper.title),
        summary: paper.summary || "",
        authors: paper.authors.join(" "),
        topics: [...under.map((topic) => `${topic.title} ${topic.summary}`), ...areas].join(" . "),
      };
      for (const [weight, facets] of this.facets) {
        const names = facets.flatMap((facet) => survey.rows.names(paper, facet));
        facts[fieldOf(weight)] = (weight === YEAR ? [survey.rows.year(paper), ...names] : names).join(" . ");
      }
      return facts;
    }

    /** Index all but the abstracts. */
    async addFacts() {
      await inSlices(this.papers.length, (id) => {
        const paper = this.papers[id];
        this.facts.add(this.#factsOf(paper, id));
        this.titleWords[id] = this.words.split(paper.title).filter((token) => !token.word.small).length;
      });
      this.#forget();
      return this;
    }

    /** @param {string[]} abstracts in the order of the papers */
    async addTexts(abstracts) {
      await inSlices(abstracts.length, (id) => this.texts.add({ id, abstract: abstracts[id] }));
      this.abstracts = abstracts;
      this.#forget();
      return this;
    }

    /**
     * A word of a query: the stems it may mean, each with a weight.
     *
     * @param {Word} word
     * @param {boolean} open whether it may go on
     */
    #meant(word, open) {
      const key = word.word + (open ? "…" : "");
      const known = this.#guesses.get(key) ?? this.#options(word, open);
      this.#guesses.set(key, known);
      return known;
    }

    /**
     * The words that begin with an unfinished or unknown one, each with a weight.
     *
     * @param {Word} asked
     * @param {boolean} open
     * @param {boolean} known
     * @returns {[string, number][]}
     */
    #continued({ word }, open, known) {
      const wanted = open ? word.length > 1 || survey.words.unspaced(word) : !known && word.length > 2;
      if (!wanted) return [];
      const found = this.words.beginning(word, known ? 12 : 24);
      return found.map((other) => [other, (known ? 0.25 : 0.5) + (0.4 * word.length) / other.length]);
    }

    /** @param {Word} asked @param {boolean} open */
    #options(asked, open) {
      /** @type {Map<string, number>} */
      const options = new Map();
      const known = this.words.stems.has(asked.stem);
      if (known) options.set(asked.stem, 1);
      this.#addStems(options, this.#continued(asked, open, known));
      if (options.size || asked.word.length <= 3) return options;
      const near = this.#guess(asked.word, open);
      return this.#addStems(
        options,
        near.map((other) => [other.word, 0.9 - other.far * 0.2]),
      );
    }

    /**
     * Add the stems of words, of which the first of a stem counts.
     *
     * @param {Map<string, number>} options
     * @param {[string, number][]} words
     */
    #addStems(options, words) {
      for (const [word, weight] of words) {
        const { stem } = this.words.look(word);
        if (!options.has(stem)) options.set(stem, weight);
      }
      return options;
    }

    /** What was probably meant by a word that occurs nowhere. @param {string} word @param {boolean} open */
    #guess(word, open) {
      const most = word.length > 5 ? 2 : 1;
      let near = this.words.near(word, most, false);
      if (!near.length && open) near = this.words.near(word, most, true);
      return near.filter((other) => other.far <= near[0].far + 0.5).slice(0, 8);
    }

    /**
     * Whether a word, or what differs from it by one letter, occurs somewhere.
     *
     * @param {Word} word
     * @param {boolean} open
     */
    #occurs(word, open) {
      if (this.words.stems.has(word.stem) || (open && this.words.beginning(word.word, 1).length)) return true;
      return word.word.length > 4 && this.words.near(word.word, 1, false).length > 0;
    }

    /** Two known words written as one: "testtime". @param {string} word */
    #halves(word) {
      const { known } = this.words;
      /** @type {string[] | null} */
      let best = null;
      let most = 1;
      for (let n = 2; n < word.length - 1; n++) {
        const count = Math.min(known.get(word.slice(0, n)) || 0, known.get(word.slice(n)) || 0);
        if (count <= most) continue;
        most = count;
        best = [word.slice(0, n), word.slice(n)];
      }
      return best?.map((half) => this.words.look(half));
    }

    /** @param {string} query @returns {QueryWord[]} */
    #wordsOf(query) {
      const open = /[^\s.,;:!?]$/.test(query);
      const split = this.words.split(query).filter((token) => !token.tail);
      const last = split.at(-1);
      // A small word says nothing, unless it is about to become another.
      const kept = split.filter(
        (token) => !token.word.small || (open && token === last && split.length > 1 && token.word.word.length > 3),
      );
      const words = (kept.length ? kept : split).flatMap((token) => {
        const goesOn = open && token === last;
        let pieces = this.words.joined.get(token.word.word);
        if (!pieces && !this.#occurs(token.word, goesOn)) pieces = this.#halves(token.word.word);
        return (pieces ?? [token.word]).map((word) => {
          const options = this.#meant(word, goesOn && !pieces);
          const stem = this.words.stems.has(word.stem) ? word.stem : (options.keys().next().value ?? word.stem);
          return { word: word.word, options, stem };
        });
      });
      return words.slice(0, 24);
    }

    /**
     * The unit that begins with a word: the longest name of a thing, a pair that some text writes as one word, or the
     * word.
     *
     * @param {QueryWord[]} words
     * @param {string[]} stems
     * @param {number} n
     * @returns {Unit}
     */
    #unitAt(words, stems, n) {
      /** @type {Unit} */
      const unit = { terms: [], words: [words[n]] };
      this.#named(stems, n, (found, length) => {
        unit.words = words.slice(n, n + length);
        unit.terms = Array.from(new Set(found.map((name) => name.thing)));
        if (length > 1) for (const word of unit.words) if (word.options.size) word.options = new Map([[word.stem, 1]]);
        return true;
      });
      if (unit.terms.length || !words[n + 1]) return unit;
      const pair = this.words.look(words[n].word + words[n + 1].word);
      return this.words.known.has(pair.word) ? { terms: [pair.stem], words: [words[n], words[n + 1]] } : unit;
    }

    /** @param {string} query */
    #unitsOf(query) {
      const words = this.#wordsOf(query);
      const stems = words.map((word) => word.stem);
      const units = [];
      for (let n = 0; n < words.length; ) {
        const unit = this.#unitAt(words, stems, n);
        n += unit.words.length;
        units.push(unit);
      }
      return units;
    }

    /** A unit looked up, and remembered. @param {Unit} unit @returns {Found} */
    #look(unit) {
      const key = JSON.stringify([unit.terms, unit.words.map((word) => Array.from(word.options))]);
      const known = this.#units.get(key);
      if (known) return known;
      const found = this.#find(unit);
      if (this.#units.size > REMEMBERED) this.#units.clear();
      this.#units.set(key, found);
      return found;
    }

    /** @param {Unit} unit @returns {Found} */
    #find(unit) {
      const count = this.papers.length;
      const scores = new Float32Array(count);
      const titles = new Uint8Array(count);
      for (const asked of requests(unit)) {
        const here = this.#sum(asked, titles);
        for (let id = 0; id < count; id++) if (here[id] > scores[id]) scores[id] = here[id];
      }
      const papers = scores.reduce((sum, score) => sum + (score ? 1 : 0), 0);
      /** @type {Found} */
      const found = { scores, titles, words: unit.words.length, weight: Math.log(1 + count / (papers + 0.5)) };
      if (unit.words.length > 1) found.apart = this.#sum({ query: spelt(unit, "OR"), weight: APART }, null);
      return found;
    }

    /**
     * The scores of a request over facts and texts; `titles` notes whose title has it.
     *
     * @param {{ query: object, weight: number }} asked
     * @param {Uint8Array | null} titles
     */
    #sum(asked, titles) {
      const scores = new Float32Array(this.papers.length);
      for (const hit of this.facts.search(asked.query, { boost: this.weights, bm25: BM25, ...EXACT })) {
        scores[hit.id] = hit.score * asked.weight;
        if (titles && Object.values(hit.match).some(inTitle)) titles[hit.id] = 1;
      }
      for (const hit of this.texts.search(asked.query, EXACT)) scores[hit.id] += hit.score * asked.weight;
      return scores;
    }

    /**
     * What a paper matches of a query: its summed score, and the weights and words it has.
     *
     * @param {Found[]} looked
     * @param {number} id
     */
    #matchOf(looked, id) {
      const match = { sum: 0, weight: 0, inTitle: 0, titled: 0 };
      for (const unit of looked) {
        const whole = unit.scores[id];
        const apart = whole ? 0 : (unit.apart?.[id] ?? 0);
        match.sum += whole + apart;
        match.weight += unit.weight * (whole ? 1 : PART * Math.sign(apart));
        if (!whole || !unit.titles[id]) continue;
        match.inTitle += unit.weight;
        match.titled += unit.words;
      }
      return match;
    }

    /**
     * @param {Found[]} looked
     * @param {number} all the weight of the whole query
     * @param {number} id
     * @param {Set<number>} topics those that were named
     * @param {Limits} limits
     * @returns {Hit}
     */
    #score(looked, all, id, topics, limits) {
      const match = this.#matchOf(looked, id);
      const share = Math.min(1, match.titled / (this.titleWords[id] || 1));
      const inside = match.inTitle / all;
      let score = match.sum * (match.weight / all) ** 2 * (1 + inside * inside * (0.4 + share));
      const paper = this.papers[id];
      if (paper.topics.some((topic) => topics.has(topic))) score *= TOPIC;
      const cited = limits.cited?.get(id) ?? 0;
      return { id, matched: match.weight / all, score: paper.status === "excluded" ? score * EXCLUDED : score, cited };
    }

    /** All words of a paper in a row, as they are typed. @param {number} id */
    #runningText(id) {
      const paper = this.papers[id];
      const row = (/** @type {string | null | undefined} */ text) =>
        this.words
          .split(text ?? "")
          .flatMap((token) => (token.tail ? [] : [token.word.word]))
          .join(" ");
      this.#running[id] ??= [paper.title, paper.summary, this.abstracts?.[id]]
        .map((text) => ` ${row(text)} `)
        .join("|");
      return this.#running[id];
    }

    /** What tests for words in a row; a single word to leave out may have any ending. @param {{ text: string, out: boolean }} phrase */
    #phraseTest({ text, out }) {
      const words = this.words.split(text).flatMap((token) => (token.tail ? [] : [token.word]));
      if (out && words.length === 1) {
        const [{ word, stem }] = words;
        const { scores } = this.#look({ terms: [], words: [{ word, stem, options: new Map([[stem, 1]]) }] });
        return (/** @type {number} */ id) => !scores[id];
      }
      const row = ` ${words.map((word) => word.word).join(" ")} `;
      return (/** @type {number} */ id) => this.#runningText(id).includes(row) !== out;
    }

    /** What tests whether a paper is within the limits of a query. @param {Query} asked */
    #within(asked) {
      const fulfils = this.known.test(asked.conditions);
      const phrases = asked.phrases.map((phrase) => this.#phraseTest(phrase));
      return (/** @type {number} */ id) => fulfils(this.papers[id]) && phrases.every((has) => has(id));
    }

    /**
     * Papers with all units of the words and, where they are few, those with some.
     *
     * @param {Unit[]} units
     * @param {Set<number>} topics those that were named
     * @param {Limits} limits
     */
    #ranked(units, topics, limits) {
      const looked = units.map((unit) => this.#look(unit));
      const all = looked.reduce((sum, unit) => sum + unit.weight, 0);
      /** @type {Hit[]} */
      const whole = [];
      /** @type {Hit[]} */
      const partly = [];
      for (let id = 0; id < this.papers.length; id++) {
        const hit = this.#score(looked, all, id, topics, limits);
        const list = hit.matched > 0.999 || hit.cited ? whole : partly;
        if ((list === whole || hit.matched >= SOME) && limits.test(id)) list.push(hit);
      }
      const few = whole.length < ENOUGH;
      const hits = few ? whole.concat(partly.sort(byScore).slice(0, FILL - whole.length)) : whole.slice();
      return { whole, hits: hits.sort(byScore) };
    }

    /** Without words, all papers within the limits, newest first. @param {Query} asked @param {Limits} limits */
    #newest(asked, limits) {
      const limited = asked.conditions.length + asked.phrases.length > 0;
      const kept = limited ? this.papers.filter((paper) => limits.test(paper.id)) : [];
      const date = (/** @type {Paper} */ paper) => paper.published ?? "";
      kept.sort((a, b) => Number(date(b) > date(a)) - Number(date(b) < date(a)));
      const hits = kept.map(({ id }) => ({ id, matched: 1, score: 0, cited: 0 }));
      return { whole: hits, hits };
    }

    /** The answer to a pasted identifier: its paper, or none where it names no paper of the survey. @param {string} query */
    #identified(query) {
      const paper = this.known.identified(query);
      if (!paper && !survey.query.isIdentifier(query)) return null;
      const hits = paper ? [{ id: paper.id, matched: 1, score: 1, cited: 0 }] : [];
      return { hits, whole: new Set(hits.map((hit) => hit.id)), ...NOTHING, identified: true };
    }

    /**
     * What a query finds, best first: papers (`whole`: those with every word), topics, people and terms that it names,
     * and statements with its words; `stems` are marked in what is shown; `identified` where it is the identifier of one paper.
     *
     * @param {string} query in the language of search-query.js
     */
    search(query) {
      const known = this.#identified(query);
      if (known) return known;
      const asked = survey.query.parse(query, (name) => this.known.fieldOf(name));
      const cited = this.known.cited(asked.text);
      const limits = { test: this.#within(asked), cited: cited?.ranks ?? null };
      const units = this.#unitsOf(cited?.words ?? asked.text);
      const topics = this.#topicsFor(units);
      const named = new Set(topics.filter((hit) => hit.inTitle).map((hit) => hit.id));
      const found = units.length ? this.#ranked(units, named, limits) : this.#newest(asked, limits);
      return {
        hits: found.hits,
        whole: new Set(found.whole.map((hit) => hit.id)),
        stems: marks(units),
        topics: topics.slice(0, 3).map((hit) => this.topics[hit.id]),
        ...this.names.find(asked.text),
        identified: false,
      };
    }

    /** The topics with all units. @param {Unit[]} units @returns {{ id: number, inTitle: boolean }[]} */
    #topicsFor(units) {
      if (!units.length) return [];
      const queries = units.map((unit) => ({ combineWith: "OR", queries: requests(unit).map((each) => each.query) }));
      return this.subjects.search({ combineWith: "AND", queries }, { boost: { title: 4 }, ...EXACT }).map((hit) => ({
        id: hit.id,
        inTitle: Object.values(hit.match).every(inTitle),
      }));
    }
  }

  return { Engine };
})();
