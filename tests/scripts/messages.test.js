import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.js";

function speaking(messages, language = "en") {
  const survey = load();
  survey.messages = messages;
  document.documentElement.lang = language;
  return survey.t;
}

test("placeholders are filled, as often as they occur", () => {
  const t = speaking({ moved: "{title} to {place}, {title}" });
  assert.equal(t("moved", { title: "A $& b", place: 3 }), "A $& b to 3, A $& b");
});

test("a value may look like a placeholder", () => {
  assert.equal(speaking({ of: "{a} of {b}" })("of", { a: "{b}", b: 2 }), "{b} of 2");
});

test("a placeholder without a value stays, whatever objects have", () => {
  assert.equal(speaking({ odd: "{missing} {constructor}" })("odd"), "{missing} {constructor}");
});

test("the count chooses the plural form", () => {
  const t = speaking({ papers: { one: "{count} paper", other: "{count} papers" } });
  assert.deepEqual(
    [0, 1, 2].map((count) => t("papers", { count })),
    ["0 papers", "1 paper", "2 papers"],
  );
});

test("a language has its own plural forms, and other where one is missing", () => {
  const t = speaking({ files: { one: "{count} plik", few: "{count} pliki", other: "{count} plików" } }, "pl");
  assert.deepEqual(
    [1, 3, 5].map((count) => t("files", { count })),
    ["1 plik", "3 pliki", "5 plików"],
  );
  assert.equal(speaking({ files: { other: "{count} files" } }, "pl")("files", { count: 1 }), "1 files");
});

test("a message that is missing is shown as its key", () => {
  const t = speaking({});
  assert.equal(t("js.no.such"), "js.no.such");
  assert.equal(t("constructor"), "constructor");
});

test("a page without any catalogue still says something", () => {
  assert.equal(speaking(undefined)("js.no.such"), "js.no.such");
});
