// The search engine over the index of a built site, and what it answers, as others can compare it.
import { readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { loadEngine } from "./load.js";

/** Run the script of a part of an index, as a page does. @param {string} folder @param {string} name */
function runPart(folder, name) {
  const file = path.join(folder, name === "index" ? "assets/search-index.js" : `data/search/${name}.js`);
  vm.runInThisContext(readFileSync(file, "utf8"), { filename: file });
}

/** What finds stems by Snowball's name of a language. @param {string | null} name */
function stemmer(name) {
  if (!name) return (word) => word;
  const filename = new URL(`../../overrides/assets/vendor/snowball-${name}.js`, import.meta.url);
  vm.runInThisContext(readFileSync(filename, "utf8"), { filename: filename.pathname });
  const made = new globalThis[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]();
  return (word) => made.stemWord(word);
}

/** @param {string} folder of the site */
export async function openSite(folder) {
  const component = loadEngine();
  const reader = await component.reader.open(async (name) => runPart(folder, name));
  return new component.engine.Engine(reader, stemmer(reader.stemmer), "papers/");
}

/** An answer of which JSON can hold all. */
export function written({ hits, whole, sought, things, identified }) {
  return {
    hits: hits.map(({ document, matched, score, cited }) => [document, matched, score, cited]),
    whole: [...whole].sort((a, b) => a - b),
    stems: [...sought.stems].sort(),
    things: Object.fromEntries(things),
    identified,
  };
}
