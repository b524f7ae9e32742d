// The panel of filters: for each facet its values with counts, to ask for or to leave out.
(function () {
  "use strict";
  var explore = window.surveyExplore;
  var element = window.surveyFind.element;
  var SHORT = 8;      // values shown before "show all"
  var LONG = 14;      // values from which on there is a box to narrow them
  var OPEN = ["area", "topic", "kind", "year"];

  // `act`: toggle(facet, value, side) after which the panel is shown again.
  function Panel(box, collection, act) {
    this.box = box;
    this.collection = collection;
    this.act = act;
    this.views = explore.FACETS.map(this.view, this);
    box.replaceChildren.apply(box, this.views.map(function (view) { return view.details; }));
  }

  Panel.prototype.view = function (facet) {
    var panel = this, view = { facet: facet, all: false, narrow: "" };
    view.details = element("details", "facet");
    view.details.dataset.facet = facet.id;
    view.details.open = OPEN.includes(facet.id);
    view.details.append(element("summary", "facet__name", facet.name));
    view.input = element("input", "facet__narrow");
    view.input.type = "search";
    view.input.placeholder = "Narrow this list";
    view.input.setAttribute("aria-label", "Narrow the list: " + facet.name);
    view.input.addEventListener("input", function () { view.narrow = view.input.value.trim().toLowerCase(); panel.fill(view); });
    view.list = element("ul", "facet__values");
    view.more = element("button", "facet__more");
    view.more.type = "button";
    view.more.addEventListener("click", function () { view.all = !view.all; panel.fill(view); });
    view.details.append(view.input, view.list, view.more);
    view.details.addEventListener("toggle", function () { if (view.details.open) panel.fill(view); });
    return view;
  };

  // The values to show: those that are set, and those that would find something.
  Panel.prototype.values = function (view) {
    var id = view.facet.id, labels = this.collection.labels[id], counts = this.counts[id];
    var set = new Set((this.state.include[id] || []).concat(this.state.exclude[id] || []));
    var values = Array.from(new Set(Array.from(counts.keys()).concat(Array.from(set)))).map(function (value) {
      return { value: value, label: labels.get(value) || value, count: counts.get(value) || 0, set: set.has(value) };
    });
    return values.sort(function (a, b) {
      if (id === "year") return b.value - a.value;
      return b.set - a.set || b.count - a.count || (a.label < b.label ? -1 : 1);
    });
  };

  Panel.prototype.fill = function (view) {
    var values = this.values(view), held = focusIn(view.list), narrow = view.narrow;
    var fitting = narrow ? values.filter(function (v) { return v.label.toLowerCase().includes(narrow); }) : values;
    var most = view.all || narrow ? Infinity : SHORT;
    view.list.replaceChildren.apply(view.list, fitting.slice(0, most).map(this.item.bind(this, view)));
    if (!fitting.length) view.list.append(element("li", "facet__none", narrow ? "No such value" : "Nothing to choose here"));
    view.input.hidden = values.length < LONG;
    view.more.hidden = values.length <= SHORT || Boolean(narrow);
    view.more.textContent = view.all ? "Show fewer" : "Show all " + values.length;
    view.more.setAttribute("aria-label", view.more.textContent + ": " + view.facet.name);
    if (held) restore(view.list, held);
  };

  Panel.prototype.item = function (view, value) {
    var id = view.facet.id, act = this.act, item = element("li", "facet__value"), label = element("label");
    var out = (this.state.exclude[id] || []).includes(value.value);
    var box = element("input");
    box.type = "checkbox";
    box.checked = (this.state.include[id] || []).includes(value.value);
    box.dataset.value = value.value;
    box.addEventListener("change", function () { act(id, value.value, "include"); });
    label.append(box, element("span", out ? "facet__label facet__label--out" : "facet__label", value.label), element("span", "count", String(value.count)));
    var not = element("button", "facet__not", "not");
    not.type = "button";
    not.dataset.not = value.value;
    not.setAttribute("aria-pressed", String(out));
    not.setAttribute("aria-label", "Leave out " + value.label);
    not.addEventListener("click", function () { act(id, value.value, "exclude"); });
    item.append(label, not);
    return item;
  };

  function focusIn(list) {
    var focused = document.activeElement;
    return list.contains(focused) ? Object.assign({}, focused.dataset) : null;
  }

  function restore(list, held) {
    var all = Array.from(list.querySelectorAll("[data-value], [data-not]"));
    var same = all.find(function (e) { return e.dataset.value === held.value && e.dataset.not === held.not; });
    if (same) same.focus({ preventScroll: true });
  }

  Panel.prototype.show = function (state, counts) {
    this.state = state;
    this.counts = counts;
    this.views.forEach(function (view) {
      var id = view.facet.id, set = (state.include[id] || []).concat(state.exclude[id] || []);
      view.details.hidden = !this.collection.labels[id].size || (id === "area" && this.collection.labels.area.size < 2);
      if (set.length && id !== "status" && !view.opened) { view.opened = true; view.details.open = true; }
      if (view.details.open) this.fill(view);
    }, this);
  };

  explore.Panel = Panel;
})();
