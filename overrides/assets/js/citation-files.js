// Papers to take along: any selection, in its order, as BibTeX, RIS, CSL-JSON, CSV or Markdown.
// Entries come ready from assets/take/, written by the same code as the files below data/; here they are joined
// below a head that says what was selected. Scripts, since a page opened from a folder cannot fetch data.
(function () {
  "use strict";
  var base = document.currentScript.dataset.base.replace(/\/?$/, "/") + "assets/take/";
  var loaded = {};

  var FORMATS = [
    { id: "bibtex", label: "BibTeX", extension: "bib", type: "application/x-bibtex" },
    { id: "ris", label: "RIS", extension: "ris", type: "application/x-research-info-systems" },
    { id: "csl", label: "CSL-JSON", extension: "csl.json", type: "application/json" },
    { id: "csv", label: "CSV", extension: "csv", type: "text/csv" },
    { id: "markdown", label: "Markdown", extension: "md", type: "text/markdown" }
  ];

  function load(name) {
    loaded[name] = loaded[name] || new Promise(function (resolve, reject) {
      var element = document.createElement("script");
      element.src = base + name + ".js";
      element.onload = resolve;
      element.onerror = function () {
        delete loaded[name];
        element.remove();
        reject(new Error("Could not load " + name + ".js"));
      };
      document.head.appendChild(element);
    });
    return loaded[name];
  }

  // The chunk that holds a key: the last whose first key is not after it.
  function chunkOf(key) {
    var firsts = window.surveyTakeIndex.firsts, low = 0, high = firsts.length - 1;
    while (low < high) {
      var middle = Math.ceil((low + high) / 2);
      if (firsts[middle] <= key) low = middle; else high = middle - 1;
    }
    return low;
  }

  // The entries of papers in a format, in the order of their keys. A key that the survey has not is an error:
  // what is taken along is exactly what was selected, or nothing.
  function entries(keys, id) {
    return load("index").then(function () {
      var names = keys.map(function (key) { return id + "-" + chunkOf(key); });
      var wanted = window.surveyTakeIndex.firsts.length ? Array.from(new Set(names)) : [];
      return Promise.all(wanted.map(load)).then(function () {
        return keys.map(function (key, n) {
          var chunk = window.surveyTakeData[names[n]] || {};
          if (!Object.prototype.hasOwnProperty.call(chunk, key)) throw new Error("No paper of this survey: " + key);
          return chunk[key];
        });
      });
    });
  }

  // One line, without signs that steer or hide text.
  function line(text) {
    return String(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
      .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g, "").replace(/ {2,}/g, " ").trim();
  }
  function untagged(text) { return line(text).replace(/<(?=[A-Za-z/!?])/g, "\u2039"); }
  function commented(text) { return "% " + line(text).replace(/ ?@ ?/g, " at "); }
  function markdown(text) {
    return line(text).replace(/[\\`*_{}[\]#]/g, "\\$&").replace(/[<>&$|~@^]/g, function (sign) { return "&#" + sign.charCodeAt(0) + ";"; });
  }
  function cell(text) {
    var neutral = line(text).replace(/((?:^|;)[\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
    return /[",]/.test(neutral) ? '"' + neutral.replace(/"/g, '""') + '"' : neutral;
  }

  // What stands around the entries. `head` has survey, selection, facts, source and date.
  var JOIN = {
    bibtex: function (texts, head) {
      return [head.survey + ": " + head.selection, head.facts].map(commented).join("\n") + "\n"
        + texts.map(function (text) { return "\n" + text; }).join("");
    },
    ris: function (texts, head) {
      var lines = ["Provider: " + head.survey, "Database: " + head.selection + " (" + head.facts + ")", 'Content: text/plain; charset="UTF-8"'];
      return lines.map(function (text) { return untagged(text) + "\r\n"; }).join("") + texts.map(function (text) { return "\r\n" + text; }).join("");
    },
    csl: function (texts, head) {
      var source = ', "source": ' + JSON.stringify(untagged(head.source)) + "}";
      return "[\n" + texts.map(function (text) { return text.slice(0, -1) + source; }).join(",\n") + "\n]\n";
    },
    csv: function (texts, head) {
      var last = "," + cell(head.survey + ": " + head.selection) + "," + cell(head.date);
      return [window.surveyTakeIndex.columns.join(",")].concat(texts.map(function (text) { return text + last; }))
        .map(function (text) { return text + "\r\n"; }).join("");
    },
    markdown: function (texts, head) {
      return ["# " + markdown(head.survey) + ": " + markdown(head.selection), "", markdown(head.facts), ""].concat(texts)
        .map(function (text) { return text + "\n"; }).join("");
    }
  };

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) { return String(part).padStart(2, "0"); }).join("-");
  }

  function text(keys, id, description) {
    return entries(keys, id).then(function (texts) {
      var index = window.surveyTakeIndex, date = today(), selection = description || "a selection";
      var count = keys.length + (keys.length === 1 ? " paper" : " papers");
      return JOIN[id](texts, {
        survey: index.survey, selection: selection, date: date,
        facts: [count, date, index.licence].join(" \u00b7 "),
        source: index.survey + ": " + selection + ", " + date
      });
    });
  }

  function words(name) {
    return line(name).normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
  }

  function save(keys, id, description) {
    var format = FORMATS.find(function (one) { return one.id === id; });
    return text(keys, id, description).then(function (made) {
      // Spreadsheets know UTF-8 by its mark only; other programs want none.
      var blob = new Blob(id === "csv" ? ["\ufeff", made] : [made], { type: format.type + ";charset=utf-8" });
      var link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = [words(window.surveyTakeIndex.survey), words(description || "selection"), today()].filter(Boolean).join("-") + "." + format.extension;
      document.body.appendChild(link);
      link.click();
      link.remove();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
    });
  }

  // A page opened from a folder or over plain http may have no clipboard of its own: then a selection is copied.
  function copy(made) {
    var direct = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(made) : Promise.reject(new Error("no clipboard"));
    return direct.catch(function () {
      var before = document.activeElement;
      var area = document.createElement("textarea");
      area.value = made;
      area.className = "take-copied";
      area.setAttribute("aria-hidden", "true");
      document.body.appendChild(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      if (before && before.focus) before.focus();
      if (!done) throw new Error("The browser allows no copying here");
    });
  }

  window.surveyTake = {
    formats: FORMATS.map(function (one) { return { id: one.id, label: one.label, extension: one.extension }; }),
    text: text, save: save, copy: copy
  };

  // The cite box of a paper: BibTeX is in the page, the other formats are loaded when asked for.
  function element(name, className, label) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (label) made.textContent = label;
    if (name === "button") made.type = "button";
    return made;
  }

  function box(place) {
    var key = place.dataset.take, title = document.querySelector("h1").textContent;
    var details = place.querySelector("details"), code = details.querySelector("code"), summary = details.querySelector("summary");
    var texts = { bibtex: Promise.resolve(code.textContent) }, shown = FORMATS[0];
    var tools = element("div", "take-tools"), status = element("span", "take-status");
    status.setAttribute("role", "status");

    function say(words) { status.textContent = words; }
    function failed(error) { say(error.message); }
    function textOf(format) {
      texts[format.id] = texts[format.id] || entries([key], format.id).then(function (made) { return made[0].replace(/\r\n/g, "\n"); });
      return texts[format.id].catch(function (error) { delete texts[format.id]; throw error; });
    }

    function show(format) {
      shown = format;
      choices.forEach(function (choice) { choice.button.setAttribute("aria-pressed", String(choice.format === format)); });
      say("");
      textOf(format).then(function (made) {
        if (shown !== format) return;
        code.textContent = made;
        summary.textContent = format.label;
        details.open = true;
      }).catch(failed);
    }

    var group = element("span", "take-formats");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Format");
    var choices = FORMATS.filter(function (format) { return format.id !== "csv"; }).map(function (format) {
      var button = element("button", "take-button", format.label);
      button.setAttribute("aria-pressed", String(format === shown));
      button.addEventListener("click", function () { show(format); });
      group.appendChild(button);
      return { format: format, button: button };
    });
    var copyButton = element("button", "take-button", "Copy"), saveButton = element("button", "take-button", "Save");
    copyButton.addEventListener("click", function () {
      textOf(shown).then(copy).then(function () { say("Copied as " + shown.label + "."); }).catch(failed);
    });
    saveButton.addEventListener("click", function () { save([key], shown.id, title).then(function () { say("Saved."); }).catch(failed); });
    tools.append(group, copyButton, saveButton, status);
    place.prepend(tools);
  }

  document.querySelectorAll("[data-take]").forEach(box);
})();
