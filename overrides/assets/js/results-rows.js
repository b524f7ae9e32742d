// @ts-check
// The results that papers report, as rows that can be filtered, sorted and exported. Which column groups them is in the
// data; which columns and filters the table has, the page says.
var survey = survey || {};

survey.results = (() => {
  "use strict";
  const MISSING = null;

  /**
   * The rows of the data, each with its paper's facts and the text that is searched.
   *
   * @param {ResultsData} data
   * @returns {ResultRow[]}
   */
  function read(data) {
    return data.rows.map((cells, number) => {
      /** @type {ResultRow} */
      const row = { number, key: "", title: "", topics: [], areas: [], words: "" };
      data.columns.forEach((column, n) => {
        row[column] = cells[n];
      });
      const paper = data.papers[Number(row.paper)];
      data.paper_columns.forEach((column, n) => {
        row[column] = paper[n];
      });
      row.areas = row.topics.flatMap((key) => own(data.topics, key)?.[1] ?? []);
      row.words = wordsOf(row, data);
      return row;
    });
  }

  /** @param {ResultRow} row @param {ResultsData} data */
  function wordsOf(row, data) {
    const texts = [row.title, termName(data, data.group, row[data.group]), row.figure, row.against, row.on, row.quote];
    return [...texts, ...row.topics.map((key) => topicTitle(data, key))].join(" ").toLowerCase();
  }

  /**
   * An id may be the name of something that every object has, such as "constructor".
   *
   * @template Value
   * @param {Record<string, Value>} table
   * @param {string} id
   */
  function own(table, id) {
    return Object.hasOwn(table, id) ? table[id] : undefined;
  }

  /**
   * What a value of a column is called.
   *
   * @param {ResultsData} data
   * @param {string} column
   * @param {unknown} id
   */
  function termName(data, column, id) {
    const names = own(data.terms, column);
    const known = typeof id === "string" && names ? own(names, id) : undefined;
    return known ?? String(id ?? "");
  }

  /** @param {ResultsData} data @param {string} key */
  function topicTitle(data, key) {
    return own(data.topics, key)?.[0] ?? key;
  }

  /** @param {ResultRow} row @param {string} filter @param {string} value */
  function fits(row, filter, value) {
    if (!value) return true;
    if (filter !== "topic") return String(row[filter]) === value;
    const [kind, key] = value.split(":");
    return (kind === "area" ? row.areas : row.topics).includes(key);
  }

  /**
   * The rows that fit all filters, but for one whose values are counted.
   *
   * @param {ResultRow[]} rows
   * @param {Record<string, string>} chosen by filter; `q` is searched
   * @param {string[]} filters
   * @param {string} [but]
   */
  function filter(rows, chosen, filters, but) {
    const words = chosen.q.toLowerCase().split(/\s+/).filter(Boolean);
    const asked = filters.filter((name) => name !== but && chosen[name]);
    return rows.filter(
      (row) => words.every((word) => row.words.includes(word)) && asked.every((name) => fits(row, name, chosen[name])),
    );
  }

  /** How many rows have each value of a filter. @param {ResultRow[]} rows @param {string} filter */
  function count(rows, filter) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const row of rows) {
      const values =
        filter === "topic"
          ? new Set([...row.topics.map((topic) => `topic:${topic}`), ...row.areas.map((area) => `area:${area}`)])
          : [String(row[filter])];
      for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  }

  /** The order of the groups in the page. @param {ResultRow[]} rows @param {string} group the column */
  function placesOf(rows, group) {
    /** @type {Map<unknown, number>} */
    const places = new Map();
    for (const row of rows) if (!places.has(row[group])) places.set(row[group], places.size);
    return places;
  }

  /** @typedef {string | number | null} Value */
  /** @typedef {(row: ResultRow) => Value} ValueOf */

  /**
   * What a column is sorted by.
   *
   * @param {string} column
   * @param {ResultsData} data
   * @param {Map<unknown, number>} places
   * @returns {ValueOf}
   */
  function valueBy(column, data, places) {
    if (column === "paper") return (row) => row.title;
    if (column === "topic") return (row) => (row.topics.length ? topicTitle(data, row.topics[0]) : MISSING);
    if (column === data.group) return (row) => places.get(row[column]) ?? MISSING;
    if (own(data.terms, column)) return (row) => (row[column] ? termName(data, column, row[column]) : MISSING);
    return (row) => /** @type {Value} */ (row[column] ?? MISSING);
  }

  /**
   * Only figures of one scale rank, by their worth; scales keep the order of the page.
   *
   * @param {boolean} descending the best first
   */
  function byChange(descending) {
    const sign = descending ? -1 : 1;
    return (/** @type {ResultRow} */ a, /** @type {ResultRow} */ b) =>
      Number(a._scale) - Number(b._scale) || sign * (Number(a._worth) - Number(b._worth)) || a.number - b.number;
  }

  /**
   * @param {ResultRow[]} rows
   * @param {{ column: string, descending: boolean } | null} sorting
   * @param {ResultsData} data
   * @param {Map<unknown, number>} places
   */
  function sort(rows, sorting, data, places) {
    if (!sorting) return rows;
    const { column, descending } = sorting;
    if (column === "change") return rows.slice().sort(byChange(descending));
    const value = valueBy(column, data, places);
    return rows.slice().sort((a, b) => survey.tables.ordered(value(a), value(b), descending) || a.number - b.number);
  }

  /**
   * A cell of CSV; a text that a spreadsheet would read as a formula is marked as text.
   *
   * @param {unknown} value
   */
  function csvCell(value) {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = String(value).replace(/((?:^|[;\t\r\n])[\s"]*?)(?=[=+\-@\uff1d\uff0b\uff0d\uff20\t\r])/g, "$1'");
    return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  /**
   * The rows as CSV: the paper's facts, then the result's.
   *
   * @param {ResultRow[]} rows
   * @param {ResultsData} data
   */
  function csv(rows, data) {
    const ofResult = data.columns.filter((name) => name !== "paper" && !name.startsWith("_"));
    const head = [...data.paper_columns, ...ofResult];
    const cells = (/** @type {ResultRow} */ row) =>
      head.map((name) => csvCell(name === "topics" ? row.topics.join("; ") : row[name]));
    return [head, ...rows.map(cells)].map((line) => `${line.join(",")}\r\n`).join("");
  }

  return { read, filter, count, placesOf, sort, csv, csvCell, termName, topicTitle };
})();
