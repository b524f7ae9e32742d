// @ts-check
// One dialog to search and to do things, from any page, by keyboard.
var survey = survey || {};

survey.palette = (() => {
  "use strict";
  const { base, element, button, find, all } = survey.dom;
  const READING_LIST = `${base}reading-list.html`;
  const PAGES = ".site-header__name, .site-header__nav a";

  /** @typedef {{ label: string, address?: string, act?: () => void }} Action */

  /** @param {() => void} act done once the dialog is closed, and the page is there again @returns {() => void} */
  function closing(act) {
    return () => {
      dialog.close();
      act();
    };
  }

  /** @returns {Action[]} */
  function pages() {
    const links = all(PAGES).filter((link) => link instanceof HTMLAnchorElement);
    const found = new Map(links.map((link) => [link.href, link.textContent?.trim() ?? ""]));
    found.delete(new URL(READING_LIST, location.href).href); // it has a command of its own
    return Array.from(found, ([address, page]) => ({ address, label: survey.t("js.palette.go", { page }) }));
  }

  /** What is to be compared, where several papers are selected. @returns {Action[]} */
  function selection() {
    const keys = survey.selection.keys();
    if (keys.length < 2) return [];
    const address = survey.selection.compareAddress(keys);
    return [{ address, label: survey.t("js.palette.compare", { count: keys.length }) }];
  }

  /** @returns {Action[]} */
  function theme() {
    const [toggle] = all("[data-theme-toggle]");
    if (!toggle) return [];
    const dark = toggle.getAttribute("aria-pressed") === "true";
    return [{ label: survey.t(dark ? "js.palette.light" : "js.palette.dark"), act: closing(() => toggle.click()) }];
  }

  /** @returns {Action[]} */
  function everything() {
    const copy = () => survey.dom.copyText(survey.selection.sharedAddress()).catch(() => {});
    return [
      ...selection(),
      { address: READING_LIST, label: survey.t("js.palette.reading_list") },
      { label: survey.t("js.palette.copy"), act: closing(copy) },
      ...theme(),
      ...pages(),
    ];
  }

  /** The actions of which each typed word begins a word. @param {string} typed */
  function actions(typed) {
    const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return everything().filter(({ label }) => {
      const words = label.toLowerCase().split(/\s+/);
      return wanted.every((word) => words.some((one) => one.startsWith(word)));
    });
  }

  function makeForm() {
    const form = element("form", "search search--palette");
    const label = element("label", "sr-only", survey.t("js.palette.label"));
    const input = element("input", "search__input");
    input.type = "search";
    input.id = label.htmlFor = "palette-input";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.placeholder = survey.t("js.palette.label");
    const help = button("?", "search__help");
    help.id = "palette-help";
    help.setAttribute("aria-label", survey.t("js.help.title"));
    help.setAttribute("aria-expanded", "false");
    const panel = element("div", "search__panel");
    panel.id = "palette-panel";
    form.append(label, input, help, survey.dom.status("p", "sr-only"), panel);
    survey.search.offerHelp(help);
    return form;
  }

  /** Tab stays within. @param {KeyboardEvent} event */
  function onTab(event) {
    if (event.key !== "Tab") return;
    const stops = all("input, button, a", dialog).filter((stop) => stop.getClientRects().length);
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== end) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
  }

  /** @param {HTMLFormElement} form */
  function make(form) {
    const made = element("dialog", "palette");
    made.setAttribute("aria-label", survey.t("js.palette.title"));
    made.append(form, element("p", "palette__keys", survey.t("js.palette.keys")));
    made.addEventListener("keydown", onTab);
    made.addEventListener("click", (event) => {
      const left = event.target === made || (event.target instanceof Element && event.target.closest("a"));
      if (left) made.close(); // outside it, or by a link, which may lead to this very page
    });
    form.addEventListener("leave", () => made.close());
    document.body.append(made);
    return made;
  }

  const form = makeForm();
  const dialog = make(form);
  const box = new survey.search.SearchBox(form, actions);

  /** Open the dialog, or close it. */
  function toggle() {
    if (dialog.open) return dialog.close();
    box.input.value = "";
    dialog.showModal();
    box.input.focus();
    box.rest();
    find(".search__panel", HTMLElement, form).scrollTop = 0;
  }

  return { toggle };
})();
