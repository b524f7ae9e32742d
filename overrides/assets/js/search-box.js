// The search box of every page: no server, no request but to the site's own files.
// Data and engine are scripts, loaded on first use, since a page opened from a folder cannot fetch data.
// `window.surveyFind` offers them to other pages' scripts.
(function () {
  "use strict";
  var base = document.currentScript.dataset.base.replace(/\/?$/, "/");
  var MOST = 30;
  var SNIPPET = 160;
  var PATIENCE = 400; // milliseconds to wait for abstracts before results by title are shown
  var loading = {};

  function script(path) {
    loading[path] = loading[path] || new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = base + path;
      element.onload = resolve;
      element.onerror = function () { delete loading[path]; reject(new Error(path)); };
      document.head.appendChild(element);
    });
    return loading[path];
  }

  function data() {
    return script("assets/explore-data.js").then(function () { return window.surveyPapers; });
  }

  // The engine once it knows titles and other facts; `engine.whole` resolves when it knows the abstracts too.
  function engine() {
    if (loading.engine) return loading.engine;
    var abstracts = script("assets/search-index.js");
    abstracts.catch(function () { /* told below */ });
    loading.engine = Promise.all([data(), script("assets/vendor/minisearch.js"), script("assets/js/find-words.js"), script("assets/js/find.js")])
      .then(function (loaded) { return window.surveyEngine(loaded[0]).addFacts(); })
      .then(function (made) {
        made.whole = abstracts.then(function () { return made.addTexts(window.surveyAbstracts); });
        made.whole.catch(function () { delete loading.engine; }); // told by whoever waits for it, and tried again
        return made;
      });
    loading.engine.catch(function () { delete loading.engine; });
    return loading.engine;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // Text with the found words marked; built from text nodes, so that nothing in it can be markup.
  function marked(text, stems) {
    var fragment = document.createDocumentFragment();
    text.split(/([\w\u00c0-\u024f]+)/).forEach(function (part) {
      var hit = part && stems && stems.has(window.surveyWords.stem(window.surveyWords.plain(part)));
      fragment.appendChild(hit ? element("mark", "", part) : document.createTextNode(part));
    });
    return fragment;
  }

  function snippet(text, stems) {
    var place = 0, first = -1;
    text.split(/([\w\u00c0-\u024f]+)/).some(function (part) {
      if (part && stems.has(window.surveyWords.stem(window.surveyWords.plain(part)))) first = place;
      place += part.length;
      return first >= 0;
    });
    var start = Math.max(0, first - 50);
    if (start > 0) start = text.indexOf(" ", start) + 1;
    var end = start + SNIPPET < text.length ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
    return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  function contextOf(made, paper) {
    if (paper.status === "excluded") return "excluded";
    var kind = paper.kind === null ? "" : made.facets.kinds[paper.kind][1];
    var topic = paper.topics.length ? made.topics[paper.topics[0]].title : "";
    return [kind, topic, (paper.published || "").slice(0, 4)].filter(Boolean).join(" · ");
  }

  function resultItem(made, found, hit) {
    var paper = made.papers[hit.id];
    var item = element("li", "search__item");
    var link = element("a", "search__link");
    link.href = base + "papers/" + paper.key + ".html";
    link.appendChild(marked(paper.title, found.stems));
    item.appendChild(link);
    var context = contextOf(made, paper);
    if (context) item.appendChild(element("span", "search__context", context));
    var text = [paper.summary, made.abstracts && made.abstracts[hit.id]].filter(Boolean).join(" ");
    var shown = element("span", "search__snippet");
    shown.appendChild(marked(snippet(text, found.stems), found.stems));
    item.appendChild(shown);
    return item;
  }

  function topicsLine(topics) {
    var line = element("p", "search__topics", topics.length === 1 ? "Topic: " : "Topics: ");
    topics.forEach(function (topic, n) {
      var link = element("a", "", topic.title);
      link.href = base + "topics/" + topic.key + ".html";
      if (n) line.append(" · ");
      line.append(link);
    });
    return line;
  }

  function allLine(made, found, query) {
    var hidden = found.hits.some(function (hit) { return made.papers[hit.id].status === "excluded"; });
    var asked = new URLSearchParams(hidden ? { q: query, status: "any" } : { q: query });
    var line = element("p", "search__all");
    var link = element("a", "", "All " + counted(found.hits.length) + " in Explore");
    link.href = base + "explore.html#" + asked;
    line.append(link);
    return line;
  }

  function counted(number) { return number + (number === 1 ? " result" : " results"); }

  function said(found) {
    var count = found.hits.length;
    if (!count) return "Nothing found. Try fewer or other words.";
    return counted(count) + (found.whole < count ? ", " + (found.whole || "none") + " with every word" : "") +
      (count > MOST ? ", the first " + MOST + " shown" : "");
  }

  function show(panel, made, query) {
    var found = made.search(query);
    panel.replaceChildren();
    var status = element("p", "search__status", said(found));
    status.setAttribute("role", "status");
    var list = element("ol", "search__list");
    found.hits.slice(0, MOST).forEach(function (hit) { list.appendChild(resultItem(made, found, hit)); });
    panel.append(status);
    if (found.topics.length) panel.append(topicsLine(found.topics));
    panel.append(list);
    if (found.hits.length) panel.append(allLine(made, found, query));
    panel.hidden = false;
  }

  // Whether results may not change any more: they are hidden, or someone is about to choose one.
  function inUse(panel) {
    return panel.hidden || panel.matches(":hover") || panel.contains(document.activeElement);
  }

  function attach(form) {
    var input = form.querySelector("input");
    var panel = form.querySelector(".search__panel");

    function update() {
      var query = input.value.trimStart();
      if (query.trim().length < 2) { panel.hidden = true; return; }
      function current() { return input.value.trimStart() === query; }
      engine().then(function (made) {
        var patience = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); });
        return Promise.race([made.whole, made.complete ? made : patience]).then(function () {
          if (current()) show(panel, made, query);
          if (!made.complete) made.whole.then(function () { if (current() && !inUse(panel)) show(panel, made, query); });
        });
      }).catch(function (error) {
        panel.replaceChildren(element("p", "search__status", "The search index could not be loaded: " + error.message));
        panel.hidden = false;
      });
    }

    function move(step) {
      var links = Array.from(panel.querySelectorAll(".search__link"));
      var next = links.indexOf(document.activeElement) + step;
      (next < 0 ? input : links[Math.min(next, links.length - 1)] || input).focus();
    }

    input.addEventListener("focus", function () { engine().catch(function () { /* told when something is typed */ }); });
    input.addEventListener("input", update);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = panel.querySelector(".search__link") || panel.querySelector("a");
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

  window.surveyFind = { base: base, script: script, data: data, engine: engine, element: element, marked: marked };
  document.querySelectorAll("[data-search]").forEach(attach);
  document.addEventListener("keydown", function (event) {
    var busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || event.ctrlKey || event.metaKey || event.altKey;
    var input = document.querySelector("[data-search-first], [data-search] input");
    if (event.key === "/" && !busy && input) { event.preventDefault(); input.focus(); }
  });
})();
