// The map of papers: a card for the mark under the pointer or in focus, arrow keys from mark to mark, and areas that
// can be brought out. Without it the marks are links with tooltips.
(function () {
  "use strict";

  var map = document.querySelector("svg.map");
  if (!map) return;
  var marks = Array.from(map.querySelectorAll(".marks a"));
  var names = Array.from(map.querySelectorAll(".names text"));
  var scroll = map.parentElement, card = document.createElement("div");
  card.className = "map-card";
  card.hidden = true;
  card.setAttribute("aria-hidden", "true"); // it repeats the mark's own name
  scroll.append(card);

  function shape(mark) { return mark.querySelector("use"); }

  // ---- the card --------------------------------------------------------------------------------------------

  marks.forEach(function (mark) { // a tooltip beside the card would say the same twice
    var title = mark.querySelector("title");
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
  });

  function show(mark) {
    card.textContent = mark.getAttribute("aria-label");
    card.hidden = false;
    var box = shape(mark).getBoundingClientRect(), frame = scroll.getBoundingClientRect();
    var left = box.left - frame.left + scroll.scrollLeft + box.width / 2 - card.offsetWidth / 2;
    var right = scroll.scrollLeft + scroll.clientWidth - card.offsetWidth - 4;
    var above = box.top - frame.top - card.offsetHeight - 8;
    card.style.setProperty("--left", Math.max(scroll.scrollLeft + 4, Math.min(left, right)) + "px");
    card.style.setProperty("--top", (above > 0 ? above : box.bottom - frame.top + 8) + "px");
  }

  function markOf(event) { return event.target.closest && event.target.closest(".marks a"); }
  function hide() { card.hidden = true; }
  map.addEventListener("pointerover", function (event) { var mark = markOf(event); if (mark) show(mark); else hide(); });
  map.addEventListener("pointerleave", hide);
  map.addEventListener("focusin", function (event) { var mark = markOf(event); if (mark) { stand(mark); show(mark); } });
  map.addEventListener("focusout", hide);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });

  // ---- one stop for the Tab key, arrows from there ---------------------------------------------------------

  var WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  var here = null;
  marks.forEach(function (mark) { mark.setAttribute("tabindex", "-1"); });

  function stand(mark) {
    if (here) here.setAttribute("tabindex", "-1");
    here = mark;
    here.setAttribute("tabindex", "0");
  }

  function centre(mark) {
    var at = shape(mark).transform.baseVal.getItem(0).matrix;
    return [at.e, at.f];
  }

  // The nearest mark in a direction; what lies aside counts as farther.
  function next(from, way) {
    var best = null, least = Infinity, start = centre(from);
    marks.forEach(function (mark) {
      var end = centre(mark), x = end[0] - start[0], y = end[1] - start[1];
      var ahead = x * way[0] + y * way[1], aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
      if (ahead <= 0 || mark.classList.contains("dim")) return;
      if (ahead + 2 * aside < least) { least = ahead + 2 * aside; best = mark; }
    });
    return best;
  }

  map.addEventListener("keydown", function (event) {
    var way = WAYS[event.key], mark = markOf(event);
    if (!way || !mark) return;
    event.preventDefault();
    var found = next(mark, way);
    if (found) found.focus();
  });
  stand(marks[0]);

  // ---- areas -----------------------------------------------------------------------------------------------

  var buttons = Array.from(document.querySelectorAll(".legend li")).map(function (entry) {
    var link = entry.querySelector("a"), button = document.createElement("button");
    button.type = "button";
    button.append(entry.querySelector("svg"), " " + link.textContent);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", function () { bring(button.getAttribute("aria-pressed") === "true" ? null : entry); });
    entry.prepend(button);
    link.textContent = entry.querySelector(".count").textContent + " papers";
    link.setAttribute("aria-label", link.textContent + ": page of the area" + button.textContent);
    entry.querySelector(".count").remove();
    return { button: button, entry: entry };
  });

  // Brings out the marks of one area, or none.
  function bring(entry) {
    buttons.forEach(function (one) { one.button.setAttribute("aria-pressed", String(one.entry === entry)); });
    marks.forEach(function (mark) {
      var drawn = shape(mark);
      mark.classList.toggle("dim", Boolean(entry)
        && (drawn.getAttribute("class") !== entry.dataset.look || drawn.getAttribute("href") !== entry.dataset.shape));
    });
    names.forEach(function (text) { text.classList.toggle("dim", Boolean(entry) && text.textContent !== entry.dataset.label); });
  }
})();
