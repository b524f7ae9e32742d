// @ts-check
// What a search box shows of what was found: actions, topics, people, terms, statements and papers, in groups.
var survey = survey || {};

survey.found = (() => {
  "use strict";
  const { base, element, button, find, link, paperAddress } = survey.dom;
  const MOST = 30; // papers shown
  const AT_ONCE = 6; // papers that are shown first, with their texts: the others are further down
  const NEAR = "200px"; // how near those come to be seen until theirs are
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

  /** @typedef {{ label: string, address?: string, act?: () => void }} Action something to do besides searching */

  /**
   * The address of Explore with all that was found; excluded papers are hidden there unless asked for.
   *
   * @param {string} query
   * @param {Answer | null} answer
   */
  function exploreAddress(query, answer) {
    const excluded = Array.from(answer?.records.values() ?? []).some((record) => record.excluded);
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
  function showNamed(panel, { topics, people, terms }) {
    for (const [id, named] of Object.entries({ topics, people, terms })) {
      if (!named.length) continue;
      const list = group(panel, id, "ul", "search__row");
      for (const { name, address, kind, papers } of named) {
        addRow(list, link(base + address, name, "search__go"), kind ? [kind, papers] : [papers]);
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

  /** @param {SearchRecord} record @param {Sought} sought */
  function paperItem(record, sought) {
    const item = element("li", "search__item");
    item.dataset.paper = record.key;
    const title = link(paperAddress(record.key), "", "search__link search__go");
    title.dir = "auto";
    title.append(survey.marks.marked(record.title, sought));
    item.append(title);
    const context = record.excluded ? survey.t("js.status.excluded") : record.note;
    if (context) item.append(element("span", "search__context", context));
    const snippet = element("span", "search__snippet");
    snippet.dir = "auto";
    item.append(snippet);
    return item;
  }

  /**
   * Put the texts of papers into their snippets, whose room is there already.
   *
   * @param {Map<HTMLElement, number>} items with the numbers of their papers
   * @param {Answer} answer
   */
  async function fillSnippets(items, { engine, found }) {
    const texts = await engine.texts(Array.from(items.values()));
    const { marked, snippet } = survey.marks;
    for (const [item, id] of items) {
      const text = snippet(texts.get(id) ?? "", found.sought);
      item.querySelector(".search__snippet")?.replaceChildren(marked(text, found.sought));
    }
  }

  /** Put texts into snippets; what cannot be loaded leaves them empty. @param {Map<HTMLElement, number>} items @param {Answer} answer */
  function fill(items, answer) {
    if (items.size) fillSnippets(items, answer).catch(() => {});
  }

  /** Fill snippets when they are about to be seen. @param {HTMLElement} panel @param {Map<HTMLElement, number>} items @param {Answer} answer */
  function fillWhenSeen(panel, items, answer) {
    const watch = new IntersectionObserver(
      (changes) => {
        const near = new Set(changes.filter((change) => change.isIntersecting).map((change) => change.target));
        for (const item of near) watch.unobserve(item);
        fill(new Map(Array.from(items).filter(([item]) => near.has(item))), answer);
      },
      { root: panel, rootMargin: NEAR },
    );
    for (const item of items.keys()) watch.observe(item);
  }

  /** The numbers of the papers that are shown. @param {Found} found */
  function first(found) {
    return found.first(MOST);
  }

  /** The rows of papers. @param {number[]} ids @param {Answer} answer @returns {Map<HTMLElement, number>} */
  function itemsOf(ids, { found, records }) {
    const rows = ids.flatMap((id) => {
      const record = records.get(id);
      return record ? [/** @type {const} */ ([paperItem(record, found.sought), id])] : [];
    });
    return new Map(rows);
  }

  /** @param {HTMLElement} panel @param {Answer} answer */
  function showPapers(panel, answer) {
    const { found, ids, query } = answer;
    if (!found.count) return;
    const list = group(panel, "papers", "ol", "search__list");
    const items = itemsOf(ids, answer);
    list.append(...items.keys());
    fill(items, answer);
    if (found.identified) return;
    const line = element("p", "search__all");
    const all = survey.t("js.search.all", { count: found.count });
    line.append(link(exploreAddress(query, answer), all, "search__go"));
    panel.append(line);
  }

  /** Show the papers behind the first ones, once these can be named. @param {HTMLElement} panel @param {Answer} answer */
  function showMore(panel, answer) {
    const items = itemsOf(answer.ids.slice(AT_ONCE), answer);
    find(".search__list", HTMLElement, panel).append(...items.keys());
    fillWhenSeen(panel, items, answer);
    find(".search__all a", HTMLAnchorElement, panel).href = exploreAddress(answer.query, answer);
    showPartial(panel, answer);
  }

  /** How many papers were found. @param {Found} found */
  function summary(found) {
    const { count, wholes } = found;
    if (!count) return survey.t(found.identified ? "js.search.none_identified" : "js.search.none");
    const parts = [survey.t("js.search.results", { count })];
    if (!wholes) parts.push(survey.t("js.search.none_whole"));
    else if (wholes < count) parts.push(survey.t("js.search.whole", { count: wholes }));
    if (count > MOST) parts.push(survey.t("js.search.first", { count: MOST }));
    return parts.join(", ");
  }

  /** What is said where some of what is found may not be shown. @param {Answer} answer */
  function partial({ found, ids, records }) {
    const lacking = found.missing > 0 || ids.some((id) => !records.has(id));
    return lacking ? survey.t("js.search.partial") : "";
  }

  /** Say it in the panel, once. @param {HTMLElement} panel @param {Answer} answer */
  function showPartial(panel, answer) {
    const lacks = partial(answer);
    if (!lacks || panel.querySelector(".search__partial")) return;
    find(".search__status", HTMLElement, panel).after(element("p", "search__partial", lacks));
  }

  /** What is said of an answer to those who do not see it. @param {Answer} answer */
  function said(answer) {
    return [partial(answer), summary(answer.found)].filter(Boolean).join(" ");
  }

  /** Show what was found. @param {HTMLElement} panel @param {Answer} answer @param {Action[]} actions */
  function show(panel, answer, actions) {
    panel.replaceChildren(element("p", "search__status", summary(answer.found)));
    showPartial(panel, answer);
    showActions(panel, actions);
    showNamed(panel, answer.found);
    showStatements(panel, answer.found);
    showPapers(panel, answer);
  }

  return { AT_ONCE, show, showMore, showActions, first, said, exploreAddress };
})();
