// The frame of every page: its menus, and light or dark.
//
// The reader's choice of theme counts where one was made, else the system's. Runs before the page is drawn.
(function () {
  "use strict";
  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  var chosen = null;
  try { chosen = localStorage.getItem("survey-theme"); } catch (error) { /* storage is forbidden */ }

  function apply() {
    var dark = (chosen || (system.matches ? "dark" : "light")) === "dark";
    root.setAttribute("data-theme", dark ? "dark" : "light");
    if (document.body) document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(dark));
    });
  }

  function toggle() {
    chosen = root.getAttribute("data-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem("survey-theme", chosen); } catch (error) { /* lasts for this page */ }
    apply();
  }

  // A menu of the header closes when one goes elsewhere.
  function closeMenus(event) {
    document.querySelectorAll(".menu[open]").forEach(function (menu) {
      var leaves = event.type === "keydown" ? event.key === "Escape" : !menu.contains(event.target);
      if (leaves && event.type === "keydown") menu.querySelector("summary").focus();
      if (leaves) menu.open = false;
    });
  }

  root.classList.replace("no-js", "js");
  // Who asks for a view of a page must not see another one first.
  root.classList.toggle("asks", /=/.test(location.search + location.hash));
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    root.style.setProperty("--running-title", JSON.stringify(document.title)); // printed above each page
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.addEventListener("click", toggle);
    });
    ["click", "keydown", "focusin"].forEach(function (name) { document.addEventListener(name, closeMenus); });
  });
})();
