// The page for screening, as far as it can do without a page: keys, the queue, places in a text, what is said of numbers.
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { load } from "./load.js";

globalThis.Element = class {};
const stored = new Map();
globalThis.sessionStorage = {
  getItem: (slot) => stored.get(slot) ?? null,
  setItem: (slot, text) => stored.set(slot, text),
};
const { screenText, screenKeys, screenDrafts, ScreenQueue } = load(
  "screen-text",
  "screen-keys",
  "screen-queue",
  "screen-drafts",
);

function pressed(key, rest = {}) {
  return screenKeys.actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...rest });
}

describe("a key", () => {
  for (const [key, action] of [
    ["i", "include"],
    ["I", "include"],
    ["2", "topic-2"],
    ["ArrowRight", "next"],
    ["Escape", "close"],
    ["x", ""],
    ["constructor", ""],
  ]) {
    test(`${key} asks for «${action}»`, () => assert.equal(pressed(key), action));
  }

  test("of the browser, or of a word that is being composed, is not ours", () => {
    for (const rest of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }]) {
      assert.equal(pressed("i", rest), "");
    }
  });

  test("that help names does something", () => {
    const known = { "→": "ArrowRight", "←": "ArrowLeft" };
    for (const [keys] of screenKeys.HELP) for (const key of keys) assert.ok(pressed(known[key] ?? key), key);
  });
});

/** Entries of a queue. */
function entries(...keys) {
  return keys.map((key) => ({ key, title: key.toUpperCase(), kind: "candidate" }));
}

/** A queue of three. */
function three() {
  const queue = new ScreenQueue();
  queue.renew(entries("a", "b", "c"));
  return queue;
}

describe("the queue", () => {
  const queue = three();
  beforeEach(() => Object.assign(queue, three()));

  test("shows what comes first, and then what comes after a decision", () => {
    assert.equal(queue.current, "a");
    assert.equal(queue.send(), "a");
    assert.equal(queue.current, "b");
    assert.deepEqual(queue.after(2), ["c"]);
  });

  test("goes on and back, and not beyond its ends", () => {
    assert.equal(queue.move(-1), false);
    assert.ok(queue.move(1));
    assert.ok(queue.move(1));
    assert.equal(queue.move(1), false);
    assert.equal(queue.current, "c");
    queue.send();
    assert.equal(queue.current, "b");
  });

  test("does not show again what is on its way, though the server still has it", () => {
    queue.send();
    queue.renew(entries("a", "c", "b"));
    assert.equal(queue.current, "b");
    assert.deepEqual(
      queue.entries.map(({ key }) => key),
      ["c", "b"],
    );
  });

  test("brings back what is refused", () => {
    queue.send();
    queue.bringBack({ key: "a" });
    assert.equal(queue.current, "a");
    assert.equal(queue.place, 0);
  });

  test("shows what is near where what was shown is gone", () => {
    queue.move(1);
    queue.renew(entries("a", "c"));
    assert.equal(queue.current, "c");
    queue.renew([]);
    assert.deepEqual([queue.current, queue.place], ["", -1]);
    assert.equal(queue.move(1), false);
  });
});

describe("the queue of which the beginning is known", () => {
  test("counts what is not known, too, and brings back what ranks there", () => {
    const queue = three();
    queue.renew(entries("a", "b"), 5000);
    assert.equal(queue.count, 5000);
    queue.send();
    assert.equal(queue.count, 4999);
    queue.renew(entries("b", "c"), 5000);
    queue.bringBack(entries("a")[0]);
    assert.deepEqual([queue.current, queue.place], ["a", 2]);
    queue.renew(entries("b"));
    queue.bringBack(entries("a")[0]);
    assert.deepEqual([queue.current, queue.count], ["b", 1]); // all is known: somebody else has decided it
  });
});

describe("the pieces of a text", () => {
  const all = (pieces) => pieces.map((piece) => piece.text).join("");

  test("count a sign of two halves once", () => {
    const text = "\u{1d49e} cache";
    const found = screenText.pieces(text, [{ start: 2, end: 7, weight: 1 }], []);
    assert.deepEqual(
      found.map((piece) => [piece.text, piece.level]),
      [
        ["\u{1d49e} ", 0],
        ["cache", 3],
      ],
    );
  });

  test("say what is evidence, what is a result and which is its number", () => {
    const claims = [{ start: 4, end: 17, figure: [7, 9] }];
    const found = screenText.pieces("So. It 3x the cache.", [{ start: 14, end: 17, weight: -0.5 }], claims);
    assert.equal(all(found), "So. It 3x the cache.");
    assert.deepEqual(
      found.filter((piece) => piece.figure).map((piece) => piece.text),
      ["3x"],
    );
    assert.deepEqual(
      found.filter((piece) => piece.level < 0).map((piece) => [piece.text, piece.claim]),
      [["cac", 0]],
    );
  });

  test("have the number of each result of a sentence", () => {
    const claims = [
      { start: 0, end: 14, figure: [10, 12] },
      { start: 0, end: 14, figure: [3, 5] },
    ];
    const found = screenText.pieces("It 3x and 2x so.", [], claims);
    assert.deepEqual(
      found.filter((piece) => piece.figure).map((piece) => piece.text),
      ["3x", "2x"],
    );
  });

  test("are the whole text whatever places are given", () => {
    for (const mark of [
      { start: -5, end: 2, weight: 1 },
      { start: 3, end: 99, weight: 1 },
      { start: 2, end: 2, weight: 0 },
    ]) {
      assert.equal(all(screenText.pieces("a text", [mark], [])), "a text");
    }
    assert.equal(all(screenText.pieces("", [], [])), "");
  });
});

describe("a number in words", () => {
  for (const [probability, said] of [
    [0, "< 1 %"],
    [0.42, "42 %"],
    [1, "> 99 %"],
  ]) {
    test(`a probability of ${probability}`, () => assert.equal(screenText.share(probability), said));
  }

  for (const [probability, said] of [
    [0.874, "87 of 100 such works were included"],
    [0.001, "Fewer than 1 of 100 such works were included"],
    [0.999, "More than 99 of 100 such works were included"],
  ]) {
    test(`${probability}`, () => assert.equal(screenText.outOf(probability), said));
  }

  for (const [kappa, said] of [
    [null, "Too few decisions in common to say"],
    [-0.2, "No better than chance"],
    [0.41, "Moderate agreement"],
    [0.8, "Substantial agreement"],
    [1, "Almost perfect agreement"],
  ]) {
    test(`kappa ${kappa}`, () => assert.equal(screenText.meaning(kappa), said));
  }

  test("a share is not rounded to none or all", () => {
    assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(screenText.percent), [0, 1, 50, 99, 100]);
  });
});

test("each reason has a letter of its own, from its name where that is free", () => {
  const names = ["no cost", "not ours", "Übung", "no cost"].map((name) => ({ name }));
  assert.deepEqual(screenText.letters(names), ["n", "o", "b", "c"]);
});

test("completions have every word, those that begin so first", () => {
  const choices = [
    { value: "kv", name: "Key-value cache", meaning: "Keeping keys" },
    { value: "cache", name: "Cache design" },
    { value: "router", name: "Routers", meaning: "Choosing a model" },
  ];
  const found = (typed) => screenText.completions(choices, typed, 5).map(({ value }) => value);
  assert.deepEqual(found("cache"), ["cache", "kv"]);
  assert.deepEqual(found("choosing ROUT"), ["router"]);
  assert.deepEqual(found(""), ["kv", "cache", "router"]);
  assert.deepEqual(found("nothing"), []);
});

test("what was chosen is kept until it is decided", () => {
  screenDrafts.change("a", { topics: ["caches"] });
  screenDrafts.change("a", { note: "Why" });
  assert.deepEqual(screenDrafts.of("a").topics, ["caches"]);
  assert.equal(JSON.parse(stored.get("survey-screen-drafts"))[0][1].note, "Why");
  screenDrafts.drop("a");
  assert.deepEqual(screenDrafts.of("a").topics, []);
});

test("a value that is pressed again is left, and one of a single value takes the place of another", () => {
  assert.deepEqual(screenDrafts.toggled(["a"], "b", true), ["a", "b"]);
  assert.deepEqual(screenDrafts.toggled(["a"], "b", false), ["b"]);
  assert.deepEqual(screenDrafts.toggled(["a", "b"], "a", true), ["b"]);
});
