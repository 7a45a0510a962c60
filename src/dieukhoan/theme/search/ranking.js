"use strict";
/**
 * From a query to the provisions that answer it, best first. The same as dieukhoan/index/search.py.
 *
 * @typedef {{rarity: number, ids: Int32Array | number[], levels: Uint8Array | number[]}} Postings
 *   Where a term stands: passages (or documents) in rising order, and its level in each.
 * @typedef {[string, string, string]} Line  An address, the label printed before it, the text.
 * @typedef {{document: string, source: string, url: string, name: string, title: string, address: string,
 *   heading: string, path: string[], lines: Line[]}} Entry  What results show of a provision.
 * @typedef {{entries: number, documents: number[], types: string[],
 *   abbreviations: Record<string, string[]>}} Head  What is always needed of an index.
 * @typedef {{head: Head, syllables: Map<string, number>, postings: (term: string) => Postings | null,
 *   sums: (shares: Map<string, number>, size: number) => DkScores, entry: (number: number) => Entry, want: (terms: string[], entries?: number[]) => void}} Container
 *   An index; `postings` and `entry` throw what says that it must be loaded first, `want` does for many.
 * @typedef {{entry: number, slot: number, score: number}} Hit  `slot` is the best passage, -1: the document.
 * @typedef {{terms: Map<string, number>, named: Map<number, number>, address: string, isNameAlone: boolean,
 *   mended: [string, string][]}} Plan
 */
/** Sums of weights by number. */
class DkScores {
  /** @param {number} size */
  constructor(size) {
    this.sums = new Int32Array(size);
    /** @type {number[]} */
    this.touched = [];
  }

  /** @param {number} number @param {number} worth */
  add(number, worth) {
    if (!this.sums[number]) this.touched.push(number);
    this.sums[number] += worth;
  }

  /** @param {Postings | null} found @param {number} share */
  addAll(found, share) {
    if (!found) return;
    const worth = share * found.rarity;
    for (let i = 0; i < found.ids.length; i++) this.add(found.ids[i], worth * found.levels[i]);
  }
}

const DkRanking = (() => {
  const { pair } = DkAnalysis;
  const SLOTS = 4;
  const WHOLE = 4;
  const SUPPOSED = 2;
  const BEGUN = 1;
  const EXACT = 6;
  const NAMED = 600;
  const DIRECT = 1_000_000;
  const PART = 3;
  const LONGEST_NAME = 11;
  const ORDERED = 400;
  const SPELLING = "\t";
  const DOCUMENT = "#";
  const NAME = "@";
  const LINKS = new Set(["so", "cua", "tai", "theo", "trong", "nam", "ve", "v", "viec"]);

  /** @param {Plan} plan @param {string} term @param {number} share */
  function add(plan, term, share) {
    plan.terms.set(term, Math.max(share, plan.terms.get(term) ?? 0));
  }

  /** @param {Plan} plan @param {Word[]} run @param {number} share @param {number} exactness */
  function addRun(plan, run, share, exactness) {
    run.forEach((word, place) => {
      add(plan, word.folded, share);
      if (word.hasMarks) add(plan, word.folded + SPELLING + word.spelled, share * exactness);
      if (place) add(plan, pair(run[place - 1].folded, word.folded), share);
    });
  }

  /**
   * The terms of a query in an index.
   * @param {Container} container @param {Query} query @returns {Plan}
   */
  function planned(container, query) {
    /** @type {Plan} */
    const plan = { terms: new Map(), named: new Map(), address: query.address, isNameAlone: false, mended: [] };
    const reading = DkReadings.read(query.runs, {
      rarity: (term) => container.postings(term)?.rarity ?? null,
      want: (terms) => container.want(terms),
      syllables: container.syllables,
      abbreviations: container.head.abbreviations,
    }, query.isOpen);
    const whole = [...reading.runs, ...query.phrases];
    const exactness = Math.max(1, Math.floor(EXACT / Math.max(1, whole.flat().length)));
    for (const run of whole) addRun(plan, run, WHOLE, exactness);
    for (const run of reading.others) addRun(plan, run, SUPPOSED, exactness);
    for (const [before, ending] of reading.endings) {
      add(plan, ending, BEGUN);
      if (before) add(plan, pair(before, ending), SUPPOSED);
    }
    plan.mended = reading.mended;
    addNames(plan, container, query);
    return plan;
  }

  /** @param {Plan} plan @param {Container} container @param {Query} query */
  function addNames(plan, container, query) {
    const words = query.runs.flat().map((word) => word.folded);
    const types = container.head.types.map((kind) => kind.split(" "));
    const used = new Set(query.spoken);
    for (let at = 0; at < words.length; ) {
      const [size, postings] = nameAt(container, words, at, types, query.spoken);
      if (postings) {
        for (const document of postings.ids) plan.named.set(document, NAMED);
        for (let place = at; place < at + size; place++) used.add(place);
      }
      at += size || 1;
    }
    const rest = words.filter((word, place) => !used.has(place) && !LINKS.has(word));
    plan.isNameAlone = plan.named.size > 0 && !rest.length && !query.phrases.length;
  }

  /**
   * The longest name of documents that begins at a word, and how many words it takes.
   * @param {Container} container @param {string[]} words @param {number} at @param {string[][]} types
   * @param {Set<number>} spoken @returns {[number, Postings | null]}
   */
  function nameAt(container, words, at, types, spoken) {
    if (spoken.has(at)) return [0, null];
    const isNumber = /^\p{Nd}/u.test(words[at]);
    const isType = types.some((kind) => kind.every((word, place) => words[at + place] === word));
    if (!isNumber && !isType) return [0, null];
    /** @type {[number, string][]} */
    const names = [];
    for (let size = Math.min(LONGEST_NAME, words.length - at); size > 0; size--) {
      const name = words.slice(at, at + size).filter((word) => word !== "so");
      const isAlone = name.length === 1 && !(isNumber && (spoken.size || words.length === 1));
      if (name.length && words[at + size - 1] !== "so" && !isAlone) names.push([size, NAME + name.join("-")]);
    }
    container.want(names.map(([, name]) => name));
    for (const [size, name] of names) {
      const found = container.postings(name);
      if (found) return [size, found];
    }
    return [0, null];
  }

  /** An address and what it stands in, the narrowest first. @param {string} address */
  function addresses(address) {
    const found = [];
    for (let steps = address.split("-"); steps.length > 1; steps = steps.slice(0, -2)) {
      found.push(NAME + NAME + steps.join("-"));
    }
    return found;
  }

  /**
   * The hits of a plan: every entry whose score is a good part of the best, best first.
   * @param {Container} container @param {Plan} plan @param {((document: number) => boolean) | null} [isChosen]
   * @returns {Hit[]}
   */
  function ranked(container, plan, isChosen = null) {
    const places = addresses(plan.address);
    const terms = [...plan.terms.keys()];
    container.want([...terms, ...terms.filter((term) => !term.includes(SPELLING)).map((term) => DOCUMENT + term),
      ...places]);
    const scores = container.sums(plan.terms, container.head.entries * SLOTS);
    const ofDocuments = [...plan.terms].filter(([term]) => !term.includes(SPELLING));
    const documents = container.sums(new Map(ofDocuments.map(([term, share]) => [DOCUMENT + term, share])),
      container.head.documents.length);
    for (const number of documents.touched) documents.sums[number] = Math.min(documents.sums[number], WHOLE * NAMED);
    for (const [number, worth] of plan.named) documents.add(number, WHOLE * worth);
    const place = places.find((address) => container.postings(address));
    if (place) {
      const there = container.sums(new Map([[place, WHOLE]]), container.head.entries * SLOTS);
      for (const slot of there.touched) scores.add(slot, there.sums[slot]);
    }
    return best(container, plan, scores, documents, isChosen);
  }

  /**
   * @param {Container} container @param {Plan} plan @param {DkScores} scores @param {DkScores} documents
   * @param {((document: number) => boolean) | null} isChosen @returns {Hit[]}
   */
  function best(container, plan, scores, documents, isChosen) {
    const owners = new Owners(container.head.documents);
    /** @type {Map<number, Hit>} */
    const found = new Map();
    for (const slot of scores.touched) {
      const entry = Math.floor(slot / SLOTS);
      const score = scores.sums[slot];
      const known = found.get(entry);
      if (!known) found.set(entry, { entry, slot, score });
      else if (score > known.score || (score === known.score && slot < known.slot)) {
        known.score = score;
        known.slot = slot;
      }
    }
    for (const number of documents.touched) {
      const entry = owners.first[number];
      if (owners.sizes[number] && !found.has(entry)) found.set(entry, { entry, slot: SLOTS * entry, score: 0 });
    }
    let most = 0;
    for (const hit of found.values()) {
      hit.score += documents.sums[owners.of(hit.entry)];
      most = Math.max(most, hit.score);
    }
    const direct = directs(container, plan, owners);
    const there = new Set(direct.filter((hit) => hit.slot >= 0).map((hit) => hit.entry));
    const others = [...found.values()].filter((hit) => hit.score >= most / PART && !there.has(hit.entry));
    const hits = [...direct, ...inOrder(others)];
    return isChosen ? hits.filter((hit) => isChosen(owners.of(hit.entry))) : hits;
  }

  /** The best in order, then the others, which nobody looks at but to count them. @param {Hit[]} hits */
  function inOrder(hits) {
    const cut = hits.length > ORDERED
      ? Int32Array.from(hits, (hit) => hit.score).sort()[hits.length - ORDERED] : 0;
    const first = hits.filter((hit) => hit.score >= cut).sort((a, b) => b.score - a.score || a.entry - b.entry);
    return cut ? [...first, ...hits.filter((hit) => hit.score < cut)] : first;
  }

  /** @param {Container} container @param {Plan} plan @param {Owners} owners @returns {Hit[]} */
  function directs(container, plan, owners) {
    if (!plan.named.size) return [];
    for (const address of addresses(plan.address)) {
      const slots = [...(container.postings(address)?.ids ?? [])]
        .filter((slot) => plan.named.has(owners.of(Math.floor(slot / SLOTS))));
      if (slots.length) return slots.map((slot) => ({ entry: Math.floor(slot / SLOTS), slot, score: DIRECT }));
    }
    if (!plan.isNameAlone) return [];
    return [...plan.named.keys()].sort((a, b) => a - b).filter((number) => owners.sizes[number])
      .map((number) => ({ entry: owners.first[number], slot: -1, score: DIRECT }));
  }

  /** Which document an entry belongs to: entries are numbered document by document. */
  class Owners {
    /** @param {number[]} sizes */
    constructor(sizes) {
      this.sizes = sizes;
      /** @type {number[]} */
      this.first = [];
      let at = 0;
      for (const size of sizes) {
        this.first.push(at);
        at += size;
      }
    }

    /** @param {number} entry */
    of(entry) {
      let low = 0;
      let high = this.first.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.first[middle] <= entry) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }
  }

  return { planned, ranked, Owners, DIRECT, SPELLING };
})();
