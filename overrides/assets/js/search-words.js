// @ts-check
// Words as the search sees them: how a text falls into words, which words are the same, which were probably meant.
var survey = survey || {};

survey.words = (() => {
  "use strict";
  const SMALL = new Set(
    (
      "a about all an and any are as at be been being but by can could do does for from had has have how if in into is " +
      "it its may more most my no not nothing of on or our papers paper should so some such than that the their them " +
      "there these they this those to using use used via was we were what when where which while who why will with " +
      "without would you your"
    ).split(" "),
  );

  /**
   * @typedef {{ word: string, stem: string, small: boolean }} Word
   * a word in small letters, its stem, and whether it says little
   */
  /**
   * @typedef {{ raw: string, word: Word, joined: string[] | null, tail: boolean }} Token
   * a word of a text; `joined` are the parts of one with hyphens, at its first; a `tail` is indexed, but never asked for
   */
  /** @typedef {{ text: string, at: number, tail: boolean }} Piece a part of a word, and its place there */

  const BETWEEN =
    "\\s\\u00a0.,;:!?()[\\]{}\"“”„‘’'/|<>=+*&^~\u0060–—#$%\\\\…·、。，．：；！？（）「」『』【】《》〈〉・";
  const GAP = new RegExp(`[${BETWEEN}]+`);
  const WORD = new RegExp(`[^${BETWEEN}-]+`, "g");
  /** What may be written without blanks between words. */
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]/u;
  const RUNS = new RegExp(`(?:${UNSPACED.source}\\p{M}*)+|(?:(?!${UNSPACED.source}).)+`, "gsu");
  const SIGN = /\P{M}\p{M}*/gu;
  /** Marks that one may leave out: of Latin, Greek, Cyrillic, Hebrew and Arabic, but not of other scripts. */
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  /** @type {Record<string, string>} Letters that are no other letter with a mark, and how one types them. */
  const TYPED = { ł: "l", ø: "o", ı: "i", ß: "ss", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ς: "σ" };
  const UNTYPED = new RegExp(`[${Object.keys(TYPED).join("")}]`, "g");

  /** @param {string} text */
  function parts(text) {
    return text.split(GAP).filter(Boolean);
  }

  /** A word in small letters as one types it, without accents. @param {string} word */
  function plain(word) {
    const small = word.toLowerCase();
    if (!/[^ -~]/.test(small)) return small; // as most words are
    const bare = small.normalize("NFKD").replace(MARKS, "");
    return bare.replace(UNTYPED, (letter) => TYPED[letter]).normalize("NFC");
  }

  /** Whether a text has signs of a script that has no blanks between words. @param {string} text */
  function unspaced(text) {
    return /[\u3000-\uffff]/.test(text) && UNSPACED.test(text);
  }

  /**
   * A run without blanks as pairs of neighbours, so that any part of it is found; its last sign alone is a tail, so that
   * a single sign is found as the beginning of something.
   *
   * @param {string} run
   * @param {number} at
   * @returns {Piece[]}
   */
  function pairs(run, at) {
    const signs = run.match(SIGN) ?? [];
    let place = at;
    return signs.map((sign, n) => {
      const piece = { text: sign + (signs[n + 1] ?? ""), at: place, tail: n > 0 && n === signs.length - 1 };
      place += sign.length;
      return piece;
    });
  }

  /** What a word falls into. @param {string} word @returns {Piece[]} */
  function pieces(word) {
    if (!unspaced(word)) return [{ text: word, at: 0, tail: false }];
    return Array.from(word.matchAll(RUNS)).flatMap(({ 0: run, index = 0 }) =>
      UNSPACED.test(run) ? pairs(run, index) : [{ text: run, at: index, tail: false }],
    );
  }

  /** The words of a text with their places, each by itself. @param {string} text @returns {Piece[]} */
  function placed(text) {
    return Array.from(text.matchAll(WORD)).flatMap(({ 0: word, index = 0 }) =>
      pieces(word).map((piece) => ({ ...piece, at: piece.at + index })),
    );
  }

  /** @type {[RegExp, string, number][]} Endings in the order of their removal; so many letters must be left. */
  const ENDINGS = [
    [/(?:ies)$/, "y", 3],
    [/([^sui])s$/, "$1", 3],
    [/iency$/, "ient", 2],
    [/ly$/, "", 5],
    [/(?:ising|ised|isation|iser|ise)$/, "iz", 4],
    [/(?:izing|ized|ization|izer|ize)$/, "iz", 4],
    [/(?:ating|ated|ations?|ative|ator|ate)$/, "", 4],
    [/(?:ings?|edly|ed)$/, "", 3],
    [/([st])(?:ions?|ive)$/, "$1", 4],
    [/ity$/, "", 4],
    [/e$/, "", 3],
  ];

  /**
   * What spellings of a word share: singular and plural, "quantize", "quantised" and "quantization".
   *
   * @param {string} word
   */
  function stem(word) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    let left = word;
    for (const [ending, instead, least] of ENDINGS) {
      const shorter = left.replace(ending, instead);
      if (shorter.length >= least && /[aeiouy]/.test(shorter)) left = shorter;
    }
    return left.replace(/([bdfgklmnprtvz])\1$/, "$1");
  }

  /**
   * One bit for each letter of a word: words that differ in many letters need no closer look.
   *
   * @param {string} word
   */
  function letters(word) {
    let found = 0;
    for (let n = 0; n < word.length; n++) found |= 1 << (word.charCodeAt(n) % 31);
    return found;
  }

  /** How many bits are set. @param {number} number */
  function bits(number) {
    let left = number - ((number >>> 1) & 0x55555555);
    left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
    return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  /**
   * One row of the table of distances between the beginnings of two words.
   *
   * @param {string} a
   * @param {string} b
   * @param {number} i
   * @param {number[]} last
   * @param {number[]} before
   */
  function distanceRow(a, b, i, last, before) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    return row;
  }

  /**
   * The fewest letters to add, drop, change or swap; more than `most` is given as `most + 1`.
   *
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = distanceRow(a, b, i, last, before);
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /** All words of a collection as they are written, and their stems. */
  class Words {
    /** @type {Map<string, number>} a word as written, in small letters, and how often it occurs */
    known = new Map();
    /** @type {Map<string, number>} a stem, and how often its words occur */
    stems = new Map();
    /** @type {Map<string, Word[]>} "kvcache" is "kv" and "cache", where a text has them with a hyphen */
    joined = new Map();
    /** @type {Map<string, Word>} the same few thousand words make up every text */
    #seen = new Map();
    /** @type {Map<string, number>} */
    #letters = new Map();

    /** @param {string} part @returns {Word} */
    look(part) {
      let seen = this.#seen.get(part);
      if (!seen) {
        const word = plain(part);
        seen = { word, stem: stem(word), small: SMALL.has(word) };
        this.#seen.set(part, seen);
      }
      return seen;
    }

    /** Count a word. @param {Word} word */
    note(word) {
      this.known.set(word.word, (this.known.get(word.word) || 0) + 1);
      this.stems.set(word.stem, (this.stems.get(word.stem) || 0) + 1);
    }

    /** @param {string} part @param {string[] | null} joined @returns {Token[]} */
    #tokens(part, joined) {
      if (!unspaced(part)) return [{ raw: part, word: this.look(part), joined, tail: false }];
      return pieces(part).map(({ text, tail }) => ({ raw: text, word: this.look(text), joined: null, tail }));
    }

    /** The words of a text in order. @param {string} text */
    split(text) {
      /** @type {Token[]} */
      const tokens = [];
      for (const part of parts(text)) {
        if (part.indexOf("-") < 0) {
          tokens.push(...this.#tokens(part, null));
          continue;
        }
        const halves = part.split("-").filter(Boolean);
        halves.forEach((half, n) => {
          tokens.push(...this.#tokens(half, n === 0 && halves.length > 1 ? halves : null));
        });
      }
      return tokens;
    }

    /** The words that begin with `start`, most frequent first. @param {string} start @param {number} most */
    beginning(start, most) {
      /** @type {[string, number][]} */
      const found = [];
      for (const entry of this.known) if (entry[0].startsWith(start)) found.push(entry);
      found.sort((a, b) => b[1] - a[1]);
      return found.slice(0, most).map((entry) => entry[0]);
    }

    /** @param {string} word */
    #lettersOf(word) {
      let found = this.#letters.get(word);
      if (found === undefined) {
        found = letters(word);
        this.#letters.set(word, found);
      }
      return found;
    }

    /**
     * Whether a word has so many of the letters of another that it may be near it.
     *
     * @param {string} other
     * @param {string} word
     * @param {number} wanted the letters of the word
     * @param {number} most
     * @param {boolean} open
     */
    #mayBeNear(other, word, wanted, most, open) {
      if (other.length < word.length - most || (!open && other.length > word.length + most)) return false;
      const has = this.#lettersOf(other);
      return bits(wanted & ~has) <= most && (open || bits(has & ~wanted) <= most);
    }

    /**
     * The words that were probably meant, nearest first, with their distance.
     *
     * @param {string} word
     * @param {number} most
     * @param {boolean} open whether the word may go on
     */
    near(word, most, open) {
      const found = [];
      const wanted = letters(word);
      for (const [other, count] of this.known) {
        if (!this.#mayBeNear(other, word, wanted, most, open)) continue;
        const reach = open ? other.slice(0, word.length) : other;
        const far = distance(word, reach, most);
        if (far > most) continue;
        const unlike = Number(reach !== other) * 0.5 + Number(other[0] !== word[0]) * 0.4;
        found.push({ word: other, far: far + unlike, count });
      }
      return found.sort((a, b) => a.far - b.far || b.count - a.count);
    }
  }

  return { Words, stem, plain, parts, placed, unspaced, distance };
})();
