import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { load } from "./load.js";

const survey = load("citation-files");
const { citations } = survey;
const INDEX = { survey: "Gardens & Beds", licence: "CC-BY-4.0", columns: ["key", "title"], firsts: ["a", "m"] };
const CHUNKS = { "ris-0": { a: "TY  - A\r\n", b: "TY  - B\r\n" }, "ris-1": { m: "TY  - M\r\n" } };

/** A site whose scripts assign these data; the scripts loaded. */
function serve(index = INDEX, missing = []) {
  const loaded = [];
  survey.data = {};
  survey.dom = {
    async loadScript(path) {
      loaded.push(path);
      if (missing.includes(path)) throw new Error(path);
      const name = path.replace(/^assets\/citations\/|\.js$/g, "");
      if (name === "index") survey.data.citations ??= { ...index, entries: {} };
      else survey.data.citations.entries[name] = CHUNKS[name];
    },
    download(name, parts, type) {
      this.saved = { name, parts, type };
    },
  };
  return loaded;
}

test("entries come in the order of the keys, from the chunks that have them", async () => {
  const loaded = serve();
  assert.deepEqual(await citations.entries(["m", "b", "m"], "ris"), ["TY  - M\r\n", "TY  - B\r\n", "TY  - M\r\n"]);
  assert.deepEqual(loaded.sort(), ["ris-0", "ris-1", "index"].map((name) => `assets/citations/${name}.js`).sort());
});

for (const key of ["nope", "constructor", "__proto__", ""]) {
  test(`the key "${key}", which is no paper's, is refused`, async () => {
    serve();
    await assert.rejects(citations.entries(["a", key], "ris"), { message: `No paper of this survey: ${key}` });
  });
}

test("a script that does not load is named", async () => {
  serve(INDEX, ["assets/citations/ris-1.js"]);
  await assert.rejects(citations.entries(["m"], "ris"), { message: "Could not load ris-1.js" });
});

test("a survey without papers has no chunks", async () => {
  const loaded = serve({ ...INDEX, firsts: [] });
  assert.deepEqual(await citations.entries([], "ris"), []);
  assert.deepEqual(loaded, ["assets/citations/index.js"]);
});

test("the chunk of a key is the last that begins before it", () => {
  assert.deepEqual(
    ["0", "a", "b", "f", "g", "z"].map((key) => citations.chunkOf(key, ["a", "d", "g"])),
    [0, 0, 0, 1, 2, 2],
  );
});

const hostile = '=1+1, @x{y\n</script>"quoted"\u202e';

function joined(format, texts, description = hostile) {
  serve();
  survey.data.citations = INDEX;
  return citations.join(texts, format, description);
}

describe("a file in", () => {
  test("BibTeX has no entry in its comments", () => {
    const text = joined("bibtex", ["@article{a}\n"]);
    assert.equal(text.match(/@/g).length, 1);
    assert.match(text, /^% Gardens & Beds: =1\+1, at x\{y/);
    assert.match(text, /% 1 paper · \d{4}-\d\d-\d\d · CC-BY-4\.0\n\n@article\{a\}\n$/);
  });

  test("BibLaTeX is as in BibTeX", () => {
    assert.equal(joined("biblatex", ["@online{a}\n"]), joined("bibtex", ["@online{a}\n"]));
  });

  test("words is below a line that says what it contains", () => {
    const text = joined("apa", ["Lind, E. (2001).", "Roe, M. (2002)."]);
    assert.match(text, /^Gardens & Beds: =1\+1, @x\{y <\/script>"quoted" \(2 papers [^\n]*\)\n\n/);
    assert.ok(text.endsWith("\n\nLind, E. (2001).\n\nRoe, M. (2002).\n\n"));
  });

  test("RIS ends each line as RIS does", () => {
    const text = joined("ris", ["TY  - A\r\n", "TY  - B\r\n"]);
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
    assert.ok(!text.includes("</script"));
  });

  test("CSL-JSON is JSON, each entry with its source", () => {
    const items = JSON.parse(joined("csl", ['{"id": "a"}', '{"id": "b"}']));
    assert.deepEqual(
      items.map((item) => item.id),
      ["a", "b"],
    );
    assert.match(items[0].source, /^Gardens & Beds: =1\+1, @x\{y /);
    assert.deepEqual(JSON.parse(joined("csl", [])), []);
  });

  test("CSV has the columns first, and nothing that is a formula", () => {
    survey.data = {};
    const text = joined("csv", ["a,A"], "=1+1;@x");
    assert.match(text, /^key,title\r\na,A,Gardens & Beds: =1\+1;'@x,\d{4}-\d\d-\d\d\r\n$/);
  });

  test("Markdown shows a description as text", () => {
    const text = joined("markdown", ["- A"], "[x](y) <b> *z*");
    assert.match(text, /^# Gardens &#38; Beds: \\\[x\\\]\(y\) &#60;b&#62; \\\*z\\\*\n\n1 paper/);
    assert.match(text, /\n- A\n$/);
  });
});

test("a selection without a description is one all the same", async () => {
  serve();
  assert.match(await citations.text(["a"], "ris"), /Database: a selection \(1 paper/);
});

test("a file is named after the survey and the selection, and CSV has a mark", async () => {
  serve();
  CHUNKS["csv-0"] = { a: "a,A" };
  await citations.save(["a"], "csv", "Kräuter: 2024");
  const { name, parts, type } = survey.dom.saved;
  assert.match(name, /^gardens-beds-kra-uter-2024-\d{4}-\d\d-\d\d\.csv$/);
  assert.equal(parts[0], "\ufeff");
  assert.equal(type, "text/csv;charset=utf-8");
});

test("a part of a file's name is short, and plain", () => {
  assert.equal(citations.slug("../../etc/passwd\u0000"), "etc-passwd");
  assert.equal(citations.slug("—"), "");
  assert.ok(citations.slug("word ".repeat(50)).length <= 60);
});
