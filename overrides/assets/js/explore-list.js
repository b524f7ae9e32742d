// A list of which only the part around the window is in the page. Heights are measured as rows are drawn; until then
// a row counts as high as the others on average.
(function () {
  "use strict";
  var FEW = 40;        // rows that are all drawn, so that the browser's own search finds them
  var AROUND = 1;      // windows drawn above and below what is seen
  var KEPT = 200;      // a row with the focus stays in the page while it is so near

  // `spec`: count, make(index) -> element, box (holds the rows, the first of which may be there already), before and
  // after (take the room of what is not drawn).
  function Rows(spec) {
    this.spec = spec;
    this.heights = new Float32Array(spec.count);
    this.offsets = new Float64Array(spec.count + 1);
    this.drawn = new Map(Array.from(spec.box.children).entries());
    this.drawn.forEach(function (element, row) { element.dataset.row = row; });
    this.unmeasured = Array.from(this.drawn.keys());
    this.average = spec.average;
    this.measured = 0;
    this.sum();
    this.all = spec.count <= FEW;
  }

  Rows.prototype.sum = function () {
    for (var n = 0; n < this.spec.count; n++) this.offsets[n + 1] = this.offsets[n] + (this.heights[n] || this.average);
  };

  // The row at a distance from the top of the list.
  Rows.prototype.at = function (distance) {
    var low = 0, high = this.spec.count;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (this.offsets[middle + 1] <= distance) low = middle + 1; else high = middle;
    }
    return Math.min(low, Math.max(0, this.spec.count - 1));
  };

  Rows.prototype.range = function () {
    var count = this.spec.count;
    if (this.all) return [0, count];
    var top = -this.spec.top(), view = window.innerHeight;
    var from = this.at(Math.max(0, top - AROUND * view)), to = Math.min(count, this.at(top + (1 + AROUND) * view) + 1);
    var focused = document.activeElement && document.activeElement.closest("[data-row]");
    if (focused && this.spec.box.contains(focused)) {
      var row = Number(focused.dataset.row);
      if (row < from && from - row < KEPT) from = row;
      if (row >= to && row - to < KEPT) to = row + 1;
    }
    return [from, to];
  };

  Rows.prototype.draw = function () {
    if (!this.spec.count) return;
    var range = this.range(), from = range[0], to = range[1], drawn = this.drawn, box = this.spec.box, fresh = this.unmeasured;
    this.unmeasured = [];
    drawn.forEach(function (element, row) { if (row < from || row >= to) { element.remove(); drawn.delete(row); } });
    fresh = fresh.filter(function (row) { return drawn.has(row); });
    var next = null;
    for (var row = to - 1; row >= from; row--) {
      var element = drawn.get(row);
      if (!element) {
        element = this.spec.make(row);
        element.dataset.row = row;
        box.insertBefore(element, next);
        drawn.set(row, element);
        fresh.push(row);
      }
      next = element;
    }
    this.room(from, to);
    if (fresh.length && !this.all) this.measure(fresh, from, to);
  };

  Rows.prototype.room = function (from, to) {
    this.spec.before(this.offsets[from]);
    this.spec.after(this.offsets[this.spec.count] - this.offsets[to]);
  };

  // Take the heights of new rows, and keep in place what the reader looks at: the list, unless something else is
  // pressed, such as a filter beside it, which would slip away from under the pointer.
  Rows.prototype.measure = function (fresh, from, to) {
    var seen = this.at(Math.max(0, -this.spec.top())), was = this.offsets[seen], heights = this.heights, drawn = this.drawn, total = 0;
    fresh.forEach(function (row) { heights[row] = drawn.get(row).getBoundingClientRect().height; total += heights[row]; });
    this.average = (this.average * this.measured + total) / (this.measured + fresh.length);
    this.measured += fresh.length;
    this.sum();
    this.room(from, to);
    var moved = this.offsets[seen] - was, elsewhere = pressed && !this.spec.box.contains(pressed);
    if (Math.abs(moved) > 1 && this.spec.top() < 0 && !elsewhere) window.scrollBy(0, moved);
  };

  Rows.prototype.drawAll = function () { this.all = true; this.draw(); };

  var current = null;
  var waiting = false;
  var pressed = null;  // what a pointer is down on

  function later() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(function () { waiting = false; if (current) current.draw(); });
  }

  // Show rows in place of those before.
  function show(spec) {
    current = new Rows(spec);
    current.draw();
    return current;
  }

  window.addEventListener("scroll", later, { passive: true });
  window.addEventListener("pointerdown", function (event) { pressed = event.target; });
  ["pointerup", "pointercancel", "dragend", "blur"].forEach(function (end) {
    window.addEventListener(end, function () { pressed = null; });
  });
  window.addEventListener("resize", function () {
    if (current && !current.all) { current.heights.fill(0); current.measured = 0; current.drawn.forEach(function (e) { e.remove(); }); current.drawn.clear(); }
    later();
  });
  window.addEventListener("beforeprint", function () { if (current) current.drawAll(); });

  window.surveyExplore.showRows = show;
})();
