// @ts-check
// Light or dark, and the menus of the header. Runs in the head, before the page is drawn.
//
// It comes first on every page, so it makes the one global name that all scripts share: a global of our own can no
// longer be mistaken for an element of the page whose id is "survey".
var survey = survey || {};

survey.address = (() => {
  "use strict";
  /** What others put into the query of a link to see where it was clicked. It says nothing of what to show. */
  const TRACKING =
    /^(utm_|mtm_|pk_|hsa_|mc_[ce]id$|_ga$|_gl$|_hs|fbclid$|gclid$|gclsrc$|gbraid$|wbraid$|gad_|dclid$|msclkid$|yclid$|ttclid$|twclid$|li_fat_id$|igshid$|igsh$|srsltid$|ref$|ref_src$|ref_url$|mkt_tok$|s_cid$|vero_id$|wickedid$|_openstat$)/;

  /** @param {string} name */
  function isTracking(name) {
    return TRACKING.test(name);
  }

  /** What the address asks a page to show: its fragment, unless that is a place on the page, or else its query. */
  function asked() {
    return location.hash.includes("=") ? location.hash.slice(1) : location.search.slice(1);
  }

  /** Whether the address asks for anything. */
  function asks() {
    return Array.from(new URLSearchParams(asked()).keys()).some((name) => !isTracking(name));
  }

  return { asked, asks, isTracking };
})();

(() => {
  "use strict";
  const SLOT = "survey-theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = stored();

  // Not from dom.js, which comes after the page is drawn.
  function stored() {
    try {
      return localStorage.getItem(SLOT);
    } catch {
      return null; // storage is forbidden
    }
  }

  /** @returns {NodeListOf<HTMLElement>} */
  function switches() {
    return document.querySelectorAll("[data-theme-toggle]");
  }

  // The reader's choice counts where one was made, else the system's.
  function apply() {
    const dark = (chosen || (system.matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "dark" : "light";
    for (const button of switches()) button.setAttribute("aria-pressed", String(dark));
  }

  function toggle() {
    chosen = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(SLOT, chosen);
    } catch {
      // The choice lasts for this page.
    }
    apply();
  }

  /** The menu behind a button, on a narrow screen: Escape closes it. @param {HTMLElement} button */
  function foldMenu(button) {
    /** @param {boolean} open */
    const show = (open) => button.setAttribute("aria-expanded", String(open));
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") === "false"));
    button.parentElement?.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") === "false") return;
      show(false);
      button.focus();
    });
  }

  /**
   * Skip to the content without the fragment of the link, which may be what the page shows.
   *
   * @param {Event} event
   */
  function skip(event) {
    const link = event.currentTarget;
    const content =
      link instanceof HTMLAnchorElement && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!content) return;
    event.preventDefault();
    content.tabIndex = -1;
    content.focus();
    content.scrollIntoView();
  }

  /** A menu of the header closes when one goes elsewhere. @param {Event} event */
  function closeMenus(event) {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const menus = document.querySelectorAll(".menu[open]");
    for (const menu of menus) {
      const key = event instanceof KeyboardEvent;
      const leaves = key ? event.key === "Escape" : !menu.contains(/** @type {Node} */ (event.target));
      if (leaves && key) menu.querySelector("summary")?.focus();
      if (leaves) menu.open = false;
    }
  }

  /** The title above each printed page: set when one prints, since styles of the root cost the whole page's anew. */
  function setRunningTitle() {
    root.style.setProperty("--running-title", JSON.stringify(document.title));
  }

  function start() {
    apply();
    for (const button of switches()) button.addEventListener("click", toggle);
    for (const button of document.querySelectorAll(".menu-toggle")) foldMenu(/** @type {HTMLElement} */ (button));
    for (const link of document.querySelectorAll(".skip-link")) link.addEventListener("click", skip);
    for (const name of ["click", "keydown", "focusin"]) document.addEventListener(name, closeMenus);
  }

  /**
   * Whether the fonts are in the browser's cache, since the reader comes from another page of the site. On a first visit
   * they would compete with the style sheets, without which nothing is drawn. A page in a folder may not ask for them.
   */
  function hasFonts() {
    return location.protocol !== "file:" && document.referrer.startsWith(`${location.origin}/`);
  }

  /**
   * Ask for the fonts of the first view before the style sheet has come, so that no others are seen for a moment.
   *
   * @param {HTMLScriptElement} own
   */
  function askForFonts(own) {
    for (const name of ["source-serif-4", "inter"]) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" });
      link.href = new URL(`../fonts/${name}-latin-wght-normal.woff2`, own.src).href;
      document.head.append(link);
    }
  }

  const tellsPaint = PerformanceObserver.supportedEntryTypes?.includes("paint");

  /** Draw with fonts of the system first: those of the site are asked for when something can be read. */
  function drawBeforeFonts() {
    const late = () => root.classList.remove("before-fonts");
    root.classList.add("before-fonts");
    new PerformanceObserver(late).observe({ type: "paint", buffered: true });
    window.addEventListener("beforeprint", late);
  }

  const own = document.currentScript;
  if (own instanceof HTMLScriptElement && hasFonts()) askForFonts(own);
  else if (location.protocol !== "file:" && tellsPaint) drawBeforeFonts();
  root.classList.replace("no-js", "js");
  // Whoever asks for a view of a page in its address must not see another view first.
  root.classList.toggle("asks", survey.address.asks());
  apply();
  // The choice may have been made in another tab, or on a page that one comes back from.
  for (const name of ["storage", "pageshow"]) {
    window.addEventListener(name, () => {
      chosen = stored() ?? chosen;
      apply();
    });
  }
  system.addEventListener("change", apply);
  window.addEventListener("beforeprint", setRunningTitle);
  document.addEventListener("DOMContentLoaded", start);
})();
