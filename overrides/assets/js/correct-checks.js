// @ts-check
// What of a proposed value does not fit: the same patterns, lists and limits by which `survey check` looks at files.
// They come with the data; the script knows no field.
var survey = survey || {};

survey.checks = (() => {
  "use strict";
  const DAYS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
  /** What is said of a value that is not of its kind. @type {Record<string, string>} */
  const UNFIT = {
    choice: "js.correct.fault.choice",
    date: "js.correct.fault.date",
    number: "js.correct.fault.number",
    "yes-no": "js.correct.fault.yes_no",
    quotation: "js.correct.fault.quotation",
  };
  /** What is said of a change that breaks a limit of its form. @type {Record<string, string>} */
  const BROKEN = {
    above: "js.correct.fault.above",
    least: "js.correct.fault.least",
    unit: "js.correct.fault.unit",
    range: "js.correct.fault.range",
  };
  const { t } = survey;
  const OTHER_DIGITS = /(?![0-9])\p{Nd}/u;

  /** A text on one line, as a file has it. @param {string} text */
  function oneLine(text) {
    return text.split(/\s+/).filter(Boolean).join(" ");
  }

  /** One entry a line, with or without the hyphens of a list. @param {string} text */
  function linesOf(text) {
    return text
      .split("\n")
      .map((line) => oneLine(line).replace(/^- /, ""))
      .filter(Boolean);
  }

  /** What is typed, as the value of a field. @param {CorrectField} field @param {string} text @param {CorrectData} data */
  function typedValue(field, text, data) {
    if (field.several) return linesOf(text);
    const line = oneLine(text);
    const number = field.kind === "number" ? numberOf(line, data) : null;
    return number === null ? line : String(number);
  }

  /** @param {string} text */
  function shortened(text) {
    return text.length > 60 ? `${text.slice(0, 60)} …` : text;
  }

  /** Whether a date, as far as it is given, is in the calendar. @param {string} text */
  function isDay(text) {
    const found = DAYS.exec(text);
    if (!found) return false;
    const [year, month, day] = [found[1], found[2] ?? "01", found[3] ?? "01"].map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  }

  /** The number that a text is, or `null`. @param {string} text @param {CorrectData} data */
  function numberOf(text, data) {
    const plain = Array.from(text)
      .filter((sign) => !data.number.thousands.includes(sign))
      .join("");
    return new RegExp(data.number.pattern).test(plain) ? Number(plain) : null;
  }

  /** What there is to choose from. @param {CorrectField} field @param {CorrectData} data */
  function choicesOf(field, data) {
    return field.values ?? (field.choices ? data.choices[field.choices] : []) ?? [];
  }

  /** @type {Record<string, (text: string, field: CorrectField, data: CorrectData, texts: string[]) => boolean>} */
  const FITS = {
    line: () => true,
    choice: (text, field, data) => {
      const choices = choicesOf(field, data);
      return !choices.length || choices.some(([value]) => value === text);
    },
    date: (text) => isDay(text),
    number: (text, _, data) => numberOf(text, data) !== null,
    "yes-no": (text) => ["yes", "no", "true", "false"].includes(text),
    quotation: (text, _field, _data, texts) => texts.some((abstract) => abstract.includes(text)),
  };

  /** Whether a text has the form and the length of a field's values. @param {string} text @param {CorrectField} field */
  function misfit(text, { pattern, most, example }) {
    if (pattern && !new RegExp(pattern).test(text)) return example ? "js.correct.fault.like" : "js.correct.fault.form";
    return most && Array.from(text).length > most ? "js.correct.fault.most" : "";
  }

  /** The fault of one entry, or nothing. @param {string} text @param {CorrectField} field @param {CorrectData} data @param {string[]} texts */
  function entryFault(text, field, data, texts) {
    if (field.declared && text === data.not_stated) return "";
    const { example = "", most = 0, kind } = field;
    const name = misfit(text, field) || (FITS[kind](text, field, data, texts) ? "" : UNFIT[kind]);
    return name ? t(name, { text: shortened(text), example, most }) : "";
  }

  /**
   * What does not fit in the value of a field.
   *
   * @param {CorrectField} field
   * @param {string} text what is typed
   * @param {CorrectData} data
   * @param {string[]} [texts] the abstracts, of which a quotation must be a part
   * @returns {string[]}
   */
  function faultsOf(field, text, data, texts = []) {
    const value = typedValue(field, text, data);
    if (!value.length) return field.required ? [t("js.correct.fault.empty")] : [];
    const entries = typeof value === "string" ? [value] : value;
    return entries.map((entry) => entryFault(entry, field, data, texts)).filter(Boolean);
  }

  /** Whether a quotation states a number. @param {string} quote @param {number} value @param {CorrectData} data */
  function states(quote, value, data) {
    if (OTHER_DIGITS.test(quote)) return true; // no browser reads them as numbers
    const plain = quote.replaceAll("{,}", ",");
    const digits = (plain.match(new RegExp(data.figures.number, "g")) ?? []).map((n) => Number(n.replaceAll(",", "")));
    const words = quote.toLowerCase().match(/[a-z]+/g) ?? [];
    const spelt = words.flatMap((word) => (Object.hasOwn(data.figures.words, word) ? data.figures.words[word] : []));
    const wanted = Math.abs(value);
    const known = [...digits, ...spelt, ...digits.map((number) => 100 * number)];
    return known.some((number) => Math.abs(wanted - number) <= 1e-9 * Math.max(1, wanted));
  }

  /** Whether a quotation states so many orders of magnitude. @param {string} quote @param {number} value @param {CorrectData} data */
  function statesOrders(quote, value, data) {
    const found = Array.from(quote.matchAll(new RegExp(data.figures.orders, "gi")), (match) => match.slice(1));
    const words = found.flat().flatMap((word) => (word ? [word.toLowerCase()] : []));
    const counted = words.flatMap((word) => {
      if (word === "a" || word === "an") return [1];
      if (/^[0-9]+$/.test(word)) return [Number(word)];
      return Object.hasOwn(data.figures.words, word) ? data.figures.words[word] : [];
    });
    return counted.includes(value);
  }

  /** The limit that an end of a range breaks, or nothing. @param {number | null} end @param {ChangeLimits} limits */
  function brokenLimit(end, { above, least }) {
    if (end === null) return "";
    if (above !== null && end <= above) return "above";
    return least !== null && end < least ? "least" : "";
  }

  /**
   * The part of a change that cannot be, and the limit that it breaks.
   *
   * @param {Record<string, string>} change by part
   * @param {CorrectData} data
   * @returns {[string, string] | null}
   */
  function misformed({ form, low, value, unit }, data) {
    const limits = data.figures.limits[form] ?? { unit: "", above: null, least: null };
    const [least, most] = [numberOf(low, data), numberOf(value, data)];
    const broken = [brokenLimit(least, limits), brokenLimit(most, limits)];
    if (broken[0]) return ["low", broken[0]];
    if (broken[1]) return ["value", broken[1]];
    if (!new RegExp(limits.unit).test(unit)) return ["unit", "unit"];
    return Math.abs(least ?? 0) > Math.abs(most ?? Number.POSITIVE_INFINITY) ? ["low", "range"] : null;
  }

  /**
   * The parts that a form needs and that are empty, and those that it cannot have; with what is said of them.
   *
   * @param {string} form
   * @param {(part: string) => string} typed
   * @param {CorrectData} data
   * @returns {[string, string][]}
   */
  function misplaced(form, typed, data) {
    const { needed, none } = data.figures.parts[form] ?? { needed: [], none: [] };
    const wanted = typed("low") && !needed.includes("value") ? [...needed, "value"] : needed;
    return [
      ...wanted.filter((part) => !typed(part)).map((part) => [part, "js.correct.fault.needs"]),
      ...none.filter((part) => typed(part)).map((part) => [part, "js.correct.fault.needless"]),
    ].map(([part, said]) => [part, said]);
  }

  /**
   * The parts that the quotation does not state, with what is said of them.
   *
   * @param {string} quote
   * @param {string} form
   * @param {(part: string) => string} typed
   * @param {CorrectData} data
   * @returns {[string, string][]}
   */
  function unstated(quote, form, typed, data) {
    const stated = form === "orders" ? statesOrders : states;
    const numbers = ["value", "low"].filter((part) => {
      const value = numberOf(typed(part), data);
      return value !== null && !stated(quote, value, data);
    });
    const uncounted = form === "orders" && !typed("value") && !/of\s+magnitude/i.test(quote);
    const formulas = ["to", "instead_of"].filter((part) => !quote.includes(typed(part)));
    return [
      ...numbers.map((part) => [part, t("js.correct.fault.figure", { text: typed(part) })]),
      ...(uncounted ? [["form", t("js.correct.fault.figure", { text: form })]] : []),
      ...formulas.map((part) => [part, t("js.correct.fault.formula", { text: shortened(typed(part)) })]),
    ].map(([part, said]) => [part, said]);
  }

  /**
   * What does not fit in a claim, by part.
   *
   * @param {CorrectField[]} fields of claims
   * @param {Record<string, string>} parts what is typed
   * @param {CorrectData} data
   * @param {string[]} texts the abstracts
   */
  function claimFaults(fields, parts, data, texts) {
    const found = new Map(fields.map((field) => [field.id, faultsOf(field, parts[field.id] ?? "", data, texts)]));
    /** @param {string} part */
    const typed = (part) => oneLine(parts[`change.${part}`] ?? "");
    const note = (/** @type {string} */ part, /** @type {string} */ said) => found.get(`change.${part}`)?.push(said);
    const form = typed("form");
    for (const [part, said] of unstated(parts.quote ?? "", form, typed, data)) note(part, said);
    for (const [part, said] of misplaced(form, typed, data)) note(part, t(said, { form }));
    if (typed("direction") && !data.figures.directed.includes(form)) note("direction", t("js.correct.fault.direction"));
    const wrong = misformed({ form, low: typed("low"), value: typed("value"), unit: typed("unit") }, data);
    if (wrong && typed(wrong[0])) note(wrong[0], t(BROKEN[wrong[1]], { form }));
    return found;
  }

  return { oneLine, linesOf, typedValue, choicesOf, faultsOf, claimFaults };
})();
