// The table of results: filters, sorting, and export of exactly what is shown. The rows that the page brings stay
// until a reader asks for others; then they are made from the data, so that thousands stay as quick as hundreds.
(function () {
  "use strict";

  var BATCH = 500;
  var COLUMNS = ["paper", "measure", "change", "against", "on", "topic", "kind", "year"];
  var FILTERS = ["measure", "topic", "kind", "year", "form", "bound"];
  var form = document.getElementById("filters");
  var table = document.querySelector(".results table");
  if (!form || !table) return;
  var base = document.currentScript.getAttribute("data-base") || ".";
  var told = document.getElementById("told"), more = document.getElementById("more");
  var rows = [], data = null, shown = [], sorting = null, drawn = 0, untouched = true;

  // ---- the data -------------------------------------------------------------------------------------------

  function read(raw) {
    data = raw;
    var at = {};
    raw.fields.forEach(function (name, n) { at[name] = n; });
    rows = raw.rows.map(function (row, n) {
      var paper = raw.papers[row[at.paper]];
      var found = {
        number: n, key: paper[0], title: paper[1], year: paper[2], kind: paper[3], topics: paper[4],
        measure: row[at.measure], form: row[at.form], value: row[at.value], low: row[at.low], unit: row[at.unit],
        bound: row[at.bound], text: row[at.text], against: row[at.against], on: row[at.on], quote: row[at.quote]
      };
      found.areas = found.topics.map(function (key) { return (own(raw.topics, key) || [])[1]; });
      found.words = [found.title, name("measures", found.measure), found.text, found.against, found.on, found.quote]
        .concat(found.topics.map(topicTitle)).join(" ").toLowerCase();
      return found;
    });
  }

  // An id may be the name of something that every object has, such as "constructor".
  function own(table, id) { return Object.prototype.hasOwnProperty.call(table, id) ? table[id] : undefined; }
  function name(vocabulary, id) { return own(data[vocabulary], id) || id || ""; }
  function topicTitle(key) { return (own(data.topics, key) || [key])[0]; }

  // ---- the state, which is the address's fragment ----------------------------------------------------------

  function state() {
    var found = { q: form.elements.q.value.trim() };
    FILTERS.forEach(function (key) { if (form.elements[key]) found[key] = form.elements[key].value; });
    return found;
  }

  function write(chosen) {
    var fragment = new URLSearchParams();
    ["q"].concat(FILTERS).forEach(function (key) {
      if (!chosen[key]) return;
      var parts = key === "topic" ? chosen.topic.split(":") : [key, chosen[key]];
      fragment.set(parts[0], parts[1]);
    });
    if (sorting) {
      fragment.set("sort", COLUMNS[sorting.column]);
      if (sorting.descending) fragment.set("order", "desc");
    }
    var text = fragment.toString();
    history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
  }

  function restore() {
    var given = new URLSearchParams(location.hash.slice(1));
    form.reset();
    form.elements.q.value = given.get("q") || "";
    FILTERS.forEach(function (key) {
      var value = key === "topic" ? ["topic", "area"].map(function (facet) {
        return given.get(facet) ? facet + ":" + given.get(facet) : "";
      }).join("") : given.get(key);
      var select = form.elements[key];
      if (select && value) select.value = value;
      if (select && select.selectedIndex < 0) select.value = "";
    });
    var column = COLUMNS.indexOf(given.get("sort"));
    sorting = column < 0 ? null : { column: column, descending: given.get("order") === "desc" };
    return location.hash.length > 1;
  }

  // ---- filtering and sorting -------------------------------------------------------------------------------

  function fits(row, key, value) {
    if (!value) return true;
    if (key === "topic") {
      var wanted = value.split(":");
      return (wanted[0] === "area" ? row.areas : row.topics).indexOf(wanted[1]) >= 0;
    }
    return String(row[key]) === value;
  }

  function contains(row, words) {
    return words.every(function (word) { return row.words.indexOf(word) >= 0; });
  }

  function filtered(chosen, but) {
    var words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter(function (row) {
      return contains(row, words) && FILTERS.every(function (key) {
        return key === but || fits(row, key, chosen[key]);
      });
    });
  }

  var FORMS;
  function group(row) { return row.measure + "\n" + row.form; }

  // Only figures of one measure, one form and one unit rank; the others stay in the order of the page.
  function byChange(a, b, sign) {
    return places[a.measure] - places[b.measure] || FORMS.indexOf(a.form) - FORMS.indexOf(b.form)
      || a.unit.localeCompare(b.unit) || sign * (a.value - b.value) || a.number - b.number;
  }

  var places = {};
  function valueOf(row, column) {
    switch (COLUMNS[column]) {
      case "paper": return row.title;
      case "measure": return places[row.measure];
      case "topic": return row.topics.length ? topicTitle(row.topics[0]) : null;
      case "kind": return row.kind ? name("kinds", row.kind) : null;
      default: return row[COLUMNS[column]] === undefined ? null : row[COLUMNS[column]];
    }
  }

  function sorted(found) {
    if (!sorting) return found;
    var sign = sorting.descending ? -1 : 1, column = sorting.column;
    if (COLUMNS[column] === "change") return found.slice().sort(function (a, b) { return byChange(a, b, sign); });
    return found.slice().sort(function (a, b) {
      var one = valueOf(a, column), two = valueOf(b, column);
      var order = window.surveyTables.compare(one, two);
      return (one === null || two === null ? order : sign * order) || a.number - b.number;
    });
  }

  // ---- drawing ---------------------------------------------------------------------------------------------

  function make(tag, text, properties) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    return Object.assign(element, properties || {});
  }

  function link(folder, key, text) { return make("a", text, { href: base + "/" + folder + "/" + key + ".html" }); }

  function cell(content) {
    var made = make("td");
    made.append(content || "–");
    return made;
  }

  function draw(row) {
    var line = make("tr"), first = cell(link("papers", row.key, row.title));
    var quote = make("details", "", { className: "quote" });
    quote.append(make("summary", "the sentence"), make("q", row.quote));
    first.append(" ", quote);
    var topic = row.topics[0];
    line.append(first, cell(name("measures", row.measure)), cell(row.text), cell(row.against), cell(row.on),
      cell(topic && link("topics", topic, topicTitle(topic))), cell(name("kinds", row.kind)), cell(row.year && String(row.year)));
    return line;
  }

  // What the rows under one heading have in common: a measure, and sorted by change a form too.
  function heading(row) {
    if (!sorting) return name("measures", row.measure);
    return COLUMNS[sorting.column] === "change" ? name("measures", row.measure) + ": " + data.forms[row.form] : "";
  }

  function extend() {
    var body = table.tBodies[table.tBodies.length - 1];
    shown.slice(drawn, drawn + BATCH).forEach(function (row) {
      var words = heading(row);
      if (!body || body.heading !== words) {
        body = make("tbody", "", { heading: words });
        table.append(body);
        if (words) {
          var line = make("tr", "", { className: "group" });
          line.append(make("th", words, { colSpan: COLUMNS.length, scope: "rowgroup" }));
          body.append(line);
        }
      }
      body.append(draw(row));
    });
    drawn = Math.min(shown.length, drawn + BATCH);
    more.hidden = drawn >= shown.length;
    more.textContent = "Show " + Math.min(BATCH, shown.length - drawn) + " more of " + (shown.length - drawn);
  }

  function counts(chosen) {
    FILTERS.forEach(function (key) {
      var select = form.elements[key];
      if (!select) return;
      var open = filtered(chosen, key), told = new Map();
      function count(value) { told.set(value, (told.get(value) || 0) + 1); }
      open.forEach(function (row) {
        if (key !== "topic") return count(String(row[key]));
        new Set(row.topics).forEach(function (topic) { count("topic:" + topic); });
        new Set(row.areas).forEach(function (area) { count("area:" + area); });
      });
      Array.from(select.options).forEach(function (option) {
        if (option.value) option.textContent = option.dataset.name + " (" + (told.get(option.value) || 0) + ")";
      });
    });
  }

  function tell() {
    var part = shown.length < rows.length ? " of " + rows.length : "";
    told.textContent = shown.length || !part ? shown.length + part + (rows.length === 1 ? " result" : " results")
      : "No result fits. Take a filter back, or clear them all.";
  }

  function update() {
    if (!data) return;
    var chosen = state();
    shown = sorted(filtered(chosen));
    untouched = false;
    Array.from(table.tBodies).forEach(function (body) { body.remove(); });
    drawn = 0;
    extend();
    counts(chosen);
    tell();
    window.surveyTables.mark(table, sorting ? sorting.column : -1, sorting && sorting.descending);
  }

  function changed() { write(state()); update(); }

  // ---- export ----------------------------------------------------------------------------------------------

  // A text that a spreadsheet would take for a formula is marked as text.
  function csv(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    var text = value.replace(/((?:^|[;\t\r\n])[\s"]*?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])/g, "$1'");
    return /[",\n\r]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  function take() {
    var found = untouched ? rows : shown;
    var head = ["key", "title", "year", "kind", "topics", "measure", "form", "value", "low", "unit", "bound", "against", "on", "quote"];
    var lines = found.map(function (row) {
      return head.map(function (field) { return csv(field === "topics" ? row.topics.join("; ") : row[field]); }).join(",");
    });
    var file = new Blob(["\ufeff" + head.join(",") + "\r\n" + lines.join("\r\n") + "\r\n"], { type: "text/csv" });
    var link = make("a", "", { href: URL.createObjectURL(file), download: "results.csv" });
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  // ---- beginning -------------------------------------------------------------------------------------------

  function begin() {
    read(window.surveyResults);
    FORMS = Object.keys(data.forms);
    rows.forEach(function (row) { if (!(row.measure in places)) places[row.measure] = Object.keys(places).length; });
    window.surveyTables.heads(table, function (column, descending) {
      sorting = { column: column, descending: descending };
      changed();
    });
    var note = document.getElementById("part");
    if (note) note.hidden = true;
    if (restore() || table.dataset.shown !== table.dataset.count) update();
    form.addEventListener("input", changed);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { sorting = null; setTimeout(changed); });
    document.getElementById("take").addEventListener("click", take);
    more.addEventListener("click", extend);
    window.addEventListener("hashchange", function () { restore(); update(); });
    form.dataset.ready = "";
  }

  var script = document.createElement("script");
  script.src = base + "/assets/results-data.js";
  script.addEventListener("load", begin);
  document.head.append(script);
})();
