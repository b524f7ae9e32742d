import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const { gapCounts } = load("gap-counts");

const labels = (...names) => new Map(names.map((name) => [name.toLowerCase(), name]));
const soil = { id: "soil", name: "Soil", labels: labels("Clay", "Sand", "Peat") };
const plant = { id: "plant", name: "Plant", labels: labels("Rose", "Fern") };
const year = { id: "year", name: "Year", labels: labels("2024", "2022") };

/** So many papers with these values. */
function papers(number, values, rest = {}) {
  return Array.from({ length: number }, () => ({ values: { soil: [], plant: [], year: [], ...values }, ...rest }));
}

const all = [
  ...papers(6, { soil: ["clay"], plant: ["rose"], year: ["2024"] }, { code: "x" }),
  ...papers(3, { soil: ["sand"], plant: ["fern"], year: ["2022"] }),
];

test("papers are counted by both axes, and how many would be expected", () => {
  const { rows, columns } = gapCounts.count(all, soil, plant, (paper) => Boolean(paper.code));
  assert.deepEqual(
    columns.map(({ label, total }) => [label, total]),
    [
      ["Rose", 6],
      ["Fern", 3],
    ],
  );
  assert.deepEqual(
    rows.map(({ label, cells }) => [label, ...cells.map((cell) => [cell.count, cell.having, cell.expected])]),
    [
      ["Clay", [6, 6, 4], [0, 0, 2]],
      ["Sand", [0, 0, 2], [3, 0, 1]],
    ],
  );
});

test("a paper with several values counts once for each", () => {
  const { rows } = gapCounts.count(papers(1, { soil: ["clay", "sand"], plant: ["rose"] }), soil, plant, () => true);
  assert.deepEqual(
    rows.map((row) => row.cells.map((cell) => cell.count)),
    [[1], [1]],
  );
});

test("years are in their order", () => {
  assert.deepEqual(
    gapCounts.count(all, plant, year, () => true).columns.map((column) => column.label),
    ["2022", "2024"],
  );
});

test("what is empty is named where a paper would be expected, most expected first", () => {
  const gaps = gapCounts.gapsOf(gapCounts.count([...all, ...papers(1, { soil: ["peat"] })], soil, plant, () => true));
  assert.deepEqual(
    gaps.map((gap) => `${gap.row} × ${gap.column}`),
    ["Clay × Fern", "Sand × Rose"],
  );
});

test("a cell is darker the more papers it has, or the larger their share", () => {
  const shade = (count) => gapCounts.shadeOf({ count, having: 0, expected: 0 }, false);
  assert.deepEqual([1, 2, 3, 4, 8, 16, 99].map(shade), [1, 2, 2, 3, 4, 5, 5]);
  assert.equal(gapCounts.shadeOf({ count: 8, having: 0, expected: 0 }, true), 1);
  assert.equal(gapCounts.shadeOf({ count: 8, having: 8, expected: 0 }, true), 5);
});

const USUAL = { rows: "topic", columns: "kind", shade: "papers" };
const AXES = ["area", "topic", "year", "kind"];
for (const [fragment, expected] of [
  ["", USUAL],
  ["rows=year&columns=area&shade=code", { rows: "year", columns: "area", shade: "code" }],
  ["rows=kind", { rows: "kind", columns: "area", shade: "papers" }],
  ["rows=year&columns=year", { rows: "year", columns: "kind", shade: "papers" }],
  ["rows=__proto__&columns=<b>&shade=1", USUAL],
]) {
  test(`the address ${fragment || "without a choice"} is read safely`, () => {
    assert.deepEqual(gapCounts.read(fragment, USUAL, AXES, ["papers", "code"]), expected);
  });
}
