import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { load } from "./load.js";

const { results } = load("tables", "results-rows");
const DATA = {
  group: "measure",
  columns: ["paper", "measure", "claim", "figure", "form", "value", "against", "on", "quote", "_scale", "_worth"],
  rows: [
    [0, "water", 1, "2× less", "factor", 2, "a can", null, "Two times less water.", 0, 2],
    [1, "water", 1, "40 % less", "change", -40, null, "peat", "=SUM(1)", 1, 40],
    [1, "yield", 2, "3× more", "factor", 3, "nothing", null, 'So "much", said they.', 2, 3],
  ],
  paper_columns: ["key", "title", "year", "kind", "topics"],
  papers: [
    ["oak", "Oak", 2021, "tree", ["raised"]],
    ["mint", "Mint", null, null, ["gone"]],
  ],
  topics: { raised: ["Raised beds", "beds"], beds: ["Beds", null] },
  terms: { measure: { water: "Water used", yield: "Yield" }, kind: { tree: "Tree" } },
};
const FILTERS = ["measure", "topic", "kind", "year", "form"];
const ROWS = results.read(DATA);
const PLACES = results.placesOf(ROWS, "measure");

function filtered(chosen, but) {
  return results.filter(ROWS, { q: "", ...chosen }, FILTERS, but).map((row) => row.number);
}

function sorted(column, descending = false) {
  return results.sort(ROWS, { column, descending }, DATA, PLACES).map((row) => row.number);
}

test("a row has its paper's facts and areas", () => {
  const { key, title, year, kind, topics, areas } = ROWS[0];
  assert.deepEqual([key, title, year, kind, topics, areas], ["oak", "Oak", 2021, "tree", ["raised"], ["beds"]]);
  assert.deepEqual(ROWS[1].areas, []);
});

describe("rows are filtered by", () => {
  for (const [what, chosen, expected] of [
    ["nothing", {}, [0, 1, 2]],
    ["a value", { measure: "water" }, [0, 1]],
    ["a number", { year: "2021" }, [0]],
    ["a topic", { topic: "topic:raised" }, [0]],
    ["an area", { topic: "area:beds" }, [0]],
    ["words of the quotation and of the name of a measure", { q: "USED times" }, [0]],
    ["words of a topic's title", { q: "raised" }, [0]],
    ["what no row has", { kind: "constructor" }, []],
    ["a topic that is odd", { topic: "topic:__proto__" }, []],
  ]) {
    test(what, () => assert.deepEqual(filtered(chosen), expected));
  }

  test("all but one filter, whose values are counted", () => {
    assert.deepEqual(filtered({ measure: "water", form: "change" }, "measure"), [1]);
    assert.deepEqual(Object.fromEntries(results.count(ROWS, "measure")), { water: 2, yield: 1 });
    const topics = Object.fromEntries(results.count(ROWS, "topic"));
    assert.deepEqual(topics, { "topic:raised": 1, "area:beds": 1, "topic:gone": 2 });
  });
});

describe("rows are sorted by", () => {
  for (const [column, up, down] of [
    ["paper", [1, 2, 0], [0, 1, 2]],
    ["measure", [0, 1, 2], [2, 0, 1]],
    ["kind", [0, 1, 2], [0, 1, 2]],
    ["year", [0, 1, 2], [0, 1, 2]],
    ["against", [0, 2, 1], [2, 0, 1]],
    ["topic", [1, 2, 0], [0, 1, 2]],
    ["change", [0, 1, 2], [0, 1, 2]],
  ]) {
    test(`${column}, and what is missing is last both ways`, () => {
      assert.deepEqual([sorted(column), sorted(column, true)], [up, down]);
    });
  }

  test("change: the best first, and figures of different scales keep their order", () => {
    const rows = [
      { number: 0, _scale: 1, _worth: -8 },
      { number: 1, _scale: 0, _worth: 2 },
      { number: 2, _scale: 1, _worth: 90 },
      { number: 3, _scale: 0, _worth: 3 },
    ];
    const order = (descending) =>
      results.sort(rows, { column: "change", descending }, DATA, PLACES).map((row) => row.number);
    assert.deepEqual(order(true), [3, 1, 2, 0]);
    assert.deepEqual(order(false), [1, 3, 0, 2]);
  });

  test("nothing: the order of the page", () => {
    assert.equal(results.sort(ROWS, null, DATA, PLACES), ROWS);
  });
});

test("the names of what every object has are no terms", () => {
  assert.equal(results.termName(DATA, "measure", "constructor"), "constructor");
  assert.equal(results.termName(DATA, "constructor", "x"), "x");
  assert.equal(results.topicTitle(DATA, "toString"), "toString");
  assert.equal(results.termName(DATA, "kind", null), "");
});

test("a table is exported with the paper's facts, and no text is a formula", () => {
  const lines = results.csv(ROWS, DATA).split("\r\n");
  assert.equal(lines[0], "key,title,year,kind,topics,measure,claim,figure,form,value,against,on,quote");
  assert.equal(lines[1], "oak,Oak,2021,tree,raised,water,1,2× less,factor,2,a can,,Two times less water.");
  assert.equal(lines[2], "mint,Mint,,,gone,water,1,40 % less,change,-40,,peat,'=SUM(1)");
  assert.equal(lines[3], 'mint,Mint,,,gone,yield,2,3× more,factor,3,nothing,,"So ""much"", said they."');
});

test("what is missing comes last, numbers by value, text by letters", () => {
  const { tables } = globalThis.survey;
  assert.deepEqual([tables.compare(null, 1), tables.compare(1, null), tables.compare(null, null)], [1, -1, 0]);
  assert.ok(tables.compare(2, 10) < 0 && tables.compare("2", "10") > 0);
});
