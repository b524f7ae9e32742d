import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dataOf, facet, load, paper } from "./load.js";

const survey = load("paper-rows", "results-rows", "citation-files", "compare-table");
survey.dom = { topicAddress: (key) => `topics/${key}.html` };
const { comparison } = survey;

const HOSTILE = "50% of $x_1$ & {more} | <b>#1~^\\\n[x](y)";
const SIGNS = {
  "%": "{\\%}", $: "{\\$}", _: "{\\_}", "&": "{\\&}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}",
  "#": "{\\#}", "~": "{\\textasciitilde}", "^": "{\\textasciicircum}", "\\": "{\\textbackslash}", "|": "{$|$}",
  "<": "{\\textless}", ">": "{\\textgreater}", "×": "{$\\times$}",
}; // biome-ignore format: a table

const PAPERS = [
  paper("roses", "Rosa: Growing Roses", { authors: ["Eva Lind"], published: "2021-03", soil: 0, tools: [0, 1] }),
  paper("peas", "On the Growing of Peas in Cold Ground", { authors: ["A Roe", "B Wu", "C Poe"], published: "2022" }),
  paper("=beans", HOSTILE, { authors: ["Eva Lind"], published: "2021-05", soil: 0, summary: "=1+1" }),
];
const FACETS = [
  facet("soil", [["clay", "Clay"]], { several: false }),
  facet("tools", [
    ["spade", "Spade"],
    ["hoe", "Hoe"],
  ]),
  facet("yield", [["weight", "Weight"]]),
];
const RESULTS = {
  group: "yield",
  columns: ["paper", "yield", "claim", "figure", "against", "on", "quote"],
  rows: [
    [0, "weight", 0, "1.8× more", "no manure", "clay", "It grew 1.8 times."],
    [1, "weight", 0, "about 3× more", null, null, "Three times."],
    [0, "height", 1, "+15 points", "a wall", null, "Fifteen."],
  ],
  paper_columns: ["key", "title", "year", "topics"],
  papers: [
    ["roses", "Rosa", 2021, []],
    ["peas", "Peas", 2022, []],
  ],
  topics: {},
  terms: { yield: { weight: "Weight", height: "Height" } },
};
const COMPARE = {
  fields: [["beds", "Beds"]],
  papers: { roses: { beds: "12 m" }, peas: { beds: null, soil: null } },
  claim_fields: ["Years"],
  claims: [["2"], [null], [""]],
  latex: SIGNS,
};
const DATA = { papers: dataOf(PAPERS, { facets: FACETS }), results: RESULTS, compare: COMPARE };

function rowsOf(keys) {
  const made = comparison.table(keys, DATA);
  return Object.fromEntries(made.rows.map((row) => [row.label, row.cells.map((one) => comparison.textOf(one, row))]));
}

test("papers are columns in the order of the keys, and unknown ones are left out", () => {
  const { papers } = comparison.table(["peas", "nope", "constructor", "roses"], DATA);
  assert.deepEqual(
    papers.map((one) => one.key),
    ["peas", "roses"],
  );
});

test("not stated and not recorded are two things", () => {
  const rows = rowsOf(["roses", "peas", "=beans"]);
  assert.deepEqual(rows.Beds, ["12 m", "Not stated", "Not recorded"]);
  assert.deepEqual(rows.Soil, ["Clay", "Not stated", "Clay"]);
  assert.deepEqual(rows.Toolss, ["Spade, Hoe", "Not recorded", "Not recorded"]);
});

test("a row has the results of a measure, each with baseline and setting or that there are none", () => {
  const rows = rowsOf(["roses", "peas"]);
  assert.deepEqual(rows.Weight, [
    "1.8× more (baseline: no manure; setting: clay; Years: 2)",
    "about 3× more (baseline not recorded; setting not stated; Years: Not stated)",
  ]);
  assert.deepEqual(rows.Height, ["+15 points (baseline: a wall; setting not stated)", "No result recorded"]);
});

test("what nobody has anything of has no row, nor has the field that groups the results", () => {
  const labels = Object.keys(rowsOf(["roses", "peas"]));
  assert.deepEqual(labels, ["Authors", "Year", "Soil", "Toolss", "Beds", "Weight", "Height"]);
});

test("papers differ where they say something else, or one of them nothing", () => {
  const { rows } = comparison.table(["roses", "=beans"], DATA);
  const differing = rows.filter(comparison.differs).map((row) => row.label);
  assert.deepEqual(differing, ["Summary", "Toolss", "Beds", "Weight", "Height"]);
  const same = comparison.table(["roses", "roses"], DATA).rows;
  assert.deepEqual(same.filter(comparison.differs), []);
});

test("a text calls a paper by its name, else by author and year, else by its title", () => {
  const [roses, peas] = PAPERS;
  assert.equal(comparison.shortName(roses), "Rosa");
  assert.equal(comparison.shortName(peas), "Roe et al. 2022");
  assert.equal(comparison.shortName({ ...peas, authors: ["A Roe", "B Wu"] }), "Roe & Wu 2022");
  assert.equal(comparison.shortName(paper("x", "A Title")), "A Title");
});

describe("the table as", () => {
  const made = comparison.table(["roses", "=beans"], DATA);

  test("CSV has no formula, and what has a comma or a break is quoted", () => {
    const text = comparison.csv(made);
    assert.match(text, /^Field,Rosa: Growing Roses,"50% of /);
    assert.match(text, /\r\nSummary,Not recorded,'=1\+1\r\n/);
    assert.match(text, /\r\nToolss,"Spade, Hoe",Not recorded\r\n/);
  });

  test("Markdown has as many cells in each line, and text is text", () => {
    const lines = comparison.markdown(made).trimEnd().split("\n");
    assert.deepEqual(new Set(lines.map((line) => line.split("|").length)), new Set([5]));
    assert.equal(lines[1], "|:--|:--|:--|");
    assert.ok(!/[<]b>|\]\(y\)/.test(lines[0].replace("\\](", "")));
  });

  test("LaTeX is a table of booktabs whose papers are cited, and data is no command", () => {
    const text = comparison.latex(made, ["lind2021", "lind2021b"], SIGNS);
    assert.match(text, /\\toprule\n {5}& Rosa~\\cite\{lind2021\} & Lind 2021~\\cite\{lind2021b\} \\\\\n {4}\\midrule/);
    assert.match(text, / {4}Weight & 1\.8\{\$\\times\$\} more /);
    const inside = text.split("\\midrule")[1].split("\\bottomrule")[0];
    for (const line of inside.trim().split("\n")) assert.equal(line.split(" & ").length, 3, line);
  });
});

test("LaTeX escapes what it would read as its own", () => {
  const text = comparison.latexText(HOSTILE, SIGNS);
  assert.equal(
    text,
    "50{\\%} of {\\$}x{\\_}1{\\$} {\\&} {\\textbraceleft}more{\\textbraceright} {$|$} " +
      "{\\textless}b{\\textgreater}{\\#}1{\\textasciitilde}{\\textasciicircum}{\\textbackslash} [x](y)",
  );
});

test("a label that LaTeX would take for an option of the line before does not follow it", () => {
  const data = { ...DATA, compare: { ...COMPARE, fields: [["beds", "[Beds]"]] } };
  const text = comparison.latex(comparison.table(["roses", "peas"], data), ["a", "b"], SIGNS);
  assert.match(text, /\\\\\n {4}\{\}\[Beds\] & 12 m/);
});
