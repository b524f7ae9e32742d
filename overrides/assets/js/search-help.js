// @ts-check
// What may be typed into a search box, shown at the box.
var survey = survey || {};

survey.help = (() => {
  "use strict";
  const { element, find } = survey.dom;
  /** What is typed, and the key of what it means. */
  const LINES = [
    ['"…"', "js.help.exact"],
    ["-…", "js.help.without"],
    ["author:…", "js.help.author"],
    ["title:…", "js.help.title_words"],
    ["topic:…", "js.help.topic"],
    ["year:2023..2025", "js.help.year"],
    ["has:code has:results has:doi", "js.help.has"],
  ];
  const KEYS = [
    ["Enter", "js.help.enter"],
    ["↑ ↓", "js.help.arrows"],
    ["/", "js.help.slash"],
    ["Ctrl+K", "js.help.palette"],
  ];

  /** @param {HTMLElement} list @param {"code" | "kbd"} kind @param {string} typed @param {string} meaning */
  function addLine(list, kind, typed, meaning) {
    const term = element("dt");
    for (const one of typed.split(" ")) term.append(element(kind, "", one), " ");
    list.append(term, element("dd", "", meaning));
  }

  /** The fields of this survey that may be named. @param {HTMLElement} list */
  async function addFields(list) {
    const { facets } = await survey.search.loadPapers();
    const own = facets.filter((facet) => facet.facet).map((facet) => `${facet.id}:…`);
    if (own.length) addLine(list, "code", own.join(" "), survey.t("js.help.fields"));
  }

  /** @param {HTMLElement} opener */
  function make(opener) {
    const panel = element("div", "search__help-panel");
    const list = element("dl");
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", survey.t("js.help.title"));
    panel.id = `${opener.id}-panel`;
    for (const [typed, key] of LINES) addLine(list, "code", typed, survey.t(key));
    const keys = element("dl");
    for (const [typed, key] of KEYS) addLine(keys, "kbd", typed, survey.t(key));
    panel.append(element("p", "", survey.t("js.help.lead")), list, keys);
    addFields(list).catch(() => {}); // the others are of use without them
    return panel;
  }

  /** @param {HTMLElement} opener @param {boolean} open */
  function set(opener, open) {
    opener.setAttribute("aria-expanded", String(open));
    find(`#${opener.id}-panel`, HTMLElement).hidden = !open;
  }

  /** @param {HTMLElement} opener */
  function add(opener) {
    const panel = make(opener);
    opener.after(panel);
    opener.setAttribute("aria-controls", panel.id);
    opener.parentElement?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      set(opener, false);
      opener.focus();
    });
    document.addEventListener("pointerdown", (event) => {
      const inside = event.target instanceof Node && (panel.contains(event.target) || opener.contains(event.target));
      if (!inside) set(opener, false);
    });
    opener.parentElement?.addEventListener("input", () => set(opener, false));
  }

  /** Open or close the help of a box. @param {HTMLElement} opener its button */
  function toggle(opener) {
    if (!document.getElementById(`${opener.id}-panel`)) add(opener);
    set(opener, opener.getAttribute("aria-expanded") !== "true");
  }

  return { toggle };
})();
