// What the engine of pages answers: reads the folder of a site and queries, as JSON, and prints the answers.
import { readFileSync } from "node:fs";
import { openSite, written } from "./site-engine.js";

const { folder, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = await openSite(folder);
const answers = [];
for (const query of queries) answers.push(written(await engine.search(query)));
process.stdout.write(JSON.stringify(answers));
