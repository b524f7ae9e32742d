// @ts-check
// Light or dark, and the menus of the header. Runs in the head, before the page is drawn.
//
// It comes first on every page, so it makes the one global name that all scripts share: a global of our own can no
// longer be mistaken for an element of the page whose id is "survey".
// biome-ignore lint/correctness/noUnusedVariables: other scripts use it
var survey = survey || {};

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

  function start() {
    apply();
    root.style.setProperty("--running-title", JSON.stringify(document.title)); // printed above each page
    for (const button of switches()) button.addEventListener("click", toggle);
    for (const name of ["click", "keydown", "focusin"]) document.addEventListener(name, closeMenus);
  }

  root.classList.replace("no-js", "js");
  // Whoever asks for a view of a page in its address must not see another view first.
  root.classList.toggle("asks", /=/.test(location.search + location.hash));
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", start);
})();
