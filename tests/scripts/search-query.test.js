import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { loadEngine } from "./load.js";

const { query: language } = loadEngine();
const FIELDS = ["author", "year", "topic", "has", "venue"];

function read(typed) {
  return language.parse(typed, (name) => FIELDS.find((field) => field === name) ?? null);
}

function condition(field, value, rest = {}) {
  return { field, value, out: false, open: false, ...rest };
}

describe("a query is", () => {
  for (const [typed, text, phrases, conditions] of [
    ["roses in beds", "roses in beds", [], []],
    ["roses ", "roses ", [], []],
    ["", "", [], []],
    ['"raised beds" roses', "raised beds  roses", [{ text: "raised beds", out: false }], []],
    ["“raised beds”", "raised beds ", [{ text: "raised beds", out: false }], []],
    ['"raised be', '"raised be', [], []],
    ["roses -weeds", "roses ", [{ text: "weeds", out: true }], []],
    ['roses -"wild weeds"', "roses ", [{ text: "wild weeds", out: true }], []],
    ["no-dig - now -40%", "no-dig - now -40%", [], []],
    ["author:green roses", "roses", [], [condition("author", "green")]],
    ["roses author:gre", "roses ", [], [condition("author", "gre", { open: true })]],
    ["roses author:green ", "roses ", [], [condition("author", "green")]],
    ['author:"Ada Green"', "", [], [condition("author", "Ada Green")]],
    ['author:"Ada Gr', "", [], [condition("author", "Ada Gr", { open: true })]],
    ["-topic:beds", "", [], [condition("topic", "beds", { out: true, open: true })]],
    ["roses author:", "roses", [], []],
    ["AUTHOR:green ", "", [], [condition("author", "green")]],
    ["year:2023..2025 ", "", [], [condition("year", "2023..2025")]],
    ["year:soon", "year:soon", [], []],
    ["RoseNet: a net h2o:water", "RoseNet: a net h2o:water", [], []],
    ["constructor:x __proto__:y", "constructor:x __proto__:y", [], []],
  ]) {
    test(`"${typed}"`, () => {
      const found = read(typed);
      assert.equal(found.text.trimEnd(), text.trimEnd());
      assert.deepEqual([found.phrases, found.conditions], [phrases, conditions]);
    });
  }

  test("of words that may go on, unless a blank or something else follows", () => {
    const closed = ["roses ", "roses author:x", 'roses "raised beds"', "roses -weeds"];
    assert.deepEqual(
      ["roses", "author:x roses", ...closed].map((typed) => /\S$/.test(read(typed).text)),
      [true, true, false, false, false, false],
    );
  });
});

test("a query is as much of what is typed as counts, with one kind of blanks", () => {
  assert.equal(language.cleaned("a\u3000b\u0085c\u0000\ufeffd"), "a b c  d");
  assert.equal(language.cleaned("a".repeat(5000)).length, 1000);
  assert.equal([...language.cleaned("𠀀".repeat(5000))].length, 1000);
});

describe("years are", () => {
  for (const [text, expected] of [
    ["2023", ["2023", "2023"]],
    ["2023..2025", ["2023", "2025"]],
    ["2023–2025", ["2023", "2025"]],
    ["2023..", ["2023", "9999"]],
    ["..2025", ["0000", "2025"]],
    ["202", ["2020", "2029"]],
    ["2023..20", ["2023", "2099"]],
    ["soon", null],
    ["", null],
  ]) {
    test(`"${text}"`, () => assert.deepEqual(language.years(text), expected));
  }
});

describe("a pasted identifier is read from", () => {
  for (const [pasted, known] of [
    ["2405.00001", "2405.00001"],
    ["2405.00001v3", "2405.00001"],
    ["arXiv:2405.00001", "2405.00001"],
    ["arXiv: 2405.00001v2 [cs.CL]", "2405.00001"],
    ["https://arxiv.org/abs/2405.00001", "2405.00001"],
    ["https://arxiv.org/pdf/2405.00001v2.pdf#page=3", "2405.00001"],
    ["export.arxiv.org/abs/2405.00001", "2405.00001"],
    ["https://huggingface.co/papers/2405.00001", "2405.00001"],
    ["https://doi.org/10.48550/arXiv.2405.00001", "2405.00001"],
    ["hep-th/9901001", "hep-th/9901001"],
    ["arXiv:math.GT/0309136v1", "math.gt/0309136"],
    ["10.1000/Alpha", "10.1000/alpha"],
    ["doi:10.1000/alpha.", "10.1000/alpha"],
    ["DOI 10.1000/alpha", "10.1000/alpha"],
    ["https://doi.org/10.1000/alpha?utm_source=x", "10.1000/alpha"],
    ["https://dl.example.org/doi/pdf/10.1000/alpha.pdf", "10.1000/alpha"],
    ["https://example.org/doi/full/10.1000/alpha/full", "10.1000/alpha"],
    ["10.1000%2Falpha", "10.1000/alpha"],
    ["10.1000%2Falpha%0A", "10.1000/alpha"],
    ["https://survey.example.org/papers/alphacache.html#abstract", "papers/alphacache"],
    ["file:///site/papers/alphacache.html", "papers/alphacache"],
    ["https://www.Example.org/Paper/?utm_source=x#top", "example.org/paper"],
    ["https://openreview.net/pdf?id=aBc", "openreview.net/forum?id=abc"],
    ["https://aclanthology.org/2024.acl-long.1.pdf", "/2024.acl-long.1"],
  ]) {
    const found = language.identifiers(pasted, "papers/");
    test(pasted, () => assert.ok(found.includes(known), found.join()));
  }

  test("nothing where there is none", () => {
    for (const text of ["", "roses in raised beds", "4.5 times", "100%", "a/b", "%E0%A4%A"]) {
      assert.deepEqual(language.identifiers(text), [], text);
    }
  });

  test("no number within a DOI", () => {
    assert.ok(!language.identifiers("10.1000/1234.56789").includes("1234.56789"));
  });
});

test("the address of a page is one only where documents have theirs", () => {
  const address = "https://example.org/my.recipes/leek.html";
  assert.ok(language.identifiers(address, "my.recipes/").includes("my.recipes/leek"));
  assert.ok(!language.identifiers(address.replace("my.", "myx"), "my.recipes/").includes("my.recipes/leek"));
  for (const pages of ["", "papers/"]) assert.ok(!language.identifiers(address, pages).includes("my.recipes/leek"));
});

test("only what is an identifier as a whole is one and nothing else", () => {
  const whole = [
    "2405.00001",
    "arXiv:2405.00001v2 [cs.CL]",
    "10.1000/2405.00001",
    "doi:10.1000/alpha",
    "https://example.org/x",
  ];
  assert.deepEqual(whole.filter((text) => !language.isIdentifier(text)), []); // biome-ignore format: one line
  const others = ["", "roses", "attention 2405.00001", "see 10.1000/alpha for more", "https://example.org is a page"];
  assert.deepEqual(others.filter(language.isIdentifier), []); // biome-ignore format: one line
});

describe("what is cited by", () => {
  for (const [text, expected] of [
    ["Green 2023", { words: "Green 2023", names: ["Green"], year: "2023" }],
    ["Green et al. (2023)", { words: "Green 2023", names: ["Green"], year: "2023" }],
    ["Green and van Dyke, 2023", { words: "Green van Dyke 2023", names: ["Green", "van", "Dyke"], year: "2023" }],
    ["green2023tomatoes", { words: "green 2023 tomatoes", names: ["green"], year: "2023" }],
    [
      "O’Neil-Smith & Wójcik 2023",
      { words: "O’Neil-Smith Wójcik 2023", names: ["O’Neil-Smith", "Wójcik"], year: "2023" },
    ],
    ["Green et al.", { words: "Green", names: ["Green"], year: "" }],
    ["Green et al. and Dyke et al. 2023", { words: "Green Dyke 2023", names: ["Green", "Dyke"], year: "2023" }],
    ["green2023 ", { words: "green 2023", names: ["green"], year: "2023" }],
    ["Green ２０２３", null],
    ["éet al", null],
    ["Green", null],
    ["2023", null],
    ["", null],
    ["gpt4 2023", null],
    ["one two three four five 2023", null],
  ]) {
    test(`"${text}"`, () => assert.deepEqual(language.citation(text), expected));
  }
});
