// @ts-check
// The words that scripts show, in the language of the page. The catalogue is overrides/messages/<language>.html; what
// scripts need of it comes as assets/messages.js.
var survey = survey || {};

survey.t = (() => {
  "use strict";
  /** @type {Intl.PluralRules | null} */
  let rules = null;

  /** @param {number} count */
  function form(count) {
    rules ??= new Intl.PluralRules(document.documentElement.lang || "en");
    return rules.select(count);
  }

  /**
   * The text of a message.
   *
   * @param {string} key its key in the catalogue
   * @param {Record<string, string | number>} [values] for its {placeholders}; `count` chooses the plural form
   */
  function t(key, values = {}) {
    const messages = survey.messages || {};
    // A page with a key in it is of more use to a reader than a page that stopped.
    let message = Object.hasOwn(messages, key) ? messages[key] : key;
    if (typeof message !== "string") message = message[form(Number(values.count))] ?? message.other ?? key;
    return message.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
  }

  return t;
})();
