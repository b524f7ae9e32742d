// @ts-check
// The map of papers: a card for the mark under the pointer or in focus, arrow keys from mark to mark, areas that can be
// brought out, and marks that are selected. Without it the marks are links with tooltips.
var survey = survey || {};
survey.map = survey.map || {};

(() => {
  "use strict";
  const { element, button } = survey.dom;
  const NEAR = 3; // how far the map is zoomed to show one paper
  /** @type {Record<string, [number, number]>} */
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  /** @param {Element} mark */
  function shape(mark) {
    return survey.dom.find("use", SVGUseElement, mark);
  }

  /** @param {Element} mark */
  function centre(mark) {
    const { e, f } = /** @type {SVGGraphicsElement} */ (mark).transform.baseVal.getItem(0).matrix;
    return { x: e, y: f };
  }

  /** The key of the paper that a mark leads to. @param {Element} mark */
  function keyOf(mark) {
    return /([^/]+)\.html$/.exec(mark.getAttribute("href") ?? "")?.[1] ?? "";
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
      this.names = Array.from(map.querySelectorAll(".names > g"));
      this.card = element("div", "map-card");
      this.card.hidden = true;
      this.card.setAttribute("aria-hidden", "true"); // it repeats the mark's own name
      /** @type {SVGElement | null} the one mark that the Tab key reaches; arrows go on from there */
      this.current = null;
      /** @type {HTMLElement | null} the entry of the legend that is brought out */
      this.area = null;
      /** @type {Set<string> | null} what passes the filter */
      this.passing = null;
      this.view = new survey.map.view.View(map, () => this.moved());
      this.lasso = new survey.map.lasso.Lasso(
        map,
        this.view,
        (line) => this.select(this.marks.filter((mark) => survey.map.lasso.isInside(centre(mark), line))),
        (mark) => this.pick(mark),
      );
      this.filter = new survey.map.filter.Filter((keys) => this.pass(keys));
      frame.append(this.card);
      for (const mark of this.marks) this.prepare(mark);
      this.entries = survey.dom.all(".legend li").map((entry) => ({ entry, button: this.legendButton(entry) }));
    }

    /** A tooltip next to the card would say the same twice. @param {SVGElement} mark */
    prepare(mark) {
      const title = mark.querySelector("title");
      mark.setAttribute("aria-label", title?.textContent ?? "");
      mark.dataset.name = title?.textContent ?? "";
      title?.remove();
      mark.setAttribute("tabindex", "-1");
    }

    start() {
      const { map, frame } = this;
      map.addEventListener("pointerover", (event) => this.show(markOf(event)));
      map.addEventListener("pointerleave", () => this.show(this.focused()));
      map.addEventListener("focusin", (event) => this.onFocus(markOf(event)));
      map.addEventListener("focusout", () => this.hide());
      map.addEventListener("keydown", (event) => this.onKey(event));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.hide();
      });
      this.view.listen(frame);
      frame.before(this.filter.box, this.tools());
      frame.after(element("p", "map-keys", survey.t("js.map.keys")));
      survey.selection.onChange(() => this.showPicked());
      this.showPicked();
      window.addEventListener("hashchange", () => this.readAddress());
      if (this.marks.length) this.moveTo(this.marks[0]);
      this.readAddress();
    }

    tools() {
      const { view } = this;
      const made = element("div", "map-tools");
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", survey.t("js.map.tools"));
      const tool = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ act) => {
        const one = button(text, "map-tool", act);
        one.setAttribute("aria-label", survey.t(name));
        one.title = survey.t(name);
        return one;
      };
      this.closer = tool("+", "js.map.closer", () => view.step(1));
      this.farther = tool("−", "js.map.farther", () => view.step(-1));
      this.movers = [
        tool("←", "js.map.left", () => view.move(WAYS.ArrowLeft)),
        tool("→", "js.map.right", () => view.move(WAYS.ArrowRight)),
        tool("↑", "js.map.up", () => view.move(WAYS.ArrowUp)),
        tool("↓", "js.map.down", () => view.move(WAYS.ArrowDown)),
      ];
      this.whole = button(survey.t("js.map.whole"), "map-tool", () => view.reset());
      this.all = button("", "map-tool", () => this.select(this.marks.filter((mark) => this.isShown(mark))));
      made.append(this.farther, this.closer, ...this.movers, this.whole, this.lasso.button, this.all);
      this.moved();
      return made;
    }

    /** Another part of the map is shown. */
    moved() {
      this.hide();
      const { zoom } = this.view;
      for (const one of [this.farther, this.whole, ...(this.movers ?? [])]) if (one) one.disabled = zoom <= 1;
      this.countShown();
    }

    countShown() {
      if (!this.all) return;
      const count = this.marks.filter((mark) => this.isShown(mark)).length;
      this.all.textContent = survey.t("js.map.select", { count });
      this.all.disabled = !count;
    }

    /** Whether a mark is to be seen, and clearly. @param {Element} mark */
    isShown(mark) {
      return !mark.classList.contains("dim") && this.view.shows(centre(mark));
    }

    /** Go to the paper that the address names, or show what it asks for. */
    readAddress() {
      const key = new URLSearchParams(location.hash.slice(1)).get("paper");
      const mark = key && this.marks.find((one) => keyOf(one) === key);
      if (!mark) {
        this.filter.readAddress();
        return;
      }
      this.view.centre(centre(mark), NEAR);
      this.frame.scrollIntoView({ block: "nearest" });
      mark.focus({ preventScroll: true });
      this.onFocus(mark);
    }

    /** Select papers. @param {Element[]} marks */
    select(marks) {
      survey.selection.setAll(marks.filter((mark) => !mark.classList.contains("dim")).map(keyOf), true);
    }

    /** Select a paper, or no longer. @param {Element} mark */
    pick(mark) {
      survey.selection.set(keyOf(mark), !survey.selection.has(keyOf(mark)));
    }

    showPicked() {
      for (const mark of this.marks) {
        const picked = survey.selection.has(keyOf(mark));
        if (mark.classList.contains("picked") === picked) continue;
        mark.classList.toggle("picked", picked);
        const name = mark.dataset.name ?? "";
        mark.setAttribute("aria-label", picked ? survey.t("js.map.selected", { name }) : name);
      }
    }

    /** The mark in focus, whose card is shown where the pointer is on no other. @returns {SVGElement | null} */
    focused() {
      return this.marks.find((mark) => mark === document.activeElement) ?? null;
    }

    hide() {
      this.card.hidden = true;
    }

    /** Show a mark's card where there is room for it. @param {SVGElement | null} mark */
    show(mark) {
      this.hide();
      if (!mark || this.view.dragged) return;
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
      if (!this.view.shows(centre(mark))) this.view.centre(centre(mark));
      this.show(mark);
    }

    /**
     * The nearest mark in a direction; what lies aside counts as farther.
     *
     * @param {SVGElement} from
     * @param {[number, number]} way
     */
    next(from, [right, down]) {
      const start = centre(from);
      /** @type {SVGElement | null} */
      let best = null;
      let least = Number.POSITIVE_INFINITY;
      for (const mark of this.marks) {
        const end = centre(mark);
        const x = end.x - start.x;
        const y = end.y - start.y;
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
      if (!mark || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key !== " " && !Object.hasOwn(WAYS, event.key)) return;
      event.preventDefault();
      if (event.key === " ") this.pick(mark);
      else this.next(mark, WAYS[event.key])?.focus({ preventScroll: true });
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
      this.area = entry;
      for (const one of this.entries) one.button.setAttribute("aria-pressed", String(one.entry === entry));
      this.dim();
    }

    /** Show the papers that pass clearly, or all. @param {Set<string> | null} keys */
    pass(keys) {
      this.passing = keys;
      this.dim();
      return keys ? this.marks.filter((mark) => keys.has(keyOf(mark))).length : this.marks.length;
    }

    dim() {
      const { area, passing } = this;
      const { look, shape: form, label } = area?.dataset ?? {};
      for (const mark of this.marks) {
        const drawn = shape(mark);
        const same = drawn.getAttribute("class") === look && drawn.getAttribute("href") === form;
        mark.classList.toggle("dim", Boolean(area && !same) || Boolean(passing && !passing.has(keyOf(mark))));
      }
      for (const name of this.names)
        name.classList.toggle("dim", Boolean(area) && name.getAttribute("data-area") !== label);
      this.countShown();
    }
  }

  const map = document.querySelector("svg.map");
  const frame = map?.parentElement;
  if (map instanceof SVGSVGElement && frame) new PaperMap(map, frame).start();
})();
