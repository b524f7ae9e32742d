// Words as the search sees them: how a text falls into words, which words are the same, which were probably meant.
(function () {
  "use strict";
  var SMALL = new Set(("a about all an and any are as at be been being but by can could do does for from had has have how if in into is it " +
    "its may more most my no not nothing of on or our papers paper should so some such than that the their them there these they this " +
    "those to using use used via was we were what when where which while who why will with without would you your").split(" "));

  function parts(text) {
    return text.split(/[\s\u00a0.,;:!?()[\]{}"“”‘’'/|<>=+*&^~`–—#$%\\]+/).filter(Boolean);
  }

  function plain(word) {
    return word.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  }

  // Endings in the order in which they are taken off; what is left of a word must keep so many letters.
  var ENDINGS = [
    [/(?:ies)$/, "y", 3], [/([^sui])s$/, "$1", 3], [/iency$/, "ient", 2], [/ly$/, "", 5],
    [/(?:ising|ised|isation|iser|ise)$/, "iz", 4], [/(?:izing|ized|ization|izer|ize)$/, "iz", 4],
    [/(?:ating|ated|ations?|ative|ator|ate)$/, "", 4],
    [/(?:ings?|edly|ed)$/, "", 3], [/([st])(?:ions?|ive)$/, "$1", 4], [/ity$/, "", 4], [/e$/, "", 3]
  ];

  // What spellings of a word share: singular and plural, "quantize", "quantised" and "quantization".
  function stem(word) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    return ENDINGS.reduce(function (left, ending) {
      var shorter = left.replace(ending[0], ending[1]);
      if (shorter.length < ending[2] || !/[aeiouy]/.test(shorter)) return left;
      return shorter;
    }, word).replace(/([bdfgklmnprtvz])\1$/, "$1");
  }

  // One bit for each letter of a word: words that differ in many letters need no closer look.
  function letters(word) {
    var bits = 0;
    for (var n = 0; n < word.length; n++) bits |= 1 << (word.charCodeAt(n) % 31);
    return bits;
  }

  function bits(number) {
    number -= (number >>> 1) & 0x55555555;
    number = (number & 0x33333333) + ((number >>> 2) & 0x33333333);
    return ((number + (number >>> 4) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }

  // The fewest letters to add, drop, change or swap; more than `most` is given as `most + 1`.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before = [], last = [], row = [], i, j;
    for (j = 0; j <= b.length; j++) last[j] = j;
    for (i = 1; i <= a.length; i++) {
      row = [i];
      var best = i;
      for (j = 1; j <= b.length; j++) {
        var same = a[i - 1] === b[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < best) best = row[j];
      }
      if (best > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // All words of a collection as they are written, and their stems.
  function Words() {
    this.known = new Map();   // a word as written, in small letters -> how often it stands somewhere
    this.stems = new Map();   // a stem -> how often its words stand somewhere
    this.joined = new Map();  // "kvcache" -> ["kv", "cache"], where a text has them with a hyphen
    this.remembered = new Map();
    this.signs = new Map();   // a word -> its letters as bits
  }

  Words.prototype.small = function (word) { return SMALL.has(word); };

  // Small letters and stem of a word, remembered, since the same few thousand make up every text.
  Words.prototype.look = function (part) {
    var seen = this.remembered.get(part);
    if (!seen) {
      var word = plain(part);
      seen = { word: word, stem: stem(word), small: SMALL.has(word) };
      this.remembered.set(part, seen);
    }
    return seen;
  };

  Words.prototype.note = function (seen) {
    this.known.set(seen.word, (this.known.get(seen.word) || 0) + 1);
    this.stems.set(seen.stem, (this.stems.get(seen.stem) || 0) + 1);
  };

  // The words of a text in order; one with a hyphen is its parts, `whole` is what they make together.
  Words.prototype.split = function (text) {
    var words = [], look = this.look.bind(this);
    parts(text).forEach(function (part) {
      if (part.indexOf("-") < 0) { words.push({ raw: part, seen: look(part) }); return; }
      var pieces = part.split("-").filter(Boolean);
      pieces.forEach(function (piece, n) {
        words.push({ raw: piece, seen: look(piece), whole: n === 0 && pieces.length > 1 ? pieces : null });
      });
    });
    return words;
  };

  // The words that begin with `start`, most frequent first.
  Words.prototype.beginning = function (start, most) {
    var found = [];
    this.known.forEach(function (count, word) { if (word.startsWith(start)) found.push([word, count]); });
    found.sort(function (a, b) { return b[1] - a[1]; });
    return found.slice(0, most).map(function (entry) { return entry[0]; });
  };

  // The words that were probably meant, nearest first, with their distance. `open`: the word may go on.
  Words.prototype.near = function (word, most, open) {
    var found = [];
    var sign = letters(word), signs = this.signs;
    this.known.forEach(function (count, other) {
      if (other.length < word.length - most || (!open && other.length > word.length + most)) return;
      if (!signs.has(other)) signs.set(other, letters(other));
      if (bits(sign & ~signs.get(other)) > most || (!open && bits(signs.get(other) & ~sign) > most)) return;
      var reach = open && other.length > word.length ? other.slice(0, word.length) : other;
      var far = distance(word, reach, most);
      if (far <= most) found.push({ word: other, far: far + (reach === other ? 0 : 0.5) + (other[0] === word[0] ? 0 : 0.4), count: count });
    });
    found.sort(function (a, b) { return a.far - b.far || b.count - a.count; });
    return found;
  };

  window.surveyWords = { Words: Words, stem: stem, plain: plain, parts: parts, distance: distance };
})();
