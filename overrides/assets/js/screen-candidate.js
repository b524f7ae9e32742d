// @ts-check
// A candidate as the page for screening shows it: what it is, and its abstract with what in it is evidence.
var survey = survey || {};

survey.screenCandidate = (() => {
  "use strict";
  const { element, link, appendJoined } = survey.dom;
  const { t, screenText } = survey;
  const MOST_AUTHORS = 12;
  const MOST_WORDS = 6;

  /** Only addresses of the web are links. @param {string} address */
  function isWeb(address) {
    return /^https?:\/\//i.test(address);
  }

  /** @param {string} address @param {string} text */
  function outside(address, text) {
    if (!isWeb(address)) return element("span", "", text);
    const made = link(address, text);
    made.rel = "external noopener noreferrer";
    made.target = "_blank";
    return made;
  }

  /** @param {string[]} authors */
  function byline(authors) {
    const shown = authors.slice(0, MOST_AUTHORS).join(", ");
    const left = authors.length - MOST_AUTHORS;
    return left > 0 ? t("js.screen.authors", { authors: shown, count: left }) : shown;
  }

  /** @param {ScreenCandidate} candidate */
  function links(candidate) {
    const { arxiv, doi } = candidate;
    const known = candidate.links.map(({ url }) => url);
    const own = [
      arxiv ? { label: `arXiv:${arxiv}`, url: `https://arxiv.org/abs/${arxiv}` } : null,
      doi ? { label: `doi:${doi}`, url: `https://doi.org/${doi}` } : null,
    ];
    const made = own.flatMap((one) => (one && !known.includes(one.url) ? [one] : []));
    return [...made, ...candidate.links].map(({ label, url }) => outside(url, label));
  }

  /** Title, authors, where and when it appeared. @param {ScreenCandidate} candidate */
  function head(candidate) {
    const title = element("h2", "candidate__title", candidate.title);
    title.tabIndex = -1;
    title.id = "candidate-title";
    const made = element("header", "candidate__head");
    const facts = element("p", "candidate__facts");
    appendJoined(facts, [candidate.published, candidate.venue, ...links(candidate)], " · ");
    made.append(title);
    if (candidate.authors.length) made.append(element("p", "candidate__authors", byline(candidate.authors)));
    if (facts.childNodes.length) made.append(facts);
    if (candidate.resembled.length) made.append(resembled(candidate));
    return made;
  }

  /** Works of the survey that it may be, to be compared. @param {ScreenCandidate} candidate */
  function resembled(candidate) {
    const made = element("p", "candidate__resembled", `${t("js.screen.resembled")} `);
    const titles = candidate.resembled.map(({ key, title, why, kind }) => {
      const one = element("span");
      one.append(kind === "paper" ? survey.dom.link(`#paper=${encodeURIComponent(key)}`, title) : title, ` (${why})`);
      return one;
    });
    appendJoined(made, titles, "; ");
    return made;
  }

  /** How probable its inclusion is, and what made it so. @param {ScreenCandidate} candidate @param {boolean} learned */
  function odds(candidate, learned) {
    const made = element("div", "odds");
    if (!learned) {
      made.append(element("p", "odds__said", t("js.screen.nothing_learned")));
      return made;
    }
    const { probability } = candidate;
    if (probability === null) return made;
    const meter = element("meter", "odds__meter");
    meter.value = probability;
    meter.setAttribute("aria-label", t("js.screen.probability"));
    meter.setAttribute("aria-valuetext", screenText.outOf(probability));
    made.append(meter, element("p", "odds__said", screenText.outOf(probability)), ...words(candidate.words));
    return made;
  }

  /** @param {[string, number][]} evidence */
  function words(evidence) {
    const strongest = Math.max(0, ...evidence.map(([, weight]) => Math.abs(weight)));
    return [1, -1].flatMap((sign) => {
      const some = evidence.filter(([, weight]) => Math.sign(weight) === sign).slice(0, MOST_WORDS);
      if (!some.length) return [];
      const made = element("p", "odds__words", `${t(sign > 0 ? "js.screen.words_for" : "js.screen.words_against")} `);
      const marks = some.map(([word, weight]) => mark(word, screenText.level(weight, strongest)));
      return [appendJoined(made, marks, " ")];
    });
  }

  /** A word that is evidence. @param {string} text @param {number} level */
  function mark(text, level) {
    return element("mark", `evidence evidence--${level > 0 ? "for" : "against"} evidence--${Math.abs(level)}`, text);
  }

  /** @param {ScreenPiece} piece */
  function shown(piece) {
    const inner = piece.level ? mark(piece.text, piece.level) : document.createTextNode(piece.text);
    if (piece.claim < 0) return inner;
    const made = element("span", piece.figure ? "stated stated--figure" : "stated");
    made.append(inner);
    return made;
  }

  /** @param {ScreenCandidate} candidate */
  function abstract(candidate) {
    const made = element("div", "candidate__abstract");
    if (!candidate.abstract) {
      made.append(element("p", "candidate__none", t("js.screen.no_abstract")));
      return made;
    }
    const text = element("p");
    text.append(...screenText.pieces(candidate.abstract, candidate.marks, candidate.claims).map(shown));
    made.append(text);
    return made;
  }

  return { head, odds, abstract, outside };
})();
