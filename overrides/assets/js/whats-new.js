// What is new since the reader's last visit. A first visit only leaves a note of how new the survey was.
(function () {
  "use strict";
  var reading = window.surveyReading;
  var place = document.querySelector("[data-new]");
  if (!reading || !place) return;
  var SLOT = "survey-visit:" + reading.name;
  var PAUSE = 30 * 60 * 1000; // within it, opening the page again is still the same visit
  var MOST = 10;
  var DATE = /^\d{4}-\d\d-\d\d[0-9T:.Z+-]*$/;
  var changed = place.dataset.new; // the date of the survey's last change

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function load() {
    try {
      var visit = JSON.parse(localStorage.getItem(SLOT));
      var good = visit && DATE.test(visit.seen) && DATE.test(visit.shown) && Number.isFinite(visit.at);
      return good ? visit : null;
    } catch (error) { return null; }
  }

  function save(visit) {
    try { localStorage.setItem(SLOT, JSON.stringify(visit)); } catch (error) { /* then each visit is the first */ }
  }

  // Dates are compared with dates of the survey, never with the reader's clock: `seen` is how new it was
  // at the visit before this one, `shown` how new it is now.
  function thisVisit() {
    var now = Date.now();
    var visit = load() || { seen: changed, shown: changed, at: now, last: null };
    if (now - visit.at > PAUSE) visit = { seen: visit.shown, shown: changed, at: now, last: visit.at };
    save({ seen: visit.seen, shown: changed, at: now, last: visit.last });
    return visit;
  }

  // New and changed papers, the newest first. A date as long as the other's is compared: days with days.
  function since(papers, seen) {
    function later(date) { return typeof date === "string" && DATE.test(date) && date.slice(0, seen.length) > seen; }
    return Object.keys(papers).map(function (key) {
      var dates = Array.isArray(papers[key]) ? papers[key] : [];
      return { key: key, isNew: later(dates[0]), isChanged: later(dates[1]), date: String(dates[1] || dates[0]) };
    }).filter(function (paper) { return paper.isNew || paper.isChanged; }).sort(function (a, b) {
      return b.isNew - a.isNew || (a.date < b.date) - (a.date > b.date) || (a.key > b.key) - (a.key < b.key);
    });
  }

  function listOf(found, papers) {
    var list = element("ul", "new__list");
    list.append.apply(list, found.map(function (paper) {
      var item = element("li");
      var link = element("a", "", papers.get(paper.key).title);
      link.href = papers.get(paper.key).url;
      item.append(link, " ", element("span", "tag", paper.isNew ? "new" : "changed"));
      return item;
    }));
    return list;
  }

  function summary(found) {
    var added = found.filter(function (paper) { return paper.isNew; }).length;
    var others = found.length - added;
    var words = [];
    if (added) words.push(added + (added === 1 ? " new paper" : " new papers"));
    if (others) words.push(others + " changed");
    return words.join(", ");
  }

  function markSeen() {
    save({ seen: changed, shown: changed, at: Date.now(), last: null });
    var heading = document.querySelector("h1");
    place.hidden = true;
    place.replaceChildren();
    heading.tabIndex = -1;
    heading.focus();
  }

  function show(found, papers, last) {
    var since = last ? "New since your last visit on " + new Date(last).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" }) : "New since your last visit";
    var heading = element("h2", "", since);
    heading.id = "new-since";
    place.setAttribute("aria-labelledby", "new-since");
    var seen = element("button", "action", "Mark all as seen");
    seen.type = "button";
    seen.addEventListener("click", markSeen);
    place.replaceChildren(heading, element("p", "counts", summary(found)), listOf(found.slice(0, MOST), papers));
    if (found.length > MOST) {
      var more = element("details", "new__more");
      more.append(element("summary", "", (found.length - MOST) + " more"), listOf(found.slice(MOST), papers));
      place.append(more);
    }
    place.append(seen);
    place.hidden = false;
  }

  var visit = DATE.test(changed) && thisVisit();
  if (!visit || visit.seen >= changed) return; // nothing has changed: nothing is loaded
  Promise.all([reading.papers(), reading.script("assets/changes.js")]).then(function (loaded) {
    var changes = window.surveyChanges && window.surveyChanges.papers;
    if (!changes || typeof changes !== "object") return;
    var found = since(changes, visit.seen).filter(function (paper) { return loaded[0].has(paper.key); });
    if (found.length) show(found, loaded[0], visit.last);
  }, function () { /* without the data there is nothing to show */ });
})();
