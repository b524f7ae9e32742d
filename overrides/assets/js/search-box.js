// @ts-check
// The search box of every page: no server, no request but to the site's own files.
// Data and engine are scripts, loaded on first use, since a page opened from a folder cannot fetch data.
var survey = survey || {};

survey.search = (() => {
  "use strict";
  const { base, element, link, status, all, loadScript, paperAddress, topicAddress } = survey.dom;
  const MOST = 30; // results shown
  const SNIPPET = 160; // letters
  const PATIENCE = 400; // milliseconds to wait for abstracts before results by title are shown
  const PARTS = ["words", "query", "facts", "names", "engine"];
  const WORD = /([\w\u00c0-\u024f]+)/;
  /** @type {Promise<SearchEngine> | null} */
  let loading = null;

  /** @typedef {ReturnType<SearchEngine["search"]>} Results */

  /** The facts of all papers. */
  async function loadPapers() {
    await Promise.all([loadScript("assets/explore-data.js"), loadScript("assets/js/paper-rows.js")]);
    return survey.data.papers;
  }

  async function makeEngine() {
    const abstracts = loadScript("assets/search-index.js");
    abstracts.catch(() => {}); // whoever waits for `complete` learns of it
    const scripts = PARTS.map((part) => loadScript(`assets/js/search-${part}.js`));
    const [data] = await Promise.all([loadPapers(), loadScript("assets/vendor/minisearch.js"), ...scripts]);
    const made = await new survey.engine.Engine(data).addFacts();
    made.complete = abstracts.then(() => made.addTexts(survey.data.abstracts));
    made.complete.catch(() => {
      loading = null;
    });
    return made;
  }

  /**
   * The engine once it knows titles and other facts; its `complete` resolves when it knows the abstracts too. What
   * failed is tried again.
   *
   */
  function loadEngine() {
    if (loading) return loading;
    loading = makeEngine();
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /** @param {string} part @param {Set<string> | null} stems */
  function isFound(part, stems) {
    return Boolean(part && stems?.has(survey.words.stem(survey.words.plain(part))));
  }

  /**
   * Text with the found words marked; built from text nodes, so that nothing in it can be markup.
   *
   * @param {string} text
   * @param {Set<string> | null} stems
   */
  function marked(text, stems) {
    const fragment = document.createDocumentFragment();
    if (!stems) {
      fragment.append(text);
      return fragment;
    }
    for (const part of text.split(WORD)) fragment.append(isFound(part, stems) ? element("mark", "", part) : part);
    return fragment;
  }

  /** Where the first found word begins, or -1. @param {string} text @param {Set<string>} stems */
  function firstFound(text, stems) {
    let place = 0;
    for (const part of text.split(WORD)) {
      if (isFound(part, stems)) return place;
      place += part.length;
    }
    return -1;
  }

  /** @param {string} text @param {Set<string>} stems */
  function snippet(text, stems) {
    let start = Math.max(0, firstFound(text, stems) - 50);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    const end = start + SNIPPET < text.length ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  /** @param {SearchEngine} engine @param {Results} found @param {number} id */
  function resultItem(engine, found, id) {
    const paper = engine.papers[id];
    const item = element("li", "search__item");
    const title = link(paperAddress(paper.key), "", "search__link");
    title.append(marked(paper.title, found.stems));
    item.append(title);
    const excluded = paper.status === "excluded";
    const context = excluded ? survey.t("js.status.excluded") : survey.rows.note(engine.data, paper);
    if (context) item.append(element("span", "search__context", context));
    const text = [paper.summary, engine.abstracts?.[id]].filter(Boolean).join(" ");
    const shown = element("span", "search__snippet");
    shown.append(marked(snippet(text, found.stems), found.stems));
    item.append(shown);
    return item;
  }

  /** @param {{ key: string, title: string }[]} topics */
  function topicsLine(topics) {
    const line = element("p", "search__topics", `${survey.t("js.search.topics", { count: topics.length })} `);
    const links = topics.map((topic) => link(topicAddress(topic.key), topic.title));
    return survey.dom.appendJoined(line, links, " · ");
  }

  /** @param {SearchEngine} engine @param {Results} found @param {string} query */
  function allLine(engine, found, query) {
    const excluded = found.hits.some((hit) => engine.papers[hit.id].status === "excluded");
    const asked = new URLSearchParams(excluded ? { q: query, status: "any" } : { q: query });
    const line = element("p", "search__all");
    line.append(link(`${base}explore.html#${asked}`, survey.t("js.search.all", { count: found.hits.length })));
    return line;
  }

  /** @param {Results} found */
  function summary(found) {
    const count = found.hits.length;
    if (!count) return survey.t("js.search.none");
    const parts = [survey.t("js.search.results", { count })];
    if (!found.whole.size) parts.push(survey.t("js.search.none_whole"));
    else if (found.whole.size < count) parts.push(survey.t("js.search.whole", { count: found.whole.size }));
    if (count > MOST) parts.push(survey.t("js.search.first", { count: MOST }));
    return parts.join(", ");
  }

  /** @param {HTMLElement} panel @param {SearchEngine} engine @param {string} query */
  function show(panel, engine, query) {
    const found = engine.search(query);
    const list = element("ol", "search__list");
    list.append(...found.hits.slice(0, MOST).map((hit) => resultItem(engine, found, hit.id)));
    panel.replaceChildren(status("p", "search__status", summary(found)));
    if (found.topics.length) panel.append(topicsLine(found.topics));
    panel.append(list);
    if (found.hits.length) panel.append(allLine(engine, found, query));
    panel.hidden = false;
  }

  /**
   * Whether results may not change any more: they are hidden, or someone is about to choose one.
   *
   * @param {HTMLElement} panel
   */
  function inUse(panel) {
    return panel.hidden || panel.matches(":hover") || panel.contains(document.activeElement);
  }

  /** The search box of a page and its panel of results. */
  class SearchBox {
    /** @param {HTMLElement} form */
    constructor(form) {
      this.form = form;
      this.input = survey.dom.find("input", HTMLInputElement, form);
      this.panel = survey.dom.find(".search__panel", HTMLElement, form);
      this.listen();
      this.resume();
    }

    /** Who comes back, finds what was typed, and what was found if that was shown. */
    resume() {
      const { input, panel } = this;
      const shown = () => !panel.hidden || document.activeElement === input;
      const kept = survey.dom.keepWhileAway("query", () => [input.value, shown()]);
      const [query, open] = Array.isArray(kept) ? kept : [];
      if (typeof query !== "string" || !query) return;
      input.value = query;
      if (open === true) input.focus({ preventScroll: true });
    }

    async update() {
      const query = this.input.value.trimStart();
      if (query.trim().length < 2) {
        this.panel.hidden = true;
        return;
      }
      try {
        await this.answer(query);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.panel.replaceChildren(element("p", "search__status", survey.t("js.search.failed", { reason })));
        this.panel.hidden = false;
      }
    }

    /**
     * Show results by title where abstracts are slow to come, and better ones when they are there.
     *
     * @param {string} query
     */
    async answer(query) {
      const current = () => this.input.value.trimStart() === query;
      const engine = await loadEngine();
      const known = engine.abstracts;
      if (!known) await Promise.race([engine.complete, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      if (current()) show(this.panel, engine, query);
      if (engine.abstracts) return;
      await engine.complete;
      if (current() && !inUse(this.panel)) show(this.panel, engine, query);
    }

    /** Go to the next or previous result; before the first is the box. @param {number} step */
    move(step) {
      const links = all(".search__link", this.panel);
      const next = links.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + step;
      const target = next < 0 ? this.input : links[Math.min(next, links.length - 1)];
      (target ?? this.input).focus();
    }

    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (event.key === "Escape") {
        this.input.focus();
        this.panel.hidden = true;
      }
      if (this.panel.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    }

    /** @param {Event} event */
    onSubmit(event) {
      event.preventDefault();
      const first = all(".search__link", this.panel)[0] ?? all("a", this.panel)[0];
      if (first && !this.panel.hidden) first.click();
    }

    /** @param {FocusEvent} event */
    onFocus(event) {
      loadEngine().catch(() => {}); // said when something is typed
      const fromHere = this.form.contains(/** @type {Node | null} */ (event.relatedTarget));
      if (this.input.value.trim().length > 1 && !fromHere) this.update();
    }

    listen() {
      const { form, input, panel } = this;
      input.addEventListener("focus", (event) => this.onFocus(event));
      input.addEventListener("input", () => this.update());
      form.addEventListener("submit", (event) => this.onSubmit(event));
      form.addEventListener("keydown", (event) => this.onKey(event));
      form.addEventListener("focusout", (event) => {
        if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) panel.hidden = true;
      });
      // A click next to a link must not move the focus from the box, which would close the panel.
      panel.addEventListener("mousedown", (event) => {
        if (event.target instanceof Element && !event.target.closest("a")) event.preventDefault();
      });
    }
  }

  /** "/" goes to the search box, unless one types already. @param {KeyboardEvent} event */
  function onSlash(event) {
    const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const input = all("[data-search-first], [data-search] input")[0];
    if (!input) return;
    event.preventDefault();
    input.focus();
  }

  for (const form of all("[data-search]")) new SearchBox(form);
  document.addEventListener("keydown", onSlash);

  return { loadPapers, loadEngine, marked };
})();
