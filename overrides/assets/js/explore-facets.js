// @ts-check
// The panel of filters: for each facet its values with counts, to ask for or to exclude.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.facets = (() => {
  "use strict";
  const { element, button } = survey.dom;
  const SHORT = 8; // values shown before "show all"
  const LONG = 14; // values from which on there is a box to find one

  /** @typedef {{ value: string, label: string, count: number, set: boolean }} Value */
  /** @typedef {(facet: string, value: string, side: Side) => void} Act */

  /** @param {State} state @param {string} facet */
  function setValues(state, facet) {
    return [...(state.include[facet] ?? []), ...(state.exclude[facet] ?? [])];
  }

  /** @param {HTMLElement} list @returns {DOMStringMap | null} */
  function focusIn(list) {
    const focused = document.activeElement;
    return focused instanceof HTMLElement && list.contains(focused) ? { ...focused.dataset } : null;
  }

  /**
   * Give the focus back to what had it before the list was made anew.
   *
   * @param {HTMLElement} list
   * @param {DOMStringMap} focused
   */
  function restoreFocus(list, focused) {
    const same = survey.dom
      .all("[data-value], [data-not]", list)
      .find((one) => one.dataset.value === focused.value && one.dataset.not === focused.not);
    same?.focus({ preventScroll: true });
  }

  /** One facet of the panel. */
  class FacetView {
    /** @param {Facet} facet @param {Act} act */
    constructor(facet, act) {
      this.facet = facet;
      this.act = act;
      this.all = false; // whether all values are shown
      this.wanted = ""; // what a value is looked for by
      this.opened = false;
      /** @type {State | null} */
      this.state = null;
      /** @type {Map<string, number>} */
      this.counts = new Map();
      this.details = element("details", "facet");
      this.details.dataset.facet = facet.id;
      this.details.open = facet.open;
      this.input = this.makeInput();
      this.list = element("ul", "facet__values");
      this.more = button("", "facet__more", () => {
        this.all = !this.all;
        this.fill();
      });
      this.details.append(element("summary", "facet__name", facet.name), this.input, this.list, this.more);
      this.details.addEventListener("toggle", () => {
        if (this.details.open) this.fill();
      });
    }

    makeInput() {
      const input = element("input", "facet__narrow");
      input.type = "search";
      input.placeholder = survey.t("js.facet.find");
      input.setAttribute("aria-label", survey.t("js.facet.find_in", { name: this.facet.name }));
      input.addEventListener("input", () => {
        this.wanted = input.value.trim().toLowerCase();
        this.fill();
      });
      return input;
    }

    /**
     * The values to show: those that are set, and those that would find something.
     *
     * @param {State} state
     * @returns {Value[]}
     */
    values(state) {
      const { id, labels } = this.facet;
      const set = new Set(setValues(state, id));
      const values = Array.from(new Set([...this.counts.keys(), ...set]), (value) => ({
        value,
        label: labels.get(value) ?? value,
        count: this.counts.get(value) || 0,
        set: set.has(value),
      }));
      if (id === "year") return values.sort((a, b) => Number(b.value) - Number(a.value));
      return values.sort((a, b) => Number(b.set) - Number(a.set) || b.count - a.count || (a.label < b.label ? -1 : 1));
    }

    fill() {
      const { state, wanted, list } = this;
      if (!state) return;
      const values = this.values(state);
      const focused = focusIn(list);
      const fitting = wanted ? values.filter((value) => value.label.toLowerCase().includes(wanted)) : values;
      const most = this.all || wanted ? values.length : SHORT;
      list.replaceChildren(...fitting.slice(0, most).map((value) => this.item(value, state)));
      const none = wanted ? survey.t("js.facet.no_such") : survey.t("js.facet.none");
      if (!fitting.length) list.append(element("li", "facet__none", none));
      this.input.hidden = values.length < LONG;
      this.offerMore(values.length);
      if (focused) restoreFocus(list, focused);
    }

    /** @param {number} count */
    offerMore(count) {
      this.more.hidden = count <= SHORT || Boolean(this.wanted);
      const text = this.all ? survey.t("js.facet.fewer") : survey.t("js.facet.all", { count });
      this.more.textContent = text;
      this.more.setAttribute("aria-label", `${text}: ${this.facet.name}`);
    }

    /** @param {Value} value @param {State} state */
    item(value, state) {
      const item = element("li", "facet__value");
      item.append(this.checkbox(value, state), this.excluder(value, state));
      return item;
    }

    /** @param {Value} value @param {State} state */
    checkbox({ value, label, count }, state) {
      const { id } = this.facet;
      const made = element("label");
      const out = state.exclude[id]?.includes(value);
      const box = element("input");
      box.type = "checkbox";
      box.checked = Boolean(state.include[id]?.includes(value));
      box.dataset.value = value;
      box.addEventListener("change", () => this.act(id, value, "include"));
      const name = element("span", out ? "facet__label facet__label--out" : "facet__label", label);
      made.append(box, name, element("span", "count", String(count)));
      return made;
    }

    /** @param {Value} value @param {State} state */
    excluder({ value, label }, state) {
      const { id } = this.facet;
      const made = button(survey.t("js.facet.exclude"), "facet__not", () => this.act(id, value, "exclude"));
      made.dataset.not = value;
      made.setAttribute("aria-pressed", String(Boolean(state.exclude[id]?.includes(value))));
      made.setAttribute("aria-label", survey.t("js.facet.exclude_value", { label }));
      return made;
    }

    /** @param {State} state @param {Map<string, number>} counts */
    show(state, counts) {
      this.state = state;
      this.counts = counts;
      this.details.hidden = !this.facet.labels.size;
      // A filter that is set is shown; that of status is set before a reader sets any.
      if (this.facet.id !== "status" && !this.opened && setValues(state, this.facet.id).length) {
        this.opened = true;
        this.details.open = true;
      }
      if (this.details.open) this.fill();
    }
  }

  class Panel {
    /**
     * @param {HTMLElement} box
     * @param {Facet[]} facets
     * @param {Act} act after which the panel is shown again
     */
    constructor(box, facets, act) {
      this.views = facets.filter((facet) => facet.listed).map((facet) => new FacetView(facet, act));
      box.replaceChildren(...this.views.map((view) => view.details));
    }

    /** @param {State} state @param {Map<string, Map<string, number>>} counts by facet and value */
    show(state, counts) {
      for (const view of this.views) view.show(state, counts.get(view.facet.id) ?? new Map());
    }
  }

  return { Panel };
})();
