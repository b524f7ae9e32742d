// One paper as an entry of the list or as a row of the table. Only text nodes: nothing in data can be markup.
(function () {
  "use strict";
  var explore = window.surveyExplore;
  var find = window.surveyFind;
  var element = find.element;
  var AUTHORS = 3; // named before "et al."

  function authors(paper) {
    var names = paper.authors;
    return names.length <= AUTHORS ? names.join(", ") : names[0] + " et al.";
  }

  function link(address, text, className) {
    var made = element("a", className, text);
    made.href = address;
    return made;
  }

  function title(paper, shown) {
    var made = link(find.base + "papers/" + paper.key + ".html", "", "result__title");
    made.append(find.marked(paper.title, shown.stems));
    return made;
  }

  function outside(paper) {
    var made = link(paper.code, "code");
    made.rel = "external noopener";
    made.setAttribute("aria-label", "Code of " + paper.title);
    return made;
  }

  function results(paper) {
    return paper.results + (paper.results === 1 ? " result" : " results");
  }

  function check(paper, shown) {
    var box = element("input", "result__check");
    box.type = "checkbox";
    box.checked = shown.selected.has(paper.key);
    box.setAttribute("aria-label", "Select " + paper.title);
    box.addEventListener("change", function () { shown.select(paper.key, box.checked); });
    return box;
  }

  function standing(paper, collection) {
    if (paper.status === "included") return null;
    var reason = paper.reason === null ? "" : collection.tables.reasons[paper.reason][1];
    return element("span", "tag tag--out", paper.status === "excluded" ? "excluded" + (reason ? ": " + reason : "") : "not yet screened");
  }

  function reading(paper) {
    return window.surveyReading ? window.surveyReading.button(paper.key) : null;
  }

  function label(facet, value, collection) { return collection.labels[facet].get(value); }

  function topics(paper, collection) {
    return paper.topics.map(function (n) {
      var topic = collection.topics[n];
      return link(find.base + "topics/" + topic.key + ".html", topic.title, "result__topic");
    });
  }

  function spaced(parent, parts, between) {
    parts.filter(Boolean).forEach(function (part, n) {
      if (n) parent.append(between);
      parent.append(part);
    });
    return parent;
  }

  function listItem(paper, shown, place) {
    var collection = shown.collection, item = element("li", "result");
    item.setAttribute("aria-posinset", place + 1);
    item.setAttribute("aria-setsize", shown.papers.length);
    var head = element("h3", "result__head");
    head.append(title(paper, shown));
    var venue = paper.venue === null ? "" : collection.tables.venues[paper.venue][1];
    var facts = spaced(element("p", "result__facts"), [
      standing(paper, collection), paper.values.kind.length ? element("span", "tag", label("kind", paper.values.kind[0], collection)) : null,
      authors(paper), venue, paper.year && venue.includes(paper.year) ? null : paper.year
    ], " · ");
    var body = element("div", "result__body");
    body.append(head, facts);
    if (paper.summary) {
      var summary = element("p", "result__summary");
      summary.append(find.marked(paper.summary, shown.stems));
      body.append(summary);
    }
    body.append(links(paper, collection));
    item.append(check(paper, shown), body);
    return item;
  }

  function links(paper, collection) {
    return spaced(element("p", "result__links"), topics(paper, collection).concat(
      paper.results ? element("span", "", results(paper)) : null, paper.code ? outside(paper) : null, reading(paper)), " · ");
  }

  // The list that stands in the page already, made to work, if it is what is to be shown; else none. Drawing it again
  // would only take time, and count as if it had not been there before.
  function standingList(box, shown) {
    var list = box.querySelector("[data-first]"), items = list ? Array.from(list.children) : [];
    if (!items.length || shown.stems || items.some(function (item, n) { return item.dataset.paper !== (shown.papers[n] || {}).key; })) return null;
    delete list.dataset.first;
    items.forEach(function (item, n) {
      var paper = shown.papers[n];
      item.setAttribute("aria-posinset", n + 1);
      item.setAttribute("aria-setsize", shown.papers.length);
      item.querySelector(".result__check").replaceWith(check(paper, shown));
      item.querySelector(".result__links").replaceWith(links(paper, shown.collection));
    });
    return list;
  }

  // The content of each column of the table: text, or elements.
  var CELLS = {
    authors: authors,
    year: function (paper) { return paper.year; },
    venue: function (paper, collection) { return paper.venue === null ? "" : collection.tables.venues[paper.venue][1]; },
    kind: function (paper, collection) { return named("kind")(paper, collection); },
    topics: function (paper, collection) { return spaced(element("span"), topics(paper, collection), ", "); },
    results: function (paper) { return paper.results || ""; },
    code: function (paper) { return paper.code ? outside(paper) : ""; },
    benchmarks: named("benchmark"), models: named("model"), methods: named("method"), measures: named("measure"),
    status: function (paper, collection) { return label("status", paper.values.status[0], collection); }
  };

  function named(facet) {
    return function (paper, collection) {
      return paper.values[facet].map(function (value) { return label(facet, value, collection); }).join(", ");
    };
  }

  function tableRow(paper, shown, place) {
    var row = element("tr"), head = element("th", "result__cell");
    row.setAttribute("aria-rowindex", place + 2);
    head.scope = "row";
    var inside = element("div", "result__first");
    inside.append(check(paper, shown), title(paper, shown));
    var mark = paper.status === "included" ? null : standing(paper, shown.collection), button = reading(paper);
    if (mark) inside.append(mark);
    if (button) inside.append(button);
    head.append(inside);
    row.append(head);
    shown.columns.forEach(function (column) {
      var cell = element("td", column === "year" || column === "results" ? "figure" : "");
      cell.append(CELLS[column](paper, shown.collection) || "–");
      row.append(cell);
    });
    return row;
  }

  function spacer(columns) {
    var body = element("tbody", "spacer"), row = element("tr"), cell = element("td");
    body.setAttribute("aria-hidden", "true");
    cell.colSpan = columns;
    row.append(cell);
    body.append(row);
    return body;
  }

  function height(body, pixels) {
    body.hidden = pixels < 1;
    body.rows[0].cells[0].style.height = pixels + "px";
  }

  // `shown`: collection, papers, stems, selected, select(key, on), columns.
  function showTable(box, shown) {
    var table = element("table", "explore__table"), head = element("tr"), body = element("tbody");
    table.setAttribute("aria-rowcount", shown.papers.length + 1);
    table.append(element("caption", "sr-only", "Papers found"), element("thead"));
    head.setAttribute("aria-rowindex", 1);
    ["Paper"].concat(shown.columns.map(function (column) { return explore.COLUMNS[column]; })).forEach(function (name, n) {
      var cell = element("th", shown.columns[n - 1] === "year" || shown.columns[n - 1] === "results" ? "figure" : "", name);
      cell.scope = "col";
      head.append(cell);
    });
    table.tHead.append(head);
    var before = spacer(shown.columns.length + 1), after = spacer(shown.columns.length + 1);
    table.append(before, body, after);
    var frame = element("div", "table explore__frame");
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", "Table of papers");
    frame.tabIndex = 0;
    frame.append(table);
    box.replaceChildren(frame);
    return explore.showRows({
      count: shown.papers.length, average: 60, box: body,
      make: function (n) { return tableRow(shown.papers[n], shown, n); },
      top: function () { return (before.hidden ? body : before).getBoundingClientRect().top; },
      before: function (pixels) { height(before, pixels); }, after: function (pixels) { height(after, pixels); }
    });
  }

  function showList(box, shown) {
    var there = standingList(box, shown), list = there || element("ol", "explore__list");
    if (!there) box.replaceChildren(list);
    return explore.showRows({
      count: shown.papers.length, average: 130, box: list,
      make: function (n) { return listItem(shown.papers[n], shown, n); },
      top: function () { return list.getBoundingClientRect().top; },
      before: function (pixels) { list.style.paddingTop = pixels + "px"; },
      after: function (pixels) { list.style.paddingBottom = pixels + "px"; }
    });
  }

  Object.assign(explore, { showTable: showTable, showList: showList });
})();
