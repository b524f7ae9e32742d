// @ts-check
// A survey that is overdue by its own schedule says so. Pages are made without a clock; the reader's says what day it is.
var survey = survey || {};

survey.overdue = (() => {
  "use strict";
  const DAY = /^\d{4}-\d\d-\d\d$/;

  /**
   * Whether a day is over.
   *
   * @param {string} due the day on which the next search is to be run
   * @param {Date} now
   */
  function isOver(due, now) {
    if (!DAY.test(due)) return false;
    const [year, month, day] = due.split("-").map(Number);
    return now.getTime() >= new Date(year, month - 1, day + 1).getTime();
  }

  /** @param {HTMLElement} place @param {Date} now */
  function show(place, now) {
    const due = place.dataset.due ?? "";
    if (!isOver(due, now)) return;
    place.append(" ", survey.dom.element("strong", "overdue", survey.t("js.overdue", { date: due })));
  }

  return { isOver, show };
})();

(() => {
  "use strict";
  for (const place of document.querySelectorAll("[data-due]"))
    if (place instanceof HTMLElement) survey.overdue.show(place, new Date());
})();
