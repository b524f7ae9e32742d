import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { load } from "./load.js";

const stored = new Map();
globalThis.sessionStorage = {
  getItem: (slot) => stored.get(slot) ?? null,
  setItem: (slot, text) => stored.set(slot, text),
};
globalThis.HTMLScriptElement = class {};
globalThis.window = { addEventListener: () => {} };
const survey = load("dom", "selection");
const { selection } = survey;

beforeEach(() => selection.clear());

test("papers are in the order in which they were selected, each once", () => {
  selection.setAll(["b", "a"], true);
  selection.set("c", true);
  selection.set("b", true);
  assert.deepEqual(selection.keys(), ["b", "a", "c"]);
  selection.set("a", false);
  assert.deepEqual(selection.keys(), ["b", "c"]);
  assert.ok(selection.has("b") && !selection.has("a"));
});

test("only what looks like a key is selected", () => {
  const odd = ["ok-1", "<b>", "../x", "A", "", null, 3, "constructor--", "x".repeat(101), "ok-1"];
  assert.deepEqual(selection.keysIn(odd), ["ok-1"]);
  assert.deepEqual(selection.keysIn({ 0: "a", length: 1 }), []);
  selection.setAll(odd, true);
  assert.deepEqual(selection.keys(), ["ok-1"]);
});

test("what was selected as a whole keeps its description until it is changed", () => {
  selection.setAll(["a", "b"], true, "topic: Beds");
  assert.equal(selection.words(), "topic: Beds");
  selection.set("b", false);
  assert.equal(selection.words(), "");
  selection.setAll(["c"], true, "topic: Paths");
  assert.equal(selection.words(), "", "it is no longer that topic alone");
});

test("others hear of each change once", () => {
  let heard = 0;
  selection.onChange(() => {
    heard += 1;
  });
  selection.setAll(["a", "b", "c"], true);
  selection.clear();
  assert.equal(heard, 2);
});

test("the selection is stored for the tab", () => {
  selection.setAll(["a", "b"], true, "x");
  const [text] = Array.from(stored.values());
  assert.deepEqual(JSON.parse(text), { version: 1, keys: ["a", "b"], words: "x" });
});

describe("an address", () => {
  test("compares no more papers than anyone reads side by side", () => {
    const keys = Array.from({ length: 40 }, (_, n) => `p${n}`);
    const [path, named] = selection.compareAddress(keys).split("#papers=");
    assert.match(path, /compare\.html$/);
    assert.deepEqual(named.split(","), keys.slice(0, selection.COMPARED));
  });

  test("shares the selection next to what the page shows", () => {
    selection.setAll(["a", "b"], true);
    globalThis.location = { href: "https://x.org/explore.html#q=z", hash: "#q=z" };
    assert.equal(selection.sharedAddress(), "https://x.org/explore.html#q=z&selected=a,b");
    globalThis.location = { href: "https://x.org/t.html#papers", hash: "#papers" };
    assert.equal(selection.sharedAddress(), "https://x.org/t.html#selected=a,b");
  });
});
