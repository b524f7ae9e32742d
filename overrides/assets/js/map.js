// @ts-check
// The map of papers: a card for the mark under the pointer or in focus, arrow keys from mark to mark, and areas that
// can be brought out. Without it the marks are links with tooltips.
var survey = survey || {};

(() => {
  "use strict";
  const { element, button } = survey.dom;
  /** @type {Record<string, [number, number]>} */
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** @param {Element} mark */
  function shape(mark) {
    return survey.dom.find("use", SVGUseElement, mark);
  }

  /** @param {Element} mark */
  function centre(mark) {
    const { matrix } = shape(mark).transform.baseVal.getItem(0);
    return [matrix.e, matrix.f];
  }

  /** The mark that an event is about. @param {Event} event */
  function markOf(event) {
    const mark = event.target instanceof Element ? event.target.closest(".marks a") : null;
    return mark instanceof SVGElement ? mark : null;
  }

  class PaperMap {
    /** @param {SVGSVGElement} map @param {HTMLElement} frame what scrolls */
    constructor(map, frame) {
      this.map = map;
      this.frame = frame;
      this.marks = Array.from(map.querySelectorAll(".marks a")).filter((mark) => mark instanceof SVGElement);
      this.names = Array.from(map.querySelectorAll(".names text"));
      this.card = element("div", "map-card");
      this.card.hidden = true;
      this.card.setAttribute("aria-hidden", "true"); // it repeats the mark's own name
      /** @type {SVGElement | null} the one mark that the Tab key reaches; arrows go on from there */
      this.current = null;
      frame.append(this.card);
      for (const mark of this.marks) this.prepare(mark);
      this.entries = survey.dom.all(".legend li").map((entry) => ({ entry, button: this.legendButton(entry) }));
    }

    /** A tooltip next to the card would say the same twice. @param {SVGElement} mark */
    prepare(mark) {
      const title = mark.querySelector("title");
      mark.setAttribute("aria-label", title?.textContent ?? "");
      title?.remove();
      mark.setAttribute("tabindex", "-1");
    }

    start() {
      const { map } = this;
      map.addEventListener("pointerover", (event) => this.show(markOf(event)));
      map.addEventListener("pointerleave", () => this.hide());
      map.addEventListener("focusin", (event) => this.onFocus(markOf(event)));
      map.addEventListener("focusout", () => this.hide());
      map.addEventListener("keydown", (event) => this.onKey(event));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.hide();
      });
      if (this.marks.length) this.moveTo(this.marks[0]);
    }

    hide() {
      this.card.hidden = true;
    }

    /** Show a mark's card where there is room for it. @param {SVGElement | null} mark */
    show(mark) {
      this.hide();
      if (!mark) return;
      const { card, frame } = this;
      card.textContent = mark.getAttribute("aria-label");
      card.hidden = false;
      const box = shape(mark).getBoundingClientRect();
      const outside = frame.getBoundingClientRect();
      const left = box.left - outside.left + frame.scrollLeft + box.width / 2 - card.offsetWidth / 2;
      const right = frame.scrollLeft + frame.clientWidth - card.offsetWidth - 4;
      const above = box.top - outside.top - card.offsetHeight - 8;
      card.style.setProperty("--left", `${Math.max(frame.scrollLeft + 4, Math.min(left, right))}px`);
      card.style.setProperty("--top", `${above > 0 ? above : box.bottom - outside.top + 8}px`);
    }

    /** @param {SVGElement} mark */
    moveTo(mark) {
      this.current?.setAttribute("tabindex", "-1");
      this.current = mark;
      mark.setAttribute("tabindex", "0");
    }

    /** @param {SVGElement | null} mark */
    onFocus(mark) {
      if (!mark) return;
      this.moveTo(mark);
      this.show(mark);
    }

    /**
     * The nearest mark in a direction; what lies aside counts as farther.
     *
     * @param {SVGElement} from
     * @param {[number, number]} way
     */
    next(from, [right, down]) {
      const [startX, startY] = centre(from);
      /** @type {SVGElement | null} */
      let best = null;
      let least = Number.POSITIVE_INFINITY;
      for (const mark of this.marks) {
        const [endX, endY] = centre(mark);
        const x = endX - startX;
        const y = endY - startY;
        const ahead = x * right + y * down;
        const far = ahead + 2 * (Math.abs(x * down) + Math.abs(y * right));
        if (ahead <= 0 || far >= least || mark.classList.contains("dim")) continue;
        least = far;
        best = mark;
      }
      return best;
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      const mark = markOf(event);
      if (!mark || !Object.hasOwn(WAYS, event.key)) return;
      event.preventDefault();
      this.next(mark, WAYS[event.key])?.focus();
    }

    /**
     * An entry of the legend brings out its area, and its link says how many papers that has.
     *
     * @param {HTMLElement} entry
     */
    legendButton(entry) {
      const link = survey.dom.find("a", HTMLAnchorElement, entry);
      const count = survey.dom.find(".count", HTMLElement, entry);
      const area = link.textContent ?? "";
      const made = button("", "", () => this.bringOut(made.getAttribute("aria-pressed") === "true" ? null : entry));
      made.append(survey.dom.find("svg", SVGElement, entry), ` ${area}`);
      made.setAttribute("aria-pressed", "false");
      entry.prepend(made);
      const values = { count: Number(count.textContent), area };
      link.textContent = survey.t("js.paper.papers", values);
      link.setAttribute("aria-label", survey.t("js.map.area_page", values));
      count.remove();
      return made;
    }

    /** Bring out the marks of one area, or of all. @param {HTMLElement | null} entry */
    bringOut(entry) {
      for (const one of this.entries) one.button.setAttribute("aria-pressed", String(one.entry === entry));
      for (const mark of this.marks) {
        const drawn = shape(mark);
        const { look, shape: form } = entry?.dataset ?? {};
        const same = drawn.getAttribute("class") === look && drawn.getAttribute("href") === form;
        mark.classList.toggle("dim", Boolean(entry) && !same);
      }
      for (const name of this.names) {
        name.classList.toggle("dim", Boolean(entry) && name.textContent !== entry?.dataset.label);
      }
    }
  }

  const map = document.querySelector("svg.map");
  const frame = map?.parentElement;
  if (map instanceof SVGSVGElement && frame) new PaperMap(map, frame).start();
})();
