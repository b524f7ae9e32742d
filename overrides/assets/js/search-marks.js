// @ts-check
// Text with the words marked that a search found, in any script.
var survey = survey || {};

survey.marks = (() => {
  "use strict";
  const { element } = survey.dom;
  const SNIPPET = 160; // signs
  const BEFORE = 50; // signs before the first found word

  /** @typedef {[number, number]} Range from and to */

  /**
   * Where found words are; those that touch are one, as pairs of signs without blanks do.
   *
   * @param {string} text
   * @param {Set<string>} stems
   */
  function found(text, stems) {
    /** @type {Range[]} */
    const ranges = [];
    for (const piece of survey.words.placed(text)) {
      if (!stems.has(survey.words.stem(survey.words.plain(piece.text)))) continue;
      const end = piece.at + piece.text.length;
      const last = ranges.at(-1);
      if (last && last[1] >= piece.at) last[1] = Math.max(last[1], end);
      else ranges.push([piece.at, end]);
    }
    return ranges;
  }

  /**
   * Built from text nodes, so that nothing in it can be markup.
   *
   * @param {string} text
   * @param {Set<string> | null} stems none: nothing is marked
   */
  function marked(text, stems) {
    const fragment = document.createDocumentFragment();
    let place = 0;
    for (const [from, to] of stems?.size ? found(text, stems) : []) {
      fragment.append(text.slice(place, from), element("mark", "", text.slice(from, to)));
      place = to;
    }
    fragment.append(text.slice(place));
    return fragment;
  }

  /** The part of a text that has its first found word. @param {string} text @param {Set<string>} stems */
  function snippet(text, stems) {
    const first = stems.size ? (found(text, stems)[0]?.[0] ?? 0) : 0;
    let start = Math.max(0, first - BEFORE);
    if (start > 0) start = Math.min(first, text.indexOf(" ", start) + 1 || first);
    const end =
      start + SNIPPET < text.length ? Math.max(text.lastIndexOf(" ", start + SNIPPET), first + BEFORE) : text.length;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  return { found, marked, snippet };
})();
