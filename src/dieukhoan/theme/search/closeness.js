"use strict";
/**
 * Among the first hits, those come first in whose text the words of the query stand together.
 * The same as dieukhoan/index/closeness.py.
 *
 * @typedef {{words: Set<number>, terms: Map<number, number>}} Worths
 *   What words and pairs are worth, by their numbers, and the words that stand in them.
 */
const DkCloseness = (() => {
  const { numberOf, pair, runs } = DkAnalysis;
  const FIRST = 10;
  const LEAST = 3;
  const LEVEL = 6;
  const TOGETHER = 2;
  /** Joins the numbers of two words into one for their pair. */
  const BASE = 1 << 24;
  /** @typedef {{third: number, worth: number}} Triple */

  /** @type {WeakMap<Entry, Int32Array[]>} */
  const known = new WeakMap();

  /**
   * The heading and the paragraphs of an entry as numbered words, 0 where a run ends, made once.
   * @param {Container} container @param {Entry} entry
   */
  function numberedTexts({ head: { abbreviations } }, entry) {
    const found = known.get(entry) ?? [entry.heading, ...entry.lines.map((line) => line[2])].map((text) =>
      Int32Array.from(runs(text).flatMap((run) => [...run.flatMap((word) => indexed(word, abbreviations)), 0])));
    known.set(entry, found);
    return found;
  }

  /** The number of a word, or those of the words that it is short for. */
  /** @param {Word} word @param {Record<string, string[]>} abbreviations @returns {number | number[]} */
  function indexed({ folded, isCapital }, abbreviations) {
    if (!isCapital || !Object.hasOwn(abbreviations, folded)) return numberOf(folded);
    return runs(abbreviations[folded][0]).flat().map((word) => numberOf(word.folded));
  }

  /**
   * The hits, the first of them in a new order, with what their triples are worth in their scores.
   * @param {Container} container @param {Plan} plan @param {Hit[]} hits @returns {Hit[]}
   */
  function closest(container, plan, hits) {
    if (plan.runs.every((run) => run.length < LEAST)) return hits;
    const triples = triplesOf(container, plan);
    const first = hits.slice(0, FIRST);
    container.want([], first.map((hit) => hit.entry));
    const worths = termWorths(container, plan);
    const closer = first.map((hit) => {
      const texts = numberedTexts(container, container.entry(hit.entry));
      const together = Math.max(...texts.map((words) => textWorth(worths, words)));
      return { ...hit, score: hit.score + worthOf(triples, texts) + TOGETHER * together };
    });
    return [...closer.sort((a, b) => b.score - a.score), ...hits.slice(FIRST)];
  }

  /**
   * What each word and pair of a plan is worth, wherever it stands.
   * @param {Container} container @param {Plan} plan @returns {Worths}
   */
  function termWorths(container, plan) {
    /** @type {Worths} */
    const found = { words: new Set(), terms: new Map() };
    for (const [term, share] of plan.terms) {
      if (term.includes(DkPlan.SPELLING)) continue;
      const [first, second] = term.split(" ").map(numberOf);
      found.words.add(first);
      if (second) found.words.add(second);
      found.terms.set(second ? first * BASE + second : first, share * (container.postings(term)?.rarity ?? 0));
    }
    return found;
  }

  /** What the terms are worth that stand in a text, each counted once. @param {Worths} worths @param {Int32Array} text */
  function textWorth({ words, terms }, text) {
    /** @type {Set<number>} */
    const seen = new Set();
    let sum = 0;
    for (let place = 0; place < text.length; place++) {
      if (!words.has(text[place])) continue;
      for (const term of [text[place], place ? text[place - 1] * BASE + text[place] : 0]) {
        const value = terms.get(term);
        if (value === undefined || seen.has(term)) continue;
        seen.add(term);
        sum += value;
      }
    }
    return sum;
  }

  /**
   * What each three words in a row are worth, by their first two: as much as their two pairs on average.
   * @param {Container} container @param {Plan} plan @returns {Map<number, Triple[]>}
   */
  function triplesOf(container, plan) {
    /** @type {Map<number, Triple[]>} */
    const found = new Map();
    for (const run of plan.runs) {
      for (let place = 2; place < run.length; place++) {
        const words = run.slice(place - 2, place + 1).map((word) => word.folded);
        const pairs = [pair(words[0], words[1]), pair(words[1], words[2])];
        const [one, other] = pairs.map((term) => container.postings(term)?.rarity);
        if (!one || !other) continue;
        const both = (plan.terms.get(pairs[0]) ?? 0) * one + (plan.terms.get(pairs[1]) ?? 0) * other;
        const [first, second, third] = words.map(numberOf);
        const same = found.get(first * BASE + second) ?? [];
        if (same.every((triple) => triple.third !== third)) same.push({ third, worth: Math.floor(LEVEL * both / 2) });
        found.set(first * BASE + second, same);
      }
    }
    return found;
  }

  /** @param {Map<number, Triple[]>} triples @param {Int32Array[]} texts */
  function worthOf(triples, texts) {
    /** @type {Set<Triple>} */
    const seen = new Set();
    for (const words of texts) {
      for (let place = 2; place < words.length; place++) {
        if (!words[place - 2]) continue;
        for (const triple of triples.get(words[place - 2] * BASE + words[place - 1]) ?? []) {
          if (triple.third === words[place]) seen.add(triple);
        }
      }
    }
    return [...seen].reduce((sum, { worth }) => sum + worth, 0);
  }

  return { closest, numberedTexts, termWorths, textWorth };
})();
