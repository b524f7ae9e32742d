// An index of a few made-up titles, in parts of a few keys, as `livingsurvey.search.index_writer` writes it.
import vm from "node:vm";
import { deflateRawSync } from "node:zlib";
import { loadEngine, stemmer } from "./load.js";

export const component = loadEngine();
const KEYS = 3; // in a part
const utf8 = new TextEncoder();

/** An integer in bytes of seven bits. */
export function number(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(Math.floor(value / 128))];
}

/** A table of sorted keys. @param {[string, number[]][]} entries */
export function table(entries) {
  const head = number(entries.length);
  for (const [key, payload] of entries) {
    const bytes = utf8.encode(key);
    head.push(0, ...number(bytes.length), ...bytes, ...number(payload.length));
  }
  return Uint8Array.from([...head, ...entries.flatMap(([, payload]) => payload)]);
}

/** The script of a part. @param {string} name @param {string} epoch @param {Uint8Array} data */
export function script(name, epoch, data) {
  return `shardSearch.take("${name}","${epoch}","${deflateRawSync(data).toString("base64")}");`;
}

function json(data) {
  return utf8.encode(JSON.stringify(data));
}

function gaps(numbers) {
  return numbers.map((one, n) => one - (n ? numbers[n - 1] : 0));
}

/** The most frequent words that begin with two signs, and with three. @param {Map<string, number>} counts */
function continued(counts) {
  const found = new Map();
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [word] of sorted)
    for (const most of [2, 3]) found.set(word.slice(0, most), [...(found.get(word.slice(0, most)) ?? []), word]);
  return Array.from(found, ([start, words]) => [start, [...json(words.slice(0, start.length > 2 ? 12 : 5))]]);
}

/** What is indexed of titles: by space, each key and what it holds. */
function spacesOf(titles) {
  const words = new component.words.Words("en", stemmer());
  const [postings, counts] = [new Map(), new Map()];
  titles.forEach((title, document) => {
    words.split(title).forEach(({ word }, place) => {
      const one = postings.get(word.stem) ?? new Map();
      postings.set(word.stem, one.set(document, [...(one.get(document) ?? []), place]));
      counts.set(word.word, (counts.get(word.word) ?? 0) + 1);
    });
  });
  const reversed = Array.from(counts, ([word, count]) => [[...word].reverse().join(""), count]);
  const written = (documents) => gaps([-1, ...documents]).slice(1).flatMap((gap) => number(gap - 1)); // biome-ignore format: one line
  const placed = (places) => [...number(places.length), ...gaps(places).flatMap(number)];
  return {
    p: Array.from(postings, ([key, found]) => [
      key,
      [...number(found.size), 0, ...written([...found.keys()]), ...Array.from(found, () => 128 + 80)],
    ]),
    q: Array.from(postings, ([key, found]) => [key, [...found.values()].flatMap(placed)]),
    w: Array.from(counts, ([word, count]) => [word, number(count)]),
    r: reversed.map(([word, count]) => [word, number(count)]),
    c: continued(counts),
  };
}

/** The scripts of the parts of an index, by name. @param {string[]} titles @param {string} [epoch] @param {object} [rest] of the first part */
export function scripts(titles, epoch = "one", rest = {}) {
  const files = new Map();
  const firsts = {};
  for (const [space, entries] of Object.entries(spacesOf(titles))) {
    const sorted = entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
    firsts[space] = [];
    for (let n = 0; n < sorted.length; n += KEYS) {
      const [first] = sorted[n];
      const name = component.packing.partName(space, first);
      firsts[space].push(first);
      files.set(name, script(name, epoch, table(sorted.slice(n, n + KEYS))));
    }
  }
  titles.forEach((title, n) => {
    files.set(`d${n}`, script(`d${n}`, epoch, json([[`key-${n}`, title]])));
  });
  const facts = {
    form: 2,
    language: "en",
    stemmer: "english",
    documents: titles.length,
    fields: [],
    dated: [],
    has: [],
  };
  const manifest = { ...facts, years: [["2024", 0]], groups: [], sizes: [1, 1, 1], firsts, ...rest };
  files.set("index", script("index", epoch, json(manifest)));
  return files;
}

/** A place from which parts are loaded, which knows what was asked for. */
export class Host {
  asked = [];

  /** @param {Map<string, string>} files */
  constructor(files) {
    this.files = files;
  }

  /** @param {string} name */
  load = async (name) => {
    this.asked.push(name);
    await null;
    const text = this.files.get(name);
    if (text === undefined) throw new Error(name);
    vm.runInThisContext(text);
  };

  /** The names of parts of a space. @param {string} space */
  namesOf(space) {
    return [...this.files.keys()].filter((name) => name[0] === space && name !== "index");
  }

  async open(replaced) {
    const reader = await component.reader.open(this.load, replaced);
    return new component.engine.Engine(reader, stemmer());
  }
}
