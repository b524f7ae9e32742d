// The search engine of the header's search box and of the page that lists all papers.
// A query falls into units (a word, or words that name one thing); each unit is looked up by itself and remembered, so
// that the next letter costs one look-up. What is ranked is how well, and how many of, the units are found.
(function () {
  "use strict";
  var BOOST = { title: 5, name: 6, summary: 2, topics: 2.2, named: 2, authors: 3, when: 1.5 };
  var FACTS = Object.keys(BOOST);
  var NAME_WORDS = 4;      // words before a title's colon that are still a name
  var SLICE = 8;           // milliseconds of indexing at a time
  var CHUNK = 10;          // papers between looks at the clock
  var ENOUGH = 20;         // papers that hold all units; with fewer, those that hold some are shown too
  var FILL = 50;           // results there are then
  var SOME = 0.18;         // the share of the query, by weight, that a paper must hold at the least
  var TOPIC = 1.4;         // how much more the papers of a topic count whose name was typed
  var NAMED = 1.5;         // how much a thing named by several words counts more than one word
  var LOOSE = 0.5;         // how much its words count, where they stand apart
  var APART = 0.25;        // how much one of its words counts without the others, and
  var PART = 0.4;          // how much of the unit is held then
  var BM25 = { k: 1.2, b: 0.5, d: 0.5 };
  var EXCLUDED = 0.6;      // what is left of an excluded paper's score
  var REMEMBERED = 200;    // units
  var LONGEST = 6;         // words in the name of one thing
  var EXACT = { prefix: false, fuzzy: false, tokenize: function (term) { return [term]; }, processTerm: function (term) { return term; } };

  function Engine(data) {
    this.words = new window.surveyWords.Words();
    this.phrases = new Map();   // stems of a name, joined by blanks -> the things it may name
    this.openings = new Map();  // a first stem -> the longest name that begins with it
    this.papers = data.papers.map(function (values) {
      return data.fields.reduce(function (paper, field, n) { paper[field] = values[n]; return paper; }, {});
    });
    this.topics = data.topics.map(function (t) { return { key: t[0], title: t[1], summary: t[2], parent: t[3] }; });
    this.facets = data.facets;
    this.forget();
    this.titleWords = new Uint16Array(this.papers.length);
    data.synonyms.forEach(this.learn, this);
    this.facts = this.index(FACTS);
    this.texts = this.index(["abstract"]);
    this.subjects = this.index(["title", "summary"]);
    this.subjects.addAll(this.topics.map(function (topic, id) { return { id: id, title: topic.title, summary: topic.summary }; }));
    this.complete = false;
  }

  // What was looked up before is no longer true once more papers are indexed.
  Engine.prototype.forget = function () {
    this.units = new Map();
    this.guesses = new Map();
  };

  Engine.prototype.index = function (fields) {
    return new window.MiniSearch({ fields: fields, tokenize: this.terms.bind(this), processTerm: function (term) { return term; } });
  };

  // Note the names of one thing. An acronym counts in texts only as it is written: "AL" is not the "al." of "et al.".
  Engine.prototype.learn = function (names, thing) {
    names.forEach(function (name) {
      var words = this.words.split(name).filter(function (word) { return !word.seen.small; });
      if (!words.length || words.length > LONGEST) return;
      var stems = words.map(function (word) { return word.seen.stem; }), key = stems.join(" ");
      var acronym = words.length === 1 && /[A-Z0-9].*[A-Z0-9]/.test(name) ? name : null;
      var known = this.phrases.get(key) || [];
      known.push({ thing: "≡" + thing, written: acronym });
      this.phrases.set(key, known);
      this.openings.set(stems[0], Math.max(this.openings.get(stems[0]) || 0, words.length));
    }, this);
  };

  // The things that a run of words names, at each length from the longest; `see` may end it by returning true.
  Engine.prototype.named = function (stems, start, see) {
    var longest = Math.min(this.openings.get(stems[start]) || 0, stems.length - start);
    for (var length = longest; length > 0; length--) {
      var found = this.phrases.get(length === 1 ? stems[start] : stems.slice(start, start + length).join(" "));
      if (found && see(found, length)) return;
    }
  };

  // What a text is indexed by: stems, words with hyphens also as one, and the things that it names.
  Engine.prototype.terms = function (text) {
    var words = this.words, terms = [], stems = [], raws = [];
    words.split(text).forEach(function (word) {
      words.note(word.seen);
      if (word.whole) terms.push(joinedStem(words, word.whole));
      if (word.seen.small) return;
      stems.push(word.seen.stem);
      raws.push(word.raw);
    });
    for (var n = 0; n < stems.length; n++) {
      if (!this.openings.has(stems[n])) continue;
      this.named(stems, n, function (found, length) {
        found.forEach(function (name) {
          if (length > 1 || !name.written || raws[n] === name.written || raws[n] === name.written + "s") terms.push(name.thing);
        });
      });
    }
    return terms.concat(stems);
  };

  function joinedStem(words, pieces) {
    var joined = words.look(pieces.join(""));
    words.note(joined);
    words.joined.set(joined.word, pieces.map(function (piece) { return words.look(piece); }));
    return joined.stem;
  }

  function nameOf(title) {
    var colon = title.indexOf(":");
    return colon > 0 && title.slice(0, colon).split(/\s+/).length <= NAME_WORDS ? title.slice(0, colon) : "";
  }

  Engine.prototype.factsOf = function (paper, id) {
    var facets = this.facets, topics = this.topics;
    function names(table, rows) { return rows.map(function (row) { return facets[table][row][1]; }); }
    var under = paper.topics.map(function (n) { return topics[n]; });
    var areas = under.map(function (topic) { return topics.find(function (other) { return other.key === topic.parent; }); });
    return {
      id: id, title: paper.title, name: nameOf(paper.title), summary: paper.summary || "", authors: paper.authors.join(" "),
      topics: under.map(function (topic) { return topic.title + " " + topic.summary; })
        .concat(areas.map(function (area) { return area ? area.title : ""; })).join(" . "),
      named: names("benchmarks", paper.benchmarks).concat(names("models", paper.models), names("methods", paper.methods),
        names("measures", paper.measures), paper.kind === null ? [] : names("kinds", [paper.kind])).join(" . "),
      when: [paper.published ? paper.published.slice(0, 4) : "", paper.venue === null ? "" : facets.venues[paper.venue][1]].join(" ")
    };
  };

  // Index bit by bit, so that the page answers meanwhile.
  function inSlices(count, work) {
    return new Promise(function (resolve) {
      var next = 0;
      (function slice() {
        var end = performance.now() + SLICE;
        do {
          for (var last = Math.min(count, next + CHUNK); next < last; next++) work(next);
        } while (next < count && performance.now() < end);
        if (next < count) setTimeout(slice, 0); else resolve();
      })();
    });
  }

  Engine.prototype.addFacts = function () {
    var engine = this;
    return inSlices(this.papers.length, function (id) {
      var paper = engine.papers[id];
      engine.facts.add(engine.factsOf(paper, id));
      engine.titleWords[id] = engine.words.split(paper.title).filter(function (word) { return !word.seen.small; }).length;
    }).then(function () { engine.forget(); return engine; });
  };

  Engine.prototype.addTexts = function (abstracts) {
    var engine = this;
    return inSlices(abstracts.length, function (id) { engine.texts.add({ id: id, abstract: abstracts[id] }); }).then(function () {
      engine.forget();
      engine.abstracts = abstracts;
      engine.complete = true;
      return engine;
    });
  };

  // A word of a query: the stems it may stand for, each with a weight. `open`: it may go on.
  Engine.prototype.meant = function (seen, open) {
    var key = seen.word + (open ? "…" : "");
    if (!this.guesses.has(key)) this.guesses.set(key, this.options(seen, open));
    return this.guesses.get(key);
  };

  Engine.prototype.options = function (seen, open) {
    var words = this.words, options = new Map();
    function add(word, weight) {
      var found = words.look(word).stem;
      if (!options.has(found)) options.set(found, weight);
    }
    var known = words.stems.has(seen.stem);
    if (known) options.set(seen.stem, 1);
    if (open ? seen.word.length > 1 : !known && seen.word.length > 2) {
      words.beginning(seen.word, known ? 12 : 24).forEach(function (word) {
        add(word, (known ? 0.25 : 0.5) + 0.4 * seen.word.length / word.length);
      });
    }
    if (!options.size && seen.word.length > 3) this.guess(seen.word, open).forEach(function (near) { add(near.word, 0.9 - near.far * 0.2); });
    return options;
  };

  // What was probably meant by a word that stands nowhere.
  Engine.prototype.guess = function (word, open) {
    var most = word.length > 5 ? 2 : 1;
    var near = this.words.near(word, most, false);
    if (!near.length && open) near = this.words.near(word, most, true);
    return near.filter(function (other) { return other.far <= near[0].far + 0.5; }).slice(0, 8);
  };

  // Whether a word, or what differs from it by one letter, stands somewhere.
  Engine.prototype.stands = function (seen, open) {
    if (this.words.stems.has(seen.stem) || (open && this.words.beginning(seen.word, 1).length)) return true;
    var near = seen.word.length > 4 ? this.words.near(seen.word, 1, false) : [];
    return near.length > 0;
  };

  // Two known words written as one: "testtime".
  Engine.prototype.halves = function (word) {
    var known = this.words.known, best = null, most = 1;
    for (var n = 2; n < word.length - 1; n++) {
      var count = Math.min(known.get(word.slice(0, n)) || 0, known.get(word.slice(n)) || 0);
      if (count > most) { most = count; best = [word.slice(0, n), word.slice(n)]; }
    }
    return best && best.map(this.words.look, this.words);
  };

  Engine.prototype.wordsOf = function (query) {
    var engine = this, open = /[^\s.,;:!?]$/.test(query);
    var split = this.words.split(query);
    var kept = split.filter(function (word, n) { return !word.seen.small || (open && n === split.length - 1 && split.length > 1 && word.seen.word.length > 3); });
    var all = kept.length ? kept : split, words = [];
    all.forEach(function (word, n) {
      var last = open && n === all.length - 1 && word === split[split.length - 1];
      var pieces = engine.words.joined.get(word.seen.word);
      if (!pieces && !engine.stands(word.seen, last)) pieces = engine.halves(word.seen.word);
      (pieces || [word.seen]).forEach(function (seen) {
        var options = engine.meant(seen, last && !pieces);
        words.push({ word: seen.word, options: options, stem: engine.words.stems.has(seen.stem) ? seen.stem : options.keys().next().value || seen.stem });
      });
    });
    return words.slice(0, 24);
  };

  // The units of a query: the longest names of things, pairs that some text writes as one word, and single words.
  Engine.prototype.unitsOf = function (query) {
    var words = this.wordsOf(query), stems = words.map(function (word) { return word.stem; }), units = [], n = 0;
    while (n < words.length) {
      var unit = { terms: [], words: [words[n]] };
      this.named(stems, n, function (found, length) {
        unit.words = words.slice(n, n + length);
        unit.terms = Array.from(new Set(found.map(function (name) { return name.thing; })));
        if (length > 1) unit.words.forEach(function (word) { if (word.options.size) word.options = new Map([[word.stem, 1]]); });
        return true;
      });
      if (!unit.terms.length && words[n + 1]) {
        var pair = this.words.look(words[n].word + words[n + 1].word);
        if (this.words.known.has(pair.word)) unit = { terms: [pair.stem], words: [words[n], words[n + 1]] };
      }
      n += unit.words.length;
      units.push(unit);
    }
    return units;
  };

  // The words of a unit, each in any of its forms.
  function spelt(unit, combineWith) {
    return { combineWith: combineWith, queries: unit.words.map(function (word) {
      return { combineWith: "OR", queries: Array.from(word.options, function (option) {
        return { queries: [option[0]], boostTerm: function () { return option[1]; } };
      }) };
    }) };
  }

  // What a unit asks for: the thing by any of its names, or else its words.
  function requests(unit) {
    var several = unit.words.length > 1;
    return unit.terms.map(function (term) { return { query: { queries: [term] }, weight: several ? NAMED : 1 }; })
      .concat({ query: spelt(unit, "AND"), weight: several ? LOOSE : 1 });
  }

  // A unit looked up: a score for each paper, and whether its title holds it.
  Engine.prototype.look = function (unit) {
    var key = JSON.stringify([unit.terms, unit.words.map(function (word) { return Array.from(word.options); })]);
    var known = this.units.get(key);
    if (known) return known;
    var count = this.papers.length, scores = new Float32Array(count), id;
    var found = { scores: scores, titles: new Uint8Array(count), papers: 0, words: unit.words.length };
    requests(unit).forEach(function (asked) {
      var here = this.sum(asked, found.titles);
      for (id = 0; id < count; id++) if (here[id] > scores[id]) scores[id] = here[id];
    }, this);
    if (unit.words.length > 1) found.apart = this.sum({ query: spelt(unit, "OR"), weight: APART }, null);
    for (id = 0; id < count; id++) if (scores[id]) found.papers++;
    found.weight = Math.log(1 + count / (found.papers + 0.5));
    if (this.units.size > REMEMBERED) this.units.clear();
    this.units.set(key, found);
    return found;
  };

  // The scores of a request over facts and texts; `titles` notes whose title holds it.
  Engine.prototype.sum = function (asked, titles) {
    var scores = new Float32Array(this.papers.length);
    this.facts.search(asked.query, Object.assign({ boost: BOOST, bm25: BM25 }, EXACT)).forEach(function (hit) {
      scores[hit.id] = hit.score * asked.weight;
      if (titles) for (var term in hit.match) if (hit.match[term].indexOf("title") >= 0) titles[hit.id] = 1;
    });
    this.texts.search(asked.query, EXACT).forEach(function (hit) { scores[hit.id] += hit.score * asked.weight; });
    return scores;
  };

  Engine.prototype.score = function (looked, all, id, named) {
    var sum = 0, held = 0, inTitle = 0, titled = 0;
    looked.forEach(function (unit) {
      if (!unit.scores[id]) {
        if (unit.apart && unit.apart[id]) { sum += unit.apart[id]; held += unit.weight * PART; }
        return;
      }
      sum += unit.scores[id];
      held += unit.weight;
      if (unit.titles[id]) { inTitle += unit.weight; titled += unit.words; }
    });
    var share = Math.min(1, titled / (this.titleWords[id] || 1)), inside = inTitle / all;
    var score = sum * Math.pow(held / all, 2) * (1 + inside * inside * (0.4 + share));
    if (this.papers[id].topics.some(function (topic) { return named.has(topic); })) score *= TOPIC;
    return { id: id, held: held / all, score: this.papers[id].status === "excluded" ? score * EXCLUDED : score };
  };

  // Papers that hold all units of the query and, where they are few, those that hold some; best first.
  Engine.prototype.search = function (query) {
    var units = this.unitsOf(query), looked = units.map(this.look, this), topics = this.topicsFor(units);
    var named = new Set(topics.filter(function (hit) { return hit.inTitle; }).map(function (hit) { return hit.id; }));
    var all = looked.reduce(function (sum, unit) { return sum + unit.weight; }, 0), whole = [], partly = [], wholes = new Set();
    if (units.length) for (var id = 0; id < this.papers.length; id++) {
      var hit = this.score(looked, all, id, named);
      if (hit.held > 0.999) { whole.push(hit); wholes.add(id); } else if (hit.held >= SOME) partly.push(hit);
    }
    var hits = whole;
    if (whole.length < ENOUGH) hits = whole.concat(partly.sort(byScore).slice(0, FILL - whole.length));
    hits.sort(byScore);
    return { hits: hits, whole: whole.length, wholes: wholes, stems: marks(units), topics: topics.slice(0, 3).map(function (hit) { return this.topics[hit.id]; }, this) };
  };

  function byScore(a, b) { return b.score - a.score || a.id - b.id; }

  // The topics that hold all units.
  Engine.prototype.topicsFor = function (units) {
    if (!units.length) return [];
    var asked = { combineWith: "AND", queries: units.map(function (unit) {
      return { combineWith: "OR", queries: requests(unit).map(function (each) { return each.query; }) };
    }) };
    return this.subjects.search(asked, Object.assign({ boost: { title: 4 } }, EXACT)).map(function (hit) {
      return { id: hit.id, inTitle: Object.values(hit.match).every(function (fields) { return fields.includes("title"); }) };
    });
  };

  function marks(units) {
    var stems = new Set();
    units.forEach(function (unit) {
      unit.words.forEach(function (word) { word.options.forEach(function (weight, stem) { stems.add(stem); }); });
      unit.terms.forEach(function (term) { stems.add(term); });
    });
    return stems;
  }

  window.surveyEngine = function (data) { return new Engine(data); };
})();
