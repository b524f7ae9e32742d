// Search over titles and abstracts, in the page: no server, no request but to the site's own files.
// Index and library are scripts, loaded on first use, since a page opened from a folder cannot fetch data.
(function () {
  "use strict";
  var base = document.currentScript.dataset.base.replace(/\/?$/, "/");
  var MOST = 30;
  var SNIPPET = 160;
  var loading = null;

  function script(path) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = base + path;
      element.onload = resolve;
      element.onerror = function () { reject(new Error(path)); };
      document.head.appendChild(element);
    });
  }

  function parts(text) {
    return text.split(/[\s\u00a0.,;:!?()[\]{}"“”‘’'/|<>=+*&^~`–—]+/).filter(Boolean);
  }

  // The words of a text; "kv-cache" is "kv", "cache" and "kvcache", so that all spellings meet.
  function words(text) {
    return parts(text).flatMap(function (part) {
      if (part.indexOf("-") < 0) return [part];
      return part.split("-").concat(part.replace(/-/g, ""));
    }).filter(Boolean);
  }

  // What a query asks for: every word, one with a hyphen either as its parts or written as one.
  function wanted(query, combineWith) {
    var queries = parts(query).map(function (part) {
      if (part.indexOf("-") < 0) return part;
      var split = { combineWith: "AND", queries: part.split("-").filter(Boolean) };
      return { combineWith: "OR", queries: [split, { fuzzy: false, queries: [part.replace(/-/g, "")] }] };
    });
    return { combineWith: combineWith, queries: queries };
  }

  // Plural and singular meet; short words are left alone.
  function normalise(word) {
    var lower = word.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
    return lower.length > 3 && /[^su]s$/.test(lower) ? lower.slice(0, -1) : lower;
  }

  function prepare() {
    loading = loading || Promise.all([script("assets/vendor/minisearch.js"), script("assets/search-index.js")]).then(function () {
      var data = window.surveySearchIndex;
      var index = new window.MiniSearch({
        fields: ["title", "text", "context"], tokenize: words, processTerm: normalise,
        searchOptions: {
          boost: { title: 5, context: 1.5 }, prefix: function (term) { return term.length > 2; },
          fuzzy: function (term) { return term.length > 4 ? 0.25 : false; }, maxFuzzy: 2
        }
      });
      var entries = data.entries.map(function (values, id) {
        var entry = { id: id };
        data.fields.forEach(function (field, n) { entry[field] = values[n]; });
        return entry;
      });
      index.addAll(entries);
      return function (query) {
        var found = index.search(wanted(query, "AND"));
        if (!found.length) found = index.search(wanted(query, "OR"));
        return found.map(function (hit) { return { entry: entries[hit.id], terms: hit.terms }; });
      };
    });
    return loading;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Text with the found terms marked; built from text nodes, so that nothing in it can be markup.
  function marked(text, terms) {
    var fragment = document.createDocumentFragment();
    text.split(/([\w\u00c0-\u024f]+)/).forEach(function (part) {
      var hit = part && terms.indexOf(normalise(part)) >= 0;
      fragment.appendChild(hit ? element("mark", "", part) : document.createTextNode(part));
    });
    return fragment;
  }

  function snippet(text, terms) {
    var lower = text.toLowerCase();
    var places = terms.map(function (term) { return lower.indexOf(term); }).filter(function (n) { return n >= 0; });
    var start = places.length ? Math.max(0, Math.min.apply(null, places) - 50) : 0;
    if (start > 0) start = text.indexOf(" ", start) + 1;
    var end = start + SNIPPET < text.length ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function resultItem(hit) {
    var item = element("li", "search__item");
    var link = element("a", "search__link");
    link.href = base + hit.entry.url;
    link.appendChild(marked(hit.entry.title, hit.terms));
    item.appendChild(link);
    var tag = hit.entry.kind === "paper" ? "" : hit.entry.kind + (hit.entry.context ? " · " : "");
    if (tag || hit.entry.context) item.appendChild(element("span", "search__context", tag + hit.entry.context));
    var shown = element("span", "search__snippet");
    shown.appendChild(marked(snippet(hit.entry.text, hit.terms), hit.terms));
    item.appendChild(shown);
    return item;
  }

  function show(panel, query, hits) {
    panel.replaceChildren();
    var status = element("p", "search__status", hits.length ? hits.length + (hits.length === 1 ? " result" : " results") +
      (hits.length > MOST ? ", the first " + MOST + " shown" : "") : "Nothing found. Try fewer or other words.");
    status.setAttribute("role", "status");
    var list = element("ol", "search__list");
    hits.slice(0, MOST).forEach(function (hit) { list.appendChild(resultItem(hit)); });
    panel.append(status, list);
    panel.hidden = false;
  }

  function attach(form) {
    var input = form.querySelector("input");
    var panel = form.querySelector(".search__panel");

    function update() {
      var query = input.value.trim();
      if (query.length < 2) { panel.hidden = true; return; }
      prepare().then(function (find) {
        if (input.value.trim() === query) show(panel, query, find(query));
      }, function (error) {
        loading = null;
        panel.replaceChildren(element("p", "search__status", "The search index could not be loaded: " + error.message));
        panel.hidden = false;
      });
    }

    function move(step) {
      var links = Array.from(panel.querySelectorAll("a"));
      var next = links.indexOf(document.activeElement) + step;
      (next < 0 ? input : links[Math.min(next, links.length - 1)] || input).focus();
    }

    input.addEventListener("focus", function () { prepare().catch(function () { loading = null; }); });
    input.addEventListener("input", update);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = panel.querySelector("a");
      if (first && !panel.hidden) first.click();
    });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { input.focus(); panel.hidden = true; }
      if (panel.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    });
    form.addEventListener("focusout", function (event) {
      if (!form.contains(event.relatedTarget)) panel.hidden = true;
    });
    panel.addEventListener("mousedown", function (event) {
      if (!event.target.closest("a")) event.preventDefault();
    });
    input.addEventListener("focus", function (event) {
      if (input.value.trim().length > 1 && !form.contains(event.relatedTarget)) update();
    });
  }

  document.querySelectorAll("[data-search]").forEach(attach);
  document.addEventListener("keydown", function (event) {
    var busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || event.ctrlKey || event.metaKey || event.altKey;
    var input = document.querySelector("[data-search] input");
    if (event.key === "/" && !busy && input) { event.preventDefault(); input.focus(); }
  });
})();
