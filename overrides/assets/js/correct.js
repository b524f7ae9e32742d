// @ts-check
// The page for corrections. Its address names a paper or topic, and what of it is wrong: #paper=KEY&field=ID,
// #paper=KEY&claim=N, #topic=KEY. The reader types what it should say, sees at once what does not fit, and takes the
// change to an issue, the web editor, a mail or the clipboard. Nothing leaves the page by itself.
var survey = survey || {};

(() => {
  "use strict";
  const { element, link, button, status, loadScript, paperAddress, topicAddress } = survey.dom;
  const { checks, change, t } = survey;
  const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const MOST_FOUND = 8;
  const ELSE = "else";
  const LONG = 60; // signs of a value that gets several lines to be typed in
  let controls = 0;

  /** What the address says. */
  function asked() {
    const given = new URLSearchParams(location.hash.slice(1) || location.search);
    const key = (/** @type {string} */ name) => (KEY.test(given.get(name) ?? "") ? String(given.get(name)) : "");
    const number = Number(given.get("claim"));
    const claim = Number.isInteger(number) && number > 0 ? `claim ${number}` : "";
    return { paper: key("paper"), topic: key("topic"), what: claim || (given.get("field") ?? "") };
  }

  /** @param {CorrectRecord} record @param {string} what */
  function addressOf(record, what) {
    const given = new URLSearchParams({ [record.topic ? "topic" : "paper"]: record.key });
    const [name, number] = what.split(" ");
    if (number) given.set(name, number);
    else if (what) given.set("field", what);
    return String(given);
  }

  /** @param {CorrectField} field */
  function labelOf(field) {
    const label = field.label ?? t(`js.field.${field.id}`);
    return field.unit ? `${label} (${field.unit})` : label;
  }

  /** @param {string | string[] | undefined} value */
  function asText(value) {
    return typeof value === "string" ? value : (value ?? []).join("\n");
  }

  /** A line of a form: a label, and what it names. @param {string} label @param {HTMLElement} control @param {HTMLElement[]} more */
  function row(label, control, ...more) {
    const made = element("div", "correction__row");
    const name = element("label", "", label);
    controls += 1;
    control.id ||= `correct-${controls}`;
    name.htmlFor = control.id;
    made.append(name, control, ...more);
    return made;
  }

  /** @param {string} value @param {string} label */
  function option(value, label) {
    const made = element("option", "", label);
    made.value = value;
    return made;
  }

  /** Where a value of a list is added to those that are typed already. @param {HTMLTextAreaElement} area @param {string[][]} choices */
  function adder(area, choices) {
    const made = element("select", "correction__add");
    made.setAttribute("aria-label", t("js.correct.add"));
    made.append(option("", t("js.correct.add")), ...choices.map(([value, label]) => option(value, label)));
    made.addEventListener("change", () => {
      area.value = [...checks.linesOf(area.value), made.value].join("\n");
      made.value = "";
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return made;
  }

  /** @param {CorrectField} field @param {string[][]} choices @param {string} value @param {CorrectData} data */
  function select(field, choices, value, data) {
    const made = element("select");
    if (!field.required) made.append(option("", "–"));
    made.append(...choices.map(([one, label]) => option(one, label)));
    if (field.declared) made.append(option(data.not_stated, t("js.correct.not_stated")));
    if (value && !choices.some(([one]) => one === value) && value !== data.not_stated)
      made.append(option(value, value));
    made.value = value;
    return made;
  }

  /** What a field's value is typed in or chosen from. @param {CorrectField} field @param {string} value @param {CorrectData} data */
  function controlOf(field, value, data) {
    const choices =
      field.kind === "yes-no"
        ? [
            ["yes", t("js.correct.yes")],
            ["no", t("js.correct.no")],
          ]
        : checks.choicesOf(field, data);
    if (choices.length && !field.several) return select(field, choices, value, data);
    const long = field.several || field.kind === "quotation" || value.length > LONG;
    const made = long ? element("textarea") : element("input");
    if (made instanceof HTMLTextAreaElement) made.rows = Math.min(8, field.several ? value.split("\n").length + 1 : 3);
    else if (field.kind === "number") made.inputMode = "decimal";
    made.autocomplete = "off";
    made.spellcheck = false;
    made.value = value;
    return made;
  }

  /** A field that can be changed: its control, what helps to fill it in, and what does not fit. */
  class Entry {
    /** @param {CorrectField} field @param {string} value @param {CorrectData} data @param {string} [label] */
    constructor(field, value, data, label) {
      this.field = field;
      this.control = controlOf(field, value, data);
      const help = [
        field.several ? t("js.correct.lines") : "",
        field.example && field.kind !== "choice" ? t("js.correct.like", { example: field.example }) : "",
      ];
      this.fault = element("p", "correction__fault");
      const hint = element("p", "correction__hint", help.filter(Boolean).join(" "));
      const choices = field.several ? checks.choicesOf(field, data) : [];
      const more = this.control instanceof HTMLTextAreaElement && choices.length ? [adder(this.control, choices)] : [];
      this.row = row(label ?? labelOf(field), this.control, ...more, ...(hint.textContent ? [hint] : []), this.fault);
      this.fault.id = `${this.control.id}-fault`;
      this.control.setAttribute("aria-describedby", this.fault.id);
    }

    /** @param {string[]} faults */
    say(faults) {
      this.fault.textContent = faults.join(" ");
      this.control.setAttribute("aria-invalid", String(faults.length > 0));
    }
  }

  /** The form for one paper or topic. */
  class Form {
    /** @param {CorrectRecord} record @param {CorrectData} data */
    constructor(record, data) {
      this.record = record;
      this.data = data;
      /** @type {Entry[]} */
      this.entries = [];
      this.what = element("select");
      this.fields = element("div", "correction__fields");
      this.note = element("textarea");
      this.source = element("input");
      this.source.autocomplete = "off";
      this.said = status("p", "correction__said");
      this.send = element("div", "correction__send");
    }

    get owner() {
      return this.record.topic ? "topic" : "paper";
    }

    /** The number of the claim that is corrected; 0 where it is another field. */
    get claim() {
      return Number(/^claim ([0-9]+)$/.exec(this.what.value)?.[1] ?? 0);
    }

    /** What the present values are: of the claim, or of the paper or topic. */
    get before() {
      return this.claim ? (this.record.claims?.[this.claim - 1] ?? {}) : this.record.values;
    }

    /** The form on the page. @param {string} what of it is wrong */
    draw(what) {
      const title = element("h2");
      title.append(
        link(this.record.topic ? topicAddress(this.record.key) : paperAddress(this.record.key), this.record.title),
      );
      this.fillWhat(what);
      const form = element("form", "correction__form");
      form.append(row(t("js.correct.what"), this.what), this.fields, this.said, this.send);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("input", () => this.update());
      this.what.addEventListener("change", () => {
        survey.dom.setFragment(addressOf(this.record, this.what.value));
        this.showFields();
      });
      this.showFields();
      return [title, form];
    }

    /** @param {string} what */
    fillWhat(what) {
      const facts = element("optgroup");
      facts.label = t("js.correct.facts");
      facts.append(...this.data.fields[this.owner].map((field) => option(field.id, labelOf(field))));
      const results = element("optgroup");
      results.label = t("js.correct.results");
      (this.record.claims ?? []).forEach((claim, n) => {
        const quote = asText(claim.quote);
        const shown = quote.length > 60 ? `${quote.slice(0, 60)} …` : quote;
        results.append(option(`claim ${n + 1}`, `${t("js.correct.claim", { number: n + 1 })}: ${shown}`));
      });
      this.what.append(option("", t("js.correct.choose")), facts);
      if (results.children.length) this.what.append(results);
      this.what.append(option(ELSE, t("js.correct.else")));
      const known = Array.from(this.what.options).some((one) => one.value === what);
      this.what.value = known ? what : "";
    }

    /** The fields that what is wrong consists of. */
    wrongFields() {
      if (this.claim) return this.data.fields.claim;
      return this.data.fields[this.owner].filter((field) => field.id === this.what.value);
    }

    showFields() {
      const one = this.claim ? undefined : t("js.correct.value");
      const fields = this.wrongFields();
      this.entries = fields.map((field) => new Entry(field, asText(this.before[field.id]), this.data, one));
      const parts = this.entries.map((entry) => entry.row);
      if (one && fields.length) parts.unshift(this.present(fields[0]));
      if (this.what.value === ELSE) parts.push(row(t("js.correct.else_what"), this.note));
      if (this.what.value) parts.push(row(t("js.correct.source"), this.source));
      this.fields.classList.toggle("correction__fields--claim", this.claim > 0);
      this.fields.replaceChildren(...parts);
      this.update();
    }

    /** What the survey says now. @param {CorrectField} field */
    present(field) {
      const made = element("div", "correction__now");
      const value = asText(this.before[field.id]);
      const choices = checks.choicesOf(field, this.data);
      const shown = field.several
        ? value.split("\n").join("; ")
        : (choices.find(([one]) => one === value)?.[1] ?? value);
      if (field.help) made.append(element("p", "correction__hint", field.help));
      made.append(
        element("span", "correction__label", t("js.correct.now")),
        element("p", "", shown || t("js.correct.nothing")),
      );
      return made;
    }

    /** What is typed, as a correction. @returns {Correction} */
    correction() {
      const fields = this.wrongFields();
      const typed = this.entries.map((entry) => [
        entry.field.id,
        checks.typedValue(entry.field, entry.control.value, this.data),
      ]);
      const values = Object.fromEntries(typed);
      const [note, source] = [this.note.value, this.source.value].map(checks.oneLine);
      return {
        record: this.record,
        claim: this.claim,
        fields,
        field: fields[0],
        values,
        before: this.before,
        note,
        source,
      };
    }

    /** Whether anything is to change. @param {Correction} correction */
    changes(correction) {
      if (this.what.value === ELSE) return Boolean(correction.note);
      return this.entries.some(({ field }) => asText(correction.values[field.id]) !== asText(this.before[field.id]));
    }

    /** Show what does not fit; how many faults there are. */
    check() {
      const parts = Object.fromEntries(
        this.entries.map(({ field, control }) => [field.id, checks.oneLine(control.value)]),
      );
      const texts = this.record.texts ?? [];
      const claim = this.claim ? checks.claimFaults(this.data.fields.claim, parts, this.data, texts) : null;
      let count = 0;
      for (const entry of this.entries) {
        const found = claim
          ? (claim.get(entry.field.id) ?? [])
          : checks.faultsOf(entry.field, entry.control.value, this.data, texts);
        entry.say(found);
        count += found.length;
      }
      return count;
    }

    update() {
      const correction = this.correction();
      const changed = this.changes(correction);
      const faults = changed ? this.check() : 0;
      if (!changed) for (const entry of this.entries) entry.say([]);
      const unexplained = changed && this.entries.some(({ field }) => field.sourced) && !correction.source;
      const ready = changed && !faults && !unexplained;
      this.say(changed, faults, unexplained);
      this.send.replaceChildren(...(ready ? this.ways(correction) : []));
    }

    /** @param {boolean} changed @param {number} faults @param {boolean} unexplained */
    say(changed, faults, unexplained) {
      const message = !changed
        ? t("js.correct.unchanged")
        : faults
          ? t("js.correct.faults", { count: faults })
          : unexplained
            ? t("js.correct.unexplained")
            : t("js.correct.sound");
      const said = this.what.value ? message : "";
      if (this.said.textContent !== said) this.said.textContent = said;
    }

    /** Where the change can go. @param {Correction} correction @returns {HTMLElement[]} */
    ways(correction) {
      const { data } = this;
      const made = element("p", "correction__ways");
      const text = change.text(correction);
      const issue = data.repository ? change.issue(correction, data) : null;
      const mail = data.contact ? change.mail(correction, data.contact) : "";
      if (issue) made.append(link(issue.address, t("js.correct.issue"), "correction__way"));
      if (data.repository) made.append(link(change.editor(correction, data), t("js.correct.edit"), "correction__way"));
      if (mail) made.append(link(mail, t("js.correct.mail"), "correction__way"));
      made.append(button(t("js.correct.copy"), "correction__way", () => this.copy(text)));
      const shown = element("pre", "correction__text");
      shown.append(element("code", "", text));
      shown.tabIndex = 0;
      const remark = issue && !issue.whole ? [element("p", "correction__hint", t("js.correct.too_long"))] : [];
      return [made, ...remark, element("p", "correction__hint", t("js.correct.text")), shown];
    }

    /** @param {string} text */
    async copy(text) {
      const said = await survey.dom.copyText(text).then(
        () => t("js.copy.copied"),
        (error) => error.message,
      );
      this.said.textContent = said;
    }
  }

  /** A box that finds a paper or topic by words of its title or by its authors, or by its address. */
  class Finder {
    /** @param {CorrectData} data */
    constructor(data) {
      this.data = data;
      this.box = element("input");
      this.box.type = "search";
      this.box.autocomplete = "off";
      this.box.spellcheck = false;
      this.found = element("ul", "correction__found");
      this.said = status("p", "correction__said");
    }

    draw() {
      const form = element("form", "correction__find");
      form.setAttribute("role", "search");
      form.append(row(t("js.correct.find"), this.box), this.said, this.found);
      form.addEventListener("submit", (event) => event.preventDefault());
      this.box.addEventListener("input", () => this.search());
      return form;
    }

    /** Everything that has a page: its address here, its title, and the words that find it. */
    async known() {
      await loadScript("assets/explore-data.js");
      const topics = this.data.topics.map(({ key, title }) => ({
        address: `#topic=${key}`,
        title,
        words: `${title} topics/${key}.html`,
      }));
      const papers = survey.data.papers.papers.map((cells) => {
        const [key, title, authors] = /** @type {[string, string, string[]]} */ (cells);
        return { address: `#paper=${key}`, title, words: `${title} ${authors.join(" ")} papers/${key}.html` };
      });
      return [...topics, ...papers];
    }

    async search() {
      const query = this.box.value.trim();
      const path = /(?:papers|topics)\/[a-z0-9-]+\.html/.exec(query);
      const words = (path ? path[0] : query).toLowerCase().split(/\s+/).filter(Boolean);
      const known = words.length ? await this.known() : [];
      if (query !== this.box.value.trim()) return; // typed on meanwhile
      const found = known.filter((one) => words.every((word) => one.words.toLowerCase().includes(word)));
      const items = found.slice(0, MOST_FOUND).map((one) => {
        const item = element("li");
        item.append(link(one.address, one.title));
        return item;
      });
      this.found.replaceChildren(...items);
      this.said.textContent = words.length && !found.length ? t("js.correct.none") : "";
    }
  }

  /** @param {CorrectData} data @param {{ paper: string, topic: string }} wanted */
  async function recordOf(data, { paper, topic }) {
    if (paper) return survey.dom.loadPaper(paper).catch(() => null);
    const found = data.topics.find((one) => one.key === topic);
    return found ? { ...found, topic: true } : null;
  }

  /** Show what the address asks for. @param {HTMLElement} root @param {CorrectData} data */
  async function show(root, data) {
    const wanted = asked();
    const key = wanted.paper || wanted.topic;
    const record = key ? await recordOf(data, wanted) : null;
    if (record) {
      const other = element("p", "correction__other");
      other.append(link("#", t("js.correct.other")));
      root.replaceChildren(...new Form(record, data).draw(wanted.what), other);
      return;
    }
    const missing = key ? [element("p", "correction__fault", t("js.correct.unknown", { key }))] : [];
    root.replaceChildren(...missing, new Finder(data).draw());
  }

  async function begin() {
    const root = document.getElementById("correction");
    if (!root) return;
    await loadScript("assets/correct-data.js");
    const data = survey.data.correct;
    window.addEventListener("hashchange", () => show(root, data));
    await show(root, data);
    root.dataset.ready = "";
  }

  begin();
})();
