import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { loadEngine, stemmer } from "./load.js";

const { words: language } = loadEngine();
const { distance, letters, unlike } = language;
const words = new language.Words("en", stemmer());

function plain(word) {
  return words.look(word).word;
}

describe("stems", () => {
  for (const [name, spellings] of Object.entries({
    "singular and plural": ["cache", "caches"],
    "British and American": ["quantize", "quantise", "quantised", "quantization", "quantizing"],
    "y and ies": ["entry", "entries"],
    "doubled letters": ["prune", "pruned", "pruning"],
    "nouns of verbs": ["generation", "generate", "generating", "generative"],
  })) {
    test(`${name} share one`, () => {
      assert.equal(new Set(spellings.map((word) => words.stem(word))).size, 1);
    });
  }

  test("short words and words with other signs stay as they are", () => {
    const kept = ["gs", "h2os", "é", "", "𠀀𠀁𠀂"];
    assert.deepEqual(kept.map((word) => words.stem(word)), kept); // biome-ignore format: one line
  });

  test("spellings of other languages are not made American", () => {
    assert.equal(new language.Words("fr", (word) => word).stem("colour"), "colour");
  });
});

describe("a text falls into words", () => {
  const said = (text) => words.split(text).map((token) => token.raw + (token.tail ? "…" : ""));
  for (const [text, expected] of [
    ['A (short) text: "KV-cache", done.', ["A", "short", "text", "KV", "cache", "done"]],
    [" … 、", []],
    ["-- - ", []],
    ["\u0301 \u0301-\u0301", []],
    ["rose\x01\x02bed", ["rose", "bed"]],
    ["1.5 times, 1,000", ["1.5", "times", "1,000"]],
    ["大规模模型", ["大规", "规模", "模模", "模型", "型…"]],
    ["模型", ["模型", "型…"]],
    ["型", ["型"]],
    ["カード", ["カー", "ード", "ド…"]],
    ["高效LLM推理", ["高效", "效…", "LLM", "推理", "理…"]],
    ["模型，推理。", ["模型", "型…", "推理", "理…"]],
    ["𠀀𠀁", ["𠀀𠀁", "𠀁…"]],
  ]) {
    test(JSON.stringify(text), () => assert.deepEqual(said(text), expected));
  }
});

test("words that are one when they are written together are known at the first", () => {
  const joined = (text) => words.split(text).map((token) => token.joined);
  assert.deepEqual(joined("KV-Cache- 7 billion 2-bit"), ["kvcach", "", "7b", "", "2bit", ""]);
});

describe("distance", () => {
  for (const [a, b, expected] of [
    ["cache", "cache", 0],
    ["cache", "cahe", 1],
    ["cache", "caceh", 1],
    ["cache", "caches", 1],
    ["cache", "coach", 2],
    ["", "ab", 2],
  ]) {
    test(`of "${a}" and "${b}" is ${expected}`, () => {
      assert.equal(distance(a, b, 3), expected);
      assert.equal(distance(b, a, 3), expected);
      assert.ok(unlike(letters(a), letters(b)) <= expected);
    });
  }

  test("more than the most is the most and one", () => {
    assert.equal(distance("cache", "table", 2), 3);
    assert.equal(distance("a", "abcdef", 2), 3);
  });

  test("words without a letter in common differ in as many", () => {
    assert.equal(unlike(letters("cache"), letters("moon")), 4);
  });
});

test("names that every object has are words like any other", () => {
  assert.deepEqual(words.look("toString"), { word: "tostring", stem: "tostr", small: false });
  assert.equal(words.look("__proto__").word, "__proto__");
});

describe("letters are typed plainly", () => {
  for (const [word, typed] of [
    ["ÉCOLE", "ecole"],
    ["Łukasz", "lukasz"],
    ["Søren", "soren"],
    ["Kadıoğlu", "kadioglu"],
    ["Weiß", "weiss"],
    ["Ægir", "aegir"],
    ["œuvre", "oeuvre"],
    ["Đorđe", "dorde"],
    ["Þór", "thor"],
    ["Guðrún", "gudrun"],
    ["Чёрный", "черныи"],
    ["Ὀδυσσεύς", "οδυσσευσ"],
    ["İstanbul", "istanbul"],
    ["ＬＬＭ", "llm"],
    ["1,000", "1000"],
    ["が", "が"],
    ["한국", "한국"],
  ]) {
    test(word, () => assert.equal(plain(word), typed));
  }
});

test("words have their places", () => {
  const at = (text) => words.placed(text).map((piece) => text.slice(piece.at, piece.at + piece.text.length));
  assert.deepEqual(at("The KV-cache, в кэше 模型推"), ["The", "KV", "cache", "в", "кэше", "模型", "型推", "推"]);
});
