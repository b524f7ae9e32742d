import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dataOf, facet, load, paper } from "./load.js";

const survey = load("paper-rows", "explore-state", "explore-filter");
const { state: states, filter: filters } = survey.explore;

const FACETS = [
  facet("kind", [["herb", "herb"], ["tree", "tree"]], { several: false, usual: true }), // biome-ignore format: one line
  facet("tool", [["spade", "Spade"], ["rake", "Rake"]]), // biome-ignore format: one line
  facet("reason", [["no-plant", "not a plant"]], { several: false, column: false, facet: false }),
];
const TOPICS = [
  ["beds", "Beds", "", null],
  ["raised", "Raised beds", "", "beds"],
  ["pots", "Pots", "", null],
];
const PAPERS = [
  paper("oak", "Oak", { kind: 1, published: "2021-03", tool: [0, 1], topics: [1], results: 2 }),
  paper("mint", "Mint", { kind: 0, published: "2023", tool: [1], code: "https://example.org/mint", topics: [2] }),
  paper("dill", "Dill", { kind: 0, topics: [1], status: null, results: 2 }),
  paper("stone", "A stone", { status: "excluded", reason: 0, published: "2020" }),
];
const collection = new states.Collection(dataOf(PAPERS, { facets: FACETS, topics: TOPICS }));
filters.rank(collection.papers);

function read(fragment) {
  return states.read(fragment, collection).state;
}

function shown(fragment) {
  const state = read(fragment);
  return filters.sort(filters.filter(collection.papers, state, collection.facets).papers, state).map((one) => one.key);
}

describe("the collection", () => {
  test("has the facets of every survey and its own, in the order of the panel", () => {
    const ids = collection.facets.filter((one) => one.listed).map((one) => one.id);
    assert.deepEqual(ids, ["area", "topic", "year", "kind", "tool", "code", "status"]);
  });

  test("has no facet of areas where there is only one", () => {
    const few = new states.Collection(dataOf([], { topics: TOPICS.slice(0, 2) }));
    assert.equal(few.facets[0].listed, false);
  });

  test("shows the columns of tables at first", () => {
    const columns = collection.columns.map((one) => one.id);
    assert.deepEqual(columns, ["authors", "year", "kind", "topics", "results", "code", "tool", "status"]);
    assert.deepEqual(states.usual(collection).columns, ["year", "kind", "results", "code"]);
  });

  test("knows a paper's values by facet", () => {
    const { year, kind, tool, topic, area, code, status } = collection.papers[0].values;
    assert.deepEqual({ year, kind, tool, topic, area, code, status }, {
      year: ["2021"], kind: ["tree"], tool: ["spade", "rake"], topic: ["raised"], area: ["beds"], code: ["no"],
      status: ["included"],
    }); // biome-ignore format: as a table
  });

  test("counts excluded papers", () => assert.equal(collection.excluded, 1));
});

describe("an address", () => {
  for (const fragment of [
    "",
    "q=kv+cache",
    "topic=raised&kind=herb",
    "not.kind=tree",
    "tool=spade&tool=rake",
    "year=2021&code=yes",
    "status=any",
    "status=excluded",
    "sort=oldest&view=table",
    "columns=year%2Ctool",
  ]) {
    test(`"${fragment}" is read and written the same`, () => {
      assert.equal(states.write(read(fragment), collection), fragment);
    });
  }

  test("of before names columns of several values in the plural", () => {
    assert.deepEqual(read("columns=tools,kind,kinds").columns, ["tool", "kind"]);
  });

  test("with what is not known says so, and shows the rest", () => {
    const { state, unknown } = states.read("kind=no&colour=red&kind=herb&sort=worst", collection);
    assert.deepEqual(unknown, ["kind=no", "colour=red", "sort=worst"]);
    assert.deepEqual(state.include.kind, ["herb"]);
  });

  test("with names that every object has is not known", () => {
    const odd = "constructor=x&__proto__=y&kind=constructor&not.toString=z&sort=constructor&not.=x";
    assert.equal(states.read(odd, collection).unknown.length, 6);
    assert.deepEqual(read("columns=constructor,__proto__").columns, []);
    assert.equal({}.x, undefined);
  });

  test("keeps a value on one side only", () => {
    const state = read("kind=herb&not.kind=herb");
    assert.deepEqual([state.include.kind, state.exclude.kind], [[], ["herb"]]);
  });
});

describe("what is shown", () => {
  for (const [what, fragment, keys] of [
    ["hides excluded papers at first", "", ["mint", "oak", "dill"]],
    ["shows all when asked to", "status=any", ["mint", "oak", "stone", "dill"]],
    ["shows a status that is asked for", "status=excluded", ["stone"]],
    ["shows the papers of a reason", "reason=no-plant", ["stone"]],
    ["widens by values of a facet", "kind=herb&kind=tree", ["mint", "oak", "dill"]],
    ["narrows by facets", "tool=rake&kind=herb", ["mint"]],
    ["leaves out what is excluded by a value", "not.tool=spade", ["mint", "dill"]],
    ["is sorted by date, without one last", "sort=oldest", ["oak", "mint", "dill"]],
    ["is sorted by title", "sort=title", ["dill", "mint", "oak"]],
    ["is sorted by results, then newest", "sort=results", ["oak", "dill", "mint"]],
  ]) {
    test(what, () => assert.deepEqual(shown(fragment), keys));
  }

  test("keeps the order of a search", () => {
    const state = read("q=x");
    const found = [2, 0, 1].map((id) => collection.papers[id]);
    assert.deepEqual(
      filters.sort(found.slice(), state).map((one) => one.id),
      [2, 0, 1],
    );
    assert.equal(filters.order(state), "relevance");
  });
});

test("counts of a facet follow the other filters and not its own", () => {
  const { counts } = filters.filter(collection.papers, read("kind=herb"), collection.facets);
  assert.deepEqual(Object.fromEntries(counts.get("kind")), { tree: 1, herb: 2 });
  assert.deepEqual(Object.fromEntries(counts.get("tool")), { rake: 1 });
  assert.equal(counts.get("status").get("excluded"), undefined);
});

test("a view is described in words", () => {
  assert.equal(
    states.describe(read("q=mint&kind=herb&not.tool=spade"), collection),
    "search: mint; kind: herb; excluding tool: Spade; without excluded papers",
  );
});

test("a paper's note says what it is, its topic and its year", () => {
  const { data } = collection;
  assert.equal(survey.rows.note(data, collection.papers[0]), "tree · Raised beds · 2021");
  assert.equal(survey.rows.note(data, collection.papers[3]), "2020");
});

describe("papers with numbers of the search", () => {
  test("are in the order of day and key, by code units", () => {
    const papers = [
      paper("b", "B", { published: "2021" }),
      paper("a-2", "A 2", { published: "2021" }),
      paper("a", "A", { published: "2021-03" }),
      paper("z", "Z"),
      paper("a1", "A1", { published: "2021" }),
    ];
    const keys = survey.rows.numbered(survey.rows.read(dataOf(papers))).map((one) => one.key);
    assert.deepEqual(keys, ["z", "a-2", "a1", "b", "a"]);
  });

  test("are found by them in a collection, whose own order stays", () => {
    const before = collection.papers.map((one) => one.key);
    assert.deepEqual(
      collection.numbered(new Set([3, 0])).map((one) => one.key),
      ["mint", "dill"],
    );
    assert.deepEqual(
      collection.papers.map((one) => one.key),
      before,
    );
  });
});
