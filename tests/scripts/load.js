// Loads scripts of the site into this process, as a page without any element would.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const THEME = new URL("../../overrides/", import.meta.url);

/** The text of a file of the theme. */
export function read(path) {
  return readFileSync(new URL(path, THEME), "utf8");
}

/** The parts of the search engine, and what finds the stems of English words. */
export const ENGINE = [
  ...["base", "english"].map((name) => `vendor/snowball-${name}`),
  ...["packing", "words", "query", "reader", "units", "limits", "scores", "ranking", "engine"].map(
    (name) => `search/${name}`,
  ),
];

/** The search engine, as a page has it once it searched. */
export function loadEngine() {
  load(...ENGINE);
  return globalThis.shardSearch;
}

/** What finds the stems of English words. */
export function stemmer() {
  const made = new globalThis.EnglishStemmer();
  return (word) => made.stemWord(word);
}

/** The English catalogue. */
export function catalogue() {
  return JSON.parse(read("messages/en.html").trim().slice("{% set messages =".length, -"%}".length));
}

/** What scripts share, once these were loaded in this order; the messages are those in English. */
export function load(...names) {
  globalThis.document = {
    documentElement: { lang: "en" },
    querySelector: () => null,
    querySelectorAll: () => [],
  };
  globalThis.HTMLElement = class {};
  globalThis.survey = { messages: catalogue(), data: {} };
  for (const name of ["messages", ...names]) {
    const path = `assets/${name.includes("/") ? name : `js/${name}`}.js`;
    vm.runInThisContext(read(path), { filename: path });
  }
  return globalThis.survey;
}

/** A facet of a made-up survey. */
export function facet(id, values, rest = {}) {
  const name = id[0].toUpperCase() + id.slice(1);
  const usual = { column: true, facet: true, several: true, usual: false };
  return { id, name, names: `${name}s`, ...usual, ...rest, values };
}

/** A paper of a made-up survey, about gardens. */
export function paper(key, title, facts = {}) {
  const usual = { authors: [], published: null, status: "included", topics: [], results: 0, code: null };
  return { key, title, ...usual, ...facts };
}

/** The data of a made-up survey, as the generator writes it. */
export function dataOf(papers, { facets = [], topics = [], synonyms = [], people = [], statements = [] } = {}) {
  const usual = ["key", "title", "authors", "published", "status", "topics", "results", "code", "summary", "ids"];
  const columns = [...usual, ...facets.map((one) => one.id)];
  const empty = Object.fromEntries(facets.map((one) => [one.id, one.several ? [] : null]));
  const rows = papers.map((one) => columns.map((column) => ({ summary: null, ...empty, ...one })[column]));
  return { synonyms, topics, columns, facets, people, statements, papers: rows };
}
