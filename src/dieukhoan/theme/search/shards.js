"use strict";
/**
 * An index in shards, of which only the files that a query touches are fetched. Their format is told in
 * dieukhoan/index/shards.py.
 *
 * @typedef {(path: string) => Promise<Uint8Array>} Fetch  The bytes of a file below the folder of the index.
 */

/** What says that files must be fetched before the work can go on. */
class DkPending extends Error {}

const DkShards = (() => {
  const VERSION = 4;
  const LEAF = 512;
  /** Leaves of the directory up to which all are fetched ahead: some 2 KB each. */
  const FEW_LEAVES = 32;
  const CHUNK = 8;
  const HEADINGS = 8;
  const MOST_PAGES = 1500;
  const MOST_KNOWN = 1000;
  const MOST_CHUNKS = 600;
  const NOTHING = new Uint8Array(0);
  const text = new TextDecoder();
  const bytes = new TextEncoder();

  /** @param {Uint8Array} data @returns {Promise<Uint8Array>} */
  async function unzipped(data) {
    if (data[0] !== 0x1f || data[1] !== 0x8b) return data; // the server has done it
    const stream = new Blob([/** @type {BlobPart} */ (data)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** Reads varints one after the other. */
  class Reader {
    /** @param {Uint8Array} data */
    constructor(data) {
      this.data = data;
      this.at = 0;
    }

    number() {
      let value = 0;
      for (let shift = 1; ; shift *= 128) {
        const byte = this.data[this.at++];
        value += (byte & 127) * shift;
        if (byte < 128) return value;
      }
    }

    /** @param {number} size */
    bytes(size) {
      this.at += size;
      return this.data.subarray(this.at - size, this.at);
    }
  }

  /**
   * The packed postings of a term in a page, or null: the terms stand in order, each told by how many bytes it
   * shares with the one before it and what follows them.
   * @param {Uint8Array} data @param {Uint8Array} key
   */
  function inPage(data, key) {
    const reader = new Reader(data);
    let matched = 0; // bytes that the term before shares with the key, which it precedes
    while (reader.at < data.length) {
      const shared = reader.number();
      const rest = reader.bytes(reader.number());
      const body = reader.bytes(reader.number());
      if (shared > matched) continue;
      if (shared < matched) return null;
      let place = 0;
      while (place < rest.length && matched < key.length && rest[place] === key[matched]) {
        place++;
        matched++;
      }
      if (place === rest.length && matched === key.length) return body;
      if (place < rest.length && (matched === key.length || rest[place] > key[matched])) return null;
    }
    return null;
  }

  /** The entries of a chunk, each with the facts of its document. @param {Uint8Array} data */
  async function records(data) {
    const reader = new Reader(data);
    const facts = JSON.parse(text.decode(await unzipped(reader.bytes(reader.number()))));
    const list = JSON.parse(text.decode(await unzipped(data.subarray(reader.at))));
    return /** @type {Entry[]} */ (list.map((/** @type {Entry} */ record) => ({ ...facts, ...record })));
  }

  /** @param {Uint8Array} data @returns {Postings} */
  function unpacked(data) {
    const reader = new Reader(data);
    const head = reader.number();
    const count = Math.floor(head / 16);
    const rarity = data[reader.at++];
    const ids = new Int32Array(count);
    let place = -1;
    for (let i = 0; i < count; i++) ids[i] = place += reader.number();
    const levels = new Uint8Array(count);
    if (head & 15) levels.fill(head & 15);
    else for (let i = 0; i < count; i++) levels[i] = (data[reader.at + (i >> 1)] >> (i & 1 ? 0 : 4)) & 15;
    return { rarity, ids, levels };
  }

  /**
   * The place of the last that is not above what is sought, -1 if all are.
   * @template {string | number} T @param {ArrayLike<T>} sorted @param {T} term
   */
  function lastUpTo(sorted, term) {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Forgets the older half of what is kept when it is too much. @param {Map<any, unknown>} kept @param {number} most */
  function trim(kept, most) {
    if (kept.size <= most) return;
    let rest = kept.size - most / 2;
    for (const key of kept.keys()) if (rest-- > 0) kept.delete(key);
  }

  /** @implements {Container} */
  class Shards {
    /** @param {Fetch} fetch @param {Head & {leaves: string[]}} head @param {Map<string, number>} syllables */
    constructor(fetch, head, syllables) {
      this.fetch = fetch;
      this.head = head;
      this.syllables = syllables;
      this.firstEntry = [0];
      this.firstChunk = [0];
      head.documents.forEach((size, number) => {
        this.firstEntry.push(this.firstEntry[number] + size);
        this.firstChunk.push(this.firstChunk[number] + Math.ceil(size / CHUNK));
      });
      /** @type {Map<number, string[]>} */
      this.leaves = new Map();
      /** @type {Map<number, Uint8Array>} */
      this.pages = new Map();
      /** @type {Map<number, Entry[]>} */
      this.chunks = new Map();
      /** @type {Map<number, string[][]>} */
      this.headingsOf = new Map();
      /** @type {Map<string, Postings | null>} */
      this.known = new Map();
      /** @type {Map<string, () => Promise<void>>} */
      this.missing = new Map();
      /** Files that are on their way, for this question or an earlier one. */
      /** @type {Map<string, Promise<void>>} */
      this.underway = new Map();
    }

    /** @param {Fetch} fetch */
    static async open(fetch) {
      const [head, words] = await Promise.all([fetch("search.bin").then(unzipped), fetch("w.bin").then(unzipped)]);
      const known = JSON.parse(text.decode(head));
      if (known.version !== VERSION) throw new Error("Chỉ mục tìm kiếm do phiên bản khác viết.");
      /** @type {Map<string, number>} */
      const syllables = new Map();
      for (const row of text.decode(words).split("\n")) {
        const [word, rarity] = row.split("\t");
        if (word) syllables.set(word, Number(rarity));
      }
      return new Shards(fetch, known, syllables);
    }

    /** @param {string} term @returns {Postings | null} */
    postings(term) {
      const known = this.known.get(term);
      if (known !== undefined) return known;
      const leaf = lastUpTo(this.head.leaves, term);
      const firsts = leaf < 0 ? [] : this.leaves.get(leaf);
      if (!firsts) throw this.lackingLeaf(leaf);
      const place = lastUpTo(firsts, term);
      const number = leaf * LEAF + place;
      const page = place < 0 ? NOTHING : this.pages.get(number);
      if (!page) throw this.lacking(`t/${number}.bin`, async (data) => {
        this.pages.set(number, await unzipped(data));
      });
      const found = inPage(page, bytes.encode(term));
      const postings = found ? unpacked(found) : null;
      trim(this.known, MOST_KNOWN);
      this.known.set(term, postings);
      return postings;
    }

    /** @param {Map<string, number>} shares @param {DkBoard} board */
    sums(shares, board) {
      for (const [term, share] of shares) board.addAll(this.postings(term), share);
    }

    /** @param {number} number @returns {Entry} */
    entry(number) {
      const document = lastUpTo(this.firstEntry, number);
      const place = number - this.firstEntry[document];
      const chunk = this.firstChunk[document] + Math.floor(place / CHUNK);
      const entries = this.chunks.get(chunk);
      if (!entries) throw this.lacking(`e/${chunk}.bin`, async (data) => {
        this.chunks.set(chunk, await records(data));
      });
      return entries[place % CHUNK];
    }

    /** @param {number} document @returns {string[]} */
    headings(document) {
      const number = Math.floor(document / HEADINGS);
      const several = this.headingsOf.get(number);
      if (!several) throw this.lacking(`h/${number}.bin`, async (data) => {
        this.headingsOf.set(number, text.decode(await unzipped(data)).split("\n").map((line) => line.split(" ")));
      });
      return several[document % HEADINGS];
    }

    /** @param {number} leaf */
    lackingLeaf(leaf) {
      return this.lacking(`k/${leaf}.bin`, async (data) => {
        this.leaves.set(leaf, text.decode(await unzipped(data)).split("\n"));
      });
    }

    /** Fetches the rest of a small directory, so that later queries need not ask where their terms stand. */
    async readAhead() {
      if (this.head.leaves.length > FEW_LEAVES) return;
      await this.complete(() => {
        this.head.leaves.forEach((_, leaf) => {
          if (!this.leaves.has(leaf)) this.lackingLeaf(leaf);
        });
        if (this.missing.size) throw new DkPending();
      });
    }

    /** @param {string} path @param {(data: Uint8Array) => Promise<void>} take */
    lacking(path, take) {
      this.missing.set(path, () => {
        const arriving = this.underway.get(path)
          ?? this.fetch(path).then(take).finally(() => this.underway.delete(path));
        this.underway.set(path, arriving);
        return arriving;
      });
      return new DkPending(path);
    }

    /**
     * Asks for many terms, entries and headings of documents at once, so that one wait fetches them all.
     * @param {string[]} terms @param {number[]} [entries] @param {number[]} [documents]
     */
    want(terms, entries = [], documents = []) {
      for (const term of terms) this.tried(() => this.postings(term));
      for (const number of entries) this.tried(() => this.entry(number));
      for (const number of documents) this.tried(() => this.headings(number));
      if (this.missing.size) throw new DkPending();
    }

    /** @param {() => unknown} work */
    tried(work) {
      try {
        work();
      } catch (error) {
        if (!(error instanceof DkPending)) throw error;
      }
    }

    /**
     * Does work, fetching what it lacks and starting again until nothing is lacking.
     * @template T @param {() => T} work @param {() => boolean} [isStale] @returns {Promise<T | null>}
     */
    async complete(work, isStale = () => false) {
      for (;;) {
        if (isStale()) return null;
        try {
          return work();
        } catch (error) {
          if (!(error instanceof DkPending)) throw error;
        }
        const waiting = [...this.missing.values()];
        this.missing.clear();
        trim(this.pages, MOST_PAGES);
        trim(this.chunks, MOST_CHUNKS);
        await Promise.all(waiting.map((take) => take()));
      }
    }
  }

  return { Shards, unzipped };
})();
