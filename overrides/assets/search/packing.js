// @ts-check
// Bytes of a search index: small integers, sorted tables of keys, and the scripts that hold them.
var shardSearch = shardSearch || {};

shardSearch.packing = (() => {
  "use strict";
  /** @typedef {{ epoch: string, packed: string }} Taken what the script of a part hands over */

  /** @type {Map<string, Taken>} what scripts have handed over, until it is read */
  const taken = new Map();
  const utf8 = new TextDecoder();
  const CRC = Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });

  /** What the script of each part calls. @param {string} name @param {string} epoch @param {string} packed */
  function take(name, epoch, packed) {
    taken.set(name, { epoch, packed });
  }

  /** What a part holds, once its script has run. @param {string} name */
  async function content(name) {
    const found = taken.get(name);
    if (!found) throw new Error(name);
    taken.delete(name);
    return { epoch: found.epoch, data: await unpacked(found.packed) };
  }

  /** The bytes that base 64 stands for. @param {string} text */
  function bytesOf(text) {
    const signs = atob(text);
    const bytes = new Uint8Array(signs.length);
    for (let n = 0; n < bytes.length; n++) bytes[n] = signs.charCodeAt(n); // `from` takes ten times as long
    return bytes;
  }

  /** @param {string} packed compressed bytes in base 64 */
  async function unpacked(packed) {
    const { readable, writable } = new DecompressionStream("deflate-raw");
    const writer = writable.getWriter(); // a blob as its source takes most of a millisecond to make
    const written = Promise.all([writer.write(bytesOf(packed)), writer.close()]);
    const [data] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(data);
  }

  /** Reads integers, one after the other: seven bits a byte, lowest first. */
  class Numbers {
    /** @param {Uint8Array} data @param {number} [at] */
    constructor(data, at = 0) {
      this.data = data;
      this.at = at;
    }

    next() {
      const { data } = this;
      let byte = data[this.at++];
      let value = byte & 127;
      for (let unit = 128; byte > 127; unit *= 128) {
        byte = data[this.at++];
        value += (byte & 127) * unit;
      }
      return value;
    }

    /** @param {number} length */
    bytes(length) {
      this.at += length;
      return this.data.subarray(this.at - length, this.at);
    }
  }

  /** What each key of a table holds. @param {Uint8Array} data */
  function readTable(data) {
    const numbers = new Numbers(data);
    const keys = [];
    const lengths = [];
    let key = ""; // a sign for each byte: most keys are no more, and strings are made faster than arrays
    for (let left = numbers.next(); left > 0; left--) {
      key = key.slice(0, numbers.next());
      const rest = numbers.next();
      const end = Math.min(numbers.at + rest, data.length);
      for (; numbers.at < end; numbers.at++) key += String.fromCharCode(data[numbers.at]);
      keys.push(key);
      lengths.push(numbers.next());
    }
    /** @type {Map<string, Uint8Array>} */
    const found = new Map();
    for (let n = 0; n < keys.length; n++) found.set(decoded(keys[n]), numbers.bytes(lengths[n]));
    if (numbers.at !== data.length) throw new Error(String(numbers.at));
    return found;
  }

  /** The text of bytes. @param {string} bytes a sign for each */
  function decoded(bytes) {
    return /[^\0-\x7f]/.test(bytes) ? utf8.decode(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0))) : bytes;
  }

  /** @param {Uint8Array} data */
  function readJson(data) {
    return JSON.parse(utf8.decode(data));
  }

  /** The name of the part of a space of keys that begins with a key. @param {string} space @param {string} first */
  function partName(space, first) {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(first)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    return space + ((value ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
  }

  return { take, content, Numbers, readTable, readJson, partName };
})();

shardSearch.take = shardSearch.packing.take;
