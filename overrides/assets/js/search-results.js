// @ts-check
// What a search box shows of what was found: actions, topics, people, terms, statements and papers, in groups.
var survey = survey || {};

survey.found = (() => {
  "use strict";
  const { base, element, button, link, all, paperAddress, topicAddress } = survey.dom;
  const MOST = 30; // papers shown
  /** @type {Record<string, string>} by the id of a group, the key of its name */
  const GROUPS = {
    actions: "js.search.actions",
    topics: "js.search.topics",
    people: "js.search.people",
    terms: "js.search.terms",
    statements: "js.search.statements",
    papers: "js.search.papers",
  };

  /** @type {Record<string, string>} by the kind of a statement, the key of its name */
  const KINDS = {
    consensus: "js.search.agreed",
    disagreements: "js.search.disputed",
    questions: "js.search.open",
  };

  /** @typedef {ReturnType<SearchEngine["search"]>} Found */
  /** @typedef {{ label: string, address?: string, act?: () => void }} Action something to do besides searching */

  /** The address of Explore with all that was found; excluded papers are hidden there unless asked for. @param {string} query @param {SearchEngine | null} engine @param {Found | null} found */
  function exploreAddress(query, engine, found) {
    const excluded = found?.hits.some((hit) => engine?.papers[hit.id].status === "excluded");
    const asked = new URLSearchParams(excluded ? { q: query, status: "any" } : { q: query });
    return `${base}explore.html#${asked}`;
  }

  /** A group with its name. @param {HTMLElement} panel @param {string} id @param {"ul" | "ol"} kind @param {string} className */
  function group(panel, id, kind, className) {
    const box = element("div", "search__group");
    const head = element("p", "search__head", survey.t(GROUPS[id]));
    const list = element(kind, className);
    head.id = `${panel.id}-${id}`;
    list.setAttribute("aria-labelledby", head.id);
    box.append(head, list);
    panel.append(box);
    return list;
  }

  /** @param {HTMLElement} list @param {HTMLElement} made @param {(string | number)[]} notes */
  function addRow(list, made, notes = []) {
    const row = element("li");
    row.append(made);
    if (notes.length) row.append(" ", element("span", "search__count", notes.join(" · ")));
    list.append(row);
  }

  /** @param {HTMLElement} panel @param {Action[]} actions */
  function showActions(panel, actions) {
    if (!actions.length) return;
    const list = group(panel, "actions", "ul", "search__column");
    for (const { label, address, act } of actions) {
      addRow(list, address ? link(address, label, "search__go") : button(label, "search__go", act));
    }
  }

  /** @param {HTMLElement} panel @param {Found} found */
  function showNamed(panel, found) {
    const topics = found.topics.map((one) => ({ ...one, name: one.title, address: topicAddress(one.key), kind: "" }));
    const place = (/** @type {{ address: string }} */ { address }) => base + address;
    const people = found.people.map((one) => ({ ...one, address: place(one) }));
    const terms = found.terms.map((one) => ({ ...one, address: place(one) }));
    for (const [id, named] of Object.entries({ topics, people, terms })) {
      if (!named.length) continue;
      const list = group(panel, id, "ul", "search__row");
      for (const one of named) {
        addRow(list, link(one.address, one.name, "search__go"), one.kind ? [one.kind, one.papers] : [one.papers]);
      }
    }
  }

  /** @param {HTMLElement} panel @param {Found} found */
  function showStatements(panel, found) {
    if (!found.statements.length) return;
    const list = group(panel, "statements", "ul", "search__column");
    for (const { name, address, kind } of found.statements) {
      addRow(list, link(base + address, name, "search__go"), [survey.t(KINDS[kind])]);
    }
  }

  /** @param {SearchEngine} engine @param {Found} found @param {number} id */
  function paperItem(engine, found, id) {
    const paper = engine.papers[id];
    const { marked, snippet } = survey.marks;
    const item = element("li", "search__item");
    item.dataset.paper = paper.key;
    const title = link(paperAddress(paper.key), "", "search__link search__go");
    title.dir = "auto";
    title.append(marked(paper.title, found.stems));
    item.append(title);
    const excluded = paper.status === "excluded";
    const context = excluded ? survey.t("js.status.excluded") : survey.rows.note(engine.data, paper);
    if (context) item.append(element("span", "search__context", context));
    const text = [paper.summary, engine.abstracts?.[id]].filter(Boolean).join(" ");
    const shown = element("span", "search__snippet");
    shown.dir = "auto";
    shown.append(marked(snippet(text, found.stems), found.stems));
    item.append(shown);
    return item;
  }

  /** @param {HTMLElement} panel @param {SearchEngine} engine @param {Found} found @param {string} query */
  function showPapers(panel, engine, found, query) {
    if (!found.hits.length) return;
    const list = group(panel, "papers", "ol", "search__list");
    list.append(...found.hits.slice(0, MOST).map((hit) => paperItem(engine, found, hit.id)));
    if (found.identified) return;
    const line = element("p", "search__all");
    const all = survey.t("js.search.all", { count: found.hits.length });
    line.append(link(exploreAddress(query, engine, found), all, "search__go"));
    panel.append(line);
  }

  /** How many papers were found. @param {Found} found */
  function summary(found) {
    const count = found.hits.length;
    if (!count) return survey.t(found.identified ? "js.search.none_identified" : "js.search.none");
    const parts = [survey.t("js.search.results", { count })];
    if (!found.whole.size) parts.push(survey.t("js.search.none_whole"));
    else if (found.whole.size < count) parts.push(survey.t("js.search.whole", { count: found.whole.size }));
    if (count > MOST) parts.push(survey.t("js.search.first", { count: MOST }));
    return parts.join(", ");
  }

  /**
   * Show what was found.
   *
   * @param {HTMLElement} panel
   * @param {SearchEngine} engine
   * @param {string} query
   * @param {Action[]} actions
   * @returns {Found}
   */
  function show(panel, engine, query, actions) {
    const found = engine.search(query);
    panel.replaceChildren(element("p", "search__status", summary(found)));
    showActions(panel, actions);
    showNamed(panel, found);
    showStatements(panel, found);
    showPapers(panel, engine, found, query);
    return found;
  }

  /**
   * Add what else is found by now. What is shown stays where it is, since somebody is about to choose it.
   *
   * @param {HTMLElement} panel
   * @param {SearchEngine} engine
   * @param {string} query
   * @returns {Found}
   */
  function add(panel, engine, query) {
    const found = engine.search(query);
    const status = panel.querySelector(".search__status");
    const list = panel.querySelector(".search__list");
    if (status) status.textContent = summary(found);
    if (!list) {
      showPapers(panel, engine, found, query);
      return found;
    }
    const shown = all("[data-paper]", list).map((item) => item.dataset.paper);
    const more = found.hits.filter((hit) => !shown.includes(engine.papers[hit.id].key));
    list.append(...more.slice(0, Math.max(0, MOST - shown.length)).map((hit) => paperItem(engine, found, hit.id)));
    const whole = panel.querySelector(".search__all a");
    if (whole instanceof HTMLAnchorElement) {
      whole.textContent = survey.t("js.search.all", { count: found.hits.length });
      whole.href = exploreAddress(query, engine, found);
    }
    return found;
  }

  return { show, add, showActions, summary, exploreAddress };
})();
