// @ts-check
// Which part of the map is shown: it is zoomed and moved by wheel, fingers, mouse, keys and buttons.
var survey = survey || {};
survey.map = survey.map || {};

survey.map.view = (() => {
  "use strict";
  const CLOSEST = 8;
  const STEP = 1.5; // of a key or button
  const MOVE = 0.2; // of what is shown
  const DRAG = 4; // pixels from which on a press is no click
  const PAUSE = 400; // milliseconds without a turn of the wheel, after which the next one is meant for the map
  /** @type {Record<string, [number, number]>} */
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** @typedef {{ x: number, y: number }} Place */

  class View {
    /** @param {SVGSVGElement} map @param {() => void} changed */
    constructor(map, changed) {
      this.map = map;
      this.changed = changed;
      const { x, y, width, height } = map.viewBox.baseVal;
      this.whole = { x, y, width, height };
      this.box = { ...this.whole };
      /** @type {Map<number, Place>} where each finger, pen or button is down */
      this.down = new Map();
      this.dragged = false;
      this.turned = -PAUSE; // when the wheel was turned somewhere else
      /** Whether a press means something else. */
      this.paused = false;
      const closer = () => this.step(1);
      /** @type {Record<string, () => void>} */
      this.keys = { "+": closer, "=": closer, "-": () => this.step(-1), 0: () => this.reset() };
    }

    get zoom() {
      return this.whole.width / this.box.width;
    }

    /** The place on the map that is at a place of the window. @param {Place} place */
    toMap({ x, y }) {
      return new DOMPoint(x, y).matrixTransform(this.map.getScreenCTM()?.inverse());
    }

    /** Show a part of the map, as much of it as there is. @param {number} left @param {number} top @param {number} zoom */
    show(left, top, zoom) {
      const { whole, map } = this;
      const near = Math.min(CLOSEST, Math.max(1, zoom));
      const width = whole.width / near;
      const height = whole.height / near;
      const x = Math.min(whole.x + whole.width - width, Math.max(whole.x, left));
      const y = Math.min(whole.y + whole.height - height, Math.max(whole.y, top));
      this.box = { x, y, width, height };
      map.setAttribute("viewBox", [x, y, width, height].map((part) => part.toFixed(2)).join(" "));
      map.style.setProperty("--zoom", near.toFixed(3));
      map.style.setProperty("--shrink", Math.sqrt(near).toFixed(3)); // marks grow, but less than the map
      map.classList.toggle("zoomed", near > 1);
      this.changed();
    }

    reset() {
      this.show(this.whole.x, this.whole.y, 1);
    }

    /** Zoom so that a place on the map stays where it is. @param {Place} place @param {number} factor */
    zoomAt({ x, y }, factor) {
      const { box } = this;
      const zoom = Math.min(CLOSEST, Math.max(1, this.zoom * factor));
      const part = this.zoom / zoom;
      this.show(x - (x - box.x) * part, y - (y - box.y) * part, zoom);
    }

    /** Zoom in (1) or out (-1) by a step. @param {number} way */
    step(way) {
      const { x, y, width, height } = this.box;
      this.zoomAt({ x: x + width / 2, y: y + height / 2 }, STEP ** way);
    }

    /** @param {[number, number]} way */
    move([right, down]) {
      const { x, y, width, height } = this.box;
      this.show(x + right * width * MOVE, y + down * height * MOVE, this.zoom);
    }

    /** Whether a place is shown, and not only just. @param {Place} place */
    shows({ x, y }) {
      const { box } = this;
      return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
    }

    /** Show the surroundings of a place. @param {Place} place @param {number} [zoom] */
    centre({ x, y }, zoom = this.zoom) {
      this.show(x - this.whole.width / zoom / 2, y - this.whole.height / zoom / 2, zoom);
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const onMark = event.target instanceof Element && event.target.closest("a");
      const way = event.shiftKey || (!onMark && this.zoom > 1) ? WAYS[event.key] : undefined;
      const act = way ? () => this.move(way) : this.keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    /**
     * The wheel zooms the map; but not while it turns on from scrolling the page, nor out where all is shown.
     *
     * @param {WheelEvent} event
     */
    onWheel(event) {
      const onward = event.timeStamp - this.turned < PAUSE;
      if (!event.ctrlKey && (onward || (event.deltaY > 0 && this.zoom === 1))) {
        this.turned = event.timeStamp;
        return;
      }
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30);
      this.zoomAt(this.toMap(event), 2 ** (-pixels / 240));
    }

    /** @param {PointerEvent} event */
    onDown(event) {
      if (this.paused || event.button !== 0) return;
      if (event.isPrimary) this.down.clear();
      this.down.set(event.pointerId, event);
      this.dragged = this.down.size > 1;
    }

    /** @param {PointerEvent} event */
    onMove(event) {
      const before = this.down.get(event.pointerId);
      if (!before || this.paused) return;
      const other = Array.from(this.down).find(([id]) => id !== event.pointerId)?.[1];
      const far = Math.hypot(event.clientX - before.x, event.clientY - before.y);
      if (!this.dragged && (this.zoom === 1 || far < DRAG)) return;
      if (!this.dragged) this.map.setPointerCapture(event.pointerId);
      this.dragged = true;
      this.down.set(event.pointerId, event);
      if (other) this.pinch(before, event, other);
      else this.drag(before, event);
    }

    /** @param {Place} before @param {Place} now */
    drag(before, now) {
      const from = this.toMap(before);
      const to = this.toMap(now);
      this.show(this.box.x + from.x - to.x, this.box.y + from.y - to.y, this.zoom);
    }

    /** One of two fingers moved. @param {Place} before @param {Place} now @param {Place} other */
    pinch(before, now, other) {
      const apart = (/** @type {Place} */ one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
      const middle = (/** @type {Place} */ one) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
      this.drag(middle(before), middle(now));
      this.zoomAt(this.toMap(middle(now)), apart(now) / apart(before));
    }

    /** @param {HTMLElement} frame what has the focus where no mark has it */
    listen(frame) {
      const { map } = this;
      const up = (/** @type {PointerEvent} */ event) => this.down.delete(event.pointerId);
      map.addEventListener("pointerdown", (event) => this.onDown(event));
      map.addEventListener("pointermove", (event) => this.onMove(event));
      map.addEventListener("pointerup", up);
      map.addEventListener("pointercancel", up);
      map.addEventListener("wheel", (event) => this.onWheel(event), { passive: false });
      window.addEventListener("wheel", (event) => this.onWheelElsewhere(event), { passive: true });
      // Who drags a mark moves the map, and follows no link.
      map.addEventListener("dragstart", (event) => event.preventDefault());
      map.addEventListener("click", (event) => this.onClick(event), true);
      frame.addEventListener("keydown", (event) => this.onKey(event));
    }

    /** @param {MouseEvent} event */
    onClick(event) {
      if (!this.dragged) return;
      this.dragged = false;
      event.preventDefault();
      event.stopPropagation();
    }

    /** @param {WheelEvent} event */
    onWheelElsewhere(event) {
      if (event.target instanceof Node && !this.map.contains(event.target)) this.turned = event.timeStamp;
    }
  }

  return { View };
})();
