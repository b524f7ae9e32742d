// What scripts share: the data that the generator writes, and what they make of it.

/** A set of values that papers have, such as venues: `values` are `[id, name]`. */
interface FacetData {
  /** What the page's address calls the facet, and names the cell of a paper's row. */
  id: string;
  name: string;
  /** The name of several. */
  names: string;
  /** Whether it may be a column of the table. */
  column: boolean;
  /** Whether it is a column of the table at first. */
  usual: boolean;
  /** Whether it is in the panel of filters. */
  facet: boolean;
  /** Whether a paper may have several values: its cell is a list of rows of `values`, else one or `null`. */
  several: boolean;
  /** The id and the name of each value; one with a third cell, 0, is not in the vocabulary. */
  values: [string, string, 0?][];
}

/** Key, title, summary, and the area it belongs to. */
type TopicData = [string, string, string, string | null];

/** assets/explore-data.js */
interface PapersData {
  topics: TopicData[];
  /** The names of a row's cells. */
  columns: string[];
  facets: FacetData[];
  papers: unknown[][];
}

/** A row of the papers, with named cells. */
interface Paper {
  /** Its place among the papers. */
  id: number;
  key: string;
  title: string;
  authors: string[];
  published: string | null;
  status: string | null;
  /** Rows of the topics. */
  topics: number[];
  /** How many results it reports. */
  results: number;
  code: string | null;
  summary: string | null;
  /** The cells of the survey's own facets. */
  [facet: string]: unknown;
}

/** A paper as Explore filters and sorts it. */
interface ListedPaper extends Paper {
  year: string;
  /** The ids of its values by facet. */
  values: Record<string, string[]>;
  /** Its place by title. */
  titled: number;
}

/** A facet of Explore, the survey's own or of every survey. */
interface Facet {
  id: string;
  name: string;
  /** Whether it is in the panel. */
  listed: boolean;
  /** Whether it is unfolded at first. */
  open: boolean;
  labels: Map<string, string>;
}

interface Column {
  id: string;
  name: string;
  /** Whether it is shown at first. */
  usual?: boolean;
  /** Whether its cells are numbers. */
  figure?: boolean;
  /** The survey's own facet that it shows. */
  facet?: FacetData;
}

type Side = "include" | "exclude";

/** What Explore shows. */
interface State {
  q: string;
  include: Record<string, string[]>;
  exclude: Record<string, string[]>;
  sort: string;
  view: "list" | "table";
  columns: string[];
}

interface Filter {
  facet: string;
  value: string;
  side: Side;
  name: string;
  label: string;
}

/** What a list or table of papers is made of. */
interface Shown {
  collection: SurveyCollection;
  papers: ListedPaper[];
  sought: Sought | null;
  columns: string[];
}

type SurveyCollection = InstanceType<typeof survey.explore.state.Collection>;

/** A paper that a search finds, by its number: its place among all papers in the order of day and key. */
interface Hit {
  id: number;
  score: number;
  /** Which share of the query it matches. */
  matched: number;
}

/** A topic, a person, a term or a statement that a search finds. */
interface Named {
  name: string;
  /** Seen from the root of the site. */
  address: string;
  /** What it is, or the id of a statement's kind. */
  kind: string;
  papers: number;
}

/** The answer of the search. */
type Sought = InstanceType<typeof shardSearch.engine.Sought>;

interface Found {
  /** All papers, the best first: there may be many. */
  hits: Hit[];
  /** The numbers of those with every word. */
  whole: Set<number>;
  /** The numbers of so many papers, the best first. */
  first(most: number): number[];
  /** How many papers there are. */
  count: number;
  /** How many of them have every word. */
  wholes: number;
  /** What is marked in texts. */
  sought: Sought;
  topics: Named[];
  people: Named[];
  terms: Named[];
  statements: Named[];
  /** Whether the query is the identifier of one paper, which may not be here. */
  identified: boolean;
  /** How many parts of the index could not be loaded. */
  missing: number;
}

/** What a list of results says of a paper. */
interface SearchRecord {
  key: string;
  title: string;
  /** What it is, its topic and its year. */
  note: string;
  excluded: boolean;
}

/** What answers searches; it may have to load parts of its index first. Of what could not be loaded, a map has nothing. */
interface SearchEngine {
  /** @param shown of how many papers the records will be wanted */
  search(query: string, shown?: number): Promise<Found>;
  records(ids: number[]): Promise<Map<number, SearchRecord>>;
  /** Summary and abstract as one text. */
  texts(ids: number[]): Promise<Map<number, string>>;
}

/** What a search box shows: the answer to a query, with the records of the first papers. */
interface Answer {
  engine: SearchEngine;
  query: string;
  found: Found;
  /** The numbers of the papers that are shown. */
  ids: number[];
  records: Map<number, SearchRecord>;
}

/** assets/results-data.js */
interface ResultsData {
  /** The names of a row's cells; `paper` is a row of the papers. */
  columns: string[];
  rows: (string | number | null)[][];
  /** The names of a paper's cells; `topics` is a list of keys. */
  /** The columns that say how a result was found, each with its label. */
  evidence: [string, string][];
  /** The value of a column whose sentence does not state it. */
  not_stated: string;
  paper_columns: string[];
  papers: unknown[][];
  /** Title and area by key. */
  topics: Record<string, [string, string | null]>;
  /** What values are called, by column. */
  terms: Record<string, Record<string, string>>;
  /** The column that groups the rows. */
  group: string;
}

interface ResultRow {
  number: number;
  key: string;
  title: string;
  topics: string[];
  areas: string[];
  /** The text that is searched. */
  words: string;
  [column: string]: unknown;
}

/** assets/citations/index.js and the chunks next to it. */
interface CitationsData {
  survey: string;
  licence: string;
  columns: string[];
  firsts: string[];
  entries: Record<string, Record<string, string>>;
}

/** assets/compare-data.js: a value is a text, or null where the text of the paper does not say. */
interface CompareData {
  /** Id and label of fields that are no facets. */
  fields: [string, string][];
  /** Values by paper and field. */
  papers: Record<string, Record<string, string | null>>;
  claim_fields: string[];
  /** In the order of the results. */
  claims: (string | null)[][];
  /** What LaTeX writes for a sign. */
  latex: Record<string, string>;
}

/** A field that can be corrected, and what it may hold. */
interface CorrectField {
  id: string;
  /** What readers call a field that the survey declares. */
  label?: string;
  help?: string;
  unit?: string;
  kind: "line" | "date" | "number" | "choice" | "yes-no" | "quotation";
  pattern?: string;
  example?: string;
  /** How many letters it may have. */
  most?: number;
  several?: boolean;
  /** The values that there are, each with its name: here, or the name of a list. */
  values?: [string, string][];
  choices?: string;
  required?: boolean;
  /** Whether sources state it, so that a correction says why. */
  sourced?: boolean;
  declared?: boolean;
}

/** What a change of one form may be: a pattern of its unit, what it is above, and the least. */
interface ChangeLimits {
  unit: string;
  above: number | null;
  least: number | null;
}

/** assets/correct-data.js */
interface CorrectData {
  fields: { paper: CorrectField[]; claim: CorrectField[]; topic: CorrectField[] };
  choices: Record<string, [string, string][]>;
  number: { pattern: string; thousands: string };
  figures: {
    number: string;
    words: Record<string, number[]>;
    /** A pattern of how many orders of magnitude a text says. */
    orders: string;
    /** The forms of which a direction is said. */
    directed: string[];
    /** By form, the parts of a change that it needs and cannot have. */
    parts: Record<string, { needed: string[]; none: string[] }>;
    limits: Record<string, ChangeLimits>;
  };
  not_stated: string;
  repository: string | null;
  branch: string;
  contact: string | null;
  topics: CorrectRecord[];
}

/** What a file says, by field: data/papers/KEY.js, or a topic. */
interface CorrectRecord {
  key: string;
  title: string;
  file: string;
  values: Record<string, string | string[]>;
  topic?: boolean;
  /** Where a paper was published, and its year where that does not say it. */
  where?: string[];
  claims?: Record<string, string | string[]>[];
  /** The abstracts that quotations must be in. */
  texts?: string[];
  provenance?: Record<string, Record<string, string | number>>;
}

/** What a reader proposes: other values of one field, or of the parts of a claim, or a remark. */
interface Correction {
  record: CorrectRecord;
  /** The number of the claim, from 1; 0 where it is another field. */
  claim: number;
  /** What is corrected; none where it is a remark. */
  field: CorrectField | undefined;
  fields: CorrectField[];
  values: Record<string, string | string[]>;
  before: Record<string, string | string[]>;
  note: string;
  source: string;
}

/** An entry of the queue of the page for screening. */
interface ScreenEntry {
  key: string;
  title: string;
  year?: number | null;
  probability?: number | null;
  kind: "candidate" | "paper";
}

interface ScreenReason {
  id: string;
  name: string;
  definition?: string;
}

/** A field that the survey declares, as the page for screening proposes values of it. */
interface ScreenFieldInfo {
  id: string;
  of: string;
  label: string;
  several: boolean;
  terms: { id: string; name: string }[];
}

/** A worked example of what belongs to the survey and what does not. */
interface ScreenExample {
  title?: string | null;
  papers: { key: string; title: string }[];
  status?: string | null;
  why: string;
}

/** GET /api/state */
interface ScreenState {
  survey: {
    name: string;
    scope: {
      statement: string;
      included: ScreenExample[];
      excluded: ScreenExample[];
      borderline: ScreenExample[];
    };
  };
  readers: string[];
  /** How many readers decide on each candidate. */
  needed: number;
  topics: { key: string; title: string; area?: string | null; summary: string }[];
  reasons: ScreenReason[];
  fields: ScreenFieldInfo[];
  /** The beginning of the queue, with what is shown. */
  queue: ScreenEntry[];
  /** How many are in the whole queue. */
  queued: number;
  progress: {
    waiting: number;
    decided: number;
    mine: number;
    included: number;
    excluded: number;
    unsure: number;
    conflicts: number;
  };
  agreement: { readers: string[]; both: number; agree: number; kappa: number | null }[];
  advice: {
    left: number;
    upper: number;
    recall: number | null;
    confidence: number;
    may_stop: boolean;
    method: string;
    source: string;
  } | null;
  undo: { key: string; title: string } | null;
  learned_from: number;
  /** Whether the survey has saved searches. */
  watched?: boolean;
}

/** A result that an abstract seems to state. */
interface ScreenClaim {
  quote: string;
  start: number;
  end: number;
  figure: [number, number];
  /** The figure as the site writes it; without less or more where its sentence does not say which. */
  words: string;
  /** How the site will read it, where `words` leave it open; empty elsewhere. */
  read_as: string;
  /** The values of its fields, as people see them. */
  terms: { label: string; value: string }[];
  /** The labels of fields that a claim must have, and for which nothing is proposed. */
  missing: string[];
  probability: number;
  claim: object;
}

/** GET /api/candidate */
interface ScreenCandidate {
  key: string;
  title: string;
  authors: string[];
  published: string | null;
  venue: string | null;
  arxiv: string | null;
  doi: string | null;
  links: { label: string; url: string }[];
  abstract: string;
  /** None where it is decided, or nothing is learned. */
  probability: number | null;
  words: [string, number][];
  marks: { start: number; end: number; weight: number }[];
  proposals: {
    topics: { value: string; title: string; probability?: number | null; because: { key: string; title: string }[] }[];
    reasons: { value: string; probability?: number }[];
    fields: Record<string, { value: string; title?: string; probability?: number | null }[]>;
    named?: Record<string, string[]>;
  };
  claims: ScreenClaim[];
  related: { key: string; title: string; shared?: string[] }[];
  resembled: { key: string; title: string; why: string; kind: "paper" | "candidate" }[];
  found: { search: string; date: string; url?: string | null }[];
}

/** A part of an abstract: a claim's number, or -1; how strong it is as evidence, negative against inclusion. */
interface ScreenPiece {
  text: string;
  level: number;
  claim: number;
  figure: boolean;
}

/** What was chosen for a candidate. */
interface ScreenDraft {
  topics: string[];
  fields: Record<string, string[]>;
  /** Places of the proposed claims that are taken over. */
  claims: number[];
  summary: string;
  note: string;
}

/** A value to choose, and what it means. */
interface ScreenChoice {
  value: string;
  name: string;
  meaning?: string | null;
}

/** What one reader said of a work that readers disagree about. */
interface ScreenAnswer {
  reader: string;
  status: string;
  reason?: string | null;
  topic?: string | string[] | null;
  note?: string | null;
  date: string;
}

/** An entry of GET /api/conflicts */
interface ScreenConflict {
  key: string;
  title: string;
  abstract: string;
  answers: ScreenAnswer[];
}

/** A field of a paper's form, and what it may say. */
interface ScreenFormField {
  id: string;
  of: string;
  label: string;
  help: string;
  type: string;
  several: boolean;
  required: boolean;
  choices: ScreenChoice[] | null;
  /** How a value is written, or an example of one. */
  form?: string | null;
}

interface ScreenFinding {
  level: string;
  rule?: string;
  field?: string | null;
  message: string;
  fix?: string | null;
}

/** GET /api/paper */
interface ScreenPaper {
  key: string;
  digest: string;
  values: Record<string, unknown>;
  forms: ScreenFormField[];
  findings: ScreenFinding[];
}

/** What a form has for a field: it is shown, and says what does not fit. */
interface ScreenFieldEntry {
  root: HTMLElement;
  say(findings: ScreenFinding[]): void;
}

/** What of the form for a candidate its parts need. */
interface ScreenForm {
  candidate: ScreenCandidate;
  draft: ScreenDraft;
  topicBox: { input: HTMLInputElement; show(values: string[]): void } | null;
  keep(change: Partial<ScreenDraft>): void;
  change(change: Partial<ScreenDraft>): void;
  toggleClaim(place: number): void;
  toggleTopic(key: string): boolean;
  toggleField(field: ScreenFieldInfo, value: string): void;
  focusTitle(): void;
}

type Message = string | { one?: string; other: string; [form: string]: string | undefined };

/** What scripts of the generator assign. */
declare namespace survey {
  /** The mark of the build that each data script is of, by its path. */
  var build: string | undefined;
  var builds: Record<string, string> | undefined;
  /** Snowball's name of the language, if it has a stemmer for it. */
  var stemmer: string | null | undefined;
  let messages: Record<string, Message>;
  let data: {
    papers: PapersData;
    abstracts: string[];
    results: ResultsData;
    changes: {
      generated: string | null;
      papers: Record<string, unknown>;
      claims?: Record<string, unknown>;
      feeds: [string, string, string][];
    };
    citations: CitationsData;
    compare: CompareData;
    correct: CorrectData;
    paper: CorrectRecord;
  };
}
