// @ts-check
// The search boxes of every page, and the keys that open one: no server, no request but to the site's own files.
// The engine and what it needs are scripts, loaded on first use, since a page opened from a folder cannot fetch data.
var survey = survey || {};

survey.search = (() => {
  "use strict";
  const { element, find, all, isJoined, knowBuild, loadScript, status } = survey.dom;
  const ENGINE = ["packing", "words", "query", "reader", "units", "limits", "scores", "ranking", "engine"];
  const QUIET = 400; // milliseconds without a key press before the number of results is announced
  /** @type {Promise<SearchEngine> | null} */
  let loading = null;

  /** @typedef {{ label: string, address?: string, act?: () => void }} Action */

  /** The facts of all papers. */
  async function loadPapers() {
    await Promise.all([loadScript("assets/explore-data.js"), loadScript("assets/js/paper-rows.js")]);
    return survey.data.papers;
  }

  /** The scripts of the engine: each file costs a millisecond or more. */
  function loadParts() {
    if (isJoined) return [loadScript("assets/search/all.js")];
    return ENGINE.map((part) => loadScript(`assets/search/${part}.js`));
  }

  /** @returns {Promise<SearchEngine>} */
  async function makeEngine() {
    const parts = [...loadParts(), loadScript("assets/js/search-index.js"), knowBuild()];
    const opened = Promise.all(parts).then(() => survey.searchIndex.open());
    const shown = ["marks", "results"].map((part) => loadScript(`assets/js/search-${part}.js`));
    const stemmer = survey.stemmer ? ["base", survey.stemmer] : [];
    const stems = stemmer.map((name) => loadScript(`assets/vendor/snowball-${name}.js`));
    const [engine] = await Promise.all([opened, ...shown, ...stems]);
    return engine;
  }

  /** The engine once it is ready to answer. What failed is tried again. */
  function loadEngine() {
    if (loading) return loading;
    loading = makeEngine();
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /** Whether there is too little to search for: a single letter, but not a single sign that is a word. @param {string} query */
  function tooShort(query) {
    return /^[^\u3000-\uffff]?$/.test(query.trim());
  }

  /** @param {unknown} error */
  function failure(error) {
    return survey.t("js.search.failed", { reason: error instanceof Error ? error.message : String(error) });
  }

  /** What the engine answers to the list of a page, which asks anew whenever it shows itself: the newest query counts. */
  class Answers {
    /** Whether the engine is there. */
    ready = false;
    #asked = "";
    #turn = 0; // of asking: what an older one brings is dropped
    /** @type {Found | null} */
    #found = null;

    /**
     * @param {() => void} heard the answer is there now
     * @param {(reason: string) => void} failed
     */
    constructor(heard, failed) {
      this.heard = heard;
      this.failed = failed;
    }

    async load() {
      const engine = await loadEngine();
      this.ready = true;
      return engine;
    }

    /** The answer to a query, or nothing while it is on its way. @param {string} query */
    of(query) {
      if (query !== this.#asked) this.#ask(query);
      return this.#found;
    }

    /** @param {string} query */
    async #ask(query) {
      const turn = ++this.#turn;
      this.#asked = query;
      this.#found = null;
      if (!query) return;
      try {
        const engine = await this.load();
        const found = turn === this.#turn ? await engine.search(query) : null;
        if (turn !== this.#turn) return;
        this.#found = found;
      } catch (error) {
        if (turn !== this.#turn) return;
        this.#asked = ""; // so that it is asked again
        this.failed(failure(error));
        return;
      }
      this.heard();
    }
  }

  /** A search box and its panel of results. */
  class SearchBox {
    /** @type {Answer | null} what the panel shows */
    shown = null;
    #waiting = 0;
    #turn = 0; // of asking: what an older one brings is dropped

    /**
     * @param {HTMLElement} form
     * @param {((typed: string) => Action[]) | null} [actions] what else may be done here: the panel is always open then
     */
    constructor(form, actions = null) {
      this.form = form;
      this.actions = actions;
      this.input = find("input", HTMLInputElement, form);
      this.panel = find(".search__panel", HTMLElement, form);
      this.said = find("[role=status]", HTMLElement, form);
      this.listen();
    }

    /** Who comes back, finds what was typed, and what was found if that was shown. */
    resume() {
      const { input, panel } = this;
      const shown = () => !panel.hidden || document.activeElement === input;
      const kept = survey.dom.keepWhileAway("query", () => [input.value, shown()]);
      const [query, open] = Array.isArray(kept) ? kept : [];
      if (typeof query !== "string") return;
      input.value = query;
      if (open === true) input.focus({ preventScroll: true });
    }

    get query() {
      return this.input.value.trimStart();
    }

    /** Say it to those who do not see the panel, once no more is typed. @param {string} text */
    say(text) {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => {
        this.said.textContent = text;
      }, QUIET);
    }

    close() {
      this.#turn++;
      this.panel.hidden = true;
      this.say("");
    }

    /** Without a query there are only actions. */
    rest() {
      this.#turn++;
      this.shown = null;
      if (!this.actions) return this.close();
      this.panel.replaceChildren();
      this.say("");
      if (survey.found) survey.found.showActions(this.panel, this.actions(""));
    }

    async update() {
      const { query } = this;
      if (tooShort(query)) return this.rest();
      const turn = ++this.#turn;
      try {
        await this.answer(query, turn);
      } catch (error) {
        if (turn !== this.#turn) return;
        const reason = failure(error);
        this.shown = null;
        this.panel.replaceChildren(element("p", "search__status", reason));
        this.panel.hidden = false;
        this.say(reason);
      }
    }

    /**
     * Show what is found, once the first papers can be named, unless something else is asked by then.
     *
     * @param {string} query
     * @param {number} turn
     */
    async answer(query, turn) {
      const engine = await loadEngine();
      if (turn !== this.#turn) return;
      const { AT_ONCE, first, show, showMore, said } = survey.found;
      const found = await engine.search(query, AT_ONCE);
      if (turn !== this.#turn) return;
      const ids = first(found);
      const shown = ids.slice(0, AT_ONCE);
      const records = await engine.records(shown);
      if (turn !== this.#turn) return;
      this.shown = { engine, query, found, ids: shown, records };
      this.panel.hidden = false;
      show(this.panel, this.shown, this.actions?.(query) ?? []);
      this.say(said(this.shown));
      if (ids.length === shown.length) return;
      const all = await engine.records(ids);
      if (turn !== this.#turn) return;
      this.shown = { engine, query, found, ids, records: all };
      showMore(this.panel, this.shown);
      this.say(said(this.shown));
    }

    /** Go to the next or previous result; before the first is the box. @param {number} step */
    move(step) {
      const links = all(".search__go", this.panel);
      const next = links.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step;
      const target = next < 0 ? this.input : links[Math.min(next, links.length - 1)];
      (target ?? this.input).focus();
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (event.key === "Escape" && !this.actions && !this.panel.hidden) {
        this.input.focus();
        this.close();
        event.preventDefault(); // which would also empty the box
      }
      if (this.panel.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    }

    /**
     * What Enter does at once: the first command that was typed, or the paper whose identifier was.
     *
     * @param {Answer | null} shown what the panel shows of the query
     */
    first(shown) {
      const actions = this.query ? (this.actions?.(this.query) ?? []) : [];
      if (!shown && actions.length) {
        this.panel.replaceChildren(); // it has what was asked for before
        survey.found.showActions(this.panel, actions);
      }
      if (actions.length) return all(".search__go", this.panel)[0];
      return shown?.found.identified ? all(".search__link", this.panel)[0] : undefined;
    }

    /** Enter does what can be done at once; else it opens the full list. @param {Event} event */
    onSubmit(event) {
      event.preventDefault();
      const shown = this.shown?.query === this.query ? this.shown : null;
      const first = this.first(shown);
      if (first) first.click();
      else if (!tooShort(this.query) && (!shown || shown.found.count)) this.openList(shown);
    }

    /** @param {Answer | null} shown */
    openList(shown) {
      const asked = this.query.trim();
      location.href = survey.found
        ? survey.found.exploreAddress(asked, shown)
        : `${survey.dom.base}explore.html#${new URLSearchParams({ q: asked })}`;
      this.form.dispatchEvent(new Event("leave"));
    }

    /** @param {FocusEvent} event */
    onFocus(event) {
      loadEngine().catch(() => {}); // said when something is typed
      const fromHere = this.form.contains(/** @type {Node | null} */ (event.relatedTarget));
      if (!tooShort(this.query) && !fromHere) this.update();
    }

    listen() {
      const { form, input, panel } = this;
      input.addEventListener("focus", (event) => this.onFocus(event));
      input.addEventListener("input", () => this.update());
      form.addEventListener("submit", (event) => this.onSubmit(event));
      form.addEventListener("keydown", (event) => this.onKey(event));
      // A click next to a link must not move the focus from the box, which would close the panel.
      panel.addEventListener("mousedown", (event) => {
        if (event.target instanceof Element && !event.target.closest("a, button, label")) event.preventDefault();
      });
      if (this.actions) return;
      this.resume();
      form.addEventListener("focusout", (event) => {
        if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.close();
      });
    }
  }

  /** Open the palette; where it cannot be loaded, go to a box of the page. */
  function openPalette() {
    // Each path whole: whatever may be meant by it counts towards the version of all scripts.
    const paths = ["assets/js/palette.js", "assets/js/search-marks.js", "assets/js/search-results.js"];
    Promise.all(paths.map(loadScript)).then(
      () => survey.palette.toggle(),
      () => all("[data-search-first], [data-search] input")[0]?.focus(),
    );
  }

  /** Control or Command and K open the palette, "/" a list's own box or the palette, unless one types. @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.altKey || event.shiftKey) return;
    const modified = event.ctrlKey || event.metaKey;
    const types = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (modified ? event.key !== "k" : event.key !== "/" || types) return;
    event.preventDefault();
    const own = all("[data-search-first]")[0];
    if (own && !modified) own.focus();
    else openPalette();
  }

  /** Help with the language of queries, at any box. @param {HTMLElement} opener */
  function offerHelp(opener) {
    opener.addEventListener("click", async () => {
      await loadScript("assets/js/search-help.js");
      survey.help.toggle(opener);
    });
  }

  /** Give a box of the page what only scripts use: help, a status and the panel of results. @param {HTMLElement} form */
  function complete(form) {
    const [help, panel] = [element("button", "search__help", "?"), element("div", "search__panel")];
    Object.assign(help, { id: "search-help", type: "button" });
    help.setAttribute("aria-expanded", "false");
    help.setAttribute("aria-label", survey.t("js.help.title"));
    help.dataset.searchHelp = "";
    Object.assign(panel, { id: "search-panel", hidden: true });
    find("input", HTMLInputElement, form).setAttribute("aria-controls", panel.id);
    form.append(help, status("p", "sr-only"), panel);
    return form;
  }

  for (const form of all("[data-search]")) new SearchBox(complete(form));
  for (const opener of all("[data-search-help]")) offerHelp(opener);
  document.addEventListener("keydown", onKey);

  return { SearchBox, Answers, loadPapers, loadEngine, offerHelp };
})();
