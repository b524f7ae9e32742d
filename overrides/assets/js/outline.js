// @ts-check
// The outline next to a long page says which section is read.
var survey = survey || {};

survey.outline = (() => {
  "use strict";

  /** The part of the window, from above, in which a heading begins to be read. */
  const READ = 0.3;

  /**
   * The place of the section that is read: the last whose heading is in the upper part of the window or above it, or
   * the last of all at the end of the page. In front of the first heading there is none, -1.
   *
   * @param {number[]} tops of the headings, from the top of the window
   * @param {number} height of the window
   * @param {boolean} atEnd whether the page cannot be scrolled further down
   */
  function sectionAt(tops, height, atEnd) {
    if (atEnd && tops.length && tops[tops.length - 1] < height) return tops.length - 1;
    return tops.reduce((found, top, number) => (top <= height * READ ? number : found), -1);
  }

  /** Links of the outline with the headings that they lead to. */
  function entries() {
    return Array.from(document.querySelectorAll(".outline a")).flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent((link.getAttribute("href") ?? "").slice(1)));
      return heading ? [{ link, heading }] : [];
    });
  }

  function start() {
    const found = entries();
    if (!found.length) return;
    let waits = false;

    function mark() {
      waits = false;
      const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const tops = found.map(({ heading }) => heading.getBoundingClientRect().top);
      const current = sectionAt(tops, innerHeight, atEnd && scrollY > 0);
      found.forEach(({ link }, number) => {
        if (number === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    }

    function markSoon() {
      if (!waits) requestAnimationFrame(mark);
      waits = true;
    }

    for (const event of ["scroll", "resize"]) addEventListener(event, markSoon, { passive: true });
    markSoon(); // with the next frame, which has the page's layout
  }

  start();
  return { sectionAt };
})();
