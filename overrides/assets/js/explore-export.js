// @ts-check
// Selecting all papers that are shown; what is done with a selection is in the bar that every page has.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.selection = (() => {
  "use strict";

  /** @typedef {{ keys: string[], description: string }} View what is shown, and that in words */

  class SelectAll {
    /** @param {HTMLElement} box @param {() => View} view */
    constructor(box, view) {
      this.view = view;
      this.all = survey.dom.button("", "export__button", () => this.select());
      box.replaceChildren(this.all, " ", survey.dom.element("span", "", survey.t("js.selection.how")));
      this.show();
    }

    select() {
      const { keys, description } = this.view();
      survey.selection.setAll(keys, true, description);
    }

    /** Say how many are shown. */
    show() {
      const shown = this.view().keys.length;
      this.all.textContent = survey.t("js.selection.all", { count: shown });
      this.all.disabled = !shown;
    }
  }

  return { SelectAll };
})();
