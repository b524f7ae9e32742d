// Selecting papers, and taking along what is selected or shown. What makes the files may be absent: then there is no menu.
(function () {
  "use strict";
  var explore = window.surveyExplore;
  var element = window.surveyFind.element;

  function counted(n, word) { return n + " " + word + (n === 1 ? "" : "s"); }

  // `view()` tells what is shown: {keys, description}; `changed()` is called when the selection changed as a whole.
  function Selection(box, view, changed) {
    this.keys = new Set();
    this.view = view;
    this.changed = changed;
    this.all = this.button("Select all shown", function () { view().keys.forEach(this.keys.add, this.keys); changed(); });
    this.none = this.button("Clear selection", function () { this.keys.clear(); changed(); });
    this.count = element("span", "taking__count");
    this.count.setAttribute("role", "status");
    box.replaceChildren(this.all, this.none, this.count);
    if (window.surveyTake) box.append(this.menu());
    this.tell();
  }

  Selection.prototype.button = function (text, act) {
    var made = element("button", "taking__button", text);
    made.type = "button";
    made.addEventListener("click", act.bind(this));
    return made;
  };

  Selection.prototype.set = function (key, on) {
    if (on) this.keys.add(key); else this.keys.delete(key);
    this.tell();
  };

  Selection.prototype.tell = function () {
    var shown = this.view().keys.length;
    this.all.textContent = "Select all " + shown + " shown";
    this.all.disabled = !shown;
    this.none.hidden = !this.keys.size;
    this.count.textContent = this.keys.size ? this.keys.size + " selected" : "";
    if (this.which) this.offer(shown);
  };

  Selection.prototype.offer = function (shown) {
    var size = this.keys.size;
    this.which.options[0].textContent = counted(size, "paper") + " selected";
    this.which.options[0].disabled = !size;
    this.which.options[1].textContent = "all " + shown + " shown";
    if (size !== this.offered) this.which.value = size ? "selected" : "shown";
    this.offered = size;
  };

  // What to take: the selected papers in the order they are shown, those not shown last; or all that are shown.
  Selection.prototype.taken = function () {
    var view = this.view(), keys = this.keys;
    if (this.which.value === "shown") return { keys: view.keys, description: view.description };
    var shown = view.keys.filter(function (key) { return keys.has(key); }), rest = new Set(shown);
    var others = Array.from(keys).filter(function (key) { return !rest.has(key); });
    return { keys: shown.concat(others), description: counted(keys.size, "paper") + " selected by hand" };
  };

  Selection.prototype.menu = function () {
    var details = element("details", "taking__menu"), inside = element("div", "taking__inside");
    this.which = labelled(inside, "Papers", ["selected", "shown"].map(function (id) { return { id: id, label: id }; }));
    this.format = labelled(inside, "Format", window.surveyTake.formats);
    var said = element("span", "taking__said");
    said.setAttribute("role", "status");
    function tell(text) { said.textContent = text; }
    inside.append(this.button("Save file", function () {
      var taken = this.taken();
      Promise.resolve(window.surveyTake.save(taken.keys, this.format.value, taken.description))
        .then(function () { tell("Saved"); }, function (error) { tell("Not saved: " + error.message); });
    }), this.button("Copy", function () {
      var taken = this.taken();
      window.surveyTake.text(taken.keys, this.format.value, taken.description)
        .then(function (text) { return window.surveyTake.copy ? window.surveyTake.copy(text) : navigator.clipboard.writeText(text); })
        .then(function () { tell("Copied"); }, function (error) { tell("Not copied: " + error.message); });
    }), said);
    details.append(element("summary", "", "Take along"), inside);
    return details;
  };

  function labelled(parent, name, options) {
    var label = element("label", "", name + " "), select = element("select");
    options.forEach(function (option) {
      var made = element("option", "", option.label);
      made.value = option.id;
      select.append(made);
    });
    label.append(select);
    parent.append(label);
    return select;
  }

  explore.Selection = Selection;
})();
