// The page of the reading list: the saved papers in the reader's order, and ways to take the list elsewhere.
(function () {
  "use strict";
  var reading = window.surveyReading;
  var place = document.getElementById("saved-papers");
  if (!reading || !place) return;
  var LARGEST = 2000000; // bytes of a file that is read
  var papers = null; // by key, once the data is loaded
  var before = null; // the marks before the last step that can be undone
  var parts = {};

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function action(text, about, run, className) {
    var made = element("button", className || "action", text);
    made.type = "button";
    if (about) made.setAttribute("aria-label", text + ": " + about);
    made.addEventListener("click", run);
    return made;
  }

  function count(number, what) { return number + " " + what + (number === 1 ? "" : "s"); }

  function titleOf(key) { return papers && papers.has(key) ? papers.get(key).title : key; }

  // Says what happened; with a way back where something was taken away.
  function say(text, undoTo) {
    before = undoTo || null;
    parts.status.textContent = text;
    parts.undo.hidden = !before;
  }

  function undo() {
    var marks = before;
    say("Brought back.");
    if (marks) reading.replace(marks);
    parts.status.focus();
  }

  function remove(key) {
    var marks = reading.marks();
    reading.toggle(key);
    say("Removed “" + titleOf(key) + "”.", marks);
    parts.undo.focus();
  }

  function clear() {
    var marks = reading.marks();
    reading.replace({ list: [], read: marks.read });
    say("Removed " + count(marks.list.length, "paper") + ". What you have read stays marked.", marks);
    parts.undo.focus();
  }

  function move(key, step) {
    var marks = reading.marks();
    var from = marks.list.indexOf(key);
    var to = from + step;
    if (from < 0 || to < 0 || to >= marks.list.length) return;
    marks.list.splice(from, 1);
    marks.list.splice(to, 0, key);
    reading.replace(marks);
    say("Moved “" + titleOf(key) + "” to place " + (to + 1) + " of " + marks.list.length + ".");
    var item = parts.items.children[to];
    var same = item.querySelector(step < 0 ? "[data-do=up]" : "[data-do=down]");
    (same.disabled ? item.querySelector("[data-do]:not(:disabled)") : same).focus();
  }

  function mover(text, key, step, disabled) {
    var made = action(text, titleOf(key), function () { move(key, step); });
    made.dataset.do = step < 0 ? "up" : "down";
    made.disabled = disabled;
    return made;
  }

  function heading(key) {
    if (!papers || !papers.has(key)) return element("span", "unknown", key);
    var link = element("a", "", papers.get(key).title);
    link.href = papers.get(key).url;
    return link;
  }

  function noteOf(key) {
    if (!papers) return "";
    return papers.has(key) ? papers.get(key).note : "Not in this survey: it was removed, or the list comes from another survey.";
  }

  function row(key, place, keys) {
    var item = element("li", "saved");
    item.dataset.saved = key;
    var title = element("p", "saved__title");
    title.append(heading(key));
    var controls = element("p", "saved__controls");
    if (!papers || papers.has(key)) controls.append(reading.readButton(key, titleOf(key)));
    controls.append(mover("Move up", key, -1, place === 0), mover("Move down", key, 1, place === keys.length - 1),
      action("Remove", titleOf(key), function () { remove(key); }));
    item.append(title, element("p", "saved__note", noteOf(key)));
    if (papers && papers.has(key) && papers.get(key).summary) item.append(element("p", "saved__summary", papers.get(key).summary));
    item.append(controls);
    return item;
  }

  function show() {
    var marks = reading.marks();
    var read = marks.list.filter(reading.isRead).length;
    parts.items.replaceChildren.apply(parts.items, marks.list.map(row));
    parts.empty.hidden = marks.list.length > 0;
    parts.take.hidden = !marks.list.length;
    parts.counts.textContent = marks.list.length ? count(marks.list.length, "paper") + " saved, " + read + " of them read" : "";
  }

  // What the keys stand for; those of renamed papers get their new names.
  function resolve() {
    var aliases = JSON.parse(place.dataset.aliases);
    reading.marks().list.concat(reading.marks().read).forEach(function (key) {
      if (Object.prototype.hasOwnProperty.call(aliases, key)) reading.rename([key], aliases[key]);
    });
  }

  function download(name, type, text) {
    var link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function takeButtons() {
    var take = window.surveyTake;
    var formats = take && typeof take.save === "function" && take.formats ? take.formats : [];
    if (!Array.isArray(formats)) formats = Object.keys(formats).map(function (id) { return { id: id, name: formats[id].name || id }; });
    return formats.map(function (format) {
      var id = typeof format === "string" ? format : format.id;
      return action(format.label || format.name || id, "", function () {
        var keys = reading.keys().filter(function (key) { return !papers || papers.has(key); });
        Promise.resolve(take.save(keys, id, "Reading list")).catch(function () { say("Not saved: the data could not be loaded."); });
      });
    });
  }

  function readFile(file) {
    if (file.size > LARGEST) { say("Not imported: the file is too large for a reading list."); return; }
    file.text().then(merge, function () { say("Not imported: the file cannot be read."); });
  }

  // Adds what another list holds; nothing that is here already is lost or moved.
  function merge(text) {
    var found = reading.parse(text);
    if (!found) { say("Not imported: this is not a reading list exported here."); return; }
    var other = JSON.parse(text).survey;
    if (other !== undefined && other !== reading.name) { say("Not imported: this is the list of another survey."); return; }
    var marks = reading.marks();
    var added = found.list.filter(function (key) { return marks.list.indexOf(key) < 0; });
    reading.replace({ list: marks.list.concat(added), read: marks.read.concat(found.read) });
    resolve();
    var unknown = papers ? added.filter(function (key) { return !papers.has(key) && reading.has(key); }).length : 0;
    say(count(added.length, "paper") + " added, " + (found.list.length - added.length) + " already there" +
      (unknown ? ", " + unknown + " not in this survey" : "") + ".", marks);
  }

  function importer() {
    var label = element("label", "action", "Import a list");
    var input = element("input", "sr-only");
    input.type = "file";
    input.accept = ".json,application/json";
    input.addEventListener("change", function () {
      if (input.files[0]) readFile(input.files[0]);
      input.value = "";
    });
    label.append(input);
    return label;
  }

  function build() {
    parts.counts = element("p", "counts");
    parts.status = element("p", "status");
    parts.status.setAttribute("role", "status");
    parts.status.tabIndex = -1;
    parts.undo = action("Undo", "", undo);
    parts.undo.hidden = true;
    parts.empty = element("p", "", "Nothing saved yet. Open a paper and choose “Save to reading list”, or begin with ");
    var topics = element("a", "", "a topic");
    topics.href = reading.base + "topics/index.html";
    parts.empty.append(topics, ": each says what to read first.");
    parts.items = element("ol", "saved-list");
    parts.take = element("p", "take-row");
    parts.take.append.apply(parts.take, [element("span", "", "Take it along: ")].concat(takeButtons(), [
      action("List as JSON", "", function () { download("reading-list.json", "application/json", reading.text()); }),
      action("Clear the list", "", clear)]));
    var keep = element("p", "take-row");
    keep.append(importer());
    var told = element("div", "told");
    told.append(parts.status, parts.undo);
    place.replaceChildren(reading.keptNote(), parts.counts, told, parts.empty, parts.items, parts.take, keep);
  }

  build();
  reading.onChange(show);
  resolve();
  show();
  reading.papers().then(function (found) { papers = found; show(); }, function () {
    say("Titles could not be loaded; the list itself is whole.");
  });
})();
