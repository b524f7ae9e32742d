// @ts-check
// The fields of a paper's form, on the page for screening: each with its label, help, what it may say, and what does
// not fit.
var survey = survey || {};

survey.screenFields = (() => {
  "use strict";
  const { element, button } = survey.dom;
  const { t, ChoiceBox } = survey;
  const LONG = 70; // signs of a value that gets several lines to be typed in
  const MOST_ROWS = 14;
  let made = 0;

  /** @param {unknown} value @returns {string[]} */
  function listOf(value) {
    if (value === null || value === undefined || value === "") return [];
    return (Array.isArray(value) ? value : [value]).map(asText);
  }

  /** @param {unknown} value */
  function asText(value) {
    if (value === true || value === false) return value ? "yes" : "no";
    if (value === null || value === undefined) return "";
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  /** What a field is called, in the language of the page where that is known. @param {ScreenFormField} field */
  function labelOf(field) {
    const key = `js.field.${field.id}`;
    return Object.hasOwn(survey.messages ?? {}, key) ? t(key) : field.label;
  }

  /** A text as a sentence. @param {string} text */
  function sentence(text) {
    const whole = text && !/[.!?]$/.test(text) ? `${text}.` : text;
    return whole.slice(0, 1).toUpperCase() + whole.slice(1);
  }

  /** The value at a place such as `change.form`. @param {Record<string, unknown>} values @param {string} place */
  function at(values, place) {
    /** @type {unknown} */
    let found = values;
    for (const name of place.split(".")) {
      found = found && typeof found === "object" ? /** @type {Record<string, unknown>} */ (found)[name] : undefined;
    }
    return found;
  }

  /** The values with another one at a place; what is empty is left out. @param {Record<string, unknown>} values @param {string} place @param {unknown} value @returns {Record<string, unknown>} */
  function withValue(values, place, value) {
    const [name, ...rest] = place.split(".");
    const changed = { ...values };
    const inner = /** @type {Record<string, unknown>} */ (changed[name] ?? {});
    const next = rest.length ? withValue(inner, rest.join("."), value) : value;
    const empty = next === null || next === undefined || next === "";
    const none = empty || (typeof next === "object" && next !== null && !Object.keys(next).length);
    if (none && (rest.length || !(name in values))) delete changed[name];
    else changed[name] = none && !Array.isArray(next) ? null : next;
    return changed;
  }

  /** What a box was typed into, as the file has it. @param {ScreenFormField} field @param {string} text */
  function typedValue(field, text) {
    if (field.several) {
      const lines = text.split("\n").map((line) => line.trim());
      return lines.filter(Boolean);
    }
    const trimmed = field.type === "long" ? text.replace(/\s+$/, "") : text.trim();
    const number = Number(trimmed.replaceAll(",", ""));
    return field.type === "number" && trimmed && Number.isFinite(number) ? number : trimmed || null;
  }

  /** @param {ScreenFormField} field @param {string} value */
  function textBox(field, value) {
    const long = field.several || field.type === "long" || field.type === "quotation" || value.length > LONG;
    if (!long) {
      const box = element("input", "choice__input");
      if (field.type === "number") box.inputMode = "decimal";
      return box;
    }
    const area = element("textarea", "choice__input");
    const lines = field.several ? value.split("\n").length + 1 : Math.ceil(value.length / 85) + 1;
    area.rows = Math.min(MOST_ROWS, Math.max(2, lines));
    return area;
  }

  /** @param {ScreenFormField} field @returns {ScreenChoice[] | null} */
  function choicesOf(field) {
    if (field.type !== "yes-no" || field.choices) return field.choices;
    return [
      { value: "yes", name: t("js.screen.yes") },
      { value: "no", name: t("js.screen.no") },
    ];
  }

  /** One field. */
  class Entry {
    /** @param {ScreenFormField} field @param {unknown} value @param {(value: unknown) => void} changed */
    constructor(field, value, changed) {
      made += 1;
      this.field = field;
      this.id = `edit-${made}`;
      this.fault = element("div", "field__findings");
      this.fault.id = `${this.id}-findings`;
      this.root = element("div", "field");
      const name = element("label", "field__label", labelOf(field));
      name.htmlFor = this.id;
      if (field.required) name.append(" ", element("span", "field__needed", t("js.screen.required")));
      const help = element("p", "field__help", [sentence(field.help), this.hint()].filter(Boolean).join(" "));
      help.id = `${this.id}-help`;
      const [box, control] = this.control(value, changed);
      control.setAttribute("aria-describedby", `${help.id} ${this.fault.id}`);
      this.box = control;
      this.root.append(name, help, box, this.fault);
      help.title = help.textContent ?? "";
      help.hidden = !help.textContent;
    }

    hint() {
      if (choicesOf(this.field)) return "";
      const lines = this.field.several ? t("js.screen.one_a_line") : "";
      const form = sentence(this.field.form ?? "");
      return [lines, form].filter(Boolean).join(" ");
    }

    /** @param {unknown} value @param {(value: unknown) => void} changed @returns {[HTMLElement, HTMLElement]} */
    control(value, changed) {
      const { field, id } = this;
      const choices = choicesOf(field);
      if (choices) {
        const box = new ChoiceBox({
          id,
          label: labelOf(field),
          several: field.several,
          free: field.type === "terms",
          choices,
          values: listOf(value),
          changed: (values) => changed(field.several ? values : (values[0] ?? null)),
        });
        return [box.root, box.input];
      }
      const text = listOf(value).join("\n");
      const box = textBox(field, text);
      Object.assign(box, { id, value: text, autocomplete: "off", spellcheck: field.type === "long" });
      box.addEventListener("input", () => changed(typedValue(field, box.value)));
      return [box, box];
    }

    /** Show what does not fit. @param {ScreenFinding[]} findings */
    say(findings) {
      this.fault.replaceChildren(...findings.map(finding));
      this.box.setAttribute("aria-invalid", String(findings.some(({ level }) => level === "error")));
    }
  }

  /** @param {ScreenFinding} found */
  function finding(found) {
    const item = element("p", `finding finding--${found.level}`);
    const level = element("b", "", `${t(found.level === "error" ? "js.screen.error" : "js.screen.remark")}: `);
    item.append(level, [found.message, found.fix].filter(Boolean).join(" "));
    return item;
  }

  /** A list whose entries have fields of their own, such as results. */
  class Entries {
    /**
     * @param {ScreenFormField} field
     * @param {ScreenFormField[]} parts
     * @param {unknown} value
     * @param {(value: unknown) => void} changed
     */
    constructor(field, parts, value, changed) {
      this.field = field;
      this.parts = parts;
      this.changed = changed;
      /** @type {Record<string, unknown>[]} */
      this.values = (Array.isArray(value) ? value : []).map((one) => ({ ...one }));
      this.root = element("fieldset", "field field--list");
      this.fault = element("div", "field__findings");
      /** @type {Entry[][]} */
      this.rows = [];
      this.draw();
    }

    draw() {
      const name = element("legend", "field__label", labelOf(this.field));
      const help = element("p", "field__help", sentence(this.field.help));
      const add = button(t("js.screen.add", { label: labelOf(this.field) }), "act", () => this.add());
      this.rows = [];
      const shown = this.values.map((value, n) => this.row(value, n));
      this.root.replaceChildren(name, help, this.fault, ...shown, add);
    }

    /** @param {Record<string, unknown>} value @param {number} place */
    row(value, place) {
      const row = element("fieldset", "field__entry");
      const name = t("js.screen.entry", { label: labelOf(this.field), number: place + 1 });
      const off = button(t("js.screen.remove", { name }), "act", () => this.remove(place));
      const entries = this.parts.map((part) => {
        return new Entry(part, at(value, part.id), (typed) => {
          this.values[place] = withValue(this.values[place], part.id, typed);
          this.changed(this.values);
        });
      });
      this.rows.push(entries);
      const foot = element("p", "field__off");
      foot.append(off);
      const grid = element("div", "field__grid");
      grid.append(...entries.map((entry) => entry.root));
      row.append(element("legend", "field__number", name), grid, foot);
      return row;
    }

    add() {
      this.values = [...this.values, {}];
      this.draw();
      this.rows[this.rows.length - 1][0]?.box.focus();
      this.changed(this.values);
    }

    /** @param {number} place */
    remove(place) {
      this.values = this.values.filter((_, n) => n !== place);
      this.draw();
      this.root.querySelector("button")?.focus();
      this.changed(this.values);
    }

    /** Show what does not fit where it is known of which part of which entry it is said. @param {ScreenFinding[]} findings */
    say(findings) {
      /** @type {Map<Entry, ScreenFinding[]>} */
      const told = new Map(this.rows.flat().map((entry) => [entry, []]));
      const rest = findings.filter((found) => {
        const [, number, place] = /^\w+[.[](\d+)\]?\.?(.*)$/.exec(found.field ?? "") ?? [];
        const entry = (this.rows[Number(number)] ?? []).find(
          (one) => place && `${one.field.id}.`.startsWith(`${place}.`),
        );
        if (entry) told.get(entry)?.push(found);
        return !entry;
      });
      for (const [entry, some] of told) entry.say(some);
      this.fault.replaceChildren(...rest.map(finding));
    }
  }

  return { Entry, Entries, finding, at, withValue, typedValue };
})();
