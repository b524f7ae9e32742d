import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const { overdue } = load("overdue");

test("a search is overdue once its day is over", () => {
  assert.equal(overdue.isOver("2026-11-08", new Date(2026, 10, 8, 23, 59)), false);
  assert.equal(overdue.isOver("2026-11-08", new Date(2026, 10, 9, 0, 0)), true);
  assert.equal(overdue.isOver("2026-12-31", new Date(2027, 0, 1)), true);
});

test("what is no day is never over", () => {
  for (const odd of ["", "2026", "<b>", "2026-11-08T00:00"]) {
    assert.equal(overdue.isOver(odd, new Date(2100, 0, 1)), false);
  }
});
