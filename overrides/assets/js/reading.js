// @ts-check
// The reader's own marks: which papers to read, in which order, and which are read. They are kept in this
// browser and nowhere else; where it keeps nothing, they last as long as the page.
var survey = survey || {};

survey.reading = (() => {
  "use strict";
  const { base, element, link, all } = survey.dom;
  // All sites opened from folders share one storage, so each survey has a slot of its own, by its name.
  const NAME = survey.dom.find("meta[name=application-name]", HTMLMetaElement).content;
  const SLOT = `survey-reading:${NAME}`;
  const VERSION = 1;
  const { keysIn } = survey.selection;
  /** @type {(() => void)[]} */
  const listeners = [];
  /** @type {Marks | null} the marks that the browser would not keep */
  let memory = null;
  /** @type {{ text: string | null, marks: Marks }} what was read last */
  let known = { text: null, marks: { list: [], read: [] } };
  /** @type {{ marks: Marks, list: Set<string>, read: Set<string> } | null} until this task ends: rows of long lists ask one by one */
  let current = null;
  /** @type {Promise<Map<string, ReadingPaper>> | null} */
  let loading = null;

  /** @typedef {{ list: string[], read: string[] }} Marks keys in the reader's order */
  /** @typedef {{ title: string, summary: string, url: string, note: string }} ReadingPaper */

  /**
   * The marks in a text, or `null` where it has none that can be read.
   *
   * @param {string} text
   * @returns {Marks | null}
   */
  function parse(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return null;
    }
    if (!data || typeof data !== "object" || data.version !== VERSION || !Array.isArray(data.list)) return null;
    return { list: keysIn(data.list), read: keysIn(data.read) };
  }

  /** @param {Marks} marks */
  function asText({ list, read }) {
    return JSON.stringify({ version: VERSION, survey: NAME, list, read });
  }

  /** @returns {Marks} */
  function load() {
    if (memory) return memory;
    const text = survey.dom.readStored(SLOT);
    if (text === undefined) {
      memory = { list: [], read: [] };
      return memory;
    }
    if (text !== known.text) known = { text, marks: (text !== null && parse(text)) || { list: [], read: [] } };
    return known.marks;
  }

  /** The marks as they are in this task. */
  function now() {
    if (current) return current;
    const marks = load();
    current = { marks, list: new Set(marks.list), read: new Set(marks.read) };
    queueMicrotask(() => {
      current = null;
    });
    return current;
  }

  /** @param {Marks} marks */
  function save(marks) {
    current = null;
    const old = survey.dom.readStored(SLOT);
    // What another version wrote, or something broke, is put aside and not lost.
    const broken = typeof old === "string" && !parse(old);
    const safe = !broken || survey.dom.store(`${SLOT}:unreadable`, old);
    memory = safe && survey.dom.store(SLOT, asText(marks)) ? null : marks;
  }

  /**
   * Every change begins with what is stored now, so that two open pages do not undo each other's.
   *
   * @param {(marks: Marks) => Marks} edit
   */
  function change(edit) {
    save(edit(copy()));
    showAll();
  }

  function copy() {
    const { list, read } = load();
    return { list: list.slice(), read: read.slice() };
  }

  /** @param {"list" | "read"} name @param {string} key @param {boolean} wanted */
  function put(name, key, wanted) {
    if (!keysIn([key]).length) return;
    change((marks) => {
      const others = marks[name].filter((other) => other !== key);
      return { ...marks, [name]: wanted ? [...others, key] : others };
    });
  }

  /** Whether a paper is on the list. @param {string} key */
  function has(key) {
    return now().list.has(key);
  }

  /** @param {string} key */
  function isRead(key) {
    return now().read.has(key);
  }

  /** @param {string} key */
  function toggle(key) {
    put("list", key, !has(key));
  }

  /** Put papers at the end of the list; how many were not on it. @param {string[]} keys */
  function add(keys) {
    const added = keysIn(keys).filter((key) => !has(key));
    if (added.length) change((marks) => ({ ...marks, list: keysIn([...marks.list, ...added]) }));
    return added.length;
  }

  /** @param {string} key @param {boolean} read */
  function markRead(key, read) {
    put("read", key, read);
  }

  /** @param {Marks} marks */
  function replace(marks) {
    change(() => ({ list: keysIn(marks.list), read: keysIn(marks.read) }));
  }

  /**
   * A paper that was renamed keeps its marks.
   *
   * @param {string[]} aliases its names of before
   * @param {string} key
   */
  function rename(aliases, key) {
    const { list, read } = load();
    const old = aliases.filter((alias) => list.includes(alias) || read.includes(alias));
    if (!old.length) return;
    const renamed = (/** @type {string[]} */ keys) => keysIn(keys.map((name) => (old.includes(name) ? key : name)));
    change((marks) => ({ list: renamed(marks.list), read: renamed(marks.read) }));
  }

  /**
   * A button that stays pressed. Its words stay the same: what it says and whether it is so are two things.
   *
   * @param {string} text
   * @param {string} about
   * @param {"list" | "read"} kind
   * @param {string} key
   */
  function pressable(text, about, kind, key) {
    const made = survey.dom.button(text, "mark-button", () => {
      if (kind === "list") toggle(key);
      else markRead(key, !isRead(key));
    });
    made.dataset.mark = kind;
    made.dataset.of = key;
    if (about) made.setAttribute("aria-label", `${text}: ${about}`);
    showPressed(made);
    return made;
  }

  /** @param {HTMLElement} made */
  function showPressed(made) {
    const key = made.dataset.of ?? "";
    made.setAttribute("aria-pressed", String(made.dataset.mark === "list" ? has(key) : isRead(key)));
  }

  /** @param {string} key @param {string} [title] */
  function button(key, title = "") {
    return pressable(survey.t("js.reading.save"), title, "list", key);
  }

  /** @param {string} key @param {string} [title] */
  function readButton(key, title = "") {
    return pressable(survey.t("js.reading.mark"), title, "read", key);
  }

  /** @returns {Promise<Map<string, ReadingPaper>>} */
  async function loadPapers() {
    const data = await survey.search.loadPapers();
    const papers = survey.rows.read(data);
    return new Map(
      papers.map((paper) => {
        const url = survey.dom.paperAddress(paper.key);
        const note = survey.rows.note(data, paper);
        return [paper.key, { title: paper.title, summary: paper.summary || "", url, note }];
      }),
    );
  }

  /** What every paper is called, by key. What failed is tried again. */
  function papers() {
    if (loading) return loading;
    loading = loadPapers();
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /** Bring all that shows marks up to date. */
  function showAll() {
    for (const made of all("[data-mark]")) showPressed(made);
    for (const place of all("[data-read-of]")) showProgress(place);
    for (const note of all("[data-kept]")) note.hidden = !memory;
    for (const made of all("[data-list-link]")) nameLink(made);
    for (const listener of listeners) listener();
  }

  /** @param {HTMLElement} made */
  function nameLink(made) {
    made.textContent = survey.t("js.reading.list", { count: load().list.length });
  }

  /** Says that nothing is kept, where that is so. */
  function keptNote() {
    const note = element("p", "remark", survey.t("js.reading.not_kept"));
    note.dataset.kept = "";
    note.hidden = !memory;
    return note;
  }

  /**
   * How much of a path is read; nothing is shown where it has not been begun, unless `always`.
   *
   * @param {HTMLElement} place
   */
  function showProgress(place) {
    const keys = (place.dataset.readOf ?? "").split(" ").filter(Boolean);
    const done = keys.filter(isRead).length;
    const bar = place.querySelector("progress") ?? place.appendChild(element("progress"));
    const words = place.querySelector("span") ?? place.appendChild(element("span"));
    bar.max = keys.length;
    bar.value = done;
    bar.setAttribute("aria-label", survey.t("js.reading.progress"));
    words.textContent = survey.t("js.reading.done", { done, count: keys.length });
    place.hidden = !done && !("always" in place.dataset);
  }

  /** A list of what to read first, whose papers it names by their keys, becomes a path. @param {HTMLElement} list */
  function makePath(list) {
    (list.dataset.keys ?? "").split(" ").forEach((key, number) => {
      const item = list.children[number];
      item.append(" ", readButton(key, item.querySelector("a")?.textContent ?? ""));
    });
    const progress = list.previousElementSibling;
    if (!(progress instanceof HTMLElement)) return;
    progress.dataset.readOf = list.dataset.keys;
    progress.dataset.always = "";
    showProgress(progress);
  }

  /** The buttons on a paper's page. @param {HTMLElement} place */
  function onPaper(place) {
    const key = place.dataset.reading ?? "";
    const made = link(`${base}reading-list.html`);
    made.dataset.listLink = "";
    nameLink(made);
    const select = survey.selection.check(key, "", survey.t("js.selection.this"));
    place.append(select, button(key), readButton(key), made, keptNote());
  }

  /** Elements of a page that name papers by former keys as well. */
  function renameAll() {
    for (const place of all("[data-key][data-aliases], [data-reading][data-aliases]")) {
      const aliases = (place.dataset.aliases ?? "").split(" ").filter(Boolean);
      rename(aliases, place.dataset.key ?? place.dataset.reading ?? "");
    }
  }

  function start() {
    window.addEventListener("storage", (event) => {
      if (event.key === SLOT || event.key === null) showAll();
    });
    // A page that the browser kept in memory shows what was true when it was left.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) showAll();
    });
    renameAll();
    for (const place of all("[data-reading]")) onPaper(place);
    for (const list of all("ol[data-keys]")) makePath(list);
    for (const place of all("[data-path]")) {
      document.querySelector(`td a[href="${place.dataset.topic}"]`)?.after(" ", place);
      place.dataset.readOf = place.dataset.path;
      place.classList.add("progress");
      showProgress(place);
    }
  }

  start();
  return {
    name: NAME,
    has,
    add,
    toggle,
    button,
    isRead,
    markRead,
    readButton,
    keys: () => load().list.slice(),
    marks: copy,
    replace,
    rename,
    parse,
    text: () => asText(load()),
    papers,
    keptNote,
    onChange: (/** @type {() => void} */ listener) => listeners.push(listener),
  };
})();
