// What readers see comes from the catalogue: no script shows a text of its own.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { catalogue, read } from "./load.js";

/** The folders of scripts, and the one name that those of each put into the window. */
const GLOBALS = { js: "survey", search: "shardSearch" };
const SCRIPTS = Object.keys(GLOBALS).flatMap((folder) =>
  readdirSync(new URL(`../../overrides/assets/${folder}/`, import.meta.url))
    .filter((name) => name.endsWith(".js"))
    .map((name) => `assets/${folder}/${name}`),
);
const TEXT = String.raw`["'\`](?=[^"'\`\n]*[A-Za-z]{2})(?![^"'\`\n]*\$\{)[^"'\`\n]*["'\`]`;
/** Where a literal would be shown: assigned, in an attribute that is read out, or as the text of an element. */
const SHOWN = [
  `\\.(?:textContent|innerText|title|placeholder|alt|ariaLabel)\\s*=\\s*${TEXT}`,
  `setAttribute\\(\\s*["'](?:aria-label|title|placeholder|alt)["'],\\s*${TEXT}`,
  `\\belement\\(\\s*"[^"]*",\\s*"[^"]*",\\s*${TEXT}`,
  `\\bbutton\\(\\s*${TEXT}`,
  `\\baction\\(\\s*${TEXT}`,
  `\\blink\\(\\s*[^,()]+,\\s*${TEXT}`,
  `new Error\\(\\s*${TEXT}`,
].map((pattern) => new RegExp(pattern, "g"));

function literalsIn(text) {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  return SHOWN.flatMap((pattern) => code.match(pattern) ?? []);
}

for (const name of SCRIPTS) {
  test(`${name} shows no text of its own`, () => {
    assert.deepEqual(literalsIn(read(name)), []);
  });

  test(`${name} puts nothing into the window but one name`, () => {
    const globals = read(name).match(/\bwindow\.(?!addEventListener|inner|matchMedia|scroll(?:By|X|Y)|isSecure)\w+/g);
    assert.deepEqual(globals ?? [], []);
  });

  test(`${name} begins with a check of its types and the namespace`, () => {
    const text = read(name);
    const global = GLOBALS[name.split("/")[1]];
    assert.ok(text.startsWith("// @ts-check\n"));
    assert.deepEqual(text.match(/^(?:var|let|const|function|class) .*$/gm), [`var ${global} = ${global} || {};`]);
  });
}

test("literals are noticed", () => {
  const shown = [
    'status.textContent = "Nothing found";',
    'made.setAttribute("aria-label", "Leave out");',
    'element("p", "remark", "Text here")',
    'button("Clear all", "action")',
    'throw new Error("No such paper")',
  ];
  for (const line of shown) assert.equal(literalsIn(line).length, 1, line);
  for (const line of ['x.textContent = "–";', 'element("p", "remark", text)', "// x.textContent = 'words'"]) {
    assert.deepEqual(literalsIn(line), [], line);
  }
});

/** Labels of fields: scripts take their names from the data. */
const LABELS = "js.field.";

test("every message of the catalogue that is for scripts is used, and every message used is there", () => {
  const texts = SCRIPTS.map(read);
  const used = new Set(texts.flatMap((text) => text.match(/(?<=")js\.[a-z_.]+(?=")/g) ?? []));
  const known = Object.keys(catalogue()).filter((key) => key.startsWith("js.") && !key.startsWith(LABELS));
  assert.deepEqual(known.sort(), [...used].sort());
});

test("no script names a vocabulary of a survey", () => {
  // Messages and addresses of pages aside, a kind, a benchmark or a method is the survey's own. Where a candidate
  // appeared is a fact of every record.
  for (const name of SCRIPTS) {
    const code = read(name).replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
    assert.doesNotMatch(code, /(?<!candidate\.)\b(?:benchmarks?|measures|methods|models|venues?|kinds)\b/, name);
  }
});
