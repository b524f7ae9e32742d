// @ts-check
// The page of `survey screen`: one candidate after the other, by keys or by buttons. A decision shows the next one at
// once; what the server refuses comes back, with what it said.
var survey = survey || {};

(() => {
  "use strict";
  const { element, button, link, find, all, readStored, store } = survey.dom;
  const { t, screenServer, screenKeys, screenDrafts, screenDialogs, ScreenQueue } = survey;
  const READER = "survey-screen-reader";
  const AHEAD = 2; // candidates that are asked for before they are shown
  const MOST_KEPT = 40;
  const VIEWS = ["screening", "conflicts", "paper"];

  /** The page, and what it knows. */
  class Screening {
    constructor() {
      this.reader = readStored(READER) || "";
      this.queue = new ScreenQueue();
      /** @type {ScreenState | null} */
      this.state = null;
      /** What is known of candidates, by key. @type {Map<string, Promise<ScreenCandidate>>} */
      this.known = new Map();
      /** @type {InstanceType<typeof survey.screenProposals.ScreenForm> | null} */
      this.form = null;
      /** The last one that was included, which its curator may want to go on with. @type {{ key: string, title: string } | null} */
      this.included = null;
      this.article = find("[data-candidate]", HTMLElement);
      this.said = find("[data-said]", HTMLElement);
      this.trouble = find("[data-trouble]", HTMLElement);
    }

    async start() {
      this.listen();
      find("[data-queue]", HTMLDetailsElement).open = matchMedia("(min-width: 100em)").matches; // a column of its own
      if (this.reader) await this.enter(this.reader);
      else this.askReader();
    }

    listen() {
      document.addEventListener("click", (event) => {
        const asked = event.target instanceof Element ? event.target.closest("[data-act]") : null;
        if (asked instanceof HTMLElement) this.act(asked.dataset.act ?? "");
      });
      document.addEventListener("keydown", (event) => this.press(event));
      window.addEventListener("hashchange", () => this.showView());
      find("[data-queue]", HTMLElement).addEventListener("toggle", () => this.drawQueue());
    }

    askReader() {
      const proposed = this.reader || document.body.dataset.reader || "";
      screenDialogs.askReader(proposed, this.state?.readers ?? [], (name) => this.enter(name));
    }

    /** Read under a name. @param {string} name */
    async enter(name) {
      this.reader = name;
      store(READER, name);
      this.known.clear();
      find("[data-name]", HTMLElement).textContent = name;
      const state = await screenServer
        .ask("state", { reader: name, shown: this.queue.current })
        .catch((error) => this.fail(error));
      if (!state) return;
      this.renew(state);
      await this.showView();
      document.body.dataset.ready = "";
    }

    /** @param {ScreenState} state */
    renew(state) {
      this.state = state;
      this.queue.renew(state.queue, state.queued);
      survey.screenHead.draw(state);
      this.drawQueue();
    }

    get learned() {
      return (this.state?.learned_from ?? 0) > 0;
    }

    drawQueue() {
      survey.screenHead.drawQueue(this.queue, this.learned, (key) => this.go(key));
    }

    /** What the address asks for. */
    asked() {
      const fragment = location.hash.slice(1);
      const paper = new URLSearchParams(fragment).get("paper") ?? "";
      if (paper || fragment === "papers") return { view: "paper", paper };
      return { view: VIEWS.includes(fragment) ? fragment : "screening", paper };
    }

    async showView() {
      const { view, paper } = this.asked();
      if (!this.state) return;
      this.trouble.replaceChildren();
      for (const one of all("[data-view]")) one.hidden = one.dataset.view !== view;
      document.body.dataset.shows = view;
      const root = find(`[data-view="${view}"]`, HTMLElement);
      if (view === "conflicts") await this.showConflicts(root);
      else if (paper) await survey.screenEditor.edit(root, paper, this.reader);
      else if (view === "paper") survey.screenEditor.find(root, this.included);
      else await this.showCandidate();
    }

    /** What is known of a candidate; what could not be asked for can be asked for again. @param {string} key */
    candidate(key) {
      const asked = this.known.get(key) ?? screenServer.ask("candidate", { key, reader: this.reader });
      this.known.set(key, asked);
      asked.catch(() => this.known.delete(key));
      if (this.known.size > MOST_KEPT) this.known.delete(Array.from(this.known.keys())[0]);
      return asked;
    }

    /** Show the candidate of the queue that comes now. @param {boolean} [focus] */
    async showCandidate(focus = true) {
      const key = this.queue.current;
      this.drawQueue();
      this.enable();
      if (!key) return this.showEmpty(focus);
      if (this.form?.candidate.key !== key) this.showTitle(focus);
      const candidate = await this.candidate(key).catch((error) => this.fail(error));
      if (!candidate || key !== this.queue.current || !this.state) return;
      this.form = new survey.screenProposals.ScreenForm(candidate, this.state);
      this.drawCandidate(candidate, focus);
      for (const next of this.queue.after(AHEAD)) this.candidate(next).catch(() => null);
    }

    /** The title is known from the queue, before anything else is. @param {boolean} focus */
    showTitle(focus) {
      this.form = null;
      const title = element("h2", "candidate__title", this.queue.entry?.title ?? "");
      title.id = "candidate-title";
      title.tabIndex = -1;
      this.article.setAttribute("aria-busy", "true");
      const learning = this.article.dataset.key ? [] : [element("p", "part__hint", t("js.screen.learning"))];
      this.article.replaceChildren(title, ...learning);
      if (focus) this.focusTitle();
    }

    /** @param {ScreenCandidate} candidate @param {boolean} focus */
    drawCandidate(candidate, focus) {
      const { state, form } = this;
      if (!state || !form) return;
      const { head, odds, abstract } = survey.screenCandidate;
      this.article.removeAttribute("aria-busy");
      this.article.replaceChildren(head(candidate), odds(candidate, this.learned), abstract(candidate), form.root);
      this.article.dataset.key = candidate.key;
      survey.screenAside.replace(find("[data-aside]", HTMLElement), survey.screenAside.draw(state, candidate));
      if (focus) this.focusTitle();
    }

    /** The next one begins at its beginning. */
    focusTitle() {
      const title = document.getElementById("candidate-title");
      if (document.querySelector("dialog[open]") || this.asked().view !== "screening") return;
      title?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }

    /** @param {boolean} focus */
    showEmpty(focus) {
      const { state } = this;
      if (!state) return;
      this.form = null;
      find("[data-topics]", HTMLElement).replaceChildren();
      const title = element("h2", "candidate__title", t("js.screen.nothing_waits"));
      title.id = "candidate-title";
      title.tabIndex = -1;
      const conflicts = state.progress.conflicts;
      const made = [title];
      if (conflicts) {
        const item = element("p");
        item.append(link("#conflicts", t("js.screen.settle_these", { count: conflicts })));
        made.push(item);
      }
      made.push(element("p", "", t(state.watched === false ? "js.screen.no_plan" : "js.screen.bring_more")));
      this.article.removeAttribute("aria-busy");
      delete this.article.dataset.key;
      this.article.replaceChildren(...made);
      survey.screenAside.replace(find("[data-aside]", HTMLElement), survey.screenAside.draw(state, null));
      if (focus) this.focusTitle();
    }

    /** Only what can be done can be pressed. */
    enable() {
      const waits = Boolean(this.queue.current);
      const undone = Boolean(this.state?.undo) || this.queue.sent.size > 0;
      for (const name of ["include", "exclude", "unsure"]) this.setEnabled(name, waits);
      this.setEnabled("previous", this.queue.place > 0);
      this.setEnabled("next", waits && this.queue.place < this.queue.entries.length - 1);
      this.setEnabled("undo", undone);
    }

    /** A button that can do nothing stays a stop of the keyboard: the focus would be lost with it. @param {string} name @param {boolean} can */
    setEnabled(name, can) {
      find(`[data-act="${name}"]`, HTMLButtonElement).setAttribute("aria-disabled", String(!can));
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      const open = document.querySelector("dialog[open]");
      if (open || screenKeys.isTyping(event.target)) {
        if (event.key === "Escape" && !open) this.leaveField();
        return;
      }
      const action = screenKeys.actionOf(event);
      if (!action || (this.asked().view !== "screening" && !/^(conflicts|papers|help|close)$/.test(action))) return;
      event.preventDefault();
      this.act(action);
    }

    /** Where one goes from a field: to the title of what is shown. */
    leaveField() {
      const view = find(`[data-view="${this.asked().view}"]`, HTMLElement);
      const title = view.querySelector("h2");
      if (title) title.focus();
    }

    /** @param {string} action */
    act(action) {
      const [name, number] = action.split("-");
      const button = document.querySelector(`.screen-bar [data-act="${name}"]`);
      if (button?.getAttribute("aria-disabled") === "true") return;
      /** @type {Record<string, () => unknown>} */
      const acts = {
        include: () => this.decide("included"),
        exclude: () => this.exclude(),
        unsure: () => this.decide("unsure"),
        topic: () => this.propose(Number(number)),
        topics: () => this.form?.topicBox?.input.focus(),
        note: () => document.getElementById("screen-note")?.focus(),
        undo: () => this.undo(),
        next: () => this.move(1),
        previous: () => this.move(-1),
        queue: () => this.toggleQueue(),
        conflicts: () => this.goTo("conflicts"),
        papers: () => this.editPaper(),
        help: () => screenDialogs.help(),
        reader: () => this.askReader(),
        close: () => this.goTo(""),
      };
      acts[name]?.();
    }

    /** @param {string} fragment */
    goTo(fragment) {
      const same = location.hash.slice(1) === fragment;
      if (!same) location.hash = fragment;
      else this.showView();
    }

    editPaper() {
      const entry = this.asked().view === "screening" ? this.queue.entry : undefined;
      this.goTo(entry?.kind === "paper" ? `paper=${encodeURIComponent(entry.key)}` : "papers");
    }

    toggleQueue() {
      const queue = find("[data-queue]", HTMLDetailsElement);
      queue.open = !queue.open;
      queue.querySelector("summary")?.focus();
    }

    /** @param {number} number */
    propose(number) {
      const done = this.form?.toggleProposed(number);
      if (done) this.say(done);
    }

    exclude() {
      const { state, form } = this;
      if (!state || !this.queue.current) return;
      const proposed = form?.candidate.proposals.reasons ?? [];
      screenDialogs.askReason(state.reasons, proposed, (reason) => this.decide("excluded", reason));
    }

    /** @param {number} steps */
    move(steps) {
      if (this.queue.move(steps)) this.showCandidate();
    }

    /** @param {string} key */
    go(key) {
      if (this.queue.show(key)) this.showCandidate();
    }

    /**
     * Decide on what is shown: the next one appears at once, and the server writes it meanwhile.
     *
     * @param {string} status
     * @param {string} [reason]
     */
    async decide(status, reason = "") {
      const { entry } = this.queue;
      if (!entry) return;
      const blank = { topics: [], fields: {}, claims: [], summary: "", note: "" };
      const given = this.form?.candidate.key === entry.key ? this.form.answer() : blank;
      const body = { reader: this.reader, key: entry.key, status, reason, ...given };
      this.queue.send();
      this.trouble.replaceChildren();
      this.sayDecided(status, reason, entry.title);
      this.showCandidate();
      try {
        const done = await screenServer.sendInTurn("decide", { ...body, shown: this.queue.current });
        this.queue.arrived(entry.key);
        screenDrafts.drop(entry.key);
        this.known.delete(entry.key);
        if (status === "included") this.included = entry;
        this.arrive(done.state);
      } catch (error) {
        this.queue.bringBack(entry);
        this.say("");
        this.fail(error, entry.title);
        this.showCandidate();
      }
    }

    /** The server's state after something was written; what is shown stays. @param {ScreenState} state */
    arrive(state) {
      const shown = this.queue.current;
      this.renew(state);
      this.enable();
      if (shown !== this.queue.current || !shown) this.showCandidate();
    }

    /** @param {string} status @param {string} reason @param {string} title */
    sayDecided(status, reason, title) {
      const why = this.state?.reasons.find(({ id }) => id === reason)?.name ?? reason;
      const done = survey.screenText.statusName(status) + (why ? ` (${why})` : "");
      const next = this.queue.entry?.title;
      this.say(`${done}: ${title}. ${next ? t("js.screen.next_is", { title: next }) : t("js.screen.nothing_waits")}`);
    }

    /** Say what was done. @param {string} text */
    say(text) {
      this.said.textContent = text;
    }

    async undo() {
      try {
        const { state, key } = await screenServer.sendInTurn("undo", { reader: this.reader });
        this.known.delete(key);
        this.renew(state);
        this.queue.show(key);
        this.say(t("js.screen.undone", { title: this.queue.entry?.title ?? key }));
        await this.showCandidate();
      } catch (error) {
        this.fail(error);
      }
    }

    /** @param {HTMLElement} root */
    async showConflicts(root) {
      const conflicts = await screenServer.ask("conflicts").catch((error) => this.fail(error));
      const { state } = this;
      if (!conflicts || !state) return;
      const head = survey.screenConflicts.draw(root, conflicts, state, (body) => this.settle(root, body));
      head.focus();
    }

    /** @param {HTMLElement} root @param {object} body */
    async settle(root, body) {
      this.trouble.replaceChildren();
      try {
        const done = await screenServer.sendInTurn("settle", {
          reader: this.reader,
          shown: this.queue.current,
          ...body,
        });
        if (done.state) this.renew(done.state);
        await this.showConflicts(root);
        this.say(t("js.screen.settled"));
      } catch (error) {
        this.fail(error);
      }
    }

    /** Say what went wrong, and of what. @param {unknown} error @param {string} [title] */
    fail(error, title) {
      const message = error instanceof Error ? error.message : String(error);
      const text = title ? t("js.screen.not_saved", { title, message }) : message;
      const close = button("×", "screen-trouble__close", () => {
        this.trouble.replaceChildren();
        this.leaveField();
      });
      close.setAttribute("aria-label", t("js.screen.close"));
      this.trouble.replaceChildren(element("p", "screen-trouble__said", text), close);
      return null;
    }
  }

  if (document.querySelector("[data-candidate]")) new Screening().start();
})();
