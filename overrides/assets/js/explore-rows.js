// @ts-check
// One paper as an entry of the list or as a row of the table. Only text nodes: nothing in data can be markup.
var survey = survey || {};
survey.explore = survey.explore || {};

survey.explore.rows = (() => {
  "use strict";
  const { element, link, appendJoined } = survey.dom;
  const AUTHORS = 3; // named before "et al."

  /** @param {ListedPaper} paper */
  function authors(paper) {
    const names = paper.authors;
    return names.length <= AUTHORS ? names.join(", ") : survey.t("js.paper.et_al", { name: names[0] });
  }

  /** @param {ListedPaper} paper @param {Shown} shown */
  function title(paper, shown) {
    const made = link(survey.dom.paperAddress(paper.key), "", "result__title");
    made.append(survey.marks.marked(paper.title, shown.sought));
    return made;
  }

  /** @param {ListedPaper} paper */
  function codeLink(paper) {
    if (!paper.code) return null;
    const made = link(paper.code, survey.t("js.paper.code"));
    made.rel = "external noopener";
    made.setAttribute("aria-label", survey.t("js.paper.code_of", { title: paper.title }));
    return made;
  }

  /** @param {ListedPaper} paper */
  function check(paper) {
    return survey.selection.check(paper.key, paper.title);
  }

  /**
   * What a paper is, unless it is included.
   *
   * @param {ListedPaper} paper
   * @param {SurveyCollection} collection
   */
  function statusTag(paper, collection) {
    if (paper.status === "included") return null;
    const label = collection.label("status", paper.values.status[0]);
    const reason = (paper.values.reason ?? []).map((value) => collection.label("reason", value));
    return element("span", "tag tag--out", [label, ...reason].join(": "));
  }

  /** @param {ListedPaper} paper */
  function readingButton(paper) {
    return survey.reading ? survey.reading.button(paper.key) : null;
  }

  /** @param {ListedPaper} paper @param {SurveyCollection} collection */
  function topicLinks(paper, collection) {
    return paper.topics.map((row) => {
      const topic = collection.topics[row];
      return link(survey.dom.topicAddress(topic.key), topic.title, "result__topic");
    });
  }

  /**
   * Status, what the paper is, authors, other facets of one value such as the venue, year.
   *
   * @param {ListedPaper} paper
   * @param {SurveyCollection} collection
   */
  function facts(paper, collection) {
    const [first, ...others] = collection.single;
    const tags = first ? survey.rows.names(paper, first).map((name) => element("span", "tag", name)) : [];
    const names = others.flatMap((facet) => survey.rows.names(paper, facet));
    // A venue that names its year needs no other.
    const year = names.some((name) => name.includes(paper.year)) ? null : paper.year;
    const parts = [statusTag(paper, collection), ...tags, authors(paper), ...names, year];
    return appendJoined(element("p", "result__facts"), parts, " · ");
  }

  /** @param {ListedPaper} paper @param {SurveyCollection} collection */
  function links(paper, collection) {
    const results = paper.results ? survey.t("js.paper.results", { count: paper.results }) : null;
    const parts = [...topicLinks(paper, collection), results, codeLink(paper), readingButton(paper)];
    return appendJoined(element("p", "result__links"), parts, " · ");
  }

  /**
   * Say where in the whole list an item is.
   *
   * @param {Element} item
   * @param {number} place
   * @param {Shown} shown
   */
  function setPlace(item, place, shown) {
    item.setAttribute("aria-posinset", String(place + 1));
    item.setAttribute("aria-setsize", String(shown.papers.length));
  }

  /** @param {ListedPaper} paper @param {Shown} shown @param {number} place */
  function listItem(paper, shown, place) {
    const item = element("li", "result");
    item.dataset.paper = paper.key;
    setPlace(item, place, shown);
    const head = element("h3", "result__head");
    head.dir = "auto";
    head.append(title(paper, shown));
    const body = element("div", "result__body");
    body.append(head, facts(paper, shown.collection));
    if (paper.summary) {
      const summary = element("p", "result__summary");
      summary.dir = "auto";
      summary.append(survey.marks.marked(paper.summary, shown.sought));
      body.append(summary);
    }
    body.append(links(paper, shown.collection));
    item.append(check(paper), body);
    return item;
  }

  /**
   * The list that is in the page already, made to work, if it is what is to be shown. Drawing it again would only cost
   * time, and count as if it had not been there before.
   *
   * @param {HTMLElement} box
   * @param {Shown} shown
   */
  function firstList(box, shown) {
    const list = box.querySelector("[data-first]");
    const items = list ? survey.dom.all("li", list) : [];
    const same = items.every((item, n) => item.dataset.paper === shown.papers[n]?.key);
    if (!(list instanceof HTMLElement) || !items.length || shown.sought || !same) return null;
    delete list.dataset.first;
    items.forEach((item, n) => {
      const paper = shown.papers[n];
      setPlace(item, n, shown);
      item.querySelector(".result__links")?.replaceWith(links(paper, shown.collection));
    });
    return list;
  }

  /** @type {Record<string, (paper: ListedPaper, collection: SurveyCollection) => Node | string | number | null>} */
  const CELLS = {
    authors,
    year: (paper) => paper.year,
    topics: (paper, collection) => appendJoined(element("span"), topicLinks(paper, collection), ", "),
    results: (paper) => paper.results,
    code: codeLink,
    status: (paper, collection) => collection.label("status", paper.values.status[0]),
  };

  /** @param {ListedPaper} paper @param {Column} column @param {SurveyCollection} collection */
  function cell(paper, column, collection) {
    const made = element("td", column.figure ? "figure" : "");
    made.dataset.name = column.name; // shown where a row is a card
    const content = column.facet
      ? survey.rows.names(paper, column.facet).join(", ")
      : CELLS[column.id](paper, collection);
    made.append(content ? (typeof content === "number" ? String(content) : content) : "–");
    return made;
  }

  /** @param {Shown} shown @returns {Column[]} */
  function columnsOf(shown) {
    return shown.columns.flatMap((id) => shown.collection.columns.filter((column) => column.id === id));
  }

  /** @param {ListedPaper} paper @param {Shown} shown @param {number} place @param {Column[]} columns */
  function tableRow(paper, shown, place, columns) {
    const row = element("tr");
    row.dataset.paper = paper.key;
    row.setAttribute("aria-rowindex", String(place + 2));
    const head = element("th", "result__cell");
    head.scope = "row";
    const inside = element("div", "result__first");
    inside.dir = "auto";
    inside.append(check(paper), title(paper, shown));
    for (const part of [statusTag(paper, shown.collection), readingButton(paper)]) if (part) inside.append(part);
    head.append(inside);
    row.append(head, ...columns.map((column) => cell(paper, column, shown.collection)));
    return row;
  }

  /** Room for rows that are not drawn. @param {number} columns */
  function spacer(columns) {
    const body = element("tbody", "spacer");
    body.setAttribute("aria-hidden", "true");
    body.insertRow().insertCell().colSpan = columns;
    return body;
  }

  /** @param {HTMLTableSectionElement} body @param {number} pixels */
  function setHeight(body, pixels) {
    body.hidden = pixels < 1;
    body.rows[0].cells[0].style.height = `${pixels}px`;
  }

  /** @param {Column[]} columns */
  function headRow(columns) {
    const head = element("tr");
    head.setAttribute("aria-rowindex", "1");
    const cells = [{ name: survey.t("js.column.paper"), figure: false }, ...columns].map((column) => {
      const made = element("th", column.figure ? "figure" : "", column.name);
      made.scope = "col";
      return made;
    });
    head.append(...cells);
    return head;
  }

  /** A box that scrolls, and can be scrolled by keyboard. @param {HTMLTableElement} table */
  function framed(table) {
    const frame = element("div", "table explore__frame");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", survey.t("js.explore.table"));
    frame.tabIndex = 0;
    frame.append(table);
    return frame;
  }

  /** @param {HTMLElement} box @param {Shown} shown */
  function showTable(box, shown) {
    const columns = columnsOf(shown);
    const table = element("table", "explore__table");
    const body = element("tbody");
    table.setAttribute("aria-rowcount", String(shown.papers.length + 1));
    const head = element("thead");
    head.append(headRow(columns));
    const before = spacer(columns.length + 1);
    const after = spacer(columns.length + 1);
    table.append(element("caption", "sr-only", survey.t("js.explore.found")), head, before, body, after);
    box.replaceChildren(framed(table));
    survey.explore.list.show({
      count: shown.papers.length,
      average: 60,
      box: body,
      make: (n) => tableRow(shown.papers[n], shown, n, columns),
      top: () => (before.hidden ? body : before).getBoundingClientRect().top,
      before: (pixels) => setHeight(before, pixels),
      after: (pixels) => setHeight(after, pixels),
    });
  }

  /** @param {HTMLElement} box @param {Shown} shown */
  function showList(box, shown) {
    const first = firstList(box, shown);
    const list = first ?? element("ol", "explore__list");
    if (!first) box.replaceChildren(list);
    survey.explore.list.show({
      count: shown.papers.length,
      average: 130,
      box: list,
      make: (n) => listItem(shown.papers[n], shown, n),
      top: () => list.getBoundingClientRect().top,
      before: (pixels) => {
        list.style.paddingTop = `${pixels}px`;
      },
      after: (pixels) => {
        list.style.paddingBottom = `${pixels}px`;
      },
    });
  }

  return { showTable, showList };
})();
