// @ts-check
// The language of every search box: words, "exact words", -without, author:name, year:2023..2025, has:code; and what is
// pasted whole: an arXiv number, a DOI, an address, or a citation such as "Lovelace et al. (1843)".
var shardSearch = shardSearch || {};

shardSearch.query = (() => {
  "use strict";
  /** @typedef {{ text: string, out: boolean }} Phrase words one after the other, or one word that must not be there */
  /** @typedef {{ field: string, value: string, out: boolean, open: boolean }} Condition `open`: still being typed */
  /** @typedef {{ text: string, phrases: Phrase[], conditions: Condition[] }} Query `text` is what is ranked by */
  /** @typedef {{ words: string, names: string[], year: string }} Citation */

  const MOST_SIGNS = 1000; // of a query that count
  const BLANK = /[\s\0-\x1f\x85]/g;
  /** A sign that leaves out, a field, and what is in quotation marks or goes on to the next blank. */
  const PIECE = /(-?)(?:([\p{L}\p{Nl}\p{No}][\p{L}\p{Nl}\p{No}-]*):)?(?:"([^"]*)("|$)|(\S+))/gu;
  const YEARS = /^(?:(\d{1,4})|(\d{0,4})(?:\.\.|–|-)(\d{0,4}))$/;
  const ARXIV = /(?:^|[\s/:.[(])(\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?!\d)/;
  const DOI = /10\.\d{4,9}(?:\.\d+)*\/[^\s?#"<>]+/;
  const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?)$/;
  const CITED = /(?<![\p{L}\p{N}_])et\.? al(?![\p{L}\p{N}_])\.?/giu;
  const GLUED = /^([\p{L}\p{Nl}\p{No}]{2,})((?:19|20)\d\d)([\p{L}\p{Nl}\p{No}]*)$/u; // "lovelace1843"
  const YEAR = /^(?:19|20)\d\d$/;

  /** A text as far as it counts, with one kind of blanks. @param {string} typed */
  function cleaned(typed) {
    const kept = typed.length > MOST_SIGNS ? Array.from(typed).slice(0, MOST_SIGNS).join("") : typed;
    return kept.replace(BLANK, " ");
  }

  /**
   * The years that a text asks for, unfinished ones as far as they go: "2023", "2023..2025", "2023..", "..2025".
   *
   * @param {string} text
   * @returns {[string, string] | null} the first and the last
   */
  function years(text) {
    const match = YEARS.exec(text);
    if (!match) return null;
    const [, only, from = only, to = only] = match;
    return [(from ?? "").padEnd(4, "0"), (to ?? "").padEnd(4, "9")];
  }

  /** @param {Query} query @param {string} text */
  function addPhrase(query, text) {
    query.phrases.push({ text, out: false });
    query.text += ` ${text} `;
  }

  /** Put a piece without a field into a query. @param {Query} query @param {RegExpMatchArray} match */
  function putWords(query, [whole, minus, name, quoted, closed, bare]) {
    const text = quoted ?? bare;
    if (minus && !name && /^\p{L}/u.test(text)) query.phrases.push({ text, out: true });
    else if (closed && !name && text.trim()) addPhrase(query, text);
    else query.text += ` ${whole}`;
  }

  /**
   * Put a piece into a query; without a known field, and a value that it may have, it is text.
   *
   * @param {Query} query
   * @param {RegExpMatchArray} match
   * @param {(name: string) => string | null} fieldOf
   * @param {boolean} last
   */
  function put(query, match, fieldOf, last) {
    const [, minus, name, quoted, closed, bare] = match;
    const value = quoted ?? bare;
    const field = name && fieldOf(name.toLowerCase());
    const begun = bare?.endsWith(":") && fieldOf(bare.slice(0, -1).toLowerCase());
    if (begun || (field && !value.trim())) return; // its value is not typed yet
    if (!field || (field === "year" && !years(value))) putWords(query, match);
    else query.conditions.push({ field, value, out: Boolean(minus), open: last && !closed });
  }

  /**
   * Read a query. Nothing that is typed is an error: what means nothing here is text.
   *
   * @param {string} typed
   * @param {(name: string) => string | null} fieldOf the field that a name means, if any
   */
  function parse(typed, fieldOf) {
    /** @type {Query} */
    const query = { text: "", phrases: [], conditions: [] };
    const text = typed.replace(/[“”„‟«»]/g, '"');
    const pieces = Array.from(text.matchAll(PIECE));
    const end = pieces.at(-1);
    for (const piece of pieces) put(query, piece, fieldOf, piece === end && !/\s$/.test(text));
    const open = query.text.endsWith(end?.[0] ?? "") && !/\s$/.test(text);
    query.text = query.text.trim() + (open || !query.text.trim() ? "" : " "); // a blank ends the last word
    return query;
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return cleaned(decodeURIComponent(text));
    } catch {
      return text; // a percent sign of its own
    }
  }

  /** A DOI with what addresses and sentences add to it, then without. @param {string} found */
  function dois(found) {
    const bare = found.replace(/[.,;:)\]}'>]+$/, "");
    return [found, bare, bare.replace(/(?:\.pdf|\/(?:full|abstract|pdf|epdf|html|meta))+$/, "")];
  }

  /** An address without what does not change where it leads. @param {string} address */
  function tidy(address) {
    const [, rest] = ADDRESS.exec(address) ?? [];
    if (!rest) return "";
    const [path, asked = ""] = rest.replace(/#.*$/, "").split("?");
    const kept = asked.split("&").filter((part) => part && !/^(?:utm_\w+|fbclid|gclid|ref|source)=/.test(part));
    const bare = path.replace(/\/(?:index\.html?)?$/, "").replace(/\.pdf$/, "");
    return kept.length ? `${bare.replace(/\/pdf$/, "/forum")}?${kept.join("&")}` : bare;
  }

  /**
   * The forms in which a paper may be known of which a pasted text is one, likeliest first. A name of a page has
   * a slash before it, since a DOI may end in the same.
   *
   * @param {string} pasted
   * @param {string} [pages] how the addresses of pages of documents begin: each is known by this and its name
   */
  function identifiers(pasted, pages = "") {
    const text = decoded(pasted.trim().toLowerCase()).replace(/^[<("'[]+|[>)"'\],;.]+$/g, "");
    const found = [];
    const doi = DOI.exec(text)?.[0];
    if (doi) found.push(...dois(doi));
    const arxiv = doi && !doi.startsWith("10.48550/") ? null : ARXIV.exec(text);
    if (arxiv) found.push(arxiv[1]);
    const own = pages && new RegExp(`(?:^|/)${pages.replace(/\W/g, "\\$&")}([\\w-]+)\\.(?:html|md)`).exec(text);
    if (own) found.push(pages + own[1]);
    const address = tidy(text);
    if (address.includes("/")) found.push(address, address.slice(address.lastIndexOf("/")));
    return found;
  }

  /** Whether a text is an identifier and nothing else, so that its words need not be looked for. @param {string} pasted */
  function isIdentifier(pasted) {
    const text = pasted.trim().toLowerCase();
    if (/^https?:\/\/\S+$/.test(text)) return true;
    const bare = text.replace(/^(?:arxiv|doi)\s*:?\s*/, "").replace(/\s*\[[\w.-]+\]$/, "");
    return [ARXIV, DOI].some((known) => {
      const found = known.exec(bare);
      return found?.index === 0 && found[0].length === bare.length;
    });
  }

  /**
   * What a text cites: names and a year ("Lovelace et al. (1843)", "lovelace1843"), or names and "et al.".
   *
   * @param {string} text
   * @returns {Citation | null}
   */
  function citation(text) {
    const bare = text.replace(CITED, " ");
    const several = bare !== text;
    const spaced = bare.trim().replace(GLUED, "$1 $2 $3");
    const words = spaced
      .replace(/[(),;&]|\.(?=\s|$)/g, " ")
      .split(/\s+/)
      .filter((word) => word && word !== "and");
    const place = words.findIndex((word) => YEAR.test(word));
    const names = place < 0 ? words : words.slice(0, place);
    const areNames =
      names.length > 0 && names.length <= 4 && names.every((word) => /^\p{L}[\p{L}\p{M}'’-]*$/u.test(word));
    if (!areNames || (place < 0 && !several)) return null;
    return { words: words.join(" "), names, year: words[place] ?? "" };
  }

  return { cleaned, parse, years, identifiers, isIdentifier, tidy, citation };
})();
