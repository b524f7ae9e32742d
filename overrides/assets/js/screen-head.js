// @ts-check
// The head of the page for screening: how far it is, how far readers agree, whether one may stop.
var survey = survey || {};

survey.screenHead = (() => {
  "use strict";
  const { element, button, find } = survey.dom;
  const { t, screenText } = survey;
  const MOST_LISTED = 100; // entries of the queue that are in the page at once

  /** @param {ScreenState["progress"]} progress */
  function progress({ waiting, decided, mine, included, excluded, unsure }) {
    const bar = element("progress", "screen-head__bar");
    bar.max = Math.max(1, waiting + decided);
    bar.value = decided;
    bar.setAttribute("aria-label", t("js.screen.progress"));
    const said = element("span", "screen-head__count", t("js.screen.progress_said", { decided, waiting }));
    said.title = t("js.screen.progress_more", { mine, included, excluded, unsure });
    return [bar, said];
  }

  /** A fact whose meaning is folded away. @param {string} id @param {string} head @param {Node[]} content */
  function fact(id, head, content) {
    const made = element("details", "fact");
    made.dataset.fact = id;
    const panel = element("div", "fact__panel");
    panel.append(...content);
    made.append(element("summary", "", head), panel);
    return made;
  }

  /** @param {ScreenState} state */
  function agreement({ agreement: pairs, needed }) {
    if (!pairs.length) return needed > 1 ? [fact("kappa", t("js.screen.agreement_none"), [agreementHint()])] : [];
    const list = element("ul", "fact__list");
    for (const { readers, both, agree, kappa } of pairs) {
      const item = element("li");
      const figure = kappa === null ? "–" : screenText.written(kappa, 2);
      const names = readers.join(t("js.screen.and"));
      item.append(
        element("b", "", names),
        element("span", "", t("js.screen.kappa_said", { kappa: figure, both, agree })),
      );
      item.append(element("span", "fact__meaning", screenText.meaning(kappa)));
      list.append(item);
    }
    const first = pairs.find(({ kappa }) => kappa !== null)?.kappa ?? null;
    const head = t("js.screen.kappa_head", { kappa: first === null ? "–" : screenText.written(first, 2) });
    return [fact("kappa", head, [list, agreementHint()])];
  }

  function agreementHint() {
    return element("p", "fact__source", t("js.screen.kappa_source"));
  }

  /** @param {ScreenState["advice"]} advice */
  function stopping(advice) {
    if (!advice) return [];
    const { left, upper, recall, confidence, may_stop: may, method, source } = advice;
    const digits = left < 10 && left % 1 ? 1 : 0;
    const numbers = { left: screenText.written(left, digits), upper: screenText.written(upper) };
    const content = [element("p", "", t("js.screen.advice", numbers))];
    if (typeof recall === "number") {
      const shares = { recall: screenText.percent(recall), confidence: screenText.percent(confidence) };
      content.push(element("p", "", t("js.screen.advice_recall", shares)));
    }
    const more = element("details", "fact__method");
    const said = element("p", "fact__source", method);
    const from = element("p", "fact__source", t("js.screen.source", { source }));
    more.append(element("summary", "", t("js.screen.method")), said, from);
    return [fact("stopping", t(may ? "js.screen.may_stop" : "js.screen.go_on"), [...content, more])];
  }

  /** Show how far it is. @param {ScreenState} state */
  function draw(state) {
    find("[data-progress]", HTMLElement).replaceChildren(...progress(state.progress));
    const facts = find("[data-facts]", HTMLElement);
    const open = facts.querySelector("details[open]");
    const active = facts.contains(document.activeElement);
    const made = [...agreement(state), ...stopping(state.advice)];
    for (const one of made) one.open = open instanceof HTMLElement && open.dataset.fact === one.dataset.fact;
    facts.replaceChildren(...made);
    if (active) facts.querySelector("summary")?.focus();
    const conflicts = find('[data-act="conflicts"]', HTMLElement);
    conflicts.querySelector(".act__count")?.remove();
    conflicts.lastElementChild?.before(element("b", "act__count", String(state.progress.conflicts)), " ");
    conflicts.classList.toggle("act--warn", state.progress.conflicts > 0);
  }

  /** @param {ScreenEntry} entry @param {boolean} current @param {boolean} learned @param {(key: string) => void} go */
  function queueItem(entry, current, learned, go) {
    const item = element("li");
    const made = button("", "queue-item", () => go(entry.key));
    if (current) made.setAttribute("aria-current", "true");
    made.append(element("span", "queue-item__title", entry.title));
    const odds = learned && typeof entry.probability === "number" ? `${screenText.percent(entry.probability)} %` : "";
    const facts = [odds, entry.year ? String(entry.year) : ""].filter(Boolean).join(" · ");
    made.append(element("span", "queue-item__facts", facts));
    item.append(made);
    return item;
  }

  /**
   * Show what waits, as far as it is near to what is shown.
   *
   * @param {InstanceType<typeof survey.ScreenQueue>} queue
   * @param {boolean} learned
   * @param {(key: string) => void} go
   */
  function drawQueue(queue, learned, go) {
    const root = find("[data-queue]", HTMLDetailsElement);
    const { entries, place } = queue;
    find("[data-queue-count]", HTMLElement).textContent = screenText.written(queue.count);
    const list = find("ol", HTMLOListElement, root);
    if (!root.open) {
      list.replaceChildren();
      return;
    }
    const from = Math.max(0, Math.min(place - MOST_LISTED / 2, entries.length - MOST_LISTED));
    const near = entries.slice(from, from + MOST_LISTED);
    const active = list.contains(document.activeElement);
    list.start = from + 1;
    list.replaceChildren(...near.map((entry) => queueItem(entry, entry.key === queue.current, learned, go)));
    const current = list.querySelector("[aria-current]");
    if (!(current instanceof HTMLElement)) return;
    if (active) current.focus();
    list.scrollTop = Math.max(0, current.offsetTop - list.offsetTop - list.clientHeight / 3);
  }

  return { draw, drawQueue };
})();
