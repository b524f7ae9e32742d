import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dataOf, facet, load, paper } from "./load.js";

const survey = load("vendor/minisearch", "paper-rows", "search-words", "search-engine");

const FACETS = [
  facet("soil", [["loam", "Loam"], ["peat", "Peat"]], { several: false }), // biome-ignore format: one line
  facet("tool", [["no-dig", "No-dig method"]]),
  facet("show", [["chelsea", "Chelsea Show"]], { several: false, weight: 1.5 }),
  facet("secret", [["hidden", "Xylophone"]], { weight: 0 }),
];
const TOPICS = [
  ["beds", "Beds", "Where things grow.", null],
  ["raised", "Raised beds", "Beds above the ground.", "beds"],
];
const PAPERS = [
  paper("tomato", "TomatoNet: Growing Tomatoes in Greenhouses", { authors: ["Ada Green"], topics: [1], soil: 0 }),
  paper("water", "Watering-Time Schedules", { summary: "How often to water.", tool: [0], published: "2024-05" }),
  paper("roses", "Roses in Raised Beds", { topics: [1], show: 0, secret: [0] }),
  paper("weeds", "A History of Roses and Weeds", { status: "excluded" }),
];
const ABSTRACTS = ["We grow tomatoes under glass.", "Drip irrigation saves water.", "Roses like loam.", "Dull."];

async function engineOf(papers = PAPERS, abstracts = ABSTRACTS, options = {}) {
  const data = dataOf(papers, { facets: FACETS, topics: TOPICS, synonyms: [["drip irrigation", "DI"]], ...options });
  const engine = await new survey.engine.Engine(data).addFacts();
  return abstracts ? engine.addTexts(abstracts) : engine;
}

const engine = await engineOf();

function keys(query, made = engine) {
  return made.search(query).hits.map((hit) => made.papers[hit.id].key);
}

describe("a paper is found first by", () => {
  for (const [what, query, key] of [
    ["a word of its title", "greenhouses", "tomato"],
    ["singular for plural", "schedule", "water"],
    ["its name before the colon", "tomatonet", "tomato"],
    ["a letter missing", "grenhouses", "tomato"],
    ["the beginning of a word", "greenh", "tomato"],
    ["a space for a hyphen", "watering time", "water"],
    ["two words written as one", "raisedbeds", "roses"],
    ["an author", "ada", "tomato"],
    ["the name of a value", "no-dig", "water"],
    ["a value that weighs less", "chelsea", "roses"],
    ["its year", "2024", "water"],
    ["a word of its abstract", "glass", "tomato"],
    ["another name of a thing", "DI", "water"],
  ]) {
    test(what, () => assert.equal(keys(query)[0], key));
  }
});

test("a facet that counts nothing is not searched", () => {
  assert.deepEqual(keys("xylophone"), []);
});

test("an excluded paper comes after one that matches as well", () => {
  assert.deepEqual(keys("roses"), ["roses", "weeds"]);
});

test("papers with every word are known apart from those with some", () => {
  const found = engine.search("roses weeds");
  assert.deepEqual([...found.whole].map((id) => engine.papers[id].key), ["weeds"]); // biome-ignore format: one line
  assert.ok(found.hits.length > found.whole.size);
});

test("topics that are named are found, and their papers count more", () => {
  const found = engine.search("raised beds");
  assert.deepEqual(
    found.topics.map((topic) => topic.key),
    ["raised"],
  );
  assert.equal(engine.papers[found.hits[0].id].key, "roses");
});

test("the stems to mark are those of the words found", () => {
  assert.ok(engine.search("roses").stems.has(survey.words.stem("roses")));
});

for (const query of ["", "  ", "--", "()", "zzzzqqqq"]) {
  test(`nothing is found by "${query}"`, () => {
    const found = engine.search(query);
    assert.deepEqual([found.hits, found.whole.size, found.topics], [[], 0, []]);
  });
}

for (const query of ["constructor __proto__", "a".repeat(5000), "toString hasOwnProperty", "\\\\ $& ((["]) {
  test(`"${query.slice(0, 30)}" does no harm`, () => assert.ok(Array.isArray(keys(query))));
}

test("abstracts are found only once they are indexed", async () => {
  const early = await engineOf(PAPERS, null);
  assert.deepEqual(keys("glass", early), []);
  assert.equal(early.abstracts, null);
  await early.addTexts(ABSTRACTS);
  assert.deepEqual(keys("glass", early), ["tomato"]);
});

test("a survey without papers finds nothing", async () => {
  assert.deepEqual(keys("roses", await engineOf([], [])), []);
});

test("what counts follows from the data", async () => {
  const heavy = facet("soil", FACETS[0].values, { several: false, weight: 50 });
  const papers = [paper("title", "Peat"), paper("value", "Something", { soil: 1 })];
  assert.equal(keys("peat", await engineOf(papers, ["", ""], { facets: [heavy] }))[0], "value");
  const light = { ...heavy, weight: 0.1 };
  assert.equal(keys("peat", await engineOf(papers, ["", ""], { facets: [light] }))[0], "title");
});
