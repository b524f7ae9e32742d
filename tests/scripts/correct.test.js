// A correction as it leaves the page for corrections, and what of a value does not fit.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { load } from "./load.js";

const { change, checks } = load("correct-checks", "correct-change");

const RECORD = {
  key: "pears",
  title: "Pears & More",
  file: "content/papers/pears.md",
  values: { venue: "A Yearbook" },
};
const VENUE = { id: "venue", kind: "line", sourced: true };
const DATA = {
  repository: "https://code.example/a/b",
  branch: "next one",
  number: { pattern: "^-?[0-9]+$", thousands: "," },
};

function correction(field, value, rest = {}) {
  const usual = { record: RECORD, claim: 0, fields: [field], field, before: RECORD.values, note: "", source: "page 1" };
  return { ...usual, values: { [field.id]: value }, ...rest };
}

describe("a line of YAML", () => {
  for (const [what, value, line] of [
    ["is bare where nothing could be meant by it", "A Yearbook 2024", "venue: A Yearbook 2024"],
    ["is quoted where it looks like a number", "2024", 'venue: "2024"'],
    ["is quoted where it looks like another value", "no", 'venue: "no"'],
    ["is quoted where it has signs", 'a: "b" #c', 'venue: "a: \\"b\\" #c"'],
    ["is empty where the value is to go", "", "venue:"],
  ]) {
    test(what, () => assert.equal(change.yaml(correction({ id: "venue", kind: "line" }, value)), line));
  }

  test("keeps where the fact was taken from, and says why", () => {
    const record = { ...RECORD, provenance: { venue: { file: "papers.jsonl", line: 3 } } };
    const lines = "venue: B\nprovenance:\n  venue: {file: papers.jsonl, line: 3, corrected: page 1}";
    assert.equal(change.yaml(correction(VENUE, "B", { record })), lines);
  });

  test("of several values is one each", () => {
    const field = { id: "authors", kind: "line", several: true };
    assert.equal(change.yaml(correction(field, ["Ada", "K. Ö."])), 'authors:\n  - Ada\n  - "K. Ö."');
  });

  test("of a claim has its change in one", () => {
    const fields = ["quote", "change.form", "change.value", "on"].map((id) => ({ id, kind: "line" }));
    const values = { quote: "Twice.", "change.form": "factor", "change.value": "2", on: "" };
    const lines = "claims:\n  - quote: Twice.\n    change: {form: factor, value: 2}";
    assert.equal(
      change.yaml({ record: RECORD, claim: 1, fields, field: fields[0], values, before: {}, source: "" }),
      lines,
    );
  });
});

test("an issue is filled in as long as its address is not too long", () => {
  const short = change.issue(correction(VENUE, "B"), DATA);
  assert.equal(short.whole, true);
  assert.equal(new URL(short.address).searchParams.get("value"), "B");
  const long = change.issue(correction(VENUE, "ö".repeat(3000)), DATA);
  assert.equal(long.whole, false);
  assert.ok(long.address.length < 8000);
});

test("the editor's address is safe whatever branch and file are called", () => {
  const address = change.editor(correction(VENUE, "B"), DATA);
  assert.equal(address, "https://code.example/a/b/edit/next%20one/content/papers/pears.md");
});

test("a text of several lines becomes its entries", () => {
  assert.deepEqual(checks.linesOf("- Ada\n\n  Grace   Hopper \n"), ["Ada", "Grace Hopper"]);
  assert.equal(checks.typedValue({ id: "n", kind: "number" }, " 1,200 ", DATA), "1200");
});

for (const [text, fits] of [
  ["2024", true],
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-00", false],
  ["0000", false],
  ["24", false],
]) {
  test(`${text} is ${fits ? "" : "no "}day of the calendar`, () => {
    assert.equal(checks.faultsOf({ id: "date", kind: "date" }, text, DATA).length === 0, fits);
  });
}

const PARTS = {
  factor: { needed: ["value", "unit"], none: ["to", "instead_of"] },
  orders: { needed: ["unit"], none: ["to", "instead_of"] },
  growth: { needed: ["to"], none: ["value", "low", "unit"] },
};
const FIGURES = {
  number: "\\d+",
  words: { two: [2], three: [3] },
  orders: "(?:(\\w+)\\s*(?:to|or|-|–)\\s*)?(\\w+)[\\s~-]+orders?[\\s~-]+of[\\s~-]+magnitude",
  directed: ["factor", "orders", "growth"],
  parts: PARTS,
  limits: { orders: { unit: "^orders of magnitude$", above: 0, least: null } },
};

describe("a claim's figure", () => {
  const ids = [
    "quote",
    ...["form", "value", "low", "unit", "to", "instead_of", "direction"].map((id) => `change.${id}`),
  ];
  const fields = ids.map((id) => ({ id, kind: id === "change.value" || id === "change.low" ? "number" : "line" }));

  /** The parts of which something is said. */
  function wrong(quote, parts) {
    const typed = Object.fromEntries(Object.entries(parts).map(([name, value]) => [`change.${name}`, value]));
    const data = { ...DATA, figures: FIGURES };
    const found = checks.claimFaults(fields, { quote, ...typed }, data, [quote]);
    return ids.filter((id) => found.get(id).length).map((id) => id.replace("change.", ""));
  }

  const orders = (value, rest = {}) => ({ form: "orders", value, unit: "orders of magnitude", ...rest });
  for (const [quote, parts, parts_wrong] of [
    ["Two orders of magnitude faster.", orders("2"), []],
    ["Two to three orders of magnitude faster.", orders("3", { low: "2" }), []],
    ["A 2-order-of-magnitude gain.", orders("2"), []],
    ["An order of magnitude faster.", orders("1", { direction: "more" }), []],
    ["Two pears, several orders of magnitude faster.", orders("2"), ["value"]],
    ["Several orders of magnitude faster.", orders(""), []],
    ["Much faster.", orders(""), ["form"]],
    ["Two orders of magnitude faster.", orders("2", { unit: "×" }), ["unit"]],
    ["Two orders of magnitude faster.", orders("", { low: "2" }), ["value"]],
    ["From O(n) to O(1).", { form: "growth", to: "O(1)", instead_of: "O(n)" }, []],
    ["From O(n) to O(1).", { form: "growth", to: "O(2)", instead_of: "O(m)" }, ["to", "instead_of"]],
    ["From O(n) to O(1).", { form: "growth" }, ["to"]],
    ["From O(n) to O(1).", { form: "growth", to: "O(1)", value: "1", unit: "×" }, ["value", "unit"]],
    ["It is 2 times O(n).", { form: "factor", value: "2", unit: "×", to: "O(n)" }, ["to"]],
    ["It is 2 times O(n).", { form: "factor", unit: "×" }, ["value"]],
  ]) {
    test(`${JSON.stringify(parts)} of «${quote}»`, () => assert.deepEqual(wrong(quote, parts), parts_wrong));
  }
});
