import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const { sectionAt } = load("outline").outline;

test("in front of the first heading nothing is read", () => {
  assert.equal(sectionAt([500, 900], 900, false), -1);
  assert.equal(sectionAt([], 900, true), -1);
});

test("the last heading that has come up is read", () => {
  assert.equal(sectionAt([-400, 100, 260, 700], 900, false), 2);
  assert.equal(sectionAt([-900, -400, 300], 900, false), 1);
});

test("at the end of the page the last section is read, however short it is", () => {
  assert.equal(sectionAt([-900, 200, 880], 900, true), 2);
  assert.equal(sectionAt([-900, 200, 1200], 900, true), 1);
});
