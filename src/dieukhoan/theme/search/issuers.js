"use strict";
/**
 * Agencies (cơ quan ban hành) by whose name a query may narrow what it asks for: "Bộ Y tế quy chế hoạt động".
 * The same as dieukhoan/index/issuers.py.
 */
const DkIssuers = (() => {
  const ISSUED = "@=";
  const LONGEST = 12;
  const LINKS = new Set(["va", "cua", "do", "ban", "hanh"]);

  /** @type {WeakMap<Head, Set<string>>} */
  const known = new WeakMap();

  /** @param {Head} head */
  function issuersOf(head) {
    const issuers = known.get(head) ?? new Set(head.issuers);
    known.set(head, issuers);
    return issuers;
  }

  /**
   * What a query asks of the documents of an agency that it names; null if it names none, or nothing else.
   * Of several agencies those are meant that they issue together, and if there are any, with nobody else.
   * @param {Container} container @param {Query} query @returns {{query: Query, documents: Set<number>} | null}
   */
  function issued(container, query) {
    const words = query.runs.flat().map((word) => word.folded);
    /** @type {Set<string>} */
    const names = new Set();
    /** @type {Set<number>} */
    const inside = new Set();
    for (const [at, end] of named(words, issuersOf(container.head))) {
      names.add(words.slice(at, end).join(" "));
      for (let place = at; place < end; place++) inside.add(place);
    }
    const joined = withLinks(words, inside);
    const isKept = words.map((_, place) => !joined.has(place));
    const count = isKept.filter(Boolean).length;
    if (!names.size || !count || count > DkQuery.LONGEST_TYPED || query.address || query.phrases.length) return null;
    const terms = [...names, String(names.size)].map((name) => ISSUED + name);
    container.want(terms);
    const sets = terms.map((term) => new Set(container.postings(term)?.ids ?? []));
    const alone = sets.pop();
    const together = [...sets[0]].filter((number) => sets.every((documents) => documents.has(number)));
    const only = together.filter((number) => alone?.has(number));
    const documents = new Set(only.length ? only : together);
    let place = 0;
    const runs = query.runs.map((run) => run.filter(() => isKept[place++])).filter((run) => run.length);
    const isOpen = query.isOpen && isKept[words.length - 1];
    return documents.size ? { query: { ...query, runs, isOpen }, documents } : null;
  }

  /**
   * The places of names of agencies and of the words that join these to others.
   * @param {string[]} words @param {Set<number>} inside  The places of the names.
   */
  function withLinks(words, inside) {
    const found = new Set(inside);
    const places = words.map((_, place) => place);
    for (const order of [places, [...places].reverse()]) {
      let isNear = false;
      for (const place of order) {
        isNear = inside.has(place) || (isNear && LINKS.has(words[place]));
        if (isNear) found.add(place);
      }
    }
    return found;
  }

  /**
   * Where agencies stand among words, the longest name at each place: from, and up to but without.
   * @param {string[]} words @param {Set<string>} issuers @returns {[number, number][]}
   */
  function named(words, issuers) {
    /** @type {[number, number][]} */
    const found = [];
    for (let at = 0; at < words.length; at++) {
      for (let end = Math.min(words.length, at + LONGEST); end > at + 1; end--) {
        if (!issuers.has(words.slice(at, end).join(" "))) continue;
        found.push([at, end]);
        at = end - 1;
        break;
      }
    }
    return found;
  }

  return { issued };
})();
