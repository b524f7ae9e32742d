// @ts-check
// Citation files of any papers, in the order given: BibTeX, BibLaTeX, RIS, CSL-JSON, CSV or Markdown, and citations in
// words in the styles that journals ask for.
// Entries come ready from assets/citations/, written by the same code as the files below data/; here they are joined
// below a head that says what was selected. Scripts, since a page opened from a folder cannot fetch data.
var survey = survey || {};

survey.citations = (() => {
  "use strict";
  const FOLDER = "assets/citations/";
  const FORMATS = [
    { id: "bibtex", label: "BibTeX", extension: "bib", type: "application/x-bibtex" },
    { id: "biblatex", label: "BibLaTeX", extension: "biblatex.bib", type: "application/x-bibtex" },
    { id: "ris", label: "RIS", extension: "ris", type: "application/x-research-info-systems" },
    { id: "csl", label: "CSL-JSON", extension: "csl.json", type: "application/json" },
    { id: "csv", label: "CSV", extension: "csv", type: "text/csv" },
    { id: "markdown", label: "Markdown", extension: "md", type: "text/markdown" },
  ];
  // The names of styles are acronyms, of at most four letters, or names.
  const STYLES = ["apa", "chicago", "ieee", "nature", "vancouver"].map((id) => {
    const label = id.length > 4 ? id[0].toUpperCase() + id.slice(1) : id.toUpperCase();
    return { id, label, extension: `${id}.txt`, type: "text/plain" };
  });

  // What goes into a text: the keys of the entries of BibTeX alone.
  const KEYS = [
    { id: "cite", label: "\\cite{…}", extension: "cite.tex", type: "text/x-tex" },
    { id: "keys", label: survey.t("js.cite.plain_keys"), extension: "keys.txt", type: "text/plain" },
  ];

  /** @typedef {{ survey: string, selection: string, facts: string, source: string, date: string, columns: string[] }} Head */

  /** @param {string} name */
  async function load(name) {
    try {
      await survey.dom.loadScript(`${FOLDER}${name}.js`);
    } catch {
      throw new Error(survey.t("js.citation.not_loaded", { file: `${name}.js` }));
    }
  }

  /**
   * The chunk with a key: the last whose first key is not after it.
   *
   * @param {string} key
   * @param {string[]} firsts the first key of each chunk, in order
   */
  function chunkOf(key, firsts) {
    let low = 0;
    let high = firsts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (firsts[middle] <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The entries of papers in a format, in the order of their keys. A key that the survey has not is an error: what is
   * exported is exactly what was selected, or nothing.
   *
   * @param {string[]} keys
   * @param {string} format
   */
  async function entries(keys, format) {
    if (format === "cite" || format === "keys") {
      return (await citationKeys(keys)).map((key) => (format === "cite" ? `\\cite{${key}}` : key));
    }
    await load("index");
    const { firsts, entries: chunks } = survey.data.citations;
    const names = keys.map((key) => `${format}-${chunkOf(key, firsts)}`);
    await Promise.all(firsts.length ? Array.from(new Set(names), load) : []);
    return keys.map((key, n) => {
      const chunk = chunks[names[n]] ?? {};
      if (!Object.hasOwn(chunk, key)) throw new Error(survey.t("js.citation.unknown", { key }));
      return chunk[key];
    });
  }

  /** The keys of papers in the files of BibTeX. @param {string[]} keys @returns {Promise<string[]>} */
  async function citationKeys(keys) {
    return (await entries(keys, "bibtex")).map((entry) => entry.match(/^@\w+\{([^,\s]+)/)?.[1] ?? "");
  }

  /** One line, without signs that steer or hide text. @param {string} text */
  function line(text) {
    return text
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
      .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g, "")
      .replace(/ {2,}/g, " ")
      .trim();
  }

  /** @param {string} text */
  function untagged(text) {
    return line(text).replace(/<(?=[A-Za-z/!?])/g, "\u2039");
  }

  /** A comment of BibTeX, which would read "@" as an entry. @param {string} text */
  function commented(text) {
    return `% ${line(text).replace(/ ?@ ?/g, " at ")}`;
  }

  /** @param {string} text */
  function markdown(text) {
    return line(text)
      .replace(/[\\\x60*_{}[\]#]/g, "\\$&")
      .replace(/[<>&$|~@^]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  }

  /** A cell of CSV; what a spreadsheet would read as a formula is marked as text. @param {string} text */
  function cell(text) {
    const neutral = line(text).replace(/((?:^|;)[\s"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
    return /[",]/.test(neutral) ? `"${neutral.replace(/"/g, '""')}"` : neutral;
  }

  /** @param {string[]} texts @param {Head} head */
  function bibtex(texts, head) {
    const top = [`${head.survey}: ${head.selection}`, head.facts].map(commented).join("\n");
    return `${top}\n${texts.map((text) => `\n${text}`).join("")}`;
  }

  /** Citations in words below a line that says what they are. @param {string[]} texts @param {Head} head */
  function listed(texts, head) {
    const top = line(`${head.survey}: ${head.selection} (${head.facts})`);
    return [top, ...texts].map((text) => `${text}\n\n`).join("");
  }

  /** @type {Record<string, (texts: string[], head: Head) => string>} A file of entries in each format. */
  const JOIN = {
    bibtex,
    biblatex: bibtex,
    ris(texts, head) {
      const database = `Database: ${head.selection} (${head.facts})`;
      const lines = [`Provider: ${head.survey}`, database, 'Content: text/plain; charset="UTF-8"'];
      const top = lines.map((text) => `${untagged(text)}\r\n`).join("");
      return top + texts.map((text) => `\r\n${text}`).join("");
    },
    csl(texts, head) {
      const source = `, "source": ${JSON.stringify(untagged(head.source))}}`;
      return `[\n${texts.map((text) => text.slice(0, -1) + source).join(",\n")}\n]\n`;
    },
    csv(texts, head) {
      const last = `,${cell(`${head.survey}: ${head.selection}`)},${cell(head.date)}`;
      return [head.columns.join(","), ...texts.map((text) => text + last)].map((text) => `${text}\r\n`).join("");
    },
    markdown(texts, head) {
      const top = [`# ${markdown(head.survey)}: ${markdown(head.selection)}`, "", markdown(head.facts), ""];
      return [...top, ...texts].map((text) => `${text}\n`).join("");
    },
  };

  /** The reader's date. */
  function today() {
    const now = new Date();
    const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  }

  /**
   * Entries joined to a file.
   *
   * @param {string[]} texts
   * @param {string} format
   * @param {string} [description] what was selected, in words
   */
  function join(texts, format, description) {
    const { survey: name, licence, columns } = survey.data.citations;
    const selection = description || survey.t("js.citation.selection");
    const date = today();
    const count = survey.t("js.paper.papers", { count: texts.length });
    const facts = [count, date, licence].join(" \u00b7 ");
    const source = `${name}: ${selection}, ${date}`;
    return (JOIN[format] ?? listed)(texts, { survey: name, selection, date, facts, source, columns });
  }

  /** The file of these papers. @param {string[]} keys @param {string} format @param {string} [description] */
  async function text(keys, format, description) {
    if (format === "cite") return `\\cite{${(await citationKeys(keys)).join(",")}}\n`;
    if (format === "keys") return (await citationKeys(keys)).map((key) => `${key}\n`).join("");
    return join(await entries(keys, format), format, description);
  }

  /** A name as part of a file's name. @param {string} name */
  function slug(name) {
    const plain = line(name).normalize("NFKD").toLowerCase();
    const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return words.slice(0, 60).replace(/-$/, "");
  }

  /** @param {string[]} keys @param {string} format @param {string} [description] */
  async function save(keys, format, description) {
    const made = await text(keys, format, description);
    const { extension, type } = [...FORMATS, ...STYLES, ...KEYS].find((one) => one.id === format) ?? FORMATS[0];
    const selection = description || survey.t("js.citation.file_name");
    const name = [slug(survey.data.citations.survey), slug(selection), today()].filter(Boolean).join("-");
    // Spreadsheets know UTF-8 by its mark only; other programs want none.
    const parts = format === "csv" ? ["\ufeff", made] : [made];
    survey.dom.download(`${name}.${extension}`, parts, `${type};charset=utf-8`);
  }

  const [formats, styles, keyFormats] = [FORMATS, STYLES, KEYS].map((table) =>
    table.map(({ id, label, extension }) => ({ id, label, extension })),
  );
  return { formats, styles, keyFormats, entries, citationKeys, markdown, join, text, save, chunkOf, slug };
})();
