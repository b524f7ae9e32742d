// @ts-check
// The rows of a list. Those in and near the window are drawn at once, and the others right after, so that an answer does
// not wait for them and the browser's own search finds all. Of more rows than a page bears, only the part around the
// window is in it: heights are measured as rows are drawn; until then a row counts as high as the others on average.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.list = (() => {
  "use strict";
  const MANY = 2000; // rows from which on only those around the window are in the page
  const SLICE = 8; // milliseconds for which further rows are made before the browser may do something else
  const FIRST = 20; // rows that are drawn at once at least
  const AROUND = 1; // windows drawn above and below what is seen
  const KEPT = 200; // a row with the focus stays in the page while it is so near

  /**
   * @typedef {object} RowsSpec
   * @property {number} count
   * @property {number} average height that is assumed of a row
   * @property {HTMLElement} box has the rows, the first of which may be there already
   * @property {(row: number) => HTMLElement} make
   * @property {() => number} top where the list begins in the window
   * @property {(pixels: number) => void} before leaves room for what is not drawn above
   * @property {(pixels: number) => void} after and below
   */

  /** All rows in the page. */
  class AllRows {
    /** @param {RowsSpec} spec */
    constructor(spec) {
      this.spec = spec;
      this.drawn = spec.box.children.length;
      this.timer = 0;
    }

    /** Draw what is seen, and begin with the others. */
    draw() {
      const { average, top, count } = this.spec;
      const seen = Math.ceil((window.innerHeight * 2 - top()) / average);
      this.drawUntil(Math.min(count, Math.max(FIRST, seen)));
      this.later();
    }

    /** @param {number} end the first row that is not drawn @param {number} [until] when to stop before */
    drawUntil(end, until = Infinity) {
      const rows = document.createDocumentFragment();
      while (this.drawn < end && performance.now() < until) rows.append(this.spec.make(this.drawn++));
      this.spec.box.append(rows);
      this.spec.after((this.spec.count - this.drawn) * this.spec.average);
    }

    later() {
      if (this.drawn >= this.spec.count) return;
      this.timer = setTimeout(() => {
        this.drawUntil(this.spec.count, performance.now() + SLICE);
        this.later();
      });
    }

    stop() {
      clearTimeout(this.timer);
    }

    drawAll() {
      this.drawUntil(this.spec.count);
    }

    /** The element of a row. @param {number} row */
    reach(row) {
      this.drawUntil(row + 1);
      return this.spec.box.children[row];
    }

    scrolled() {}
    resized() {}
  }

  /** The rows around the window. */
  class RowsAround {
    /** @param {RowsSpec} spec */
    constructor(spec) {
      this.spec = spec;
      spec.box.dataset.moving = "";
      this.heights = new Float32Array(spec.count);
      this.offsets = new Float64Array(spec.count + 1);
      const there = /** @type {HTMLElement[]} */ (Array.from(spec.box.children));
      /** @type {Map<number, HTMLElement>} */
      this.drawn = new Map(there.entries());
      for (const [row, element] of this.drawn) element.dataset.row = String(row);
      this.unmeasured = Array.from(this.drawn.keys());
      this.average = spec.average;
      this.measured = 0;
      this.sum();
      this.all = false;
    }

    sum() {
      const { heights, offsets, average } = this;
      for (let n = 0; n < this.spec.count; n++) offsets[n + 1] = offsets[n] + (heights[n] || average);
    }

    /** The row at a distance from the top of the list. @param {number} distance */
    at(distance) {
      let low = 0;
      let high = this.spec.count;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.offsets[middle + 1] <= distance) low = middle + 1;
        else high = middle;
      }
      return Math.min(low, Math.max(0, this.spec.count - 1));
    }

    /** The row with the focus, or none. */
    focused() {
      const row = document.activeElement?.closest("[data-row]");
      return row instanceof HTMLElement && this.spec.box.contains(row) ? Number(row.dataset.row) : null;
    }

    /** The rows to draw: from the first up to and without the second. */
    range() {
      const { count } = this.spec;
      if (this.all) return [0, count];
      const top = -this.spec.top();
      const view = window.innerHeight;
      let from = this.at(Math.max(0, top - AROUND * view));
      let to = Math.min(count, this.at(top + (1 + AROUND) * view) + 1);
      const row = this.focused();
      if (row !== null && row < from && from - row < KEPT) from = row;
      if (row !== null && row >= to && row - to < KEPT) to = row + 1;
      return [from, to];
    }

    draw() {
      if (!this.spec.count) return;
      const [from, to] = this.range();
      for (const [row, element] of this.drawn) {
        if (row >= from && row < to) continue;
        element.remove();
        this.drawn.delete(row);
      }
      const fresh = this.unmeasured.filter((row) => this.drawn.has(row)).concat(this.insert(from, to));
      this.unmeasured = [];
      this.room(from, to);
      if (fresh.length && !this.all) this.measure(fresh, from, to);
    }

    /** Put the missing rows into the page; their numbers. @param {number} from @param {number} to */
    insert(from, to) {
      const fresh = [];
      /** @type {HTMLElement | null} */
      let next = null;
      for (let row = to - 1; row >= from; row--) {
        let element = this.drawn.get(row);
        if (!element) {
          element = this.spec.make(row);
          element.dataset.row = String(row);
          this.spec.box.insertBefore(element, next);
          this.drawn.set(row, element);
          fresh.push(row);
        }
        next = element;
      }
      return fresh;
    }

    /** @param {number} from @param {number} to */
    room(from, to) {
      this.spec.before(this.offsets[from]);
      this.spec.after(this.offsets[this.spec.count] - this.offsets[to]);
    }

    /** Note the heights of new rows. @param {number[]} fresh */
    noteHeights(fresh) {
      let total = 0;
      for (const row of fresh) {
        this.heights[row] = this.drawn.get(row)?.getBoundingClientRect().height ?? 0;
        total += this.heights[row];
      }
      this.average = (this.average * this.measured + total) / (this.measured + fresh.length);
      this.measured += fresh.length;
      this.sum();
    }

    /**
     * Measure new rows, and keep in place what the reader looks at: the list, unless something else is pressed, such as
     * a filter next to it, which would slip away from under the pointer.
     *
     * @param {number[]} fresh
     * @param {number} from
     * @param {number} to
     */
    measure(fresh, from, to) {
      const seen = this.at(Math.max(0, -this.spec.top()));
      const was = this.offsets[seen];
      this.noteHeights(fresh);
      this.room(from, to);
      const moved = this.offsets[seen] - was;
      const elsewhere = pressed && !this.spec.box.contains(pressed);
      if (Math.abs(moved) > 1 && this.spec.top() < 0 && !elsewhere) window.scrollBy(0, moved);
    }

    scrolled() {
      this.draw();
    }

    /** A window of another width has rows of other heights. */
    resized() {
      if (this.all) return;
      this.heights.fill(0);
      this.measured = 0;
      for (const element of this.drawn.values()) element.remove();
      this.drawn.clear();
    }

    drawAll() {
      this.all = true;
      this.draw();
    }

    stop() {}

    /** Scroll to a row, and return its element. @param {number} row */
    reach(row) {
      window.scrollBy(0, this.spec.top() + this.offsets[row]);
      this.draw();
      return this.drawn.get(row);
    }
  }

  /** @type {AllRows | RowsAround | null} */
  let current = null;
  /** @type {Node | null} what a pointer is down on */
  let pressed = null;

  /** Show rows in place of those before. @param {RowsSpec} spec */
  function show(spec) {
    current?.stop();
    current = spec.count > MANY ? new RowsAround(spec) : new AllRows(spec);
    current.draw();
  }

  /** The element of a row, wherever it is in the list. @param {number} row */
  function reach(row) {
    return current?.reach(row) ?? null;
  }

  function listen() {
    const later = survey.dom.oncePerFrame(() => current?.scrolled());
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("pointerdown", (event) => {
      pressed = /** @type {Node} */ (event.target);
    });
    for (const end of ["pointerup", "pointercancel", "dragend", "blur"]) {
      window.addEventListener(end, () => {
        pressed = null;
      });
    }
    window.addEventListener("resize", () => {
      current?.resized();
      later();
    });
    window.addEventListener("beforeprint", () => current?.drawAll());
  }

  listen();
  return { show, reach };
})();
