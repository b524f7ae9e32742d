// @ts-check
// What several scripts need of the page and the browser: elements, scripts, storage, the clipboard, files.
var survey = survey || {};

survey.dom = (() => {
  "use strict";
  /** The address of the site's root as seen from this page, with a slash at its end. */
  const base = (document.currentScript?.dataset.base ?? ".").replace(/\/?$/, "/");
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
    return `${base}correct.html#paper=${key}&claim=${claim}`;
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
      made.src = base + path;
      made.onload = () => resolve();
      made.onerror = () => {
        loading.delete(path); // so that it can be tried again
        made.remove();
        reject(new Error(path));
      };
      document.head.append(made);
    });
  }

  /**
   * Load a script of the site, once. A page opened from a folder may load scripts but not fetch data.
   *
   * @param {string} path
   */
  function loadScript(path) {
    const known = loading.get(path) ?? fetchScript(path);
    loading.set(path, known);
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
    status,
    find,
    all,
    appendJoined,
    loadScript,
    readStored,
    store,
    copyText,
    download,
    oncePerFrame,
  };
})();
