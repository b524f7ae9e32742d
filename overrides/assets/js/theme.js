// Light or dark: the reader's choice where one was made, else the system's. Runs before the page is drawn.
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

  root.classList.replace("no-js", "js");
  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", function () {
    apply();
    document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
      button.addEventListener("click", toggle);
    });
  });
})();
