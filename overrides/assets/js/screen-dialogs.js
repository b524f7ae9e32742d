// @ts-check
// What the page for screening asks in between: why something is excluded, and who is reading; and help with keys.
var survey = survey || {};

survey.screenDialogs = (() => {
  "use strict";
  const { element, button, find } = survey.dom;
  const { t, screenText, screenKeys } = survey;

  /** @param {string} name */
  function dialogOf(name) {
    return find(`[data-dialog="${name}"]`, HTMLDialogElement);
  }

  /** @param {string} name @param {string} head @param {HTMLElement[]} content */
  function open(name, head, ...content) {
    const made = dialogOf(name);
    const heading = element("h2", "screen-dialog__head", head);
    heading.id = `${name}-head`;
    const close = button(t("js.screen.close"), "act", () => made.close());
    const foot = element("p", "screen-dialog__foot");
    foot.append(close);
    made.replaceChildren(heading, ...content, foot);
    if (!made.open) made.showModal();
    return made;
  }

  /** @param {string} sign */
  function sign(sign) {
    const made = element("kbd", "", sign);
    made.setAttribute("aria-hidden", "true");
    return made;
  }

  /**
   * The reasons for exclusion with the keys that choose them: what is proposed comes first and has a number, too.
   *
   * @param {ScreenReason[]} reasons
   * @param {{ value: string }[]} proposed
   * @returns {{ reason: ScreenReason, letter: string, number: string }[]}
   */
  function ranked(reasons, proposed) {
    const letters = screenText.letters(reasons);
    const place = new Map(proposed.slice(0, 3).map(({ value }, n) => [value, n]));
    const all = reasons.map((reason, n) => {
      const rank = place.get(reason.id);
      return { reason, letter: letters[n], number: rank === undefined ? "" : String(rank + 1) };
    });
    return all.sort((a, b) => Number(a.number || 9) - Number(b.number || 9));
  }

  /**
   * Ask why a candidate is excluded.
   *
   * @param {ScreenReason[]} reasons
   * @param {{ value: string, probability?: number }[]} proposed
   * @param {(reason: string) => void} choose
   */
  function askReason(reasons, proposed, choose) {
    const rows = ranked(reasons, proposed);
    const list = element("ul", "reasons");
    for (const { reason, letter, number } of rows) {
      const item = element("li");
      const made = button("", "reason", () => take(reason.id));
      made.append(sign(number || letter), element("span", "reason__name", reason.name));
      if (number) made.append(sign(letter), element("span", "reason__proposed", t("js.screen.proposed")));
      if (reason.definition) made.append(element("span", "reason__meaning", reason.definition));
      made.setAttribute("aria-keyshortcuts", [number, letter].filter(Boolean).join(" "));
      item.append(made);
      list.append(item);
    }
    const dialog = open("reasons", t("js.screen.why"), list);
    /** @param {string} id */
    function take(id) {
      dialog.close();
      choose(id);
    }
    dialog.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      const found = rows.find((row) => key && [row.letter, row.number].includes(key));
      if (found) {
        event.preventDefault();
        take(found.reason.id);
      } else step(event, list);
      event.stopPropagation();
    };
    find("button", HTMLButtonElement, list).focus();
  }

  /** The arrow keys go through a list of buttons. @param {KeyboardEvent} event @param {HTMLElement} list */
  function step(event, list) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!steps) return;
    const all = survey.dom.all("button", list);
    const place = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    all[(place + steps + all.length) % all.length]?.focus();
    event.preventDefault();
  }

  function help() {
    const list = element("dl", "keys");
    for (const [keys, message] of screenKeys.HELP) {
      const term = element("dt");
      term.append(...keys.map((key) => element("kbd", "", key)));
      list.append(term, element("dd", "", t(message)));
    }
    open("help", t("js.screen.help_head"), list, element("p", "part__hint", t("js.screen.help_hint")));
  }

  /**
   * Ask who is reading.
   *
   * @param {string} name that is proposed
   * @param {string[]} readers who have read before
   * @param {(name: string) => void} choose
   */
  function askReader(name, readers, choose) {
    const form = element("form", "reader-form");
    const label = element("label", "part__label", t("js.screen.reader_name"));
    const box = element("input", "choice__input");
    const list = element("datalist");
    list.id = "reader-names";
    for (const one of readers) list.append(new Option(one));
    Object.assign(box, { id: "reader-name", required: true, maxLength: 100, value: name, autocomplete: "name" });
    box.setAttribute("list", list.id);
    label.htmlFor = box.id;
    const say = element("button", "act act--main", t("js.screen.reader_start"));
    form.append(label, box, list, element("p", "part__hint", t("js.screen.reader_hint")), say);
    const dialog = open("reader", t("js.screen.reader_head"), form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!box.value.trim()) return;
      dialog.close();
      choose(box.value.trim());
    });
    box.focus();
    box.select();
  }

  return { askReason, askReader, help, ranked };
})();
