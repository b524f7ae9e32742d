// What the engine of pages answers: reads the folder of a site and queries, as JSON, and prints the answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openSite, written } from "./site-engine.js";

const FIRST = 30; // hits that are also asked for before all

const { folder, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = await openSite(folder);
const answers = [];
for (const query of queries) {
  const answer = await engine.search(query);
  const first = answer.first(FIRST);
  assert.deepEqual([answer.hits.slice(0, FIRST), answer.hits.length], [first, answer.count], query);
  assert.equal(answer.whole.size, answer.wholes, query);
  answers.push(written(answer));
}
process.stdout.write(JSON.stringify(answers));
