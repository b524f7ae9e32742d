// @ts-check
// What is new since the reader's last visit. A first visit only leaves a note of how new the survey was.
var survey = survey || {};

survey.whatsNew = (() => {
  "use strict";
  const PAUSE = 30 * 60 * 1000; // within it, opening the page again is still the same visit
  const MOST = 10; // papers shown before "more"
  const DATE = /^\d{4}-\d\d-\d\d[0-9T:.Z+-]*$/;

  /**
   * @typedef {object} Visit Dates are compared with dates of the survey, never with the reader's clock.
   * @property {string} seen how new the survey was at the visit before this one
   * @property {string} shown how new it is now
   * @property {number} at
   * @property {number | null} last
   */
  /** @typedef {{ key: string, isNew: boolean, isChanged: boolean, date: string }} Change */
  /** @typedef {Map<string, { title: string, url: string }>} Papers */

  function slot() {
    return `survey-visit:${survey.reading.name}`;
  }

  /**
   * The visit that a text notes, or `null`: what is stored may be anything.
   *
   * @param {string} text
   * @returns {Visit | null}
   */
  function parse(text) {
    try {
      const visit = JSON.parse(text);
      return visit && DATE.test(visit.seen) && DATE.test(visit.shown) && Number.isFinite(visit.at) ? visit : null;
    } catch {
      return null;
    }
  }

  /** Where nothing can be stored, each visit is the first. @param {Visit} visit */
  function save(visit) {
    survey.dom.store(slot(), JSON.stringify(visit));
  }

  /**
   * The visit that now is, from the one before.
   *
   * @param {Visit | null} before
   * @param {string} changed the date of the survey's last change
   * @param {number} now
   * @returns {Visit}
   */
  function visitAt(before, changed, now) {
    const visit = before ?? { seen: changed, shown: changed, at: now, last: null };
    if (now - visit.at <= PAUSE) return visit;
    return { seen: visit.shown, shown: changed, at: now, last: visit.at };
  }

  /** @param {string} changed */
  function thisVisit(changed) {
    const now = Date.now();
    const visit = visitAt(parse(survey.dom.readStored(slot()) ?? ""), changed, now);
    save({ seen: visit.seen, shown: changed, at: now, last: visit.last });
    return visit;
  }

  /**
   * Whether a date is after another; days are compared with days.
   *
   * @param {unknown} date
   * @param {string} seen
   */
  function isLater(date, seen) {
    return typeof date === "string" && DATE.test(date) && date.slice(0, seen.length) > seen;
  }

  /** @param {Change} a @param {Change} b */
  function newestFirst(a, b) {
    return Number(b.isNew) - Number(a.isNew) || b.date.localeCompare(a.date) || a.key.localeCompare(b.key);
  }

  /**
   * New and changed papers, the newest first.
   *
   * @param {Record<string, unknown>} papers by key, when each was added and changed
   * @param {string} seen
   * @returns {Change[]}
   */
  function since(papers, seen) {
    const changes = Object.entries(papers).map(([key, value]) => {
      const [added, changed] = Array.isArray(value) ? value : [];
      return { key, isNew: isLater(added, seen), isChanged: isLater(changed, seen), date: String(changed || added) };
    });
    return changes.filter((paper) => paper.isNew || paper.isChanged).sort(newestFirst);
  }

  /**
   * What became of a paper's claims since a visit, in words: a figure that was corrected, added or taken away.
   *
   * @param {unknown} claims of the paper, each with its day and its figure before and after
   * @param {string} seen
   * @returns {string[]}
   */
  function claimsSince(claims, seen) {
    if (!Array.isArray(claims)) return [];
    return claims.filter((one) => Array.isArray(one) && isLater(one[0], seen)).map(claimText);
  }

  /** @param {unknown[]} claim */
  function claimText([, before, after]) {
    if (!before) return survey.t("js.new.claim_added", { now: String(after) });
    if (!after) return survey.t("js.new.claim_gone", { was: String(before) });
    if (before === after) return survey.t("js.new.claim_edited", { now: String(after) });
    return survey.t("js.new.claim_changed", { now: String(after), was: String(before) });
  }

  /** @param {string} key @param {string} seen */
  function claimsOf(key, seen) {
    const said = claimsSince(survey.data.changes?.claims?.[key], seen);
    if (!said.length) return [];
    const list = survey.dom.element("ul", "new__claims");
    list.append(...said.map((text) => survey.dom.element("li", "", text)));
    return [list];
  }

  /** @param {Change[]} found @param {Papers} papers @param {string} seen */
  function listOf(found, papers, seen) {
    const list = survey.dom.element("ul", "new__list");
    for (const { key, isNew } of found) {
      const paper = papers.get(key);
      if (!paper) continue;
      const item = survey.dom.element("li");
      const tag = isNew ? survey.t("js.new.new") : survey.t("js.new.changed");
      item.append(survey.dom.link(paper.url, paper.title), " ", survey.dom.element("span", "tag", tag));
      if (!isNew) item.append(...claimsOf(key, seen));
      list.append(item);
    }
    return list;
  }

  /** @param {Change[]} found */
  function summary(found) {
    const added = found.filter((paper) => paper.isNew).length;
    const changed = found.length - added;
    return [
      added ? survey.t("js.new.added", { count: added }) : "",
      changed ? survey.t("js.new.changed_count", { count: changed }) : "",
    ]
      .filter(Boolean)
      .join(", ");
  }

  /** @param {HTMLElement} place @param {string} changed */
  function markSeen(place, changed) {
    save({ seen: changed, shown: changed, at: Date.now(), last: null });
    place.hidden = true;
    place.replaceChildren();
    const heading = survey.dom.find("h1", HTMLElement);
    heading.tabIndex = -1;
    heading.focus();
  }

  /** @param {number | null} last the time of the last visit */
  function headingText(last) {
    if (!last || Number.isNaN(new Date(last).getTime())) return survey.t("js.new.heading");
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const date = new Date(last).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" });
    return survey.t("js.new.heading_date", { date });
  }

  /** What is folded away. @param {Change[]} found @param {Papers} papers @param {string} seen */
  function moreOf(found, papers, seen) {
    const more = survey.dom.element("details", "new__more");
    const count = survey.t("js.new.more", { count: found.length });
    more.append(survey.dom.element("summary", "", count), listOf(found, papers, seen));
    return more;
  }

  /** @param {HTMLElement} place @param {Change[]} found @param {Papers} papers @param {Visit} visit */
  function show(place, found, papers, visit) {
    const heading = survey.dom.element("h2", "", headingText(visit.last));
    heading.id = "new-since";
    place.setAttribute("aria-labelledby", heading.id);
    const counts = survey.dom.element("p", "counts", summary(found));
    place.replaceChildren(heading, counts, listOf(found.slice(0, MOST), papers, visit.seen));
    if (found.length > MOST) place.append(moreOf(found.slice(MOST), papers, visit.seen));
    const changed = place.dataset.new ?? "";
    place.append(survey.dom.button(survey.t("js.new.seen"), "action", () => markSeen(place, changed)));
    place.hidden = false;
  }

  /** @param {HTMLElement} place */
  async function start(place) {
    const changed = place.dataset.new ?? "";
    const visit = DATE.test(changed) ? thisVisit(changed) : null;
    if (!visit || visit.seen >= changed) return; // nothing has changed: nothing is loaded
    const [papers] = await Promise.all([survey.reading.papers(), survey.dom.loadScript("assets/changes.js")]);
    const changes = survey.data.changes?.papers ?? {};
    const found = since(changes, visit.seen).filter((paper) => papers.has(paper.key));
    if (found.length) show(place, found, papers, visit);
  }

  return { since, claimsSince, visitAt, parse, start };
})();

(() => {
  "use strict";
  const place = document.querySelector("[data-new]");
  // Without the data there is nothing to show.
  if (place instanceof HTMLElement) survey.whatsNew.start(place).catch(() => {});
})();
