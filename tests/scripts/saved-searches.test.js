import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const survey = load("whats-new", "saved-searches");
const { savedSearches } = survey;
const ONE = { query: "kind=herb", name: "Kind: herb", seen: "2026-01-10", at: 7 };

/** What is stored of these searches. */
function stored(...searches) {
  return JSON.stringify({ version: 1, searches });
}

test("searches that ask for the same are the same, however they are shown", () => {
  const first = savedSearches.normal("topic=pots&kind=herb&kind=tree&sort=oldest&view=table&columns=year");
  assert.equal(first, savedSearches.normal("kind=tree&topic=pots&kind=herb"));
  assert.equal(savedSearches.normal("sort=oldest"), "");
});

test("a search is read as it was stored", () => {
  assert.deepEqual(savedSearches.parse(stored(ONE)), [ONE]);
});

for (const text of ["", "null", "[]", "{", '{"version": 2, "searches": []}', '{"version": 1, "searches": 3}']) {
  test(`what is stored as ${text || "nothing"} is no search`, () => assert.deepEqual(savedSearches.parse(text), []));
}

for (const [name, value] of [
  ["query", ""],
  ["query", 7],
  ["query", "q".repeat(3000)],
  ["name", null],
  ["seen", "<b>"],
  ["seen", undefined],
  ["at", "yesterday"],
  ["at", Number.NaN],
]) {
  test(`a search whose ${name} is ${String(value).slice(0, 9) || "empty"} is left out`, () => {
    assert.deepEqual(savedSearches.parse(stored({ ...ONE, [name]: value }, ONE)), [ONE]);
  });
}

test("what is new in a search was added after it was looked at, and is found by it", () => {
  survey.data.changes = {
    papers: {
      mint: ["2026-01-11", "2026-01-11"],
      oak: ["2026-01-12", "2026-01-12"],
      moss: ["2026-01-09", "2026-01-20"],
    },
  };
  assert.deepEqual(savedSearches.newOf(["mint", "moss"], "2026-01-10"), ["mint"]);
});

test("how many are new is said with the day", () => {
  const day = new Date(new Date().getFullYear(), 10, 12).getTime();
  assert.equal(savedSearches.newsText(2, day), "2 new since 12 November");
  assert.equal(savedSearches.newsText(0, day), "Nothing new since 12 November");
  assert.match(savedSearches.newsText(1, new Date(2020, 10, 12).getTime()), /1 new since 12 November 2020/);
});

test("a search has the feed of what it asks for, and else none", () => {
  const feeds = [
    ["topic=pots", "feeds/pots", "Pots"],
    ["kind=herb&code=yes", "feeds/search.herbs", "Herbs with code"],
  ];
  assert.equal(savedSearches.feedOf(savedSearches.normal("topic=pots&view=table"), feeds)[1], "feeds/pots");
  assert.equal(savedSearches.feedOf(savedSearches.normal("code=yes&kind=herb"), feeds)[1], "feeds/search.herbs");
  assert.equal(savedSearches.feedOf(savedSearches.normal("q=mint&topic=pots"), feeds), null);
});
