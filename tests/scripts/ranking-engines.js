// Other people's search engines, each as its documentation has it, for tests/bench/ranking_engines.py, whose server
// has the libraries in /lib, what engines made of the documents in /index, and Pagefind's files in /pagefind.

/** @typedef {{ id: string, title: string, text: string }} Document */

const ALL = 10_000; // more than there are documents
const FIELDS = ["title", "text"];

/** Load a script that defines a global. @param {string} path */
function script(path) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: path, onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

/** MiniSearch. @param {object} options of each search */
function miniSearch(options) {
  const settings = { fields: FIELDS };
  return {
    load: () => script("/lib/minisearch/index.js"),
    make(documents) {
      const index = new globalThis.MiniSearch(settings);
      index.addAll(documents);
      return JSON.stringify(index);
    },
    read(made) {
      const index = globalThis.MiniSearch.loadJSON(made, settings);
      return (query) => index.search(query, options).map((one) => one.id);
    },
  };
}

const lunr = {
  load: () => script("/lib/lunr/lunr.min.js"),
  make(documents) {
    const index = globalThis.lunr((builder) => {
      for (const field of FIELDS) builder.field(field);
      for (const one of documents) builder.add(one);
    });
    return JSON.stringify(index);
  },
  read(made) {
    const index = globalThis.lunr.Index.load(JSON.parse(made));
    // By words: in a text, signs would be operators.
    const search = (query) => index.query((asked) => asked.term(globalThis.lunr.tokenizer(query)));
    return (query) => search(query).map((one) => one.ref);
  },
};

const flexSearch = {
  load: () => script("/lib/flexsearch/flexsearch.bundle.min.js"),
  async make(documents) {
    const index = new globalThis.FlexSearch.Index();
    for (const one of documents) index.add(one.id, `${one.title} ${one.text}`);
    const parts = {};
    await index.export((key, data) => {
      parts[key] = data;
    });
    return JSON.stringify(parts);
  },
  read(made) {
    const index = new globalThis.FlexSearch.Index();
    for (const [key, data] of Object.entries(JSON.parse(made))) index.import(key, data);
    // A question of many words has no answer otherwise: all of them would be wanted.
    return (query) => index.search(query, { limit: ALL, suggest: true }).map(String);
  },
};

/** Orama. @param {object} options of each search @param {object} tokenizer */
function orama(options, tokenizer = {}) {
  let library;
  const components = { tokenizer: { language: "english", ...tokenizer } };
  const empty = () => library.create({ schema: { title: "string", text: "string" }, components });
  return {
    async load() {
      library = await import("/lib/orama/index.js");
    },
    async make(documents) {
      const index = empty();
      await library.insertMultiple(index, documents);
      return JSON.stringify(library.save(index));
    },
    read(made) {
      const index = empty();
      library.load(index, JSON.parse(made));
      return async (query) =>
        (await library.search(index, { term: query, limit: ALL, ...options })).hits.map((hit) => hit.id);
    },
  };
}

/** Pagefind has made its index before, of one page a document. */
function pagefind() {
  let library;
  return {
    async load() {
      library = await import("/pagefind/pagefind.js");
      await library.init();
    },
    make: () => "",
    read: () => async (query, most) => {
      const { results } = await library.search(query);
      const pages = await Promise.all(results.slice(0, most).map((one) => one.data()));
      return pages.map((page) => page.url.match(/(\d+)\.html/)[1]);
    },
  };
}

const ENGINES = {
  MiniSearch: miniSearch({}),
  "MiniSearch, prefix and fuzzy": miniSearch({ prefix: true, fuzzy: 0.2 }),
  Lunr: lunr,
  FlexSearch: flexSearch,
  Orama: orama({}),
  "Orama, stems and tolerance": orama({ tolerance: 1 }, { stemming: true }),
  Pagefind: pagefind(),
};

/** The names of all engines. */
export function names() {
  return Object.keys(ENGINES);
}

/** What an engine makes of the documents, as text. @param {string} name */
export async function make(name) {
  const documents = await (await fetch("/documents.json")).json();
  await ENGINES[name].load();
  return ENGINES[name].make(documents);
}

/**
 * The ids of documents that an engine answers questions with.
 *
 * @param {string} name
 * @param {string} path of what it has made, if it has
 * @param {string[]} queries
 * @param {number} most for each question
 */
export async function answers(name, path, queries, most) {
  await ENGINES[name].load();
  const search = ENGINES[name].read(path && (await (await fetch(path)).text()));
  const found = [];
  for (const query of queries) found.push((await search(query, most)).slice(0, most));
  return found;
}
