"use strict";
/**
 * The whole container: one prebuilt lunr index, evaluated by lunr.js, for sites that are opened from a folder.
 * The same as dieukhoan/index/whole.py.
 *
 * @typedef {{head: Head, syllables: Record<string, number>, entries: Entry[], facets: Facets,
 *   rarities: number[], lunr: any}} WholeData
 */
const DkWhole = (() => {
  /** @type {WholeData | null} */
  let held = null;

  /** Called by the script of the container. @param {WholeData} data */
  function put(data) {
    held = data;
  }

  /** @returns {WholeData} */
  function data() {
    if (!held) throw new Error("no whole container");
    return held;
  }

  /** @param {string} term */
  function fieldOf(term) {
    return term[0] === "#" || (term[0] === "@" && term[1] !== "@") ? "d" : "p";
  }

  /** @implements {Container} */
  class Whole {
    /** @param {WholeData} container */
    constructor(container) {
      this.head = container.head;
      this.facets = container.facets;
      this.syllables = new Map(Object.entries(container.syllables));
      this.entries = container.entries;
      this.rarities = container.rarities;
      this.lunr = lunr.Index.load(container.lunr);
    }

    /** @param {string} term @returns {Postings | null} */
    postings(term) {
      const found = this.lunr.invertedIndex[term];
      if (!found) return null;
      const ids = Object.keys(found[fieldOf(term)]).map(Number);
      return { rarity: this.rarities[found._index], ids, levels: [] };
    }

    /** @param {Map<string, number>} shares @param {DkBoard} board */
    sums(shares, board) {
      const known = [...shares].filter(([term]) => this.lunr.invertedIndex[term]);
      if (!known.length) return;
      const length = Math.sqrt(known.reduce((sum, [, share]) => sum + share * share, 0));
      const found = this.lunr.query((query) => {
        for (const [term, boost] of known) query.term(term, { fields: [fieldOf(term)], boost, usePipeline: false });
      });
      for (const { ref, score } of found) board.add(Number(ref), Math.round(score * length));
    }

    /** @param {number} number */
    entry(number) {
      return this.entries[number];
    }

    /** @param {number} document @returns {string[]} */
    headings(document) {
      const first = DkRanking.ownersOf(this).first[document];
      return this.entries.slice(first, first + this.head.documents[document])
        .map(({ heading }) => DkAnalysis.runs(heading).flat().map((word) => word.folded).join("-"));
    }

    want() {} // everything is here
  }

  return { put, data, Whole };
})();
