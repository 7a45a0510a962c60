"use strict";
/**
 * From the terms of a query to the provisions that answer it, best first. The same as dieukhoan/index/ranking.py.
 *
 * @typedef {{rarity: number, ids: Int32Array | number[], levels: Uint8Array | number[]}} Postings
 *   Where a term stands: passages (or documents) in rising order, and its level in each.
 * @typedef {[string, string, string]} Line  An address, the label printed before it, the text.
 * @typedef {{document: string, source: string, url: string, name: string, title: string, address: string,
 *   heading: string, path: string[], lines: Line[]}} Entry  What results show of a provision.
 * @typedef {{entries: number, documents: number[], longest: number, types: string[],
 *   questions: [string, string, boolean][], forms: string[], issuers: string[], abbreviations: Record<string, string[]>}} Head  What is always needed of an index.
 * @typedef {{head: Head, syllables: Map<string, number>, postings: (term: string) => Postings | null,
 *   sums: (shares: Map<string, number>, board: DkBoard) => void, entry: (number: number) => Entry,
 *   headings: (document: number) => string[], want: (terms: string[], entries?: number[], documents?: number[]) => void}} Container
 *   An index; `sums` adds up on a board what terms weigh; `headings` are those of a document's entries, folded, with
 *   hyphens. `postings`, `entry` and `headings` throw what says that it must be loaded first, `want` does for many.
 * @typedef {{entry: number, slot: number, score: number}} Hit  `slot` is the best passage, -1: the document.
 */
const DkRanking = (() => {
  const { WHOLE, NAMED, ASIDE, SPELLING, DOCUMENT, addresses, headingTerm } = DkPlan;
  const { pair } = DkAnalysis;
  const SLOTS = 4;
  const DIRECT = 1_000_000;
  const SURE = 100_000;
  const FEW = 8;
  const HIGHEST = 15;
  const STEP = 6;
  const HEADING = 54;
  const HEADING_RARITY = 60;
  const PART = 3;
  const ORDERED = 400;

  /** What ranking needs of an index, made once: the owner of each entry, room for sums. */
  class Room {
    /** @param {Container} container */
    constructor({ head }) {
      this.slots = new DkBoard(head.entries * SLOTS);
      this.documents = new DkBoard(head.documents.length);
      this.totals = new Int32Array(head.entries);
      this.owners = new Owners(head.documents);
    }
  }

  /** @type {WeakMap<Container, Room>} */
  const rooms = new WeakMap();

  /** @param {Container} container */
  function roomOf(container) {
    const known = rooms.get(container) ?? new Room(container);
    rooms.set(container, known);
    return known;
  }

  /**
   * The hits of a plan: every entry whose score is a good part of the best, best first.
   * @param {Container} container @param {Plan} plan @returns {Hit[]}
   */
  function ranked(container, plan) {
    const places = addresses(plan.address);
    container.want([...needed(plan), ...places]);
    const room = roomOf(container);
    const { slots, documents } = room;
    slots.clear();
    documents.clear();
    container.sums(new Map([...plan.terms].map(([term, share]) =>
      [term, plan.aside.has(term) ? Math.min(share, ASIDE) : share])), slots);
    const ofDocuments = [...plan.terms].filter(([term]) => !term.includes(SPELLING));
    container.sums(new Map(ofDocuments.map(([term, share]) => [DOCUMENT + term, share])), documents);
    documents.limit(WHOLE * NAMED);
    for (const [number, worth] of plan.named) documents.add(number, WHOLE * worth);
    const place = places.find((address) => container.postings(address));
    if (place) container.sums(new Map([[place, WHOLE]]), slots);
    if (plan.heading) container.sums(new Map([[plan.heading, WHOLE]]), slots);
    if (plan.named.size && plan.named.size <= FEW) addHeaded(container, plan, room);
    return best(container, plan, room);
  }

  /**
   * Adds what the headings of the named documents tell that the index does not: long lists are cut, and a heading
   * that very many have is no term; those of a few documents can be read.
   * @param {Container} container @param {Plan} plan @param {Room} room
   */
  function addHeaded(container, plan, { slots, owners: { sizes, first } }) {
    const documents = [...plan.named.keys()];
    container.want(plan.heading ? [plan.heading] : [], [], documents);
    /** @type {Map<string, {worth: number, kept: Set<number>}>} */
    const cut = new Map();
    for (const [term, share] of plan.terms) {
      const found = term.includes(SPELLING) || plan.aside.has(term) ? null : container.postings(term);
      if (found && found.ids.length >= container.head.longest) {
        cut.set(term, { worth: share * found.rarity, kept: new Set(found.ids) });
      }
    }
    const sought = plan.heading && !container.postings(plan.heading) ? plan.heading : null;
    for (const document of documents) {
      container.headings(document).slice(0, sizes[document]).forEach((heading, place) => {
        const words = heading.split("-");
        const level = Math.min(HIGHEST, STEP + Math.floor(HEADING / words.length));
        const terms = new Set([...words, ...words.slice(1).map((word, before) => pair(words[before], word))]);
        const there = [...terms].flatMap((term) => cut.get(term) ?? []);
        const whole = headingTerm(words) === sought ? WHOLE * HEADING_RARITY * HIGHEST : 0;
        const start = SLOTS * (first[document] + place);
        for (let slot = start; slot < start + SLOTS; slot++) {
          const worth = there.reduce((sum, one) => (one.kept.has(slot) ? sum : sum + one.worth * level), whole);
          if (worth) slots.add(slot, worth);
        }
      });
    }
  }

  /** The terms whose postings a plan needs. @param {Plan} plan */
  function needed(plan) {
    const terms = [...plan.terms.keys()];
    const ofDocuments = terms.filter((term) => !term.includes(SPELLING)).map((term) => DOCUMENT + term);
    return [...terms, ...ofDocuments, ...(plan.heading ? [plan.heading] : [])];
  }

  /**
   * Looks at every entry in turn, which is quicker than at the touched ones here and there.
   * @param {Container} container @param {Plan} plan @param {Room} room @returns {Hit[]}
   */
  function best(container, plan, { slots: { sums }, documents, totals, owners: { sizes, first, owner } }) {
    let mostInside = 0;
    let mostOutside = 0;
    let entry = 0;
    for (let number = 0; number < sizes.length; number++) {
      const more = documents.sums[number];
      let most = 0;
      for (let rest = sizes[number]; rest > 0; rest--, entry++) {
        const slot = SLOTS * entry;
        const own = Math.max(sums[slot], sums[slot + 1], sums[slot + 2], sums[slot + 3]);
        const isMeant = !plan.within || plan.within.has(number);
        const total = isMeant && (own || entry === first[number]) ? own + more : 0; // a document alone: its first
        totals[entry] = total;
        if (total > most) most = total;
      }
      if (plan.sure.has(number)) mostInside = Math.max(mostInside, most);
      else mostOutside = Math.max(mostOutside, most);
    }
    const direct = directs(container, plan, owner);
    const there = new Set(direct.filter((hit) => hit.slot >= 0).map((hit) => hit.entry));
    /** @type {Hit[]} */
    const others = [];
    entry = 0;
    for (let number = 0; number < sizes.length; number++) {
      const isInside = plan.sure.has(number);
      const most = isInside ? mostInside : mostOutside;
      for (const end = entry + sizes[number]; entry < end; entry++) {
        const score = totals[entry];
        if (score * PART < most || score === 0 || there.has(entry)) continue;
        let slot = SLOTS * entry;
        for (let next = slot + 1; next < SLOTS * (entry + 1); next++) if (sums[next] > sums[slot]) slot = next;
        others.push({ entry, slot, score: isInside ? score + SURE : score });
      }
    }
    return [...direct, ...inOrder(others)];
  }

  /** The best in order, then the others, which nobody looks at but to count them. @param {Hit[]} hits */
  function inOrder(hits) {
    const cut = hits.length > ORDERED
      ? Int32Array.from(hits, (hit) => hit.score).sort()[hits.length - ORDERED] : 0;
    const first = hits.filter((hit) => hit.score >= cut).sort((a, b) => b.score - a.score || a.entry - b.entry);
    return cut ? [...first, ...hits.filter((hit) => hit.score < cut)] : first;
  }

  /**
   * @param {Container} container @param {Plan} plan @param {Int32Array} owner  The document of each entry.
   * @returns {Hit[]}
   */
  function directs(container, plan, owner) {
    if (!plan.named.size) return [];
    for (const address of addresses(plan.address)) {
      const slots = [...(container.postings(address)?.ids ?? [])]
        .filter((slot) => plan.named.has(owner[Math.floor(slot / SLOTS)]));
      if (slots.length) return slots.map((slot) => ({ entry: Math.floor(slot / SLOTS), slot, score: DIRECT }));
    }
    if (!plan.isNameAlone) return [];
    return [...plan.named.keys()].sort((a, b) => a - b).map((number) => owner.indexOf(number))
      .filter((entry) => entry >= 0).map((entry) => ({ entry, slot: -1, score: DIRECT }));
  }

  /** Which document an entry belongs to: entries are numbered document by document. */
  class Owners {
    /** @param {number[]} sizes */
    constructor(sizes) {
      this.sizes = sizes;
      this.first = new Int32Array(sizes.length);
      this.owner = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
      let at = 0;
      sizes.forEach((size, number) => {
        this.first[number] = at;
        this.owner.fill(number, at, at + size);
        at += size;
      });
    }

    /** @param {number} entry */
    of(entry) {
      return this.owner[entry];
    }
  }

  /** Which document an entry of an index belongs to. @param {Container} container */
  function ownersOf(container) {
    return roomOf(container).owners;
  }

  return { SLOTS, ranked, ownersOf, DIRECT };
})();
