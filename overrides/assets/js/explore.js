// @ts-check
// The page of all papers: search, filters, list or table, all of it in the address.
var survey = survey || {};
survey.explore = survey.explore || {};

(() => {
  "use strict";
  const { element, button } = survey.dom;
  const { state: states, filter: filters, rows } = survey.explore;
  const UNDRAWN = 1000; // milliseconds for which a page waits to be drawn
  const COPIED = 2000; // milliseconds for which a button says that the link is copied

  /**
   * @typedef {object} Candidates the papers that a search finds
   * @property {ListedPaper[]} papers
   * @property {Sought | null} sought
   * @property {Set<ListedPaper> | null} whole those with every word
   * @property {boolean} [alone] whether one was asked for by its identifier, so that filters do not count
   * @property {boolean} [early] whether the engine has still to answer
   * @property {boolean} [partial] whether it could not look everywhere
   */

  /** @param {unknown} error */
  function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
  }

  class ExplorePage {
    /** @param {HTMLElement} root @param {PapersData} data */
    constructor(root, data) {
      const part = (/** @type {string} */ name) => survey.dom.find(`[data-${name}]`, HTMLElement, root);
      this.root = root;
      this.input = survey.dom.find("[data-query]", HTMLInputElement, root);
      this.sorts = survey.dom.find("[data-sort]", HTMLSelectElement, root);
      this.filters = survey.dom.find("[data-filters]", HTMLDetailsElement, root);
      this.count = part("count");
      this.note = part("note");
      this.chips = part("chips");
      this.box = part("list");
      this.columns = part("columns");
      this.views = survey.dom.all("[data-view]", root);
      this.collection = new states.Collection(data);
      filters.rank(this.collection.papers);
      this.state = states.usual(this.collection);
      this.answers = new survey.search.Answers(
        () => this.update(),
        (reason) => this.fail(reason),
      );
      this.loading = false;
      this.description = ""; // of what is shown
      /** @type {ListedPaper[]} */
      this.shown = [];
      /** @type {Sought | null} */
      this.sought = null;
      this.selection = new survey.explore.selection.SelectAll(part("export"), () => this.view());
      this.panel = new survey.explore.facets.Panel(part("facets"), this.collection.facets, (...filter) =>
        this.toggle(...filter),
      );
    }

    start() {
      this.offer();
      this.listen();
      this.readAddress();
      this.root.dataset.ready = "facts";
      const kept = survey.explore.place.kept(this);
      if (kept) survey.explore.place.restore(this, kept);
    }

    view() {
      return { keys: this.shown.map((paper) => paper.key), description: this.description };
    }

    /** What the address says of the state. */
    fragment() {
      return states.write(this.state, this.collection);
    }

    /**
     * Show what the address asks for. Links of other pages have it in the query, since a fragment would mean a place on
     * this page.
     */
    readAddress() {
      const { state, unknown } = states.read(survey.address.asked(), this.collection);
      const strange = unknown.filter((part) => !survey.address.isTracking(part.split("=")[0]));
      this.state = state;
      this.note.hidden = !strange.length;
      this.note.textContent = survey.t("js.explore.unknown", { list: strange.join(", ") });
      this.update();
    }

    /** The address was changed by a reader: a place on the page is no state. */
    followAddress() {
      if (!location.hash || location.hash.includes("=")) this.readAddress();
    }

    /** The papers that a search finds, or all; none while the answer is on its way. @returns {Candidates | null} */
    candidates() {
      const { collection, answers } = this;
      const query = this.state.q.trimStart();
      const found = answers.of(query);
      if (!query) return { papers: collection.papers.slice(), sought: null, whole: null };
      if (!found) {
        this.load();
        return answers.ready ? null : this.byTitle(query);
      }
      const papers = collection.numbered(found.hits.map((hit) => hit.id));
      const whole = new Set(collection.numbered(found.whole));
      return { papers, sought: found.sought, whole, alone: found.identified, partial: found.missing > 0 };
    }

    /**
     * Until the engine is there, what has the letters in its title; of a query in the language of search-query.js, nothing.
     *
     * @param {string} query
     * @returns {Candidates}
     */
    byTitle(query) {
      const wanted = query.trim().toLowerCase();
      const papers = this.collection.papers.filter((paper) => paper.title.toLowerCase().includes(wanted));
      return { papers, sought: null, whole: null, early: true };
    }

    /** Show what the state asks for. While an answer is on its way the papers stay as they are. */
    update() {
      const from = this.candidates();
      this.box.setAttribute("aria-busy", String(!from || Boolean(from.early)));
      this.showChips();
      this.showControls();
      if (from) this.show(from);
    }

    /** @param {Candidates} from */
    show(from) {
      const state = from.alone ? { ...this.state, include: {}, exclude: {} } : this.state;
      const kept = filters.filter(from.papers, state, this.collection.facets);
      this.shown = filters.sort(kept.papers, this.state);
      this.sought = from.sought;
      this.description = states.describe(this.state, this.collection);
      this.panel.show(this.state, kept.counts);
      this.selection.show();
      this.showPapers();
      const partial = from.partial ? survey.t("js.search.partial") : "";
      this.count.textContent = [this.summary(from.whole), partial].filter(Boolean).join(" – ");
      this.root.dataset.search = this.fragment();
      const complete = !from.early && !from.partial;
      this.root.dispatchEvent(new CustomEvent("searched", { detail: { ...this.view(), complete } }));
    }

    /** What is said where nothing is shown; what is not found by its title may be found yet. */
    none() {
      return this.state.q.trim() && !this.answers.ready ? "" : survey.t("js.explore.none");
    }

    /** @param {Set<ListedPaper> | null} whole papers with every word of the query */
    summary(whole) {
      const count = this.shown.length;
      const total = this.collection.papers.length;
      if (!total) return survey.t("js.explore.empty");
      if (!count) return this.none();
      const text =
        count < total ? survey.t("js.explore.of", { count, total }) : survey.t("js.explore.count", { count });
      const matched = whole ? this.shown.filter((paper) => whole.has(paper)).length : count;
      if (matched === count) return text;
      return `${text}; ${matched ? survey.t("js.search.whole", { count: matched }) : survey.t("js.search.none_whole")}`;
    }

    showPapers() {
      const shown = {
        collection: this.collection,
        papers: this.shown,
        sought: this.sought,
        columns: this.state.columns,
      };
      if (this.state.view === "table") rows.showTable(this.box, shown);
      else rows.showList(this.box, shown);
    }

    /** What a chip says, and what pressing it does. @param {Filter} filter */
    chipText({ facet, value, side, name, label }) {
      if (states.isUsual(side, facet, value)) {
        const count = this.collection.excluded;
        return [survey.t("js.explore.hiding", { count }), survey.t("js.explore.show_excluded", { count })];
      }
      const values = { name, label };
      if (side === "exclude") return [survey.t("js.chip.exclude", values), survey.t("js.chip.remove_exclude", values)];
      return [survey.t("js.chip.include", values), survey.t("js.chip.remove_include", values)];
    }

    /** @param {Filter} filter */
    chip(filter) {
      const [text, action] = this.chipText(filter);
      const chip = button("", filter.side === "exclude" ? "chip chip--out" : "chip", () => {
        states.remove(this.state, filter.facet, filter.value);
        this.changed();
        this.input.focus({ preventScroll: true });
      });
      chip.append(element("span", "", text), element("span", "chip__off", "×"));
      chip.setAttribute("aria-label", action);
      return chip;
    }

    /** What is shown once all filters are cleared. */
    cleared() {
      const { view, columns } = this.state;
      return { ...states.usual(this.collection), view, columns };
    }

    clearAll() {
      this.state = this.cleared();
      this.changed();
      this.input.focus();
    }

    showChips() {
      const filters = states.filters(this.state, this.collection);
      const shown = filters.filter(
        ({ side, facet, value }) => this.collection.excluded || !states.isUsual(side, facet, value),
      );
      const chips = shown.map((filter) => this.chip(filter));
      const same = states.write(this.state, this.collection) === states.write(this.cleared(), this.collection);
      if (!same) chips.push(button(survey.t("js.explore.clear_all"), "chip chip--clear", () => this.clearAll()));
      this.chips.replaceChildren(...chips);
    }

    showControls() {
      const { state } = this;
      if (this.input.value.trim() !== state.q.trim()) this.input.value = state.q;
      this.sorts.value = filters.order(state);
      for (const option of this.sorts.options) option.disabled = option.value === "relevance" && !state.q.trim();
      for (const view of this.views) view.setAttribute("aria-pressed", String(view.dataset.view === state.view));
      this.columns.hidden = state.view !== "table";
      for (const check of this.columns.querySelectorAll("input")) check.checked = state.columns.includes(check.value);
    }

    /**
     * Show the state, and then say it in the address: a new place to come back to, but not for each letter that is typed.
     *
     * @param {boolean} [typed]
     */
    changed(typed) {
      this.note.hidden = true;
      this.update();
      survey.dom.setFragment(this.fragment(), !typed);
    }

    /** @param {string} facet @param {string} value @param {Side} side */
    toggle(facet, value, side) {
      if (this.state[side][facet]?.includes(value)) states.remove(this.state, facet, value);
      else states.add(this.state, side, facet, value);
      this.changed();
    }

    /** Fill the choices of order and columns. */
    offer() {
      const options = Object.entries(states.SORTS).map(([id, key]) => {
        const option = element("option", "", survey.t(key));
        option.value = id;
        return option;
      });
      this.sorts.replaceChildren(...options);
      const labels = this.collection.columns.map(({ id, name }) => {
        const label = element("label");
        const check = element("input");
        check.type = "checkbox";
        check.value = id;
        label.append(check, ` ${name}`);
        return label;
      });
      survey.dom.find("div", HTMLElement, this.columns).append(...labels);
    }

    chooseSort() {
      const usual = filters.order({ ...this.state, sort: "" });
      this.state.sort = this.sorts.value === usual ? "" : this.sorts.value;
      this.changed();
    }

    chooseColumns() {
      const on = Array.from(this.columns.querySelectorAll("input")).filter((check) => check.checked);
      this.state.columns = on.map((check) => check.value);
      this.changed();
    }

    /** @param {HTMLElement} link the button that copies the address */
    async copyLink(link) {
      try {
        await survey.dom.copyText(survey.dom.addressWith(this.fragment()));
        link.textContent = survey.t("js.copy.copied");
      } catch {
        link.textContent = survey.t("js.copy.by_hand");
      }
      setTimeout(() => {
        link.textContent = survey.t("js.copy.link");
      }, COPIED);
    }

    listen() {
      this.input.addEventListener("focus", () => this.load());
      this.input.addEventListener("input", () => {
        this.state.q = this.input.value;
        this.changed(true);
      });
      this.input.form?.addEventListener("submit", (event) => event.preventDefault());
      this.sorts.addEventListener("change", () => this.chooseSort());
      for (const view of this.views) {
        view.addEventListener("click", () => {
          this.state.view = view.dataset.view === "table" ? "table" : "list";
          this.changed();
        });
      }
      this.columns.addEventListener("change", () => this.chooseColumns());
      const link = survey.dom.find("[data-link]", HTMLElement, this.root);
      link.addEventListener("click", () => this.copyLink(link));
      for (const name of ["hashchange", "popstate"]) window.addEventListener(name, () => this.followAddress());
      for (const to of survey.dom.all("[data-to]", this.root)) to.addEventListener("click", () => this.goTo(to));
      this.followWidth(window.matchMedia("(min-width: 60em)"));
    }

    /** Filters come after the list, which may be long: a button leads to them, and one back. @param {HTMLElement} to */
    goTo(to) {
      const filters = to.dataset.to === "filters";
      if (filters) this.filters.open = true;
      const target = filters ? this.filters.querySelector(".facet summary") : this.root.querySelector(".result__title");
      if (target instanceof HTMLElement) target.focus();
    }

    /** Filters are open where there is room next to the list. @param {MediaQueryList} wide */
    followWidth(wide) {
      const follow = () => {
        this.filters.open = wide.matches;
      };
      wide.addEventListener("change", follow);
      follow();
    }

    /** @param {string} reason */
    fail(reason) {
      this.box.setAttribute("aria-busy", "false");
      this.count.textContent = reason;
    }

    /** The engine weighs more than all else here: it comes when somebody is about to search. What failed is tried again. */
    async load() {
      if (this.loading) return;
      this.loading = true;
      try {
        await this.answers.load();
        this.root.dataset.ready = "search";
      } catch (error) {
        this.loading = false;
        this.fail(survey.t("js.search.failed", { reason: reasonOf(error) }));
      }
    }
  }

  /**
   * @param {HTMLElement} root
   * @param {Promise<unknown>} sought resolves when somebody is about to search, which may be before the data has come
   */
  async function begin(root, sought) {
    try {
      const page = new ExplorePage(root, await survey.search.loadPapers());
      page.start();
      sought.then(() => page.load());
    } catch (error) {
      // The first papers are in the page and stay; what would do nothing goes.
      root.dataset.ready = "failed";
      document.documentElement.classList.remove("asks");
      const note = survey.dom.find("[data-note]", HTMLElement, root);
      note.hidden = false;
      note.textContent = survey.t("js.explore.failed", { reason: reasonOf(error) });
    }
  }

  /** Resolves once the browser says that the page is drawn; one in the background is not drawn, and waits no longer. */
  function drawn() {
    return new Promise((resolve) => {
      new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
      setTimeout(resolve, UNDRAWN);
    });
  }

  const root = document.querySelector("[data-explore]");
  if (!(root instanceof HTMLElement)) return;
  const input = survey.dom.find("[data-query]", HTMLInputElement, root);
  const sought = new Promise((resolve) => input.addEventListener("focus", resolve, { once: true }));
  // The first papers are in the page: they are drawn before anything else is fetched, unless others are asked for.
  if (document.documentElement.classList.contains("asks")) begin(root, sought);
  else drawn().then(() => begin(root, sought));
})();
