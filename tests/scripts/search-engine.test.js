import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dataOf, ENGINE, facet, load, paper } from "./load.js";

const survey = load(...ENGINE);

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
    found.topics.map((topic) => [topic.key, topic.papers]),
    [["raised", 2]],
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

const CITED = [
  paper("late", "Late Roses", { authors: ["Bo Chen", "Ada Green"], published: "2023-05", soil: 0 }),
  paper("early", "Early Roses of Green 2023", {
    authors: ["Cy Brown"],
    published: "2023-01",
    code: "https://git.example/e",
  }),
  paper("rose", "A Rose", {
    authors: ["Ada van Green", "Bo Łukasz"],
    published: "2023",
    results: 2,
    ids: ["2301.00001"],
  }),
  paper("fair", "Shown at Chelsea", { authors: ["Ada Green"], published: "2022", show: 0, ids: ["10.1000/fair.2022"] }),
  paper("cjk", "大规模语言模型的推理", {
    authors: ["王小明"],
    published: "2021",
    ids: ["https://www.example.org/cjk/"],
  }),
  paper("cyr", "Большие языковые модели", { authors: ["Иван Чёрный"], status: "excluded" }),
];
const PEOPLE = [["ada-green", "Ada Green", 2], ["greta-greenberg", "Greta Greenberg", 9]]; // biome-ignore format: one line
const TERMS = FACETS.map((one) =>
  one.id === "soil" ? { ...one, folder: "soils", values: [...one.values, ["mud", "Mud", 0]] } : one,
);
const cited = await engineOf(CITED, null, { facets: TERMS, people: PEOPLE, synonyms: [["Loam", "garden earth"]] });

describe("a query in the language finds", () => {
  for (const [query, expected] of [
    ["author:green", ["late", "rose", "fair"]],
    ["author:gree", ["late", "rose", "fair"]],
    ["author:gree ", []],
    ["author:lukasz", ["rose"]],
    ["author:чёрный", ["cyr"]],
    ["author:green -author:chen", ["rose", "fair"]],
    ["author:green author:chen", ["late"]],
    ["title:rose", ["late", "early", "rose"]],
    ["year:2022..2023 has:results", ["rose"]],
    ["year:..2022 ", ["fair", "cjk"]],
    ["has:code", ["early"]],
    ["has:doi", ["fair"]],
    ["has:c", ["early"]],
    ["has:nothing", []],
    ["soil:loam", ["late"]],
    ["soils:loam", ["late"]],
    ["show:chelsea", ["fair"]],
    ["rose -green", []],
    ["roses -early", ["late", "rose"]],
    ['"early roses"', ["early"]],
    ['"roses early"', []],
    ['roses -"early roses"', ["rose", "late"]],
    ["secret:hidden", []],
  ]) {
    test(query, () => assert.deepEqual(keys(query, cited).sort(), [...expected].sort()));
  }

  test("papers of a topic, also by its area", () => {
    for (const query of ["topic:raised", "topic:raised-beds", 'topic:"raised beds"', "topic:beds"]) {
      assert.deepEqual(keys(query), ["tomato", "roses"], query);
    }
  });

  test("words in a row in an abstract, once it is there", async () => {
    const made = await engineOf(PAPERS, null);
    assert.deepEqual(keys('"under glass"', made), []);
    await made.addTexts(ABSTRACTS);
    assert.deepEqual(keys('"under glass"', made), ["tomato"]);
    assert.deepEqual(keys('"glass under"', made), []);
  });

  test("the newest first where there are no words", () => {
    assert.deepEqual(keys("year:2021..", cited), ["late", "early", "rose", "fair", "cjk"]);
  });
});

describe("a citation finds first", () => {
  for (const [query, key] of [
    ["Green 2023", "rose"],
    ["green 2022", "fair"],
    ["van Green et al. (2023)", "rose"],
    ["chen2023late", "late"],
    ["Chen and Green 2023", "late"],
    ["Brown et al.", "early"],
    ["Brown, Cy (2023)", "early"],
  ]) {
    test(query, () => assert.equal(keys(query, cited)[0], key));
  }

  test("what is in no name is searched for as words", () => {
    assert.equal(keys("chelsea 2022", cited)[0], "fair");
  });
});

describe("an identifier finds its paper alone", () => {
  for (const [query, key] of [
    ["2301.00001", "rose"],
    ["https://arxiv.org/pdf/2301.00001v2", "rose"],
    ["doi:10.1000/FAIR.2022", "fair"],
    ["https://journal.example/articles/fair.2022.pdf", "fair"],
    ["http://example.org/cjk?utm_source=mail", "cjk"],
    ["https://git.example/e", "early"],
    ["https://any.host/deep/papers/cyr.html#abstract", "cyr"],
  ]) {
    test(query, () => {
      const found = cited.search(query);
      assert.ok(found.identified);
      assert.deepEqual(keys(query, cited), [key]);
    });
  }

  test("one of another paper finds nothing, and says so", () => {
    for (const query of ["2301.99999", "10.9999/none", "https://example.org/none"]) {
      const found = cited.search(query);
      assert.deepEqual([found.identified, found.hits], [true, []], query);
    }
  });

  test("none that two papers share", async () => {
    const papers = ["a", "b"].map((key) => paper(key, key, { ids: ["https://example.org/both"] }));
    assert.deepEqual(keys("https://example.org/both", await engineOf(papers, null)), []);
  });
});

describe("a text without blanks is found by", () => {
  for (const query of ["语言模型", "推理", "模型的", "规", "理", "大规模语言模型的推理", "王小明", "小明"]) {
    test(query, () => assert.deepEqual(keys(query, cited), ["cjk"]));
  }

  test("nothing that it does not have", () => assert.deepEqual(keys("型模", cited), []));
});

const STATEMENTS = [
  ["consensus", "roses", "Roses need sun", "", 3],
  ["questions", "shade", "Do roses bloom in the shade of walls?", "Only sun was tried.", 1],
];
const stated = await engineOf(PAPERS, null, { statements: STATEMENTS });

describe("statements", () => {
  const found = (query) => stated.search(query).statements.map((one) => [one.kind, one.address]);
  test("are found by all the words of a search, those with the fewest words first", () => {
    assert.deepEqual(found("rose"), [
      ["consensus", "consensus.html#statement-roses"],
      ["questions", "questions.html#statement-shade"],
    ]);
    assert.deepEqual(found("shade roses"), [["questions", "questions.html#statement-shade"]]);
  });
  test("are found by what is said of them, too", () => {
    assert.deepEqual(found("tried"), [["questions", "questions.html#statement-shade"]]);
  });
  test("are none where a word is missing, and in a survey without any", () => {
    assert.deepEqual([found("roses moss"), cited.search("green").statements], [[], []]);
  });
});

describe("people and terms that are named", () => {
  const named = (query, group) => cited.search(query)[group].map((one) => [one.name, one.address, one.papers]);
  test("come with their pages, the shortest names first", () => {
    assert.deepEqual(named("green", "people"), [
      ["Ada Green", "people/ada-green.html", 2],
      ["Greta Greenberg", "people/greta-greenberg.html", 9],
    ]);
    assert.deepEqual(named("green ada", "people"), [["Ada Green", "people/ada-green.html", 2]]);
    assert.deepEqual(named("green ", "people"), [["Ada Green", "people/ada-green.html", 2]]);
  });
  test("are found by other names too", () => {
    for (const query of ["loam", "garden earth", "garden ea"]) {
      assert.deepEqual(named(query, "terms"), [["Loam", "soils/loam.html", 1]], query);
    }
  });
  test("are left out where they have no page", () => {
    assert.deepEqual([named("mud", "terms"), named("chelsea", "terms")], [[], []]);
  });
  test("are none where nothing is named", () => {
    assert.deepEqual([named("year:2023", "people"), named("the", "terms")], [[], []]);
  });
});
