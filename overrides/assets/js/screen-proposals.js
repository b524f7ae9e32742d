// @ts-check
// What is proposed for a candidate: results, topics, values of fields. Each is taken over by hand, one by one; none is
// a decision.
var survey = survey || {};

survey.screenProposals = (() => {
  "use strict";
  const { element, button } = survey.dom;
  const { t, screenText, screenDrafts, ChoiceBox } = survey;

  /** A part of the form, with its heading. @param {string} heading @param {(Node | null)[]} content */
  function part(heading, ...content) {
    const made = element("section", "part");
    made.append(element("h3", "part__head", heading), ...content.filter((one) => one !== null));
    return made;
  }

  /** @param {string} sign */
  function hint(sign) {
    const made = element("kbd", "", sign);
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  /**
   * A proposal that can be taken over: pressed when it is.
   *
   * @param {string} name
   * @param {number | null} probability
   * @param {boolean} taken
   * @param {() => void} act
   */
  function chip(name, probability, taken, act) {
    const made = button("", "proposal", act);
    made.setAttribute("aria-pressed", String(taken));
    made.append(element("span", "proposal__name", name));
    if (typeof probability === "number") {
      const said = element("span", "proposal__odds", screenText.share(probability));
      made.append(" ", said);
    }
    return made;
  }

  /** What a result states, with the box that takes it over. @param {ScreenClaim} claim @param {number} place @param {ScreenForm} form */
  function claimItem(claim, place, form) {
    const item = element("div", "proposed-claim");
    const label = element("label", "proposed-claim__take");
    const box = element("input");
    box.type = "checkbox";
    box.checked = form.draft.claims.includes(place);
    box.addEventListener("change", () => form.toggleClaim(place));
    label.append(box, element("span", "proposed-claim__figure", claim.words || t("js.screen.a_result")));
    const probability = screenText.percent(claim.probability);
    label.append(element("span", "proposed-claim__odds", t("js.screen.claim_odds", { count: probability })));
    item.append(label);
    const values = claim.terms.map((term) => `${term.label}: ${term.value}`).join(" · ");
    if (values) item.append(element("span", "proposed-claim__values", t("js.screen.claim_values", { values })));
    if (claim.missing.length) {
      const fields = claim.missing.join(", ");
      item.append(element("span", "proposed-claim__way", t("js.screen.claim_missing", { fields })));
    }
    if (claim.read_as)
      item.append(element("span", "proposed-claim__way", t("js.screen.claim_way", { figure: claim.read_as })));
    const notes = survey.dom.all("span[class$=values], span[class$=way]", item);
    for (const [n, note] of notes.entries()) note.id = `claim-${place}-${n}`;
    box.setAttribute("aria-describedby", notes.map(({ id }) => id).join(" "));
    return item;
  }

  /** The results that a sentence states, with the sentence once. @param {string} quote @param {ScreenForm} form */
  function sentenceItem(quote, form) {
    const item = element("li", "proposed-claims__sentence");
    form.candidate.claims.forEach((claim, place) => {
      if (claim.quote === quote) item.append(claimItem(claim, place, form));
    });
    item.prepend(element("q", "proposed-claim__quote", quote));
    return item;
  }

  /** @param {ScreenForm} form */
  function claims(form) {
    const found = form.candidate.claims;
    if (!found.length) return null;
    const list = element("ul", "proposed-claims");
    const quotes = Array.from(new Set(found.map(({ quote }) => quote)));
    list.append(...quotes.map((quote) => sentenceItem(quote, form)));
    return part(t("js.screen.claims"), element("p", "part__hint", t("js.screen.claims_hint")), list);
  }

  /** @param {ScreenForm} form @param {ScreenState} state */
  function topics(form, state) {
    const row = element("div", "proposals");
    form.candidate.proposals.topics.slice(0, 3).forEach((one, n) => {
      const taken = form.draft.topics.includes(one.value);
      const made = chip(one.title, one.probability ?? null, taken, () => form.toggleTopic(one.value));
      made.prepend(hint(String(n + 1)), " ");
      made.dataset.topic = String(n + 1);
      made.setAttribute("aria-keyshortcuts", String(n + 1));
      if (one.because.length)
        made.title = t("js.screen.because", { titles: one.because.map((p) => p.title).join("; ") });
      row.append(made);
    });
    const box = new ChoiceBox({
      id: "topic-box",
      label: t("js.screen.topics"),
      several: true,
      choices: state.topics.map(({ key, title, summary }) => ({ value: key, name: title, meaning: summary })),
      values: form.draft.topics,
      changed: (values) => form.change({ topics: values }),
      left: () => form.focusTitle(),
    });
    const label = element("label", "part__label", t("js.screen.topic_search"));
    label.htmlFor = box.input.id;
    label.append(" ", hint("t"));
    form.topicBox = box;
    const search = element("div", "topic-search");
    search.append(label, box.root);
    return [element("span", "part__head", t("js.screen.topics")), row, search];
  }

  /** What is proposed for a field, as `[value, name, probability]`. @param {ScreenCandidate} candidate @param {ScreenFieldInfo} field */
  function proposedFor(candidate, field) {
    const { fields, named } = candidate.proposals;
    const nameOf = (/** @type {string} */ id) => field.terms.find((term) => term.id === id)?.name ?? id;
    const ranked = (fields[field.id] ?? []).map(({ value, title, probability }) => {
      return /** @type {[string, string, number | null]} */ ([value, title ?? nameOf(value), probability ?? null]);
    });
    const known = ranked.map(([value]) => value);
    const found = (named?.[field.id] ?? []).filter((value) => !known.includes(value));
    return [...ranked, ...found.map((value) => /** @type {[string, string, null]} */ ([value, nameOf(value), null]))];
  }

  /** @param {ScreenForm} form @param {ScreenState} state */
  function fields(form, state) {
    const rows = state.fields.flatMap((field) => {
      const proposed = field.of === "paper" ? proposedFor(form.candidate, field) : [];
      if (!proposed.length) return [];
      const row = element("div", "field-row");
      const chips = element("div", "proposals");
      const name = element("span", "field-row__name", field.label);
      name.id = `field-${field.id}`;
      chips.setAttribute("role", "group");
      chips.setAttribute("aria-labelledby", name.id);
      for (const [value, title, probability] of proposed) {
        const taken = (form.draft.fields[field.id] ?? []).includes(value);
        const made = chip(title, probability, taken, () => form.toggleField(field, value));
        made.dataset.field = `${field.id} ${value}`;
        chips.append(made);
      }
      row.append(name, chips);
      return [row];
    });
    return rows.length
      ? part(t("js.screen.fields"), element("p", "part__hint", t("js.screen.fields_hint")), ...rows)
      : null;
  }

  /** @param {ScreenForm} form @param {"summary" | "note"} name @param {string} text @param {string} [sign] */
  function typed(form, name, text, sign) {
    const label = element("label", "part__label", text);
    const area = element("textarea", "part__text");
    area.id = `screen-${name}`;
    area.rows = 2;
    area.value = form.draft[name];
    area.addEventListener("input", () => form.keep({ [name]: area.value }));
    label.htmlFor = area.id;
    if (sign) label.append(" ", hint(sign));
    return [label, area];
  }

  /** @param {ScreenForm} form */
  function remarks(form) {
    const made = [...typed(form, "summary", t("js.screen.summary")), ...typed(form, "note", t("js.screen.note"), "n")];
    return part(t("js.screen.remarks"), ...made);
  }

  /** What a reader may take over and type for one candidate. */
  class ScreenForm {
    /** @param {ScreenCandidate} candidate @param {ScreenState} state */
    constructor(candidate, state) {
      this.candidate = candidate;
      this.state = state;
      /** @type {InstanceType<typeof ChoiceBox> | null} */
      this.topicBox = null;
      this.root = element("div", "candidate__form");
      this.root.setAttribute("role", "group");
      this.root.setAttribute("aria-label", t("js.screen.proposals"));
      /** The topics, which are next to the answers: a row of its own. */
      this.topics = survey.dom.find("[data-topics]", HTMLElement);
      this.draw();
    }

    get draft() {
      return screenDrafts.of(this.candidate.key);
    }

    draw() {
      const { state } = this;
      const made = [claims(this), fields(this, state), remarks(this)];
      this.root.replaceChildren(...made.filter((one) => one !== null));
      this.topics.replaceChildren(...topics(this, state));
    }

    /** Keep what was typed, without drawing anew. @param {Partial<ScreenDraft>} change */
    keep(change) {
      screenDrafts.change(this.candidate.key, change);
    }

    /** @param {Partial<ScreenDraft>} change */
    change(change) {
      this.keep(change);
      this.press();
    }

    /** Show on each proposal whether it is taken. */
    press() {
      const { draft } = this;
      for (const made of survey.dom.all("[data-topic]", this.topics)) {
        const value = this.candidate.proposals.topics[Number(made.dataset.topic) - 1].value;
        made.setAttribute("aria-pressed", String(draft.topics.includes(value)));
      }
      for (const made of survey.dom.all("[data-field]", this.root)) {
        const [id, value] = (made.dataset.field ?? "").split(" ");
        made.setAttribute("aria-pressed", String((draft.fields[id] ?? []).includes(value)));
      }
    }

    /** @param {string} key */
    toggleTopic(key) {
      const topics = screenDrafts.toggled(this.draft.topics, key, true);
      this.topicBox?.show(topics);
      this.change({ topics });
      return topics.includes(key);
    }

    /** Take or leave a proposed topic by its number, from 1; its title. @param {number} number */
    toggleProposed(number) {
      const proposed = this.candidate.proposals.topics[number - 1];
      if (!proposed) return "";
      const taken = this.toggleTopic(proposed.value);
      return t(taken ? "js.screen.topic_taken" : "js.screen.topic_left", { topic: proposed.title });
    }

    /** @param {ScreenFieldInfo} field @param {string} value */
    toggleField(field, value) {
      const { fields: before } = this.draft;
      const values = screenDrafts.toggled(before[field.id] ?? [], value, field.several);
      this.change({ fields: { ...before, [field.id]: values } });
    }

    /** @param {number} place */
    toggleClaim(place) {
      const { claims: before } = this.draft;
      this.keep({ claims: before.includes(place) ? before.filter((one) => one !== place) : [...before, place] });
    }

    focusTitle() {
      document.getElementById("candidate-title")?.focus();
    }

    /** What is sent with a decision. */
    answer() {
      const { topics, fields: chosen, claims: taken, summary, note } = this.draft;
      const known = Object.fromEntries(this.state.fields.map((field) => [field.id, field.several]));
      const given = Object.entries(chosen).filter(([, values]) => values.length);
      return {
        topics,
        fields: Object.fromEntries(given.map(([id, values]) => [id, known[id] ? values : values[0]])),
        claims: taken.flatMap((place) => this.candidate.claims[place]?.claim ?? []),
        summary: summary.trim(),
        note: note.trim(),
      };
    }
  }

  return { ScreenForm };
})();
