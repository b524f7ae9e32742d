// The stems that the site's scripts find: reads words by Snowball's name of their language, as JSON, and prints theirs.
import { readFileSync } from "node:fs";
import vm from "node:vm";
import { read } from "./load.js";

/** Load a script of Snowball as a page does. @param {string} name */
function run(name) {
  const filename = `assets/vendor/snowball-${name}.js`;
  vm.runInThisContext(read(filename), { filename });
}

/** @param {string} name @param {string[]} words */
function stems(name, words) {
  run(name);
  const stemmer = new globalThis[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]();
  return words.map((word) => stemmer.stemWord(word));
}

run("base");
const asked = Object.entries(JSON.parse(readFileSync(0, "utf8")));
process.stdout.write(JSON.stringify(Object.fromEntries(asked.map(([name, words]) => [name, stems(name, words)]))));
