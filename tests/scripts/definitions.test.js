// What the card of a link in the text says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

const { parts } = load("definitions").definitions;

test("a paper's title is the first sentence, without its full stop", () => {
  const link = {
    pathname: "/survey/papers/2024-pears",
    title: "Growing pears. Twice as many, with half the water.",
    textContent: "[3]",
  };
  assert.deepEqual(parts(link), ["Growing pears", "Twice as many, with half the water."]);
});

test("a title that asks keeps its question mark", () => {
  const link = { pathname: "/papers/2024-pears", title: "Do pears think? They do not.", textContent: "[3]" };
  assert.deepEqual(parts(link), ["Do pears think?", "They do not."]);
});

test("a paper without a summary is its title alone", () => {
  assert.deepEqual(parts({ pathname: "/papers/2024-pears", title: "Growing pears", textContent: "[3]" }), [
    "Growing pears",
    "",
  ]);
});

test("a term is named by its link", () => {
  const link = { pathname: "/glossary/", title: "Putting a twig on another tree.", textContent: "grafting" };
  assert.deepEqual(parts(link), ["grafting", "Putting a twig on another tree."]);
});
