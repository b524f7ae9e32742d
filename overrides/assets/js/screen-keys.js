// @ts-check
// Which key does what on the page for screening.
var survey = survey || {};

survey.screenKeys = (() => {
  "use strict";
  /** What each key does. @type {Record<string, string>} */
  const KEYS = {
    i: "include",
    e: "exclude",
    u: "unsure",
    1: "topic-1",
    2: "topic-2",
    3: "topic-3",
    t: "topics",
    n: "note",
    z: "undo",
    j: "next",
    ArrowRight: "next",
    k: "previous",
    ArrowLeft: "previous",
    c: "conflicts",
    p: "papers",
    q: "queue",
    "?": "help",
    Escape: "close",
  };
  /** What helps with keys says of each action, and the keys that it shows. @type {[string[], string][]} */
  const HELP = [
    [["i"], "js.screen.help.include"],
    [["e"], "js.screen.help.exclude"],
    [["u"], "js.screen.help.unsure"],
    [["1", "2", "3"], "js.screen.help.proposed"],
    [["t"], "js.screen.help.topics"],
    [["n"], "js.screen.help.note"],
    [["z"], "js.screen.help.undo"],
    [["j", "→"], "js.screen.help.next"],
    [["k", "←"], "js.screen.help.previous"],
    [["q"], "js.screen.help.queue"],
    [["c"], "js.screen.help.conflicts"],
    [["p"], "js.screen.help.papers"],
    [["?"], "js.screen.help.help"],
    [["Escape"], "js.screen.help.close"],
  ];
  const TYPED = 'textarea, select, [role="combobox"], input:not([type="checkbox"], [type="radio"], [type="button"])';

  /** Whether what is pressed there is typed. @param {EventTarget | null} target */
  function isTyping(target) {
    return target instanceof Element && (target.matches(TYPED) || Boolean(target.closest("[contenteditable]")));
  }

  /**
   * What a key asks for, if anything: keys of the browser and the system are theirs.
   *
   * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, isComposing?: boolean }} event
   */
  function actionOf(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return "";
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return Object.hasOwn(KEYS, key) ? KEYS[key] : "";
  }

  return { actionOf, isTyping, HELP };
})();
