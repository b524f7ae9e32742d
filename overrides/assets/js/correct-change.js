// @ts-check
// A correction as it leaves the page: the answers of the issue form, the address that fills it in, and a text with the
// lines of the file.
var survey = survey || {};

survey.change = (() => {
  "use strict";
  const LONGEST = 8000; // signs of an address that hosts take
  const LONGEST_MAIL = 1900; // that mail programs take
  const BARE = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w./-]*(?: [\w./-]+)*$/i;
  const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?$/;

  /** A text as YAML has it on one line: what could mean something else is in quotation marks. @param {string} text */
  function scalar(text) {
    return BARE.test(text) ? text : JSON.stringify(text);
  }

  /** @param {string | string[]} value */
  function written(value) {
    if (typeof value === "string") return value ? ` ${scalar(value)}` : "";
    return value.map((one) => `\n  - ${scalar(one)}`).join("") || " []";
  }

  /** @param {[string, string][]} entries those that are empty are left out */
  function flow(entries) {
    const parts = entries.filter(([, value]) => value);
    return `{${parts.map(([name, value]) => `${name}: ${NUMBER.test(value) ? value : scalar(value)}`).join(", ")}}`;
  }

  /** The lines of a claim. @param {CorrectField[]} fields @param {Record<string, string | string[]>} parts */
  function claimLines(fields, parts) {
    const change = fields.filter((field) => field.id.startsWith("change."));
    const entries = change.map(
      (field) => /** @type {[string, string]} */ ([field.id.slice(7), String(parts[field.id] ?? "")]),
    );
    const lines = fields.flatMap((field) => {
      const value = parts[field.id] ?? "";
      if (field === change[0]) return [`change: ${flow(entries)}`];
      if (change.includes(field) || !value.length) return [];
      return [`${field.id}:${typeof value === "string" ? ` ${scalar(value)}` : ` [${value.map(scalar).join(", ")}]`}`];
    });
    return lines.map((line, n) => `${n ? "    " : "  - "}${line}`).join("\n");
  }

  /**
   * The lines that the file is to have.
   *
   * @param {Correction} correction
   */
  function yaml(correction) {
    const { record, field, fields, values, source } = correction;
    if (!field) return "";
    if (correction.claim) return `claims:\n${claimLines(fields, values)}`;
    const lines = `${field.id}:${written(values[field.id])}`;
    if (!field.sourced || !source) return lines;
    const place = Object.entries(record.provenance?.[field.id] ?? {}).map(([name, value]) => [name, String(value)]);
    return `${lines}\nprovenance:\n  ${field.id}: ${flow(/** @type {[string, string][]} */ ([...place, ["corrected", source]]))}`;
  }

  /** @param {string | string[]} value */
  function asText(value) {
    return typeof value === "string" ? value : value.join("\n");
  }

  /** The parts of a claim that change, a line each. @param {Correction} correction */
  function changedParts(correction) {
    const before = correction.before;
    const same = (/** @type {string} */ id) => asText(before[id] ?? "") === asText(correction.values[id] ?? "");
    const changed = correction.fields.filter((field) => !same(field.id));
    return changed.map((field) => {
      const value = correction.values[field.id] ?? "";
      return `${field.id}: ${typeof value === "string" ? value : value.join("; ")}`.trim();
    });
  }

  /**
   * The answers of the issue form. What the form cannot take by itself a curator reads.
   *
   * @param {Correction} correction
   */
  function answers(correction) {
    const { record, field, claim, note, values, source } = correction;
    const paper = record.topic ? `topics/${record.key}` : record.key;
    if (claim) return { paper, field: `claim ${claim}`, value: changedParts(correction).join("\n"), source };
    if (!field) return { paper, field: survey.t("js.correct.else"), value: note, source };
    const value = asText(values[field.id]);
    if (value) return { paper, field: field.id, value, source };
    const removed = survey.t("js.correct.remove", {
      field: field.id,
      value: asText(correction.before[field.id] ?? ""),
    });
    return { paper, field: survey.t("js.correct.else"), value: removed, source };
  }

  /**
   * The address of the issue form, filled in as far as an address can be.
   *
   * @param {Correction} correction
   * @param {CorrectData} data
   */
  function issue(correction, data) {
    const title = `Correct: ${correction.record.title}`;
    const given = { template: "correct.yml", title, ...answers(correction) };
    const address = (/** @type {Record<string, string>} */ parts) =>
      `${data.repository}/issues/new?${new URLSearchParams(parts)}`;
    const whole = address(given);
    if (whole.length <= LONGEST) return { address: whole, whole: true };
    return { address: address({ template: given.template, paper: given.paper, field: given.field }), whole: false };
  }

  /** The web editor of the file. @param {Correction} correction @param {CorrectData} data */
  function editor(correction, data) {
    const path = [data.branch, correction.record.file].map((part) => part.split("/").map(encodeURIComponent).join("/"));
    return `${data.repository}/edit/${path.join("/")}`;
  }

  /**
   * The correction as a text for people, with the lines of the file.
   *
   * @param {Correction} correction
   */
  function text(correction) {
    const { record, field, claim, note, source } = correction;
    const lines = yaml(correction);
    const of = claim ? ` (${survey.t("js.correct.claim", { number: claim })})` : "";
    const parts = [
      `${survey.t("js.correct.this")}: ${record.title}${of}`,
      `${survey.t("js.correct.file")}: ${record.file}`,
      field || claim ? `${survey.t("js.correct.value")}:\n\n${lines}\n` : `${survey.t("js.correct.else")}: ${note}`,
    ];
    if (source) parts.push(`${survey.t("js.correct.source")}: ${source}`);
    return `${parts.join("\n")}\n`;
  }

  /** The address that begins a mail, or nothing where the change is too long for one. @param {Correction} correction @param {string} contact */
  function mail(correction, contact) {
    const said = { subject: `${survey.t("js.correct.this")}: ${correction.record.title}`, body: text(correction) };
    const parts = Object.entries(said).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const address = `mailto:${encodeURIComponent(contact).replace("%40", "@")}?${parts.join("&")}`;
    return address.length <= LONGEST_MAIL ? address : "";
  }

  return { answers, issue, editor, text, yaml, mail };
})();
