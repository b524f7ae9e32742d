// @ts-check
// How a text falls into words, and which words are the same: the rules by which the index was made.
var shardSearch = shardSearch || {};

shardSearch.words = (() => {
  "use strict";
  /** @type {Record<string, string>} Words that say little, by language: they are neither indexed nor looked for. */
  const SMALL = {
    en:
      "a about all also an and any are as at be been being but by can could did do does for from had has have " +
      "how i if in into is it its may me more most my no not nothing of on or our papers paper s should so some " +
      "such t than that the their them there these they this those to under using use used via was we were what " +
      "when where whether which while who why will with without would you your",
  };

  /** @typedef {{ word: string, stem: string, small: boolean }} Word in small letters, its stem, whether it says little */
  /**
   * @typedef {{ raw: string, word: Word, joined: string, tail: boolean }} Token a word of a text; `joined`: the stem of what
   * it and the next ones are together; `tail`: the last sign of a run without blanks, never asked for
   */
  /** @typedef {{ text: string, at: number, tail: boolean }} Piece a part of a text, and its place there */

  const BETWEEN =
    "\\s\\u00a0\\ufeff\\x00-\\x1f\\x7f-\\x9f.,;:!?()[\\]{}\"“”„‘’'/|<>=+*&^~\u0060–—#$%\\\\…·、。，．：；！？（）「」『』【】《》〈〉・";
  const PART = new RegExp(`[^${BETWEEN}]+(?:(?<=[0-9])[.,](?=[0-9])[^${BETWEEN}]+)*`, "gu");
  const LINES = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff々ー\\u{20000}-\\u{3ffff}";
  const UNSPACED = new RegExp(`[${LINES}]`, "u");
  const RUNS = new RegExp(`(?:[${LINES}][\\u0300-\\u036f\\u3099\\u309a]*)+|[^${LINES}]+`, "gu");
  const SIGN = /[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]*/gu;
  /**
   * Marks that one may leave out: of Latin, Greek, Cyrillic, Hebrew and Arabic, but not of other scripts; and what other
   * signs may be made of, but no word: blanks, and marks of keys.
   */
  const LEFT_OUT = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670 *&=]/g;
  /** @type {Record<string, string>} Letters that are no other letter with a mark, and how one types them. */
  const TYPED = {
    ł: "l",
    ø: "o",
    ı: "i",
    ß: "ss",
    æ: "ae",
    œ: "oe",
    đ: "d",
    ð: "d",
    þ: "th",
    ħ: "h",
    ŧ: "t",
    ς: "σ",
    "×": "x",
  };
  const UNTYPED = new RegExp(`[${Object.keys(TYPED).join("")}]`, "g");
  const NUMBER = /^[0-9][0-9.]*$/;
  const LETTERS = /^\p{L}+$/u;
  const BEYOND = /[\ud800-\udfff]/; // 16 bits
  /** Words behind a number that belong to it, and how they are written at it: "7 billion" is "7b". */
  const UNITS = new Map(
    Object.entries({
      ...{ x: "x", times: "x", fold: "x", b: "b", billion: "b", m: "m", million: "m", k: "k", thousand: "k", t: "t" },
      ...{ trillion: "t", bit: "bit", bits: "bit", gb: "gb", mb: "mb", tb: "tb" },
    }),
  );
  /** @type {[RegExp, string][]} Spellings that become one, in this order: British and American. */
  const SPELLINGS = [
    [/(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations)$)/, "iz"],
    [/(?<=[a-z]{3})ys(?=(?:e|ed|ing)$)/, "yz"],
    [/(?<=[a-z]{2})our(?=(?:s|ed|ing|al|ally|able|ist|ite|ites|less|hood)?$)/, "or"],
    [/(?<=[a-z]{3})ll(?=(?:ed|ing|er|ers)$)/, "l"],
    [/(?<=[a-z]{3})(?<=[nt])re(?=s?$)/, "er"],
    [/(?<=[a-z]{2}og)ue(?=s?$)/, ""],
    [/aem(?=ia|ic)/g, "em"],
    // Plurals of acronyms, which Snowball takes for other words: LLMs, GPUs.
    [/^([b-df-hj-np-tv-xz]{1,4}[b-df-hj-np-rtv-xz])s$/, "$1"],
    [/^([b-df-hj-np-tv-xz]{1,3}u)s$/, "$1"],
  ];

  const REMEMBERED = 1 << 16; // words: more than the texts of a survey have

  /** A word in small letters as one types it, without accents. @param {string} word */
  function plain(word) {
    let small = word.toLowerCase();
    if (/[^\0-\x7f]/.test(small)) {
      const apart = small.normalize("NFKD").replace(LEFT_OUT, "").toLowerCase();
      small = apart.replace(UNTYPED, (letter) => TYPED[letter]).normalize("NFC");
    }
    return /^[0-9]/.test(small) ? small.replaceAll(",", "") : small;
  }

  /** An English word with the American of two spellings. @param {string} word */
  function american(word) {
    return SPELLINGS.reduce((left, [pattern, instead]) => left.replace(pattern, instead), word);
  }

  /** Whether a text has signs of a script that has no blanks between words. @param {string} text */
  function unspaced(text) {
    return /[^\0-\x7f]/.test(text) && UNSPACED.test(text);
  }

  /** Whether it is asked which words begin with one, in small letters: a single letter begins too many. @param {string} word */
  function beginsEnough(word) {
    return [...word].length > 1 || unspaced(word);
  }

  /** A run without blanks as pairs of neighbours, so that any part of it is found. @param {string} run @param {number} at @returns {Piece[]} */
  function pairs(run, at) {
    const signs = run.match(SIGN) ?? [];
    let place = at;
    return signs.map((sign, n) => {
      const piece = { text: sign + (signs[n + 1] ?? ""), at: place, tail: n > 0 && n === signs.length - 1 };
      place += sign.length;
      return piece;
    });
  }

  /** @param {string} part @param {number} at @returns {Piece[]} */
  function pieces(part, at) {
    if (!unspaced(part)) return [{ text: part, at, tail: false }];
    return Array.from(part.matchAll(RUNS)).flatMap(({ 0: run, index = 0 }) =>
      UNSPACED.test(run) ? pairs(run, at + index) : [{ text: run, at: at + index, tail: false }],
    );
  }

  /** What stands between hyphens, with its place. @param {string} part @param {number} at */
  function halves(part, at) {
    return Array.from(part.matchAll(/[^-]+/g)).map(({ 0: half, index = 0 }) => ({ half, at: at + index }));
  }

  /** A number with the unit behind it, if it is one. @param {string} number @param {string} behind */
  function withUnit(number, behind) {
    const unit = UNITS.get(behind);
    return unit && NUMBER.test(number) ? number + unit : "";
  }

  /** The words of one language. */
  class Words {
    /** @type {Map<string, Word>} the same few thousand words make up every text */
    #looked = new Map();

    /**
     * @param {string} language
     * @param {(word: string) => string} stem of the language's words
     */
    constructor(language, stem) {
      const code = language.split("-")[0].toLowerCase();
      this.english = code === "en";
      this.small = new Set((SMALL[code] ?? "").split(" "));
      this.stemmer = stem;
    }

    /** A word as it is indexed. @param {string} part */
    look(part) {
      let found = this.#looked.get(part);
      if (!found) {
        const word = plain(part);
        found = { word, stem: this.stem(word), small: this.small.has(word) };
        if (this.#looked.size >= REMEMBERED) this.#looked.clear();
        this.#looked.set(part, found);
      }
      return found;
    }

    /** What spellings and forms of a word share. @param {string} word */
    stem(word) {
      if ([...word].length < 3 || !LETTERS.test(word) || BEYOND.test(word)) return word;
      return this.stemmer(this.english && !/[^\0-\x7f]/.test(word) ? american(word) : word);
    }

    /** The words of a text in order. @param {string} text */
    split(text) {
      /** @type {Token[]} */
      const tokens = [];
      let numbered = false;
      for (const [part] of text.matchAll(PART)) {
        const found = this.#splitPart(part);
        const unit = numbered && found.length ? UNITS.get(found[0].word.word) : undefined;
        const last = tokens.at(-1);
        if (unit && last) last.joined = last.word.word + unit;
        tokens.push(...found);
        numbered = NUMBER.test(found.at(-1)?.word.word ?? "");
      }
      return tokens;
    }

    /** The words of a text that may be asked for. @param {string} text */
    asked(text) {
      return this.split(text).filter((token) => !token.tail);
    }

    /** The stem of two words, in small letters, that are written as one. @param {string} first @param {string} second */
    together(first, second) {
      return withUnit(first, second) || this.look(first + second).stem;
    }

    /** @param {string} part @returns {Token[]} */
    #splitPart(part) {
      const parts = halves(part, 0);
      const tokens = parts
        .flatMap(({ half }) => pieces(half, 0))
        .map(({ text, tail }) => ({ raw: text, word: this.look(text), joined: "", tail }))
        .filter(({ word }) => word.word); // an accent alone is none
      if (parts.length > 1 && tokens.length === parts.length) {
        const whole = parts.map(({ half }) => half).join("");
        tokens[0].joined = withUnit(tokens[0].word.word, tokens[1].word.word) || this.look(whole).stem;
      }
      return tokens;
    }

    /** The words of a text with their places, each by itself, to mark them. @param {string} text */
    placed(text) {
      return Array.from(text.matchAll(PART))
        .flatMap(({ 0: part, index = 0 }) => halves(part, index))
        .flatMap(({ half, at }) => pieces(half, at));
    }
  }

  /** A bit for each letter of a word: words that have other letters need no closer look. @param {string} word */
  function letters(word) {
    let found = 0;
    for (let n = 0; n < word.length; n++) found |= 1 << (word.charCodeAt(n) & 31);
    return found;
  }

  /** How many bits are set. @param {number} number */
  function bits(number) {
    const pairs = number - ((number >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  /** By how many letters words differ at the least. @param {number} one the letters of the first @param {number} other */
  function unlike(one, other) {
    return Math.max(bits(one & ~other), bits(other & ~one));
  }

  /**
   * One row of the table of distances between the beginnings of two words.
   *
   * @param {string} one
   * @param {string} other
   * @param {number} i
   * @param {number[]} last
   * @param {number[]} before
   */
  function distanceRow(one, other, i, last, before) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    return row;
  }

  /**
   * The fewest letters to add, drop, change or swap; more than `most` is given as `most + 1`.
   *
   * @param {string} one
   * @param {string} other
   * @param {number} most
   */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= one.length; i++) {
      const row = distanceRow(one, other, i, last, before);
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return Math.min(last[other.length], most + 1);
  }

  return { Words, unspaced, beginsEnough, letters, unlike, distance };
})();
