// @ts-check
// What was chosen for a candidate and not yet decided: it is kept while one looks at others, and when the page is
// loaded anew.
var survey = survey || {};

survey.screenDrafts = (() => {
  "use strict";
  const SLOT = "survey-screen-drafts";
  const MOST = 200;
  /** @type {Map<string, ScreenDraft>} */
  const drafts = new Map(stored());

  /** @returns {[string, ScreenDraft][]} */
  function stored() {
    try {
      const found = JSON.parse(sessionStorage.getItem(SLOT) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return []; // storage is forbidden, or is not ours
    }
  }

  function store() {
    try {
      sessionStorage.setItem(SLOT, JSON.stringify(Array.from(drafts).slice(-MOST)));
    } catch {
      // It lasts as long as the page.
    }
  }

  /** What was chosen for a candidate: nothing at first. @param {string} key @returns {ScreenDraft} */
  function of(key) {
    return drafts.get(key) ?? { topics: [], fields: {}, claims: [], summary: "", note: "" };
  }

  /** Keep what was chosen. @param {string} key @param {Partial<ScreenDraft>} change */
  function change(key, change) {
    const draft = { ...of(key), ...change };
    drafts.delete(key);
    drafts.set(key, draft);
    store();
    return draft;
  }

  /** A candidate is decided. @param {string} key */
  function drop(key) {
    drafts.delete(key);
    store();
  }

  /** The values without one, or with it. @param {string[]} values @param {string} value @param {boolean} several */
  function toggled(values, value, several) {
    if (values.includes(value)) return values.filter((one) => one !== value);
    return several ? [...values, value] : [value];
  }

  return { of, change, drop, toggled };
})();
