// @ts-check
// Searches that a reader saves: on the page of all papers a button keeps what is asked for, and on the reading list each
// says what is new since it was looked at last. They are kept in this browser and nowhere else.
var survey = survey || {};

survey.savedSearches = (() => {
  "use strict";
  const VERSION = 1;
  const MOST = 100;
  const LONGEST = 2000; // letters of a search
  const SHOWN = 5; // new papers that are named
  const DATE = /^\d{4}-\d\d-\d\d[0-9T:.Z+-]*$/;
  /** What of an address is how papers are shown, and not which. */
  const LOOKS = ["sort", "view", "columns", "selected"];

  /**
   * A search as its address on the page of all papers; how new the survey was when it was looked at last; and when.
   *
   * @typedef {{ query: string, name: string, seen: string, at: number }} Saved
   */

  /** What an address asks for, in one order, so that two can be compared. @param {string} fragment */
  function normal(fragment) {
    const parts = Array.from(new URLSearchParams(fragment)).filter(([name]) => !LOOKS.includes(name));
    return new URLSearchParams(parts.sort(([a, x], [b, y]) => (a + x < b + y ? -1 : 1))).toString();
  }

  /** @param {unknown} one @returns {one is Saved} */
  function isSaved(one) {
    const { query, name, seen, at } = /** @type {Saved} */ (one ?? {});
    const texts = [query, name].every((text) => typeof text === "string" && text && text.length <= LONGEST);
    return texts && typeof seen === "string" && DATE.test(seen) && Number.isFinite(at);
  }

  /** The searches in a text: what is stored may be anything. @param {string} text @returns {Saved[]} */
  function parse(text) {
    try {
      const data = JSON.parse(text);
      if (data?.version !== VERSION || !Array.isArray(data.searches)) return [];
      return data.searches.filter(isSaved).slice(0, MOST);
    } catch {
      return [];
    }
  }

  function slot() {
    return `survey-searches:${survey.reading.name}`;
  }

  /** @returns {Saved[]} */
  function all() {
    return parse(survey.dom.readStored(slot()) ?? "");
  }

  /** Change what is stored now; whether the browser did. @param {(searches: Saved[]) => Saved[]} edit */
  function change(edit) {
    return survey.dom.store(slot(), JSON.stringify({ version: VERSION, searches: edit(all()).slice(-MOST) }));
  }

  /** @param {string} query */
  function remove(query) {
    return change((searches) => searches.filter((one) => one.query !== query));
  }

  /** Keep a search as looked at now. @param {string} query @param {string} name @param {string} seen */
  function keep(query, name, seen) {
    const made = { query, name: name.slice(0, LONGEST), seen, at: Date.now() };
    return isSaved(made) && change((searches) => [...searches.filter((one) => one.query !== query), made]);
  }

  /** The feed that has the papers of a search: its path and name. @param {string} query @param {[string, string, string][]} feeds */
  function feedOf(query, feeds) {
    return feeds.find(([search]) => normal(search) === query) ?? null;
  }

  /** @param {number} at */
  function dayOf(at) {
    const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const sameYear = new Date(at).getFullYear() === new Date().getFullYear();
    return new Date(at).toLocaleDateString(language, {
      day: "numeric",
      month: "long",
      year: sameYear ? undefined : "numeric",
    });
  }

  /** "2 new since 12 November". @param {number} count @param {number} at */
  function newsText(count, at) {
    const values = { count, date: dayOf(at) };
    return count ? survey.t("js.saved.new", values) : survey.t("js.saved.nothing_new", values);
  }

  /** Which of some papers are new since a day. @param {string[]} keys @param {string} seen */
  function newOf(keys, seen) {
    const found = new Set(keys);
    const changes = survey.whatsNew.since(survey.data.changes?.papers ?? {}, seen);
    return changes.filter((one) => one.isNew && found.has(one.key)).map((one) => one.key);
  }

  /** A link to the feed of a search, or what there is instead. @param {string} query */
  function feedNote(query) {
    const feed = feedOf(query, survey.data.changes?.feeds ?? []);
    if (!feed) return survey.dom.element("span", "saved-search__none", survey.t("js.saved.no_feed"));
    const made = survey.dom.link(`${survey.dom.base}${feed[1]}.xml`, survey.t("js.saved.feed"));
    made.type = "application/atom+xml";
    return made;
  }

  return { normal, parse, all, remove, keep, feedOf, newsText, newOf, feedNote, SHOWN };
})();

/** The page of all papers: a button that keeps what is asked for. */
(() => {
  "use strict";
  const { savedSearches: saved } = survey;

  class SaveButton {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      /** How new the survey is: without dates nothing could be new. */
      this.changed = root.dataset.changed ?? "";
      this.words = ""; // what is asked for
      /** @type {string[]} the papers found */
      this.keys = [];
      this.greeted = ""; // the search about which something was said
      this.note = survey.dom.status("span", "saved-note");
      this.button = survey.dom.button(survey.t("js.saved.save"), "explore__link", () => this.press());
      survey.dom.find("[data-link]", HTMLElement).after(this.button, this.note);
      root.addEventListener("searched", (event) => {
        if (!(event instanceof CustomEvent)) return;
        ({ keys: this.keys, description: this.words } = event.detail);
        this.show();
        if (event.detail.complete) this.greet();
      });
      this.show();
    }

    get query() {
      return saved.normal(this.root.dataset.search ?? "");
    }

    find() {
      return saved.all().find((one) => one.query === this.query);
    }

    show() {
      this.button.hidden = !this.query;
      this.button.setAttribute("aria-pressed", String(Boolean(this.find())));
      if (this.query !== this.greeted) this.note.replaceChildren();
    }

    /** Say what is new in a saved search, which now has been looked at. */
    async greet() {
      const known = this.find();
      if (!known || this.greeted === known.query) return;
      this.greeted = known.query;
      const { keys } = this;
      await survey.dom.loadScript("assets/changes.js").catch(() => {});
      const news = saved.newsText(saved.newOf(keys, known.seen).length, known.at);
      if (this.query === known.query) this.note.replaceChildren(`${news} `, saved.feedNote(known.query));
      saved.keep(known.query, known.name, this.changed);
    }

    async press() {
      const asked = this.query;
      this.greeted = asked;
      if (this.find()) {
        saved.remove(asked);
        this.note.textContent = survey.t("js.saved.removed");
      } else if (saved.keep(asked, this.words || asked, this.changed)) {
        const list = survey.dom.link(`${survey.dom.base}reading-list.html#searches`, survey.t("js.saved.list"));
        this.note.replaceChildren(`${survey.t("js.saved.kept")} `, list);
        await survey.dom.loadScript("assets/changes.js").catch(() => {});
        this.note.append(" ", saved.feedNote(asked));
      } else this.note.textContent = survey.t("js.reading.not_kept");
      this.show();
    }
  }

  const root = document.querySelector("[data-explore][data-changed]");
  if (root instanceof HTMLElement) new SaveButton(root);
})();

/** The reading list: the saved searches, and what is new in each. */
(() => {
  "use strict";
  const place = document.querySelector("[data-saved-searches]");
  if (!(place instanceof HTMLElement)) return;
  const { savedSearches: saved } = survey;
  const { element, link } = survey.dom;

  /**
   * The papers that a search finds, and whether it could not look everywhere.
   *
   * @param {string} query
   * @param {SurveyCollection} collection
   */
  async function resultOf(query, collection) {
    const { state } = survey.explore.state.read(query, collection);
    const asked = state.q.trimStart();
    const found = asked ? await (await survey.search.loadEngine()).search(asked) : null;
    const papers = found ? collection.numbered(found.hits.map((hit) => hit.id)) : collection.papers;
    const kept = survey.explore.filter.filter(papers, state, collection.facets).papers;
    return { keys: kept.map((paper) => paper.key), partial: Boolean(found?.missing) };
  }

  /** @param {string[]} keys @param {SurveyCollection} collection */
  function listOf(keys, collection) {
    const list = element("ul", "saved-search__new");
    for (const key of keys.slice(0, saved.SHOWN)) {
      const item = element("li");
      const title = collection.papers.find((paper) => paper.key === key)?.title ?? key;
      item.append(link(survey.dom.paperAddress(key), title));
      list.append(item);
    }
    return list;
  }

  /** @param {ReturnType<typeof saved.all>[number]} one @param {SurveyCollection} collection */
  async function itemOf(one, collection) {
    const item = element("li", "saved-search");
    const { keys, partial } = await resultOf(one.query, collection);
    const found = saved.newOf(keys, one.seen);
    const said = [saved.newsText(found.length, one.at), partial ? survey.t("js.search.partial") : ""];
    const news = element("span", "saved-search__news", said.filter(Boolean).join(" – "));
    const remove = survey.dom.button(survey.t("js.list.remove"), "action", () => {
      saved.remove(one.query);
      item.remove();
      survey.dom.find("#searches", HTMLElement).focus();
    });
    remove.setAttribute("aria-label", `${survey.t("js.list.remove")}: ${one.name}`);
    item.append(link(`${survey.dom.base}explore.html#${one.query}`, one.name), " ", news, " ");
    item.append(saved.feedNote(one.query), " ", remove);
    if (found.length) item.append(listOf(found, collection));
    return item;
  }

  /** @param {HTMLElement} place */
  async function start(place) {
    const searches = saved.all();
    const heading = element("h2", "", survey.t("js.saved.heading"));
    heading.id = "searches";
    heading.tabIndex = -1;
    if (!searches.length) {
      const how = element("p", "remark", `${survey.t("js.saved.none")} `);
      how.append(link(`${survey.dom.base}explore.html`, survey.t("js.saved.explore")));
      place.replaceChildren(heading, how);
      return;
    }
    await survey.dom.loadScript("assets/changes.js");
    const collection = new survey.explore.state.Collection(await survey.search.loadPapers());
    const list = element("ul", "saved-searches");
    list.append(...(await Promise.all(searches.map((one) => itemOf(one, collection)))));
    place.replaceChildren(heading, list);
  }

  start(place).catch(() => {
    place.textContent = survey.t("js.list.no_titles");
  });
})();
