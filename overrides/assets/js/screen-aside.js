// @ts-check
// What one needs to see next to a candidate: what belongs to the survey, worked examples, and related papers.
var survey = survey || {};

survey.screenAside = (() => {
  "use strict";
  const { element, link, appendJoined } = survey.dom;
  const { t } = survey;
  const wide = matchMedia("(min-width: 62.5em)"); // where it is next to the candidate, as in the style sheet

  /** A part that can be folded away. @param {string} head @param {boolean} open @param {Node[]} content */
  function folding(head, open, ...content) {
    const made = element("details", "guide");
    made.open = open && wide.matches;
    made.append(element("summary", "", head), ...content);
    return made;
  }

  /** @param {ScreenExample} example @param {boolean} close whether it is a close call, which says how it was decided */
  function exampleItem(example, close) {
    const item = element("li");
    const titles = element("span", "guide__titles");
    const papers = example.papers.map(({ key, title }) => link(`#paper=${encodeURIComponent(key)}`, title));
    if (example.title) titles.append(element("b", "", example.title), papers.length ? ": " : "");
    appendJoined(titles, papers, "; ");
    const outcome = close && example.status ? `${survey.screenText.statusName(example.status)}: ` : "";
    item.append(titles, element("span", "guide__why", outcome + example.why));
    return item;
  }

  /** @param {string} head @param {ScreenExample[]} examples @param {boolean} open @param {boolean} close */
  function examples(head, examples, open, close = false) {
    if (!examples.length) return [];
    const list = element("ul", "guide__list");
    list.append(...examples.map((one) => exampleItem(one, close)));
    return [folding(`${head} (${examples.length})`, open, list)];
  }

  /** @param {ScreenCandidate} candidate @param {ScreenState} state */
  function related(candidate, state) {
    if (!candidate.related.length) return [];
    const list = element("ul", "guide__list");
    for (const { key, title, shared } of candidate.related) {
      const item = element("li");
      item.append(link(`#paper=${encodeURIComponent(key)}`, title, "guide__titles"));
      if (shared?.length)
        item.append(element("span", "guide__why", t("js.screen.shares", { words: shared.join(", ") })));
      list.append(item);
    }
    return [folding(t("js.screen.related"), state.learned_from > 0, list)];
  }

  /** Where and when it was found. @param {ScreenCandidate} candidate */
  function found(candidate) {
    if (!candidate.found.length) return [];
    const list = element("ul", "guide__list");
    for (const { search, date, url } of candidate.found) {
      const item = element("li");
      const text = [search, date].filter(Boolean).join(", ");
      item.append(url ? survey.screenCandidate.outside(url, text) : element("span", "", text));
      list.append(item);
    }
    return [folding(t("js.screen.found"), false, list)];
  }

  /**
   * @param {ScreenState} state
   * @param {ScreenCandidate | null} candidate
   * @returns {HTMLElement[]}
   */
  function draw(state, candidate) {
    const { statement, included, excluded, borderline } = state.survey.scope;
    return [
      folding(t("js.screen.scope"), true, element("p", "guide__scope", statement)),
      ...(candidate ? related(candidate, state) : []),
      ...examples(t("js.screen.included_examples"), included, true),
      ...examples(t("js.screen.excluded_examples"), excluded, true),
      ...examples(t("js.screen.close_calls"), borderline, false, true),
      ...(candidate ? found(candidate) : []),
    ];
  }

  /** What is folded away stays so. @param {HTMLElement} root @param {HTMLElement[]} parts */
  function replace(root, parts) {
    const name = (/** @type {HTMLElement} */ part) =>
      (part.querySelector("summary")?.textContent ?? "").replace(/ \(\d+\)$/, "");
    const before = new Map(survey.dom.all("details", root).map((one) => [name(one), one.hasAttribute("open")]));
    for (const part of parts) part.toggleAttribute("open", before.get(name(part)) ?? part.hasAttribute("open"));
    root.replaceChildren(...parts);
  }

  return { draw, replace };
})();
