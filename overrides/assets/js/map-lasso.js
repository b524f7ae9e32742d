// @ts-check
// Papers are selected by drawing around their marks. Who does not draw selects all that are shown, or one by one.
var survey = survey || {};
survey.map = survey.map || {};

survey.map.lasso = (() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const SHORT = 5; // pixels up to which a line is a press

  /** @typedef {{ x: number, y: number }} Place */

  /**
   * Whether a place is inside of a closed line.
   *
   * @param {Place} place
   * @param {Place[]} line
   */
  function isInside({ x, y }, line) {
    let inside = false;
    line.forEach((to, n) => {
      const from = line[(n || line.length) - 1];
      if (from.y > y === to.y > y) return;
      if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
    });
    return inside;
  }

  class Lasso {
    /**
     * @param {SVGSVGElement} map
     * @param {InstanceType<typeof survey.map.view.View>} view
     * @param {(line: Place[]) => void} drawn
     * @param {(mark: Element) => void} pressed when no more than a mark was pressed
     */
    constructor(map, view, drawn, pressed) {
      this.map = map;
      this.view = view;
      this.drawn = drawn;
      this.pressed = pressed;
      /** @type {Place[] | null} */
      this.line = null;
      this.length = 0; // in pixels
      this.shape = document.createElementNS(SVG, "polygon");
      this.shape.setAttribute("class", "lasso");
      this.button = survey.dom.button(survey.t("js.map.lasso"), "map-tool", () => this.toggle(!this.isOn));
      this.button.setAttribute("aria-pressed", "false");
      this.listen();
    }

    get isOn() {
      return this.view.paused;
    }

    /** @param {boolean} on */
    toggle(on) {
      this.view.paused = on;
      this.button.setAttribute("aria-pressed", String(on));
      this.map.classList.toggle("drawing-line", on);
      this.end();
    }

    end() {
      this.line = null;
      this.shape.remove();
    }

    /** @param {PointerEvent} event */
    onDown(event) {
      if (!this.isOn || !event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      this.map.setPointerCapture(event.pointerId);
      this.line = [this.view.toMap(event)];
      this.length = 0;
      this.last = event;
      this.map.append(this.shape);
      this.draw();
    }

    /** @param {PointerEvent} event */
    onMove(event) {
      if (!this.line || !event.isPrimary) return;
      this.length += Math.hypot(event.x - (this.last?.x ?? 0), event.y - (this.last?.y ?? 0));
      this.last = event;
      this.line.push(this.view.toMap(event));
      this.draw();
    }

    draw() {
      const points = (this.line ?? []).map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
      this.shape.setAttribute("points", points.join(" "));
    }

    onUp() {
      const { line } = this;
      this.end();
      if (line && this.length > SHORT) this.drawn(line);
    }

    /** A press is a choice of one mark, and follows no link. @param {MouseEvent} event */
    onClick(event) {
      if (!this.isOn || !event.detail) return;
      event.preventDefault();
      event.stopPropagation();
      if (this.length > SHORT) return;
      const there = document.elementFromPoint(event.clientX, event.clientY);
      const mark = there?.closest(".marks a");
      if (mark) this.pressed(mark);
    }

    listen() {
      const { map } = this;
      map.addEventListener("pointerdown", (event) => this.onDown(event));
      map.addEventListener("pointermove", (event) => this.onMove(event));
      map.addEventListener("pointerup", () => this.onUp());
      map.addEventListener("pointercancel", () => this.end());
      map.addEventListener("click", (event) => this.onClick(event), true);
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.isOn) this.toggle(false);
      });
    }
  }

  return { Lasso, isInside };
})();
