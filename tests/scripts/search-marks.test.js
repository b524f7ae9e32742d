import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ENGINE, load, stemmer } from "./load.js";

const survey = load(...ENGINE, "search-marks");
const { engine, words: language } = globalThis.shardSearch;
const words = new language.Words("en", stemmer());
const LONG = "a bed of herbs and other plants that one may grow in pots, ".repeat(6).trim();

/** What a search for these words marks. */
function sought(...asked) {
  return new engine.Sought(words, new Set(asked.map((word) => words.look(word).stem)));
}

/** The snippet of a text for a search for these words. */
function snippet(text, ...asked) {
  return survey.marks.snippet(text, sought(...asked));
}

describe("the snippet of a text", () => {
  const text =
    "Roses are old. They were grown in Persia, and in Rome, where they cost more than bread in some of the winters. " +
    "We water roses (see Brown et al. for lilies) and prune them, each in its month, as e.g. gardeners in Kew do, " +
    "and they bloom. Water is all.";

  test("is the sentence with the most different words found", () => {
    assert.match(snippet(text, "roses", "water", "pruning"), /^… We water roses .* and they bloom\. Water is all\.$/);
  });

  test("is the first of those with as many", () => assert.match(snippet(text, "roses"), /^Roses are old\. They/));

  test("is the beginning where nothing is found", () => assert.match(snippet(text, "moss"), /^Roses are old\. They/));

  test("is all of a short text", () => assert.equal(snippet("Roses are old.", "old"), "Roses are old."));

  test("is nothing of no text", () => assert.equal(snippet("", "roses"), ""));

  test("has other words of the sentence where that is long, and no part of a word", () => {
    const found = snippet(`First ${LONG} roses in ${LONG} roses that need water in ${LONG}.`, "roses", "water");
    assert.match(found, /^… and other plants .* roses that need water in a bed .* plants …$/);
    assert.ok(found.length > 140 && found.length <= 164, found);
  });

  test("keeps to its length without blanks", () => {
    const found = snippet(`${"大".repeat(300)}推理${"小".repeat(300)}。`, "推理");
    assert.match(found, /^… 大*推理小* …$/);
    assert.ok(found.length <= 164, found);
    assert.equal(snippet(`${"大规模。".repeat(90)}模型的推理。`, "推理"), "… 模型的推理。");
  });
});

test("found words that touch are marked as one", () => {
  assert.deepEqual(survey.marks.found("大规模", sought("大规", "规模")), [[0, 3]]);
});

test("words are found where they are, in any form and after any sign", () => {
  const found = (text, ...asked) =>
    sought(...asked)
      .places(text)
      .map(({ at, end }) => text.slice(at, end));
  assert.deepEqual(found("Rose-bed: ROSES, a «rose» and prose.", "roses"), ["Rose", "ROSES", "«rose»"].slice(0, 2));
  assert.deepEqual(found("𠀀 Чёрный кот", "черныи"), ["Чёрный"]);
  assert.deepEqual(found("Roses", ...[]), []);
});
