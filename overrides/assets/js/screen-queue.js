// @ts-check
// The queue of the page for screening, as one reader sees it: decisions leave it at once, before the server has
// answered, and come back when the server refuses them.
var survey = survey || {};

survey.ScreenQueue = (() => {
  "use strict";

  return class ScreenQueue {
    constructor() {
      /** What waits, as the server says. @type {ScreenEntry[]} */
      this.known = [];
      /** How many wait, of which the server says the first only. */
      this.total = 0;
      /** Keys whose decisions are on their way. @type {Set<string>} */
      this.sent = new Set();
      /** The key that is shown; empty where nothing waits. */
      this.current = "";
    }

    /** What waits for this reader. */
    get entries() {
      return this.known.filter((entry) => !this.sent.has(entry.key));
    }

    /** How many wait for this reader. */
    get count() {
      const sent = this.known.length - this.entries.length;
      return Math.max(this.entries.length, this.total - sent);
    }

    /** The place of what is shown, from 0; -1 where nothing is. */
    get place() {
      return this.entries.findIndex((entry) => entry.key === this.current);
    }

    /** What is shown. */
    get entry() {
      return this.entries.find((entry) => entry.key === this.current);
    }

    /**
     * Take the server's queue; what is shown stays shown as long as it waits.
     *
     * @param {ScreenEntry[]} queue
     * @param {number} [total] how many wait in all
     */
    renew(queue, total = queue.length) {
      const place = Math.max(0, this.place);
      this.known = queue;
      this.total = total;
      const left = this.entries;
      if (!this.entry) this.current = (left[Math.min(place, left.length - 1)] ?? left[0])?.key ?? "";
    }

    /** Show an entry that waits; whether it does. @param {string} key */
    show(key) {
      const waits = this.entries.some((entry) => entry.key === key);
      if (waits) this.current = key;
      return waits;
    }

    /** Go on or back without deciding; whether there is another one. @param {number} steps */
    move(steps) {
      const next = this.entries[this.place + steps];
      if (!next || this.place < 0) return false;
      this.current = next.key;
      return true;
    }

    /** The keys that come after what is shown. @param {number} count */
    after(count) {
      const place = this.place;
      return this.entries.slice(place + 1, place + 1 + count).map((entry) => entry.key);
    }

    /** Take what is shown out, and show what comes after it. */
    send() {
      const { current: key, place } = this;
      this.sent.add(key);
      const left = this.entries;
      this.current = (left[place] ?? left[place - 1])?.key ?? "";
      return key;
    }

    /** The server has written a decision. @param {string} key */
    arrived(key) {
      this.sent.delete(key);
    }

    /** The server has refused a decision: it is shown again, wherever it ranks. @param {ScreenEntry} entry */
    bringBack(entry) {
      this.sent.delete(entry.key);
      if (this.known.length < this.total && !this.known.some(({ key }) => key === entry.key)) this.known.push(entry);
      this.show(entry.key);
    }
  };
})();
