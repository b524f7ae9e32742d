import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const { whatsNew } = load("whats-new");
const HOUR = 3_600_000;

test("a first visit notes how new the survey is", () => {
  assert.deepEqual(whatsNew.visitAt(null, "2026-01-20", 5), {
    seen: "2026-01-20",
    shown: "2026-01-20",
    at: 5,
    last: null,
  });
});

test("within half an hour it is the same visit, later another", () => {
  const before = { seen: "2026-01-01", shown: "2026-01-10", at: 0, last: null };
  assert.equal(whatsNew.visitAt(before, "2026-01-20", HOUR / 4), before);
  const later = { seen: "2026-01-10", shown: "2026-01-20", at: HOUR, last: 0 };
  assert.deepEqual(whatsNew.visitAt(before, "2026-01-20", HOUR), later);
});

test("new papers come before changed ones, the newest first", () => {
  const papers = {
    old: ["2025-01-01", "2025-01-01"],
    changed: ["2025-01-01", "2026-01-19"],
    b: ["2026-01-12", "2026-01-12"],
    a: ["2026-01-12", "2026-01-12"],
    newest: ["2026-01-15", "2026-01-15"],
  };
  assert.deepEqual(
    whatsNew.since(papers, "2026-01-10").map((one) => [one.key, one.isNew]),
    [
      ["newest", true],
      ["a", true],
      ["b", true],
      ["changed", false],
    ],
  );
});

test("days are compared with days", () => {
  assert.deepEqual(whatsNew.since({ a: ["2026-01-10T12:00:00Z", null] }, "2026-01-10"), []);
});

test("data that are no dates are nothing new", () => {
  const odd = { a: null, b: "2026", c: [{}, []], d: ["<b>", "x"], e: [] };
  assert.deepEqual(whatsNew.since(odd, "2026-01-10"), []);
});

for (const text of [
  "",
  "null",
  "[]",
  "{",
  '{"seen": 1}',
  '{"seen": "<b>", "shown": "2026-01-10", "at": 0}',
  '{"at": "x"}',
]) {
  test(`a note that says ${text || "nothing"} is none`, () => assert.equal(whatsNew.parse(text), null));
}

test("a note is read as it was written", () => {
  const visit = { seen: "2026-01-01", shown: "2026-01-10", at: 7, last: null };
  assert.deepEqual(whatsNew.parse(JSON.stringify(visit)), visit);
});

test("claims that changed since the visit are told in words", () => {
  const claims = [
    ["2026-01-12", "2× less memory", "3× less memory"],
    ["2026-01-12", "", "4× faster"],
    ["2026-01-11", "5 % fewer tokens", ""],
    ["2026-01-11", "6×", "6×"],
    ["2026-01-09", "7×", "8×"],
  ];
  assert.deepEqual(whatsNew.claimsSince(claims, "2026-01-10"), [
    "result corrected: 3× less memory, before: 2× less memory",
    "result added: 4× faster",
    "result taken back: 5 % fewer tokens",
    "result edited: 6×",
  ]);
});

test("claims that are no claims are told nothing of", () => {
  for (const odd of [undefined, null, {}, "x", [null, "x", 5, [], ["<b>", "a", "b"]]]) {
    assert.deepEqual(whatsNew.claimsSince(odd, "2026-01-10"), []);
  }
});
