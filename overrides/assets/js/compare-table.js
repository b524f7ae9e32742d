// @ts-check
// The table that sets papers side by side, as data: a row for each field and each measure, a cell for each paper. And
// the table as CSV, LaTeX and Markdown.
var survey = survey || {};

survey.comparison = (() => {
  "use strict";
  const AUTHORS = 3; // named before "et al."
  const NAME_WORDS = 3; // before a title's colon that are still a name

  /** @typedef {"stated" | "not_stated" | "unknown"} Known "unknown": nobody has looked */
  /** @typedef {{ number: number, text: string, against: string, on: string, quote: string, more: string[] }} ComparedClaim */
  /** @typedef {{ known: Known, text: string, claims: ComparedClaim[], links: { text: string, href: string }[] }} Cell */
  /** @typedef {{ id: string, label: string, kind: "field" | "measure", cells: Cell[] }} Row */
  /** @typedef {{ papers: Paper[], rows: Row[] }} Table */
  /** @typedef {{ papers: PapersData, results: ResultsData, compare: CompareData }} Data */

  /** @param {string} text @param {Known} [empty] what it means where there is none @returns {Cell} */
  function cell(text, empty = "unknown") {
    return { known: text ? "stated" : empty, text, claims: [], links: [] };
  }

  /**
   * What a paper says of something, by the data of the comparison: a text, `null` for "not stated", or nothing.
   *
   * @param {Data} data
   * @param {Paper} paper
   * @param {string} id
   */
  function said(data, paper, id) {
    const own = Object.hasOwn(data.compare.papers, paper.key) ? data.compare.papers[paper.key] : {};
    return Object.hasOwn(own, id) ? own[id] : undefined;
  }

  /** @param {Paper} paper */
  function authors(paper) {
    const names = paper.authors;
    return names.length <= AUTHORS ? names.join(", ") : survey.t("js.paper.et_al", { name: names[0] });
  }

  /** What a text of others calls a paper: by the name its title gives it, else by author and year. @param {Paper} paper */
  function shortName(paper) {
    const [name, rest] = paper.title.split(/:(.*)/s);
    if (rest !== undefined && name.trim().split(/\s+/).length <= NAME_WORDS) return name.trim();
    const surnames = paper.authors.map((author) => author.split(" ").pop() ?? "");
    const [first] = surnames;
    if (!first) return paper.title;
    const who = surnames.length > 2 ? survey.t("js.paper.et_al", { name: first }) : surnames.join(" & ");
    return [who, survey.rows.year(paper)].filter(Boolean).join(" ");
  }

  /** @param {Paper} paper @param {Data} data @returns {Cell} */
  function topicCell(paper, data) {
    const topics = paper.topics.map((row) => data.papers.topics[row]);
    const links = topics.map(([key, title]) => ({ text: title, href: survey.dom.topicAddress(key) }));
    return { ...cell(topics.map((topic) => topic[1]).join(", ")), links };
  }

  /** @param {Paper} paper @param {Data} data */
  function statusName(paper, data) {
    const key = `js.status.${paper.status ?? "unscreened"}`;
    const reasons = data.papers.facets
      .filter((one) => one.id === "reason")
      .flatMap((one) => survey.rows.names(paper, one));
    return [survey.t(key), ...reasons].join(": ");
  }

  /** @param {FacetData} facet @param {Data} data @returns {(paper: Paper) => Cell} */
  function ofFacet(facet, data) {
    return (paper) => {
      const stated = said(data, paper, facet.id) === null ? "not_stated" : "unknown";
      return cell(survey.rows.names(paper, facet).join(", "), stated);
    };
  }

  /** @param {string} id @param {Data} data @returns {(paper: Paper) => Cell} */
  function ofField(id, data) {
    return (paper) => {
      const value = said(data, paper, id);
      return cell(value ?? "", value === null ? "not_stated" : "unknown");
    };
  }

  /** @param {Data} data @returns {[string, string, (paper: Paper) => Cell][]} */
  function fields(data) {
    const facets = data.papers.facets.filter((facet) => facet.id !== data.results.group && facet.id !== "reason");
    return [
      ["authors", survey.t("js.column.authors"), (paper) => cell(authors(paper))],
      ["year", survey.t("js.facet.year"), (paper) => cell(survey.rows.year(paper))],
      ["status", survey.t("js.facet.status"), (paper) => cell(statusName(paper, data))],
      ["summary", survey.t("js.compare.summary"), (paper) => cell(paper.summary ?? "")],
      ["topics", survey.t("js.column.topics"), (paper) => topicCell(paper, data)],
      ...facets.map(
        (facet) =>
          /** @type {[string, string, (paper: Paper) => Cell]} */ ([
            facet.id,
            facet.several ? facet.names : facet.name,
            ofFacet(facet, data),
          ]),
      ),
      ...data.compare.fields.map(
        ([id, label]) => /** @type {[string, string, (paper: Paper) => Cell]} */ ([id, label, ofField(id, data)]),
      ),
      ["code", survey.t("js.facet.code"), (paper) => codeCell(paper)],
    ];
  }

  /** @param {Paper} paper @returns {Cell} */
  function codeCell(paper) {
    return { ...cell(paper.code ?? ""), links: paper.code ? [{ text: paper.code, href: paper.code }] : [] };
  }

  /** @param {ResultRow} row @param {Data} data @returns {ComparedClaim} */
  function claim(row, data) {
    const extra = data.compare.claims[row.number] ?? [];
    const more = data.compare.claim_fields.flatMap((label, n) => {
      if (extra[n] === "" || extra[n] === undefined) return [];
      return `${label}: ${extra[n] ?? survey.t("js.compare.not_stated")}`;
    });
    const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
    const stated = { text: text(row.figure), against: text(row.against), on: text(row.on), quote: text(row.quote) };
    return { number: Number(row.claim), ...stated, more };
  }

  /** A row for each measure that one of the papers reports. @param {Paper[]} papers @param {Data} data @returns {Row[]} */
  function reported(papers, data) {
    const { group } = data.results;
    const keys = new Set(papers.map((paper) => paper.key));
    const results = survey.results.read(data.results).filter((row) => keys.has(row.key));
    const ids = Array.from(new Set(results.map((row) => String(row[group] ?? ""))));
    return ids.map((id) => ({
      id: `${group}=${id}`,
      label: survey.results.termName(data.results, group, id) || survey.t("js.compare.other"),
      kind: "measure",
      cells: papers.map((paper) => {
        const own = results.filter((row) => row.key === paper.key && String(row[group] ?? "") === id);
        const claims = own.map((row) => claim(row, data));
        return { ...cell(claims.map(inWords).join("; ")), claims };
      }),
    }));
  }

  /** A result in a line, with baseline and setting or that they are not stated. @param {ComparedClaim} claim */
  function inWords(claim) {
    return `${claim.text} (${[...conditions(claim), ...claim.more].join("; ")})`;
  }

  /** @param {ComparedClaim} claim */
  function conditions({ against, on }) {
    return [
      against ? survey.t("js.compare.baseline", { baseline: against }) : survey.t("js.compare.no_baseline"),
      on ? survey.t("js.compare.setting", { setting: on }) : survey.t("js.compare.no_setting"),
    ];
  }

  /**
   * The table of some papers, in their order. Rows in which no paper has anything are left out.
   *
   * @param {string[]} keys
   * @param {Data} data
   * @returns {Table}
   */
  function table(keys, data) {
    const known = new Map(survey.rows.read(data.papers).map((paper) => [paper.key, paper]));
    const papers = keys.flatMap((key) => known.get(key) ?? []);
    /** @type {Row[]} */
    const rows = fields(data).map(([id, label, of]) => ({ id, label, kind: "field", cells: papers.map(of) }));
    const plain = papers.every((paper) => paper.status === "included");
    const filled = rows.filter(({ id, cells }) => {
      return cells.some((one) => one.known !== "unknown") && !(plain && id === "status");
    });
    return { papers, rows: [...filled, ...reported(papers, data)] };
  }

  /** Whether the papers differ in a row. @param {Row} row */
  function differs(row) {
    const [first, ...others] = row.cells.map((one) => JSON.stringify([one.known, one.text]));
    return others.some((one) => one !== first);
  }

  /** What a cell says. @param {Cell} one @param {Row} row */
  function textOf(one, row) {
    if (one.known === "stated") return one.text;
    if (one.known === "not_stated") return survey.t("js.compare.not_stated");
    return survey.t(row.kind === "measure" ? "js.compare.no_result" : "js.compare.unknown");
  }

  /** The table as texts: the heads, then each row with its label. @param {Table} made */
  function texts({ papers, rows }) {
    const head = [survey.t("js.compare.field"), ...papers.map((paper) => paper.title)];
    return [head, ...rows.map((row) => [row.label, ...row.cells.map((one) => textOf(one, row))])];
  }

  /** @param {Table} made */
  function csv(made) {
    return texts(made)
      .map((line) => `${line.map(survey.results.csvCell).join(",")}\r\n`)
      .join("");
  }

  /** @param {Table} made */
  function markdown(made) {
    const lines = texts(made).map((line) => `| ${line.map(survey.citations.markdown).join(" | ")} |\n`);
    const rule = `|${":--|".repeat(made.papers.length + 1)}\n`;
    return [lines[0], rule, ...lines.slice(1)].join("");
  }

  /** Text as LaTeX shows it; signs that it has no command for stay. @param {string} text @param {Record<string, string>} signs */
  function latexText(text, signs) {
    const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
    return Array.from(line, (sign) => (Object.hasOwn(signs, sign) ? signs[sign] : sign)).join("");
  }

  /**
   * A table in the manner of booktabs, its papers cited by the keys of the BibTeX file.
   *
   * @param {Table} made
   * @param {string[]} cited the key of each paper
   * @param {Record<string, string>} signs
   */
  function latex(made, cited, signs) {
    const plain = (/** @type {string} */ text) => latexText(text, signs);
    const heads = made.papers.map((paper, n) => `${plain(shortName(paper))}~\\cite{${cited[n]}}`);
    const [, ...rows] = texts(made);
    // After the end of a line, a bracket or a star would belong to it.
    const line = (/** @type {string[]} */ cells) => `    ${cells.join(" & ").replace(/^(?=[[*])/, "{}")} \\\\`;
    const width = (0.8 / Math.max(1, made.papers.length)).toFixed(2);
    return [
      `% \\usepackage{array,booktabs}`,
      "\\begin{table}",
      "  \\centering",
      `  \\caption{${plain(survey.t("js.compare.caption"))}}`,
      `  \\begin{tabular}{l*{${made.papers.length}}{>{\\raggedright\\arraybackslash}p{${width}\\linewidth}}}`,
      "    \\toprule",
      line(["", ...heads]),
      "    \\midrule",
      ...rows.map((cells) => line(cells.map(plain))),
      "    \\bottomrule",
      "  \\end{tabular}",
      "\\end{table}",
      "",
    ].join("\n");
  }

  return { table, differs, conditions, textOf, shortName, csv, markdown, latex, latexText };
})();
