// @ts-check
// Text with the words marked that a search found, in any script.
var survey = survey || {};

survey.marks = (() => {
  "use strict";
  const SNIPPET = 160; // signs, and up to
  const LONGEST = 200; // of one sentence
  const BEFORE = 50; // signs before the first found word, where a sentence is longer
  /** Where one sentence ends and another begins; not after "et al.", "e.g." or "Fig.", which go on otherwise. */
  const BETWEEN = /[.!?…]["”’)\]]*\s+(?![\s\p{Ll}\d(])|[。！？]/gu;

  /** @typedef {[number, number]} Range from and to */
  /** @typedef {InstanceType<typeof shardSearch.engine.Sought>} Sought */
  /** @typedef {{ at: number, end: number, stem: string }} Place where a found word is */

  /**
   * Where found words are; those that touch are one, as pairs of signs without blanks do.
   *
   * @param {string} text
   * @param {Sought} sought
   */
  function found(text, sought) {
    /** @type {Range[]} */
    const ranges = [];
    for (const { at, end } of sought.size ? sought.places(text) : []) {
      const last = ranges.at(-1);
      if (last && last[1] >= at) last[1] = Math.max(last[1], end);
      else ranges.push([at, end]);
    }
    return ranges;
  }

  /**
   * Built from text nodes, so that nothing in it can be markup.
   *
   * @param {string} text
   * @param {Sought | null} sought none: nothing is marked
   */
  function marked(text, sought) {
    const fragment = document.createDocumentFragment();
    const { element } = survey.dom;
    let place = 0;
    for (const [from, to] of sought?.size ? found(text, sought) : []) {
      fragment.append(text.slice(place, from), element("mark", "", text.slice(from, to)));
      place = to;
    }
    fragment.append(text.slice(place));
    return fragment;
  }

  /** @param {string} text @returns {Range[]} */
  function sentences(text) {
    const breaks = Array.from(text.matchAll(BETWEEN), ({ 0: gap, index = 0 }) => [
      index + gap.trimEnd().length,
      index + gap.length,
    ]);
    const starts = [0, ...breaks.map(([, next]) => next)];
    return starts.map((start, n) => [start, breaks[n]?.[0] ?? text.length]);
  }

  /**
   * The part with the most different found words, the first of several.
   *
   * @param {Range[]} parts
   * @param {Place[]} found
   * @returns {Range}
   */
  function best(parts, found) {
    const counts = parts.map(
      ([from, to]) => new Set(found.flatMap(({ at, end, stem }) => (at >= from && end <= to ? [stem] : []))).size,
    );
    return parts[counts.indexOf(Math.max(...counts))];
  }

  /**
   * The part of a long sentence around its found words, beginning with a word.
   *
   * @param {string} text
   * @param {Range} sentence
   * @param {Place[]} found
   * @returns {Range}
   */
  function around(text, [from, to], found) {
    const inside = found.filter(({ at }) => at >= from && at < to);
    if (!inside.length) return [from, from + SNIPPET];
    const [start] = best(
      inside.map(({ at }) => [Math.max(from, at - BEFORE), Math.max(from, at - BEFORE) + SNIPPET]),
      found,
    );
    const first = inside.find(({ at }) => at >= start)?.at ?? start;
    const word = start > from ? Math.min(first, text.indexOf(" ", start) + 1 || first) : start;
    return [word, word + SNIPPET];
  }

  /** Where a part may end without cutting a word. @param {string} text @param {Range} part */
  function endOf(text, [from, to]) {
    if (to >= text.length) return text.length;
    const blank = text.lastIndexOf(" ", to);
    return blank > from + SNIPPET / 2 ? blank : to;
  }

  /** The best sentence of a text, with what follows a short one. @param {string} text @param {Sought} sought */
  function snippet(text, sought) {
    const found = sought.size ? sought.places(text) : [];
    const sentence = best(sentences(text), found);
    const length = sentence[1] - sentence[0];
    const [start, to] = length > LONGEST ? around(text, sentence, found) : sentence;
    const end = length > LONGEST || length < SNIPPET ? endOf(text, [start, start + SNIPPET]) : to;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  return { found, marked, snippet };
})();
