// @ts-check
// Where a reader was in the list of papers, for when they come back from a paper. A browser that kept the whole page
// needs none of it; others load the page anew, and would begin at its top.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.place = (() => {
  "use strict";
  const FRAMES = 5; // until rows that were not drawn before have their heights

  /**
   * @typedef {object} Place
   * @property {string} key the paper at the top of the window, or none
   * @property {number} top where it was in the window
   * @property {boolean} typing whether the focus was in the search box
   */
  /** @typedef {{ shown: ListedPaper[], box: HTMLElement, input: HTMLInputElement }} Page */

  /** @param {Page} page @returns {Place} */
  function placeOf(page) {
    const rows = survey.dom.all("[data-paper]", page.box);
    const first = window.scrollY > 0 ? rows.find((row) => row.getBoundingClientRect().bottom > 0) : undefined;
    return {
      key: first?.dataset.paper ?? "",
      top: first?.getBoundingClientRect().top ?? 0,
      typing: document.activeElement === page.input,
    };
  }

  /** Keep the place from now on; what was kept, if one comes back. @param {Page} page @returns {Place | null} */
  function kept(page) {
    history.scrollRestoration = "manual"; // the rows that the browser would scroll to are not there yet
    const place = /** @type {Partial<Place> | null} */ (survey.dom.keepWhileAway("explore", () => placeOf(page)));
    return place && { key: String(place.key), top: Number(place.top) || 0, typing: place.typing === true };
  }

  /** @param {Page} page @param {Place} place */
  function restore(page, { key, top, typing }) {
    if (typing) page.input.focus({ preventScroll: true });
    const row = page.shown.findIndex((paper) => paper.key === key);
    if (row < 0) return;
    /** @param {number} frames */
    const scroll = (frames) => {
      const element = survey.explore.list.reach(row);
      if (element) window.scrollBy(0, element.getBoundingClientRect().top - top);
      if (frames) requestAnimationFrame(() => scroll(frames - 1));
    };
    scroll(FRAMES);
  }

  return { kept, restore };
})();
