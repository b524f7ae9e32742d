// The page of all papers: search, filters, list or table, all of it in the address.
(function () {
  "use strict";
  var explore = window.surveyExplore;
  var find = window.surveyFind;
  var element = find.element;
  var root = document.querySelector("[data-explore]");
  if (!root) return;
  function part(name) { return root.querySelector("[data-" + name + "]"); }
  var input = part("query"), status = part("count"), note = part("note"), chips = part("chips"), box = part("list");
  var sorts = part("sort"), columns = part("columns"), filters = part("filters");
  var WIDE = window.matchMedia("(min-width: 60em)");
  var collection = null, engine = null, loading = null, panel = null, selection = null;
  var state = explore.usual(), shown = { papers: [], stems: null, whole: 0 };

  // Put the state into the address; a new place to come back to, but not for each letter that is typed.
  // Links of other pages have it in the query, since a fragment would claim a place on this page.
  function tellAddress(replace) {
    var fragment = explore.write(state);
    if (fragment === location.hash.slice(1) && !location.search) return;
    var address = location.pathname + (fragment ? "#" + fragment : "");
    history[replace ? "replaceState" : "pushState"](null, "", address);
  }

  function candidates() {
    if (!state.q.trim()) return { papers: collection.papers.slice(), stems: null, whole: 0 };
    if (!engine) { load(); return byTitle(state.q); }
    var found = engine.search(state.q.trimStart());
    return { papers: found.hits.map(function (hit) { return collection.papers[hit.id]; }), stems: found.stems, wholes: found.wholes };
  }

  // Until the index is made, what has the letters in its title.
  function byTitle(query) {
    var wanted = query.trim().toLowerCase();
    return { papers: collection.papers.filter(function (paper) { return paper.title.toLowerCase().includes(wanted); }), stems: null };
  }

  function update() {
    var from = candidates(), kept = explore.filter(from.papers, state);
    shown = { papers: explore.sort(kept.papers, state), stems: from.stems };
    if (from.wholes) shown.whole = kept.papers.reduce(function (n, paper) { return n + (from.wholes.has(paper.id) ? 1 : 0); }, 0);
    panel.show(state, kept.counts);
    showChips();
    showControls();
    selection.tell();
    showPapers();
    status.textContent = said(from);
  }

  function said(from) {
    var count = shown.papers.length;
    if (!collection.papers.length) return "The survey has no papers yet.";
    if (!count) return "Nothing found. Take away a filter, or try fewer or other words.";
    var partly = from.wholes && shown.whole < count ? "; " + (shown.whole || "none") + " with every word" : "";
    return count + (count === 1 ? " paper" : " papers") + (count < collection.papers.length ? " of " + collection.papers.length : "") + partly;
  }

  function showPapers() {
    var given = {
      collection: collection, papers: shown.papers, stems: shown.stems, columns: state.columns, selected: selection.keys,
      select: function (key, on) { selection.set(key, on); }
    };
    if (state.view === "table") explore.showTable(box, given); else explore.showList(box, given);
  }

  function showChips() {
    var set = explore.filters(state, collection);
    chips.replaceChildren.apply(chips, set.map(function (filter) {
      var out = filter.side === "exclude", chip = element("button", out ? "chip chip--out" : "chip");
      chip.type = "button";
      chip.append(element("span", "", filter.name + (out ? " not: " : ": ") + filter.label), element("span", "chip__off", "×"));
      chip.setAttribute("aria-label", "Remove the filter " + filter.name + (out ? " not " : " ") + filter.label);
      chip.addEventListener("click", function () { explore.remove(state, filter.facet, filter.value); changed(); input.focus({ preventScroll: true }); });
      return chip;
    }));
    if (!set.length && !state.q) return;
    var clear = element("button", "chip chip--clear", "Start over");
    clear.type = "button";
    clear.addEventListener("click", function () {
      state = Object.assign(explore.usual(), { view: state.view, columns: state.columns });
      changed();
      input.focus();
    });
    if (explore.write(state) !== explore.write(Object.assign(explore.usual(), { view: state.view, columns: state.columns }))) chips.append(clear);
  }

  function showControls() {
    if (input.value.trim() !== state.q.trim()) input.value = state.q;
    sorts.value = explore.order(state);
    sorts.querySelector("[value=relevance]").disabled = !state.q.trim();
    root.querySelectorAll("[data-view]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
    });
    columns.hidden = state.view !== "table";
    columns.querySelectorAll("input").forEach(function (check) { check.checked = state.columns.includes(check.value); });
  }

  function changed(replace) {
    note.hidden = true;
    tellAddress(replace);
    update();
  }

  function readAddress() {
    var fragment = location.hash.slice(1) || location.search.slice(1);
    if (fragment && !fragment.includes("=")) return; // a place on the page, not a state
    var told = explore.read(fragment, collection);
    state = told.state;
    note.hidden = !told.unknown.length;
    note.textContent = "Not known here, and left out: " + told.unknown.join(", ") + ".";
    update();
  }

  function toggle(facet, value, side) {
    var on = (state[side][facet] || []).includes(value);
    if (on) explore.remove(state, facet, value); else explore.add(state, side, facet, value);
    changed();
  }

  function offer() {
    sorts.replaceChildren();
    Object.keys(explore.SORTS).forEach(function (id) {
      var option = element("option", "", explore.SORTS[id]);
      option.value = id;
      sorts.append(option);
    });
    var list = columns.querySelector("div");
    Object.keys(explore.COLUMNS).forEach(function (id) {
      var label = element("label"), check = element("input");
      check.type = "checkbox";
      check.value = id;
      label.append(check, " " + explore.COLUMNS[id]);
      list.append(label);
    });
  }

  function listen() {
    input.addEventListener("input", function () { state.q = input.value; changed(true); });
    input.form.addEventListener("submit", function (event) { event.preventDefault(); });
    sorts.addEventListener("change", function () {
      var usual = explore.order(Object.assign({}, state, { sort: "" }));
      state.sort = sorts.value === usual ? "" : sorts.value;
      changed();
    });
    root.querySelectorAll("[data-view]").forEach(function (button) {
      button.addEventListener("click", function () { state.view = button.dataset.view; changed(); });
    });
    columns.addEventListener("change", function () {
      var on = new Set(Array.from(columns.querySelectorAll("input:checked"), function (check) { return check.value; }));
      state.columns = Object.keys(explore.COLUMNS).filter(function (column) { return on.has(column); });
      changed();
    });
    part("link").addEventListener("click", function (event) {
      var button = event.currentTarget;
      navigator.clipboard.writeText(location.href).then(function () { button.textContent = "Copied"; }, function () { button.textContent = "Copy the address above"; });
      setTimeout(function () { button.textContent = "Copy link"; }, 2000);
    });
    window.addEventListener("hashchange", readAddress);
    window.addEventListener("popstate", readAddress);
    WIDE.addEventListener("change", function () { filters.open = WIDE.matches; });
  }

  function start(data) {
    collection = new explore.Collection(data);
    explore.rank(collection.papers);
    filters.open = WIDE.matches;
    selection = new explore.Selection(part("taking"), function () {
      return { keys: shown.papers.map(function (paper) { return paper.key; }), description: explore.describe(state, collection) };
    }, function () { selection.tell(); showPapers(); });
    panel = new explore.Panel(part("facets"), collection, toggle);
    offer();
    listen();
    readAddress();
    root.dataset.ready = "facts";
  }

  function withEngine(made, ready) {
    engine = made;
    root.dataset.ready = ready;
    if (state.q.trim()) update();
  }

  // The engine and the abstracts weigh more than all else here, so they come when somebody is about to search.
  function load() {
    if (loading) return;
    loading = find.engine().then(function (made) {
      withEngine(made, "titles");
      return made.whole.then(function () { withEngine(made, "texts"); });
    }).catch(function (error) { loading = null; failed(error); });
  }

  function failed(error) { status.textContent = "The list could not be loaded: " + error.message; }

  input.addEventListener("focus", load);
  function begin() { find.data().then(start).catch(failed); }
  // The first papers stand in the page: they are drawn before anything else is fetched, unless others are asked for.
  if (document.documentElement.classList.contains("asks")) begin();
  else requestAnimationFrame(function () { setTimeout(begin); });
})();
