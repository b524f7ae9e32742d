// @ts-check
// What several scripts need of the page and the browser: elements, scripts, storage, the clipboard, files.
var survey = survey || {};

survey.dom = (() => {
  "use strict";
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
  /** The address of the site's root as seen from this page, with a slash at its end. */
  const base = (own?.dataset.base ?? ".").replace(/\/?$/, "/");
  /** Whether scripts are joined, as this one is with those of all pages. */
  const isJoined = own !== null && /\/site\.js$/.test(new URL(own.src).pathname);
  /** The version of this script: another one if any of those that scripts load is another. */
  const version = own ? new URL(own.src).search : "";
  const PAUSE = 400; // milliseconds between two changes of the address: Safari allows a hundred in 30 seconds
  const REFUSED = 5000; // milliseconds after which a change that was refused is tried again
  const ANEW = "survey-anew"; // where it is stored between which builds a page was loaded anew
  /** The mark of the build that data is of, which a script says; without it, that of the first data that is loaded. */
  let build = "";
  const MARK = "assets/build.js";
  const GONE = new Promise(() => {}); // until the page is gone
  /** @type {Promise<void> | undefined} */
  let asked;
  let joined = false; // whether data of it is in the page
  let stale = false; // whether there is data of another build than is said, also after the page was loaded anew
  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {string} [className]
   * @param {string} [text] always text: nothing in data can be markup
   */
  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  /**
   * @param {string} text
   * @param {string} className
   * @param {() => void} [act]
   */
  function button(text, className, act) {
    const made = element("button", className, text);
    made.type = "button";
    if (act) made.addEventListener("click", act);
    return made;
  }

  /**
   * @param {string} address
   * @param {string} [text]
   * @param {string} [className]
   */
  function link(address, text, className) {
    const made = element("a", className, text);
    made.href = address;
    return made;
  }

  /** The address of a paper's page. @param {string} key */
  function paperAddress(key) {
    return `${base}papers/${key}.html`;
  }

  /** The address of a topic's page. @param {string} key */
  function topicAddress(key) {
    return `${base}topics/${key}.html`;
  }

  /** Where a result of a paper is corrected. @param {string} key @param {number} claim its number, from 1 */
  function correctAddress(key, claim) {
    return `${base}correct.html?paper=${key}&claim=${claim}`;
  }

  /** Where a number is followed back to its source. @param {string} key of the paper @param {number} claim from 1 */
  function auditAddress(key, claim) {
    return `${base}papers/${key}.html#audit-${claim}`;
  }

  /**
   * Text that a screen reader says when it changes.
   *
   * @param {"span" | "p"} name
   * @param {string} className
   * @param {string} [text]
   */
  function status(name, className, text) {
    const made = element(name, className, text);
    made.setAttribute("role", "status");
    return made;
  }

  /**
   * An element that the page must have.
   *
   * @template {Element} Type
   * @param {string} selector
   * @param {new () => Type} type
   * @param {ParentNode} [root]
   */
  function find(selector, type, root = document) {
    const found = root.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`This page has no ${selector}`);
    return found;
  }

  /**
   * The elements that the page has.
   *
   * @param {string} selector
   * @param {ParentNode} [root]
   * @returns {HTMLElement[]}
   */
  function all(selector, root = document) {
    return Array.from(root.querySelectorAll(selector));
  }

  /**
   * Append parts with a separator between them; what is missing is left out.
   *
   * @template {Node} Parent
   * @param {Parent} parent
   * @param {(Node | string | null | undefined)[]} parts
   * @param {string} separator
   */
  function appendJoined(parent, parts, separator) {
    parts.filter(Boolean).forEach((part, n) => {
      if (n) parent.appendChild(document.createTextNode(separator));
      parent.appendChild(typeof part === "string" ? document.createTextNode(part) : /** @type {Node} */ (part));
    });
    return parent;
  }

  /** @param {string} path @returns {Promise<void>} */
  function fetchScript(path) {
    return new Promise((resolve, reject) => {
      const made = element("script");
      made.src = addressOf(path);
      made.onload = () => resolve();
      made.onerror = () => {
        made.remove();
        reject(new Error(path));
      };
      document.head.append(made);
    });
  }

  /** Whether a script is one of the theme; all others are data. @param {string} path */
  function isOfTheme(path) {
    return /^assets\/(js|search|vendor)\//.test(path);
  }

  /** The address of a script, with its version where that is known. @param {string} path */
  function addressOf(path) {
    if (path === MARK) return base + path + afterLast();
    const data = build ? `?v=${build}` : "";
    return base + path + (isOfTheme(path) ? version : data);
  }

  /** What is put to an address so that no cache has it from before a page was loaded anew, if one was in this tab. */
  function afterLast() {
    try {
      const last = sessionStorage.getItem(ANEW)?.split(" ").pop();
      return last ? `?after=${last}` : "";
    } catch {
      return ""; // nothing is stored here, so none was
    }
  }

  /**
   * Load the page anew, once for each two builds, in whichever order their files come; whether that is done.
   *
   * @param {string} found the mark of the other build
   */
  function loadAnew(found) {
    const marks = [build, found].sort().join("+");
    try {
      const done = (sessionStorage.getItem(ANEW) ?? "").split(" ");
      if (done.includes(marks)) return false;
      sessionStorage.setItem(ANEW, [...done, marks].join(" "));
    } catch {
      return false; // nothing is stored here, so it might be done without end
    }
    writeAddress();
    location.reload();
    return true;
  }

  /** Ask of which build the data is, where it is marked at all, so that no cache gives data of another. */
  async function askBuild() {
    if (own?.dataset.marked === undefined) return;
    await fetchScript(MARK).catch(() => {});
    build ||= survey.build ?? "";
  }

  /** The same, once. */
  function knowBuild() {
    asked ??= askBuild();
    return asked;
  }

  /**
   * Let no data in that is of another build than the page and the other data: the rows of one would be taken for those
   * of the other. A page that was open while the site was replaced is loaded anew; a host that goes on to send the old
   * page has new data for it, as long as all of it is of one build.
   *
   * @param {string} path of a script, which is run each time
   */
  async function runScript(path) {
    if (!isOfTheme(path)) await knowBuild();
    await fetchScript(path);
    const found = survey.builds?.[path];
    if (!found) return;
    if (found !== build) {
      if (joined) await leaveReplaced(found);
      if (build && loadAnew(found)) await GONE;
      stale = Boolean(build);
      build = found;
    }
    joined = true;
  }

  /**
   * Load the page anew, since the site was replaced while it was open; where that was done before, it is an error.
   *
   * @param {string} other what tells the other build from this one
   */
  async function leaveReplaced(other) {
    if (!stale && loadAnew(other)) await GONE;
    throw new Error(survey.t("js.site.replaced"));
  }

  /**
   * Load a script of the site, once; what failed can be tried again. A page opened from a folder may load scripts but
   * not fetch data.
   *
   * @param {string} path
   */
  function loadScript(path) {
    const known = loading.get(path) ?? runScript(path);
    loading.set(path, known);
    known.catch(() => loading.delete(path));
    return known;
  }

  /** @type {Map<string, Promise<CorrectRecord>>} */
  const papers = new Map();

  /** What the file of a paper says, which its own script has. @param {string} key */
  function loadPaper(key) {
    const known = papers.get(key) ?? loadScript(`data/papers/${key}.js`).then(() => survey.data.paper);
    papers.set(key, known);
    known.catch(() => papers.delete(key));
    return known;
  }

  /**
   * What this browser stores in a slot: `null` where nothing is, `undefined` where it stores nothing.
   *
   * @param {string} slot
   */
  function readStored(slot) {
    try {
      return localStorage.getItem(slot);
    } catch {
      return undefined;
    }
  }

  /** Store a text; whether the browser did. @param {string} slot @param {string} text */
  function store(slot, text) {
    try {
      localStorage.setItem(slot, text);
      return true;
    } catch {
      return false;
    }
  }

  /** The address of this page with a fragment, and without a query. @param {string} fragment */
  function addressWith(fragment) {
    // Not the path alone: "//page.html" would be the page of another host.
    return location.href.split(/[?#]/)[0] + (fragment ? `#${fragment}` : "");
  }

  /** @type {{ fragment: string, push: boolean } | null} */
  let unwritten = null;
  let writtenAt = -Infinity;
  let writing = 0; // the timer

  function writeAddress() {
    clearTimeout(writing);
    if (!unwritten) return;
    const { fragment, push } = unwritten;
    unwritten = null;
    writtenAt = performance.now();
    if (fragment === location.hash.slice(1) && !location.search) return;
    try {
      if (push) history.pushState(null, "", addressWith(fragment));
      else history.replaceState(null, "", addressWith(fragment));
    } catch {
      unwritten = { fragment, push }; // a browser that had enough of it takes it later
      writing = setTimeout(writeAddress, REFUSED);
    }
  }

  /**
   * Put what a page shows into its address, once it shows it. Browsers refuse more than so many changes of it.
   *
   * @param {string} fragment
   * @param {boolean} [push] whether it is a new place to come back to
   */
  function setFragment(fragment, push = false) {
    unwritten = { fragment, push: push || Boolean(unwritten?.push) };
    clearTimeout(writing);
    writing = setTimeout(writeAddress, Math.max(0, writtenAt + PAUSE - performance.now()));
  }

  window.addEventListener("pagehide", writeAddress);
  // Who goes back or follows a link has left what was still to be written.
  for (const name of ["popstate", "hashchange"]) {
    window.addEventListener(name, () => {
      unwritten = null;
    });
  }

  /** Whether one came back to this page, or loaded it anew. */
  function isReturn() {
    const [entry] = performance.getEntriesByType("navigation");
    return entry instanceof PerformanceNavigationTiming && /^(back_forward|reload)$/.test(entry.type);
  }

  /**
   * What was kept of this page when it was left, if one comes back to it, else `null`; from now on it is kept again.
   *
   * @param {string} what
   * @param {() => unknown} read what JSON can hold
   * @returns {unknown}
   */
  function keepWhileAway(what, read) {
    const slot = () => `survey-${what}:${location.href}`;
    window.addEventListener("pagehide", () => {
      try {
        sessionStorage.setItem(slot(), JSON.stringify(read()));
      } catch {
        // Nothing is stored here: the page is as new when one comes back.
      }
    });
    try {
      return isReturn() ? JSON.parse(sessionStorage.getItem(slot()) ?? "null") : null;
    } catch {
      return null;
    }
  }

  /** @param {string} text */
  function copySelected(text) {
    const before = document.activeElement;
    const area = element("textarea", "copied-text");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!copied) throw new Error(survey.t("js.copy.refused"));
  }

  /**
   * Copy a text. A page opened from a folder or over plain http may have no clipboard: then a selection is copied.
   *
   * @param {string} text
   */
  function copyText(text) {
    const direct = navigator.clipboard && window.isSecureContext;
    return (direct ? navigator.clipboard.writeText(text) : Promise.reject()).catch(() => copySelected(text));
  }

  /** Offer a file to be saved. @param {string} name @param {BlobPart[]} parts @param {string} type */
  function download(name, parts, type) {
    const made = link(URL.createObjectURL(new Blob(parts, { type })));
    made.download = name;
    document.body.append(made);
    made.click();
    made.remove();
    setTimeout(() => URL.revokeObjectURL(made.href), 60000);
  }

  /** A function that acts at most once a frame, however often it is called. @param {() => void} act */
  function oncePerFrame(act) {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        act();
      });
    };
  }

  return {
    base,
    element,
    button,
    link,
    paperAddress,
    topicAddress,
    correctAddress,
    auditAddress,
    status,
    find,
    all,
    appendJoined,
    knowBuild,
    isJoined,
    loadScript,
    runScript,
    leaveReplaced,
    loadPaper,
    readStored,
    store,
    addressWith,
    setFragment,
    keepWhileAway,
    copyText,
    download,
    oncePerFrame,
  };
})();
