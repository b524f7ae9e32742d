// Throws random queries at the search of a built site: node fuzz-search.js FOLDER COUNT SEED. Prints, as JSON, how many
// were asked, how many failed, milliseconds, and what memory is held (with node --expose-gc, of what is still used); a
// query that takes long is asked twice, since others use the machine.
import { openSite } from "./site-engine.js";

const LONG = 100; // milliseconds
const SHOWN = 10; // queries of each kind that are printed
const MARKS = ['"', '"', ":", "-", "-", " ", " ", ".", ",", "(", "@", "%", "/", "\u0000", "\u0301", "\ud800", "\ufeff"];
const CONDITIONS = ["author:", "title:", "topic:", "year:", "has:", "-title:", '"', "-", '-"', "venue:"];

/** Random numbers below one, the same for each seed: mulberry32 (Tommy Ettinger, 2017). @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** All words of an index. @param {Awaited<ReturnType<typeof openSite>>} engine */
async function wordsOf({ reader }) {
  const { partName, content, readTable } = globalThis.shardSearch.packing;
  const words = [];
  for (const first of reader.firsts.w) {
    const name = partName("w", first);
    await reader.load(name);
    words.push(...readTable((await content(name)).data).keys());
  }
  return words;
}

/** Makes queries. */
class Maker {
  /** @param {string[]} words @param {number} seed */
  constructor(words, seed) {
    this.words = words;
    this.random = randomOf(seed);
  }

  /** @param {number} end */
  below(end) {
    return Math.floor(this.random() * end);
  }

  /** @template Type @param {ArrayLike<Type>} all */
  one(all) {
    return all[this.below(all.length)];
  }

  /** Signs of some ranges. @param {number} most @param {[number, number][]} ranges */
  signs(most, ranges) {
    return Array.from({ length: 1 + this.below(most) }, () => {
      const [first, last] = this.one(ranges);
      return String.fromCodePoint(first + this.below(last - first + 1));
    }).join("");
  }

  /** A word of the index, often with a slip. */
  latin() {
    const word = this.one(this.words);
    const at = this.below(word.length);
    const kind = this.below(8);
    if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
    if (kind === 1) return word.slice(0, at) + this.signs(1, [[97, 122]]) + word.slice(at);
    if (kind === 2)
      return (
        word.slice(0, at) +
        word
          .slice(at, at + 2)
          .split("")
          .reverse()
          .join("") +
        word.slice(at + 2)
      );
    if (kind === 3) return word.slice(0, at + 1);
    if (kind === 4) return word + this.one(this.words);
    return word;
  }

  /** A word of an alphabet. @param {number} alphabet */
  word(alphabet) {
    const cyrillic = /** @type {[number, number][]} */ ([[0x370, 0x3ff], [0x400, 0x45f]]); // biome-ignore format: one line
    const others = /** @type {[number, number][]} */ ([[0x3040, 0x30ff], [0x4e00, 0x9fff], [0xac00, 0xd7a3]]); // biome-ignore format: one line
    if (alphabet === 0) return this.latin();
    if (alphabet === 1) return this.signs(14, cyrillic);
    return this.below(3) ? this.signs(8, others) : this.signs(6, [[0x20, 0x2fff], [0x1f300, 0x20100]]); // biome-ignore format: one line
  }

  /** @param {number} alphabet */
  piece(alphabet) {
    const kind = this.below(12);
    const word = this.word(alphabet);
    if (kind === 0) return this.one(CONDITIONS) + word;
    if (kind === 1) return word + this.one(MARKS);
    if (kind === 2) return word + this.one(MARKS) + this.word(alphabet);
    if (kind === 3) return `"${word} ${this.word(alphabet)}"`;
    return word;
  }

  /** A query: mostly short, sometimes far too long. */
  query() {
    const alphabet = this.below(3);
    const most = this.below(50) ? 10 : 300;
    const pieces = Array.from({ length: 1 + this.below(most) }, () => this.piece(alphabet));
    const text = pieces.join(this.below(40) ? " " : "");
    return this.below(200) ? text : text.repeat(1 + this.below(2000 / (text.length + 1) + 1));
  }
}

/** Milliseconds of a query. @param {Awaited<ReturnType<typeof openSite>>} engine @param {string} query */
async function timed(engine, query) {
  const start = performance.now();
  const { hits } = await engine.search(query);
  const took = performance.now() - start;
  if (!hits.every((hit) => Number.isFinite(hit.score) && hit.document < engine.reader.count)) throw new Error("hits");
  return took;
}

const [folder, count, seed] = process.argv.slice(2);
const engine = await openSite(folder);
const maker = new Maker(await wordsOf(engine), Number(seed));
const times = [];
const errors = [];
const long = [];
for (let left = Number(count); left > 0; left--) {
  const query = maker.query();
  try {
    let took = await timed(engine, query);
    if (took > LONG) took = Math.min(took, await timed(engine, query));
    if (took > LONG) long.push([took, query]);
    times.push(took);
  } catch (error) {
    errors.push([String(error), query]);
  }
}
globalThis.gc?.();
times.sort((a, b) => a - b);
const figures = { queries: times.length + errors.length, errors: errors.length, over: long.length };
const speed = {
  median: times[times.length >> 1],
  worst: times.at(-1),
  megabytes: process.memoryUsage().heapUsed / 1e6,
};
long.sort((a, b) => b[0] - a[0]);
process.stdout.write(
  JSON.stringify({ ...figures, ...speed, failed: errors.slice(0, SHOWN), long: long.slice(0, SHOWN) }),
);
