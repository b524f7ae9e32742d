// @ts-check
// Which papers of the map are shown clearly: those that a search finds and that pass the filters of Explore, all of it
// in the address, as Explore has it.
var survey = survey || {};
survey.map = survey.map || {};

survey.map.filter = (() => {
  "use strict";
  const { element, link, button } = survey.dom;

  class Filter {
    /** @param {(keys: Set<string> | null) => number} shown with the papers that pass; returns how many of them are on the map */
    constructor(shown) {
      const { state, facets } = survey.explore;
      this.states = state;
      this.facets = facets;
      this.shown = shown;
      this.box = element("div", "map-find explore");
      this.input = this.makeInput();
      this.status = survey.dom.status("p", "map-find__status");
      this.panel = element("div", "map-find__facets facets");
      this.more = element("details", "map-find__more");
      this.more.append(element("summary", "", survey.t("js.map.filters")), this.panel);
      this.explore = link("", survey.t("js.map.explore"));
      this.clear = button(survey.t("js.explore.clear_all"), "action", () => this.reset());
      /** @type {SurveyCollection | null} */
      this.collection = null;
      /** @type {State | null} */
      this.state = null;
      /** @type {InstanceType<typeof survey.explore.facets.Panel> | null} */
      this.view = null;
      this.answers = new survey.search.Answers(
        () => this.show(),
        (reason) => this.fail(reason),
      );
      /** @type {Promise<void> | null} */
      this.loading = null;
      this.said = element("div", "map-find__said");
      this.assemble();
    }

    makeInput() {
      const input = element("input", "search__input");
      input.type = "search";
      input.placeholder = survey.t("js.map.find");
      input.setAttribute("aria-label", survey.t("js.map.find"));
      input.spellcheck = false;
      input.addEventListener("focus", () => this.load());
      input.addEventListener("input", () => this.search());
      return input;
    }

    assemble() {
      const row = element("form", "map-find__row");
      row.setAttribute("role", "search");
      row.addEventListener("submit", (event) => event.preventDefault());
      row.append(this.input);
      this.said.append(this.status, this.explore, this.clear);
      this.said.hidden = true;
      this.more.addEventListener("toggle", () => this.load());
      this.box.append(row, this.more, this.said);
    }

    /** Read the address, if it asks for something. */
    async readAddress() {
      const fragment = location.hash.slice(1);
      if (!this.collection && !fragment.includes("=")) return;
      await this.load();
      if (!this.collection) return;
      this.state = this.states.read(fragment, this.collection).state;
      this.show();
    }

    /** The papers' facts come when somebody is about to filter. */
    load() {
      this.loading ??= this.loadPapers();
      return this.loading;
    }

    async loadPapers() {
      try {
        this.use(await survey.search.loadPapers());
      } catch (error) {
        this.loading = null;
        this.fail(survey.t("js.explore.failed", { reason: String(error) }));
      }
    }

    /** @param {string} reason */
    fail(reason) {
      this.said.hidden = false;
      this.status.textContent = reason;
    }

    /** @param {PapersData} data */
    use(data) {
      this.collection = new this.states.Collection(data);
      this.state = this.states.usual(this.collection);
      this.view = new this.facets.Panel(this.panel, this.collection.facets, (...filter) => this.toggle(...filter));
      if (this.input.value) this.search();
      else this.show();
    }

    /** @param {string} facet @param {string} value @param {Side} side */
    toggle(facet, value, side) {
      if (!this.state) return;
      if (this.state[side][facet]?.includes(value)) this.states.remove(this.state, facet, value);
      else this.states.add(this.state, side, facet, value);
      this.change();
    }

    search() {
      if (!this.state) return;
      this.state.q = this.input.value;
      this.change();
    }

    reset() {
      if (!this.collection) return;
      this.state = this.states.usual(this.collection);
      this.change();
      this.input.focus();
    }

    change() {
      this.show();
      if (this.state && this.collection) survey.dom.setFragment(this.states.write(this.state, this.collection));
    }

    /**
     * The papers that a search finds, or all; none while the answer is on its way, but until the engine is there, those
     * with the letters in their titles.
     *
     * @param {Found | null} found
     * @param {State} state
     * @param {SurveyCollection} collection
     */
    candidates(found, { q }, collection) {
      const wanted = q.trim().toLowerCase();
      if (!wanted) return collection.papers;
      if (found) return collection.numbered(found.hits.map((hit) => hit.id));
      return this.answers.ready
        ? null
        : collection.papers.filter((paper) => paper.title.toLowerCase().includes(wanted));
    }

    /** Show what the state asks for. While an answer is on its way the map stays as it is. */
    show() {
      const { state, collection } = this;
      if (!state || !collection) return;
      if (this.input.value.trim() !== state.q.trim()) this.input.value = state.q;
      const found = this.answers.of(state.q.trimStart());
      const candidates = this.candidates(found, state, collection);
      if (!candidates) return;
      const { papers, counts } = survey.explore.filter.filter(candidates, state, collection.facets);
      this.view?.show(state, counts);
      const fragment = this.states.write(state, collection);
      const count = this.shown(fragment ? new Set(papers.map((paper) => paper.key)) : null);
      this.said.hidden = !fragment;
      const said = [survey.t("js.map.found", { count }), found?.missing ? survey.t("js.search.partial") : ""];
      this.status.textContent = fragment ? said.filter(Boolean).join(" – ") : "";
      this.explore.href = `${survey.dom.base}explore.html#${fragment}`;
    }
  }

  return { Filter };
})();
