// The reader's own marks: which papers to read, in which order, and which are read. They are kept in this
// browser and nowhere else; where it keeps nothing, they last as long as the page.
(function () {
  "use strict";
  var base = document.currentScript.dataset.base.replace(/\/?$/, "/");
  // All sites opened from folders share one storage, so each survey has a place of its own, by its name.
  var NAME = document.querySelector("meta[name=application-name]").content;
  var SLOT = "survey-reading:" + NAME;
  var VERSION = 1;
  var MOST = 20000;
  var KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  var memory = null; // the marks that the browser would not keep
  var known = { text: null, state: null }; // what was read last: rows of long lists ask one by one
  var listeners = [];
  var loading = null;

  // Stored and imported data may be anything: only what looks like a key is taken, each once.
  function keysIn(value) {
    if (!Array.isArray(value)) return [];
    var keys = value.filter(function (key) { return typeof key === "string" && key.length <= 100 && KEY.test(key); });
    return Array.from(new Set(keys)).slice(0, MOST);
  }

  // The marks in a text, or null where it holds none that can be read.
  function parse(text) {
    var data;
    try { data = JSON.parse(text); } catch (error) { return null; }
    if (!data || typeof data !== "object" || data.version !== VERSION || !Array.isArray(data.list)) return null;
    return { list: keysIn(data.list), read: keysIn(data.read) };
  }

  function asText(state) {
    return JSON.stringify({ version: VERSION, survey: NAME, list: state.list, read: state.read });
  }

  function load() {
    if (memory) return memory;
    var text = null;
    try { text = localStorage.getItem(SLOT); } catch (error) { memory = { list: [], read: [] }; return memory; }
    if (text !== known.text || !known.state) {
      known = { text: text, state: (text !== null && parse(text)) || { list: [], read: [] } };
    }
    return known.state;
  }

  function save(state) {
    try {
      var old = localStorage.getItem(SLOT);
      // What another version wrote, or something broke, is put aside and not lost.
      if (old !== null && !parse(old)) localStorage.setItem(SLOT + ":unreadable", old);
      localStorage.setItem(SLOT, asText(state));
      memory = null;
    } catch (error) {
      memory = state;
    }
  }

  // Every change begins with what is stored now, so that two open pages do not undo each other's.
  function change(edit) {
    var state = load();
    save(edit({ list: state.list.slice(), read: state.read.slice() }));
    tell();
  }

  function without(keys, key) { return keys.filter(function (other) { return other !== key; }); }

  function put(name, key, wanted) {
    if (!KEY.test(key)) return;
    change(function (state) {
      state[name] = wanted ? without(state[name], key).concat(key) : without(state[name], key);
      return state;
    });
  }

  function has(key) { return load().list.indexOf(key) >= 0; }
  function isRead(key) { return load().read.indexOf(key) >= 0; }
  function toggle(key) { put("list", key, !has(key)); }
  function markRead(key, read) { put("read", key, read !== false); }

  // A paper that was renamed keeps its marks; `aliases` are its names of before.
  function rename(aliases, key) {
    var state = load();
    var old = aliases.filter(function (alias) { return state.list.concat(state.read).indexOf(alias) >= 0; });
    if (!old.length) return;
    function renamed(keys) { return keysIn(keys.map(function (name) { return old.indexOf(name) >= 0 ? key : name; })); }
    change(function (marks) { return { list: renamed(marks.list), read: renamed(marks.read) }; });
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // A button that stays pressed. Its words stay the same: what it says and whether it is so are two things.
  function pressable(text, about, kind, key) {
    var made = element("button", "mark-button", text);
    made.type = "button";
    made.dataset.mark = kind;
    made.dataset.of = key;
    if (about) made.setAttribute("aria-label", text + ": " + about);
    made.setAttribute("aria-pressed", String(kind === "list" ? has(key) : isRead(key)));
    made.addEventListener("click", function () {
      if (kind === "list") toggle(key); else markRead(key, !isRead(key));
    });
    return made;
  }

  function button(key, title) { return pressable("Save to reading list", title, "list", key); }
  function readButton(key, title) { return pressable("Mark as read", title, "read", key); }

  function script(path) {
    return new Promise(function (resolve, reject) {
      var made = element("script");
      made.src = base + path;
      made.onload = resolve;
      made.onerror = function () { made.remove(); reject(new Error(path)); };
      document.head.appendChild(made);
    });
  }

  // From the facts that the page of all papers is made of.
  function fromFacts(data) {
    return new Map(data.papers.map(function (row) {
      var of = {};
      data.fields.forEach(function (field, n) { of[field] = row[n]; });
      var kind = of.kind === null ? "" : data.facets.kinds[of.kind][1];
      var topic = of.topics.length ? data.topics[of.topics[0]][1] : "";
      return [of.key, {
        title: of.title, summary: of.summary || "", url: base + "papers/" + of.key + ".html",
        note: [kind, topic, (of.published || "").slice(0, 4)].filter(Boolean).join(" · ")
      }];
    }));
  }

  // What every paper is called and where it stands, by key, from the data that search is made of.
  function papers() {
    loading = loading || script("assets/explore-data.js").then(function () {
      return fromFacts(window.surveyPapers);
    }).catch(function (error) { loading = null; throw error; });
    return loading;
  }

  function tell() {
    document.querySelectorAll("[data-mark]").forEach(function (made) {
      var pressed = made.dataset.mark === "list" ? has(made.dataset.of) : isRead(made.dataset.of);
      made.setAttribute("aria-pressed", String(pressed));
    });
    document.querySelectorAll("[data-read-of]").forEach(showProgress);
    document.querySelectorAll("[data-kept]").forEach(function (note) { note.hidden = !memory; });
    document.querySelectorAll("[data-list-link]").forEach(nameLink);
    listeners.forEach(function (listener) { listener(); });
  }

  function nameLink(link) {
    var count = load().list.length;
    link.textContent = "Reading list (" + count + ")";
  }

  function keptNote() {
    var note = element("p", "remark", "This browser keeps nothing for this site, so marks are lost when you leave the page.");
    note.dataset.kept = "";
    note.hidden = !memory;
    return note;
  }

  // How much of a path is read; nothing is shown where it has not been begun, unless `always`.
  function showProgress(place) {
    var keys = place.dataset.readOf.split(" ").filter(Boolean);
    var done = keys.filter(isRead).length;
    var bar = place.querySelector("progress") || place.appendChild(element("progress"));
    var words = place.querySelector("span") || place.appendChild(element("span"));
    bar.max = keys.length;
    bar.value = done;
    bar.setAttribute("aria-label", "Papers read");
    words.textContent = done + " of " + keys.length + " read";
    place.hidden = !done && !("always" in place.dataset);
  }

  function makePath(list) {
    var items = Array.from(list.children).filter(function (item) { return item.dataset.key; });
    items.forEach(function (item) {
      var link = item.querySelector("a");
      item.append(" ", readButton(item.dataset.key, link ? link.textContent : ""));
    });
    var progress = list.previousElementSibling;
    progress.dataset.readOf = items.map(function (item) { return item.dataset.key; }).join(" ");
    progress.dataset.always = "";
    showProgress(progress);
  }

  function onPaper(place) {
    var link = element("a");
    link.href = base + "reading-list.html";
    link.dataset.listLink = "";
    nameLink(link);
    place.append(button(place.dataset.reading), readButton(place.dataset.reading), link, keptNote());
  }

  window.surveyReading = {
    has: has, toggle: toggle, button: button, isRead: isRead, markRead: markRead, readButton: readButton,
    keys: function () { return load().list.slice(); },
    marks: function () { var state = load(); return { list: state.list.slice(), read: state.read.slice() }; },
    replace: function (state) { change(function () { return { list: keysIn(state.list), read: keysIn(state.read) }; }); },
    rename: rename, parse: parse, text: function () { return asText(load()); },
    papers: papers, script: script, keptNote: keptNote,
    name: NAME, base: base,
    onChange: function (listener) { listeners.push(listener); }
  };

  window.addEventListener("storage", function (event) {
    if (event.key === SLOT || event.key === null) tell();
  });
  // A page that the browser kept in memory shows what was true when it was left.
  window.addEventListener("pageshow", function (event) { if (event.persisted) tell(); });
  document.querySelectorAll("[data-key][data-aliases], [data-reading][data-aliases]").forEach(function (place) {
    rename(place.dataset.aliases.split(" ").filter(Boolean), place.dataset.key || place.dataset.reading);
  });
  document.querySelectorAll("[data-reading]").forEach(onPaper);
  new Set(Array.from(document.querySelectorAll("ol > li[data-key]"), function (item) { return item.parentElement; })).forEach(makePath);
  document.querySelectorAll("[data-path]").forEach(function (place) {
    place.dataset.readOf = place.dataset.path;
    place.classList.add("progress");
    showProgress(place);
  });
})();
