// @ts-check
// The papers that a reader has selected: kept while they move about in this tab, and a bar at the bottom that says what
// can be done with them. Every element with `data-paper="KEY"` gets a check mark, also those that other scripts add.
var survey = survey || {};

survey.selection = (() => {
  "use strict";
  const { base, element, link, button, all } = survey.dom;
  // All sites opened from folders share one storage, so each survey has a slot of its own, by its name.
  const SLOT = `survey-selection:${document.querySelector("meta[name=application-name]")?.getAttribute("content")}`;
  const VERSION = 1;
  const MOST = 20000;
  const COMPARED = 12; // papers that are compared at most: more columns nobody reads
  const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  /** @type {(() => void)[]} */
  const listeners = [];

  /**
   * Papers in the order in which they were selected, and what they are in words where they were selected as a whole.
   *
   * @typedef {{ keys: Set<string>, words: string }} State
   */

  /** @type {State} */
  let state = { keys: new Set(), words: "" };

  /**
   * Stored data and addresses may hold anything: only what looks like a key is used, each once.
   *
   * @param {unknown} value
   * @returns {string[]}
   */
  function keysIn(value) {
    if (!Array.isArray(value)) return [];
    const keys = value.filter((key) => typeof key === "string" && key.length <= 100 && KEY.test(key));
    return Array.from(new Set(keys)).slice(0, MOST);
  }

  /** @param {string | null} text @returns {State} */
  function parse(text) {
    let data = null;
    try {
      data = JSON.parse(text ?? "null");
    } catch {
      // What cannot be read is no selection.
    }
    if (data?.version !== VERSION) return { keys: new Set(), words: "" };
    return { keys: new Set(keysIn(data.keys)), words: typeof data.words === "string" ? data.words : "" };
  }

  function load() {
    try {
      state = parse(sessionStorage.getItem(SLOT));
    } catch {
      // The browser stores nothing here: the selection lasts as long as the page.
    }
  }

  function store() {
    try {
      const data = { version: VERSION, keys: Array.from(state.keys), words: state.words };
      sessionStorage.setItem(SLOT, JSON.stringify(data));
    } catch {
      // As above.
    }
  }

  /** Bring all that shows the selection up to date. */
  function show() {
    for (const box of document.querySelectorAll("input[data-pick]")) {
      if (box instanceof HTMLInputElement) box.checked = state.keys.has(box.dataset.pick ?? "");
    }
    for (const listener of listeners) listener();
  }

  /** @param {Iterable<string>} keys @param {string} [words] what they are, where that is known */
  function replace(keys, words = "") {
    state = { keys: new Set(keysIn(Array.from(keys))), words };
    store();
    show();
  }

  /**
   * Select or deselect papers, with one change that others hear of.
   *
   * @param {string[]} keys
   * @param {boolean} on
   * @param {string} [words] what the papers are, for the head of a file that is made of exactly these
   */
  function setAll(keys, on, words = "") {
    if (!on) {
      const without = new Set(keys);
      replace(Array.from(state.keys).filter((key) => !without.has(key)));
    } else replace([...state.keys, ...keys], state.keys.size ? "" : words);
  }

  /**
   * A check mark that selects a paper.
   *
   * @param {string} key
   * @param {string} title what a screen reader says of it
   * @param {string} [text] what is written next to it
   */
  function check(key, title, text) {
    const made = element("label", text ? "pick pick--named" : "pick");
    const box = element("input", "pick__box");
    box.type = "checkbox";
    box.dataset.pick = key;
    // Where one goes back, browsers restore boxes by their names; what is stored may have changed meanwhile.
    box.name = `pick-${performance.timeOrigin}`;
    box.checked = state.keys.has(key);
    if (!text) box.setAttribute("aria-label", survey.t("js.paper.select", { title }));
    box.addEventListener("change", () => setAll([key], box.checked));
    made.append(box);
    if (text) made.append(text);
    return made;
  }

  /** Put the check mark into a row or an item of a paper. @param {HTMLElement} item */
  function mark(item) {
    const key = item.dataset.paper ?? "";
    if (!KEY.test(key) || item.querySelector(`[data-pick="${key}"]`)) return;
    const title = item.dataset.title ?? item.querySelector("a")?.textContent ?? key;
    const made = check(key, title.trim());
    const drawn = item.querySelector(".pick"); // as the page has it until scripts run
    if (drawn) drawn.replaceWith(made);
    else (item instanceof HTMLTableRowElement ? (item.cells[0] ?? item) : item).prepend(made);
  }

  /** Lists of Markdown have no data: an item is a paper's where it begins with a link to its page. */
  function markLists() {
    const papers = new URL(`${base}papers/`, location.href).href;
    for (const made of document.querySelectorAll(":is(.page--paper, .path) li > a:first-child")) {
      const item = made.parentElement;
      const href = made instanceof HTMLAnchorElement && made.href.startsWith(papers) ? made.href : "";
      if (item && href.endsWith(".html")) item.dataset.paper ??= href.slice(papers.length, -".html".length);
    }
  }

  /** @param {ParentNode} root */
  function markAll(root) {
    if (root instanceof HTMLElement && root.dataset.paper !== undefined) mark(root);
    for (const item of all("[data-paper]", root)) mark(item);
  }

  /** Rows that scripts draw later get their check mark before they are seen. */
  function follow() {
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node instanceof HTMLElement) markAll(node);
      }
    }).observe(document.body, { childList: true, subtree: true });
  }

  /** The address of the comparison of papers. @param {string[]} keys */
  function compareAddress(keys) {
    return `${base}compare.html#papers=${keys.slice(0, COMPARED).join(",")}`;
  }

  /** The address of what is shown here, with the selection: a link to share. */
  function sharedAddress() {
    const here = location.hash.includes("=") ? `${location.hash.slice(1)}&` : "";
    return survey.dom.addressWith(`${here}selected=${Array.from(state.keys).join(",")}`);
  }

  /**
   * The keys that an address selects, which are taken out of it: what is selected then is stored.
   *
   * @returns {string[]}
   */
  function takeAddress() {
    const parts = location.hash.slice(1).split("&");
    const found = parts.find((part) => part.startsWith("selected="));
    if (found === undefined) return [];
    const rest = parts.filter((part) => part !== found).join("&");
    history.replaceState(history.state, "", location.href.split("#")[0] + (rest ? `#${rest}` : ""));
    return keysIn(found.slice("selected=".length).split(/,|%2C/i));
  }

  /** Those of some keys that the survey has, and those that it has not. @param {string[]} keys */
  async function sorted(keys) {
    const data = await survey.search.loadPapers();
    const known = new Set(data.papers.map((row) => row[data.columns.indexOf("key")]));
    return { known: keys.filter((key) => known.has(key)), unknown: keys.filter((key) => !known.has(key)) };
  }

  class Bar {
    constructor() {
      this.said = element("p", "sr-only");
      this.said.setAttribute("aria-live", "polite");
      this.count = element("span", "selection-bar__count");
      this.note = element("span", "selection-bar__note");
      this.compare = link("", survey.t("js.selection.compare"), "selection-bar__do");
      this.export = this.control("js.selection.export", () => this.openPane());
      this.export.setAttribute("aria-expanded", "false");
      this.save = this.control("js.selection.save", () => this.saveAll());
      this.save.setAttribute("aria-label", survey.t("js.reading.save"));
      this.clear = this.control("js.selection.clear", () => this.clearAll());
      this.undo = this.control("js.selection.undo", () => this.restore());
      this.pane = element("div", "selection-bar__pane");
      this.pane.hidden = true;
      this.box = element("section", "selection-bar");
      this.height = 0;
      this.skip = button(survey.t("js.selection.skip"), "skip-link", () => this.compare.focus());
      /** @type {State | null} what was cleared last */
      this.before = null;
    }

    /** @param {string} name @param {() => void} act */
    control(name, act) {
      return button(survey.t(name), "selection-bar__do", act);
    }

    start() {
      const { box } = this;
      box.id = "selection";
      box.setAttribute("aria-label", survey.t("js.selection.name"));
      const row = element("div", "selection-bar__row");
      row.append(this.count, this.compare, this.export, this.save, this.clear, this.undo, this.note);
      box.append(this.pane, row);
      document.body.append(box, this.said);
      document.querySelector(".skip-link")?.after(this.skip);
      box.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !this.pane.hidden) this.closePane();
      });
      box.addEventListener("focusout", (event) => {
        if (!box.contains(/** @type {Node | null} */ (event.relatedTarget))) this.forget();
      });
      new ResizeObserver(() => this.makeRoom()).observe(box);
      listeners.push(() => this.changed());
      this.show();
    }

    /** What is at the bottom of the page must not be below the bar. */
    makeRoom() {
      const height = this.box.hidden ? 0 : this.box.offsetHeight;
      if (height === this.height) return; // styles of the root cost those of the whole page anew
      this.height = height;
      document.documentElement.style.setProperty("--selection-bar", `${height}px`);
    }

    changed() {
      if (state.keys.size) this.before = null;
      this.note.textContent = "";
      this.show();
      this.said.textContent = this.count.textContent;
    }

    show() {
      const { size } = state.keys;
      const key = this.before ? "js.selection.cleared" : "js.selection.count";
      this.count.textContent = survey.t(key, { count: size });
      this.compare.href = compareAddress(Array.from(state.keys));
      for (const made of [this.compare, this.export, this.save, this.clear]) made.hidden = !size;
      this.undo.hidden = !this.before;
      this.skip.hidden = !size;
      this.box.hidden = !size && !this.before && !this.note.textContent;
      if (!size) this.closePane();
      this.makeRoom();
    }

    /** Say something, in the bar as well. @param {string} text @param {(Node | string)[]} more */
    say(text, ...more) {
      this.note.replaceChildren(text, ...more);
      this.show();
      this.said.textContent = text;
    }

    clearAll() {
      this.before = state;
      // First, since a button that is hidden loses the focus, and whoever has left the bar needs no undoing.
      this.undo.hidden = false;
      this.undo.focus();
      replace([]);
    }

    restore() {
      const { before } = this;
      this.before = null;
      if (before) replace(before.keys, before.words);
      this.clear.focus();
    }

    /** What was cleared can be brought back until the reader goes on. */
    forget() {
      if (!this.before) return;
      this.before = null;
      this.show();
    }

    async saveAll() {
      try {
        if (!survey.reading) await survey.dom.loadScript("assets/js/reading.js");
        const count = survey.reading.add(Array.from(state.keys));
        const list = link(`${base}reading-list.html`, survey.t("js.selection.list"));
        this.say(survey.t("js.selection.saved", { count }), " ", list);
      } catch {
        this.say(survey.t("js.selection.not_saved"));
      }
    }

    async openPane() {
      if (!this.pane.hidden) return this.closePane();
      try {
        if (!survey.citations) await survey.dom.loadScript("assets/js/citation-files.js");
        if (!survey.citeBox) await survey.dom.loadScript("assets/js/cite-box.js");
        if (!this.pane.firstChild) this.pane.append(survey.citeBox.pane());
      } catch {
        return this.say(survey.t("js.selection.not_loaded"));
      }
      this.pane.hidden = false;
      this.export.setAttribute("aria-expanded", "true");
      survey.dom.find("select", HTMLElement, this.pane).focus();
    }

    closePane() {
      if (this.pane.hidden) return;
      const inside = this.pane.contains(document.activeElement);
      this.pane.hidden = true;
      this.export.setAttribute("aria-expanded", "false");
      if (inside) this.export.focus();
    }

    /** Select what an address names, and say what of it the survey has not. */
    async readAddress() {
      const keys = takeAddress();
      if (!keys.length) return;
      const { known, unknown } = await sorted(keys).catch(() => ({ known: keys, unknown: [] }));
      setAll(known, true);
      if (unknown.length) {
        this.say(survey.t("js.selection.unknown", { count: unknown.length, list: unknown.join(", ") }));
      }
    }
  }

  function start() {
    const bar = new Bar();
    load();
    bar.start();
    markLists();
    markAll(document);
    follow();
    bar.readAddress();
    window.addEventListener("hashchange", () => bar.readAddress());
    // A page that the browser kept in memory shows what was true when it was left.
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      load();
      show();
    });
  }

  if (document.body) start();
  return {
    has: (/** @type {string} */ key) => state.keys.has(key),
    set: (/** @type {string} */ key, /** @type {boolean} */ on) => setAll([key], on),
    setAll,
    clear: () => replace([]),
    keys: () => Array.from(state.keys),
    words: () => state.words,
    onChange: (/** @type {() => void} */ listener) => {
      listeners.push(listener);
    },
    check,
    keysIn,
    compareAddress,
    sharedAddress,
    COMPARED,
  };
})();
