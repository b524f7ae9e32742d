// @ts-check
// Where readers disagree: their answers in columns, the abstract above, and what settles it.
var survey = survey || {};

survey.screenConflicts = (() => {
  "use strict";
  const { element, button, appendJoined } = survey.dom;
  const { t } = survey;
  let forms = 0;

  /** @param {ScreenAnswer} answer @param {ScreenState} state */
  function column(answer, state) {
    const made = element("section", "answer");
    const reason = state.reasons.find(({ id }) => id === answer.reason)?.name ?? answer.reason;
    const topics = [answer.topic ?? []].flat().map((key) => state.topics.find((one) => one.key === key)?.title ?? key);
    const status = element(
      "p",
      `answer__status answer__status--${answer.status}`,
      survey.screenText.statusName(answer.status),
    );
    made.append(element("h4", "answer__reader", answer.reader), status);
    const facts = [
      [t("js.screen.reason"), reason],
      [t("js.screen.topics"), topics.join("; ")],
      [t("js.screen.note"), answer.note],
      [t("js.screen.date"), answer.date],
    ];
    const list = element("dl", "answer__facts");
    for (const [name, value] of facts) if (value) list.append(element("dt", "", name ?? ""), element("dd", "", value));
    made.append(list);
    return made;
  }

  /** @param {string} label @param {"select" | "input"} name */
  function row(label, name) {
    forms += 1;
    const made = element("div", "settle__row");
    const said = element("label", "part__label", label);
    const control = element(name, "choice__input");
    control.id = `settle-${forms}`;
    said.htmlFor = control.id;
    made.append(said, control);
    return { made, control };
  }

  /** @param {ScreenConflict} conflict @param {ScreenState} state @param {(body: object) => void} settle */
  function form(conflict, state, settle) {
    const made = element("form", "settle");
    const reason = row(t("js.screen.reason_if_excluded"), "select");
    const given = conflict.answers.map((answer) => answer.reason).filter(Boolean);
    const reasons = [...state.reasons].sort((a, b) => Number(given.includes(b.id)) - Number(given.includes(a.id)));
    reason.control.append(
      new Option(t("js.screen.choose"), ""),
      ...reasons.map(({ id, name }) => new Option(name, id)),
    );
    const note = row(t("js.screen.why_settled"), "input");
    const said = element("p", "settle__said");
    said.setAttribute("role", "alert");
    const topics = [...new Set(conflict.answers.flatMap((answer) => [answer.topic ?? []].flat()))];
    /** What a status needs and does not have. @param {boolean} excluded */
    const lacking = (excluded) => {
      if (excluded && !reason.control.value) return reason;
      return note.control.value.trim() ? null : note;
    };
    const send = (/** @type {string} */ status) => {
      const excluded = status === "excluded";
      const lacks = lacking(excluded);
      said.textContent = "";
      if (lacks) {
        said.textContent = t(lacks === reason ? "js.screen.needs_reason" : "js.screen.needs_note");
        lacks.control.focus();
        return;
      }
      const why = excluded ? { reason: reason.control.value, topics: [] } : { reason: "", topics };
      settle({ key: conflict.key, status, ...why, note: note.control.value.trim() });
    };
    const buttons = element("p", "settle__do");
    buttons.append(
      button(t("js.screen.settle_included"), "act act--main", () => send("included")),
      button(t("js.screen.settle_excluded"), "act act--main", () => send("excluded")),
    );
    made.addEventListener("submit", (event) => event.preventDefault());
    made.append(reason.made, note.made, said, buttons);
    return made;
  }

  /** @param {ScreenConflict} conflict @param {ScreenState} state @param {(body: object) => void} settle */
  function article(conflict, state, settle) {
    const made = element("article", "conflict");
    const title = element("h3", "candidate__title", conflict.title);
    title.tabIndex = -1;
    const answers = element("div", "answers");
    answers.append(...conflict.answers.map((answer) => column(answer, state)));
    const text = element("p", "candidate__abstract", conflict.abstract || t("js.screen.no_abstract"));
    made.append(title, text, answers, form(conflict, state, settle));
    return made;
  }

  /**
   * Show what readers disagree about.
   *
   * @param {HTMLElement} root
   * @param {ScreenConflict[]} conflicts
   * @param {ScreenState} state
   * @param {(body: object) => void} settle
   */
  function draw(root, conflicts, state, settle) {
    const head = element("h2", "screen-page__head", t("js.screen.conflicts_head", { count: conflicts.length }));
    head.tabIndex = -1;
    const back = element("p", "screen-page__back");
    appendJoined(back, [survey.dom.link("#", t("js.screen.back"))], "");
    const hint = element(
      "p",
      "part__hint",
      t(conflicts.length ? "js.screen.conflicts_hint" : "js.screen.no_conflicts"),
    );
    root.replaceChildren(back, head, hint, ...conflicts.map((one) => article(one, state, settle)));
    return head;
  }

  return { draw };
})();
