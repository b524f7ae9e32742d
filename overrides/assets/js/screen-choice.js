// @ts-check
// A box to type in that completes what there is to choose from: the arrow keys go through the list, Enter takes one.
// Several values are chips that can be removed. (ARIA Authoring Practices Guide 1.2, «Editable Combobox With List
// Autocomplete».)
var survey = survey || {};

survey.ChoiceBox = (() => {
  "use strict";
  const { element, button } = survey.dom;
  const { t } = survey;
  const MOST = 12; // choices that are shown at once
  let boxes = 0;

  return class ChoiceBox {
    /**
     * @param {{ id?: string, label: string, several: boolean, free?: boolean, choices: ScreenChoice[], values: string[],
     *   changed: (values: string[]) => void, left?: () => void }} given `free`: whether values of one's own are allowed
     */
    constructor(given) {
      boxes += 1;
      this.given = given;
      this.values = [...given.values];
      this.active = -1;
      /** @type {ScreenChoice[]} */
      this.found = [];
      this.input = element("input", "choice__input");
      this.list = element("ul", "choice__list");
      this.chips = element("ul", "choice__chips");
      this.root = element("div", "choice");
      this.input.id = given.id ?? `choice-${boxes}`;
      this.list.id = `${this.input.id}-list`;
      this.prepare();
      this.listen();
      this.drawValues();
    }

    prepare() {
      const said = {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": this.list.id,
        autocomplete: "off",
        spellcheck: "false",
      };
      for (const [name, value] of Object.entries(said)) this.input.setAttribute(name, value);
      this.input.type = "text";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.given.label);
      this.chips.setAttribute("aria-label", t("js.screen.chosen", { label: this.given.label }));
      this.list.hidden = true;
      if (this.given.several) this.root.append(this.chips);
      this.root.append(this.input, this.list);
    }

    listen() {
      this.input.addEventListener("input", () => this.open());
      this.input.addEventListener("click", () => this.open());
      this.input.addEventListener("keydown", (event) => this.press(event));
      this.input.addEventListener("blur", () => this.leave());
      // The box keeps the focus while one chooses with a mouse.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
    }

    /** What a value is called. @param {string} value */
    nameOf(value) {
      return this.given.choices.find((one) => one.value === value)?.name ?? value;
    }

    /** Show other values, as if they had always been there. @param {string[]} values */
    show(values) {
      this.values = [...values];
      this.drawValues();
    }

    drawValues() {
      if (!this.given.several) {
        this.input.value = this.values.length ? this.nameOf(this.values[0]) : "";
        return;
      }
      this.input.value = "";
      this.chips.replaceChildren(...this.values.map((value) => this.chip(value)));
      this.chips.hidden = !this.values.length;
    }

    /** @param {string} value */
    chip(value) {
      const made = element("li", "choice__chip");
      const name = this.nameOf(value);
      const off = button("×", "choice__off", () => {
        this.values = this.values.filter((one) => one !== value);
        this.drawValues();
        this.input.focus();
        this.given.changed(this.values);
      });
      off.setAttribute("aria-label", t("js.screen.remove", { name }));
      made.append(element("span", "", name), off);
      return made;
    }

    open() {
      const typed = this.input.value.trim();
      const left = this.given.choices.filter((one) => !this.given.several || !this.values.includes(one.value));
      const unchanged = !this.given.several && this.values.length > 0 && typed === this.nameOf(this.values[0]);
      this.found = survey.screenText.completions(left, unchanged ? "" : typed, MOST);
      this.list.replaceChildren(...this.found.map((one, n) => this.option(one, n)));
      this.list.hidden = !this.found.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      this.activate(typed && !unchanged && this.found.length ? 0 : -1);
    }

    /** @param {ScreenChoice} choice @param {number} place */
    option(choice, place) {
      const made = element("li", "choice__option");
      made.id = `${this.list.id}-${place}`;
      made.setAttribute("role", "option");
      made.append(element("span", "choice__name", choice.name));
      if (choice.meaning) made.append(element("span", "choice__meaning", choice.meaning));
      made.addEventListener("click", () => this.take(choice.value));
      return made;
    }

    /** @param {number} place */
    activate(place) {
      this.active = place;
      Array.from(this.list.children).forEach((one, n) => {
        one.setAttribute("aria-selected", String(n === place));
      });
      const shown = this.list.children[place];
      if (shown) this.input.setAttribute("aria-activedescendant", shown.id);
      else this.input.removeAttribute("aria-activedescendant");
      shown?.scrollIntoView({ block: "nearest" });
    }

    close() {
      this.list.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    /** @param {string} value */
    take(value) {
      if (!this.given.several) this.values = [value];
      else if (!this.values.includes(value)) this.values = [...this.values, value];
      this.close();
      this.drawValues();
      this.given.changed(this.values);
    }

    /** Take what is typed: a choice of that name, one's own value where that is allowed, or none. */
    takeTyped() {
      const typed = this.input.value.trim();
      const same = this.given.choices.find((one) => [one.value, one.name].includes(typed));
      if (same) this.take(same.value);
      else if (typed && this.given.free) this.take(typed);
      else if (!typed && !this.given.several && this.values.length) {
        this.values = [];
        this.given.changed(this.values);
      }
    }

    /** What is typed is taken; chips stay as they are, since one of them may be what is pressed. */
    leave() {
      this.close();
      const shown = this.given.several ? "" : this.nameOf(this.values[0] ?? "");
      if (this.input.value.trim() !== shown) this.takeTyped();
      this.input.value = this.given.several ? "" : this.nameOf(this.values[0] ?? "");
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.isComposing) return;
      /** @type {Record<string, () => void>} */
      const acts = {
        ArrowDown: () => this.go(1),
        ArrowUp: () => this.go(-1),
        Enter: () => this.enter(),
        Escape: () => this.escape(event),
      };
      const act = acts[event.key];
      if (Object.hasOwn(acts, event.key)) {
        event.preventDefault();
        act();
      }
      if (event.key === "Backspace" && this.given.several && !this.input.value) this.removeLast();
    }

    /** @param {number} steps */
    go(steps) {
      if (this.list.hidden) this.open();
      const count = this.found.length;
      if (!count) return;
      const from = this.active < 0 && steps < 0 ? 0 : this.active;
      this.activate((from + steps + count) % count);
    }

    enter() {
      if (!this.list.hidden && this.active >= 0) this.take(this.found[this.active].value);
      else this.takeTyped();
    }

    /** @param {KeyboardEvent} event */
    escape(event) {
      if (!this.list.hidden) {
        event.stopPropagation();
        this.close();
      } else if (this.given.left) {
        event.stopPropagation();
        this.given.left();
      }
    }

    removeLast() {
      if (!this.values.length) return;
      this.values = this.values.slice(0, -1);
      this.drawValues();
      this.given.changed(this.values);
    }
  };
})();
