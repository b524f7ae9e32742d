import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { load } from "./load.js";

const { words } = load("search-words");
const { Words, stem, plain, parts, distance } = words;

/** The words of texts, counted as the engine counts them. */
function counted(...texts) {
  const made = new Words();
  for (const text of texts) for (const token of made.split(text)) made.note(token.word);
  return made;
}

describe("stems", () => {
  for (const [name, spellings] of Object.entries({
    "singular and plural": ["cache", "caches"],
    "British and American": ["quantize", "quantise", "quantised", "quantization", "quantizing"],
    "y and ies": ["entry", "entries"],
    "doubled letters": ["prun", "pruned", "pruning"],
    "nouns of verbs": ["generation", "generate", "generating", "generative"],
  })) {
    test(`${name} share one`, () => {
      assert.equal(new Set(spellings.map(stem)).size, 1, spellings.map(stem).join());
    });
  }

  test("short words and words with other signs stay as they are", () => {
    assert.deepEqual(["gas", "h2os", "é", ""].map(stem), ["gas", "h2os", "é", ""]);
  });

  test("what would be left without a vowel stays", () => {
    assert.equal(stem("string"), "string");
  });
});

test("a text falls into words at blanks and punctuation", () => {
  assert.deepEqual(parts('A (short) text: "KV-cache", done.'), ["A", "short", "text", "KV-cache", "done"]);
  assert.deepEqual(parts(" … 、"), []);
  assert.deepEqual(parts(""), []);
});

test("case and accents do not count", () => {
  assert.equal(plain("ÉCOLE"), "ecole");
});

test("a word with hyphens is its parts, the first of which has them all", () => {
  const tokens = new Words().split("KV-Cache-");
  assert.deepEqual(
    tokens.map((token) => [token.raw, token.word.word, token.joined]),
    [
      ["KV", "kv", ["KV", "Cache"]],
      ["Cache", "cache", null],
    ],
  );
});

test("only hyphens are no word", () => {
  assert.deepEqual(new Words().split("-- - "), []);
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
    });
  }

  test("more than the most is the most and one", () => {
    assert.equal(distance("cache", "table", 2), 3);
    assert.equal(distance("a", "abcdef", 2), 3);
  });
});

test("beginnings are found, most frequent first", () => {
  const made = counted("routing routers router router", "root");
  assert.deepEqual(made.beginning("rout", 2), ["router", "routing"]);
  assert.deepEqual(made.beginning("x", 2), []);
});

test("what was probably meant comes nearest first, then most frequent", () => {
  const made = counted("decoding decoder decoder coding");
  assert.deepEqual(
    made.near("decodng", 2, false).map((one) => one.word),
    ["decoding", "decoder", "coding"].filter((word) => distance("decodng", word, 2) <= 2),
  );
  assert.equal(made.near("decodng", 2, false)[0].word, "decoding");
  assert.deepEqual(made.near("zzzzz", 2, false), []);
});

test("a word that may go on is near what begins like it", () => {
  const made = counted("quantization");
  assert.deepEqual(made.near("quentiz", 1, false), []);
  assert.equal(made.near("quentiz", 1, true)[0].word, "quantization");
});

test("names that every object has are words like any other", () => {
  const made = counted("constructor __proto__");
  assert.equal(made.known.get("constructor"), 1);
  assert.equal(made.look("toString").word, "tostring");
});

describe("letters are typed plainly", () => {
  for (const [word, typed] of [
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
    ["が", "が"],
    ["한국", "한국"],
  ]) {
    test(word, () => assert.equal(plain(word), plain(typed)));
  }
});

describe("a text without blanks falls into pairs", () => {
  const said = (text) => new Words().split(text).map((token) => token.raw + (token.tail ? "…" : ""));
  for (const [text, expected] of [
    ["大规模模型", ["大规", "规模", "模模", "模型", "型…"]],
    ["模型", ["模型", "型…"]],
    ["型", ["型"]],
    ["カード", ["カー", "ード", "ド…"]],
    ["高效LLM推理", ["高效", "效…", "LLM", "推理", "理…"]],
    ["模型，推理。", ["模型", "型…", "推理", "理…"]],
    ["𠀀𠀁", ["𠀀𠀁", "𠀁…"]],
  ]) {
    test(text, () => assert.deepEqual(said(text), expected));
  }
});

test("words have their places", () => {
  const at = (text) => words.placed(text).map((piece) => text.slice(piece.at, piece.at + piece.text.length));
  assert.deepEqual(at("The KV-cache, в кэше 模型推"), ["The", "KV", "cache", "в", "кэше", "模型", "型推", "推"]);
});
