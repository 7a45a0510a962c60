"use strict";
/**
 * From text to what is compared: syllables without diacritics, their spelling, pairs of neighbours.
 * The same as dieukhoan/index/analysis.py; tests/index/vectors.json holds both to it.
 *
 * @typedef {{folded: string, spelled: string, start: number, end: number, isCapital: boolean,
 *   hasMarks: boolean}} Word  A syllable or number of a text and where it stands.
 */
const DkAnalysis = (() => {
  const TOKEN = /[\p{L}\p{N}]+|[.;:!?…](?=\s|$)|[\n\t\v]/gu;
  const LETTER = /^[\p{L}\p{N}]/u;
  const COMBINING = /\p{Mn}/gu;
  /** @type {Record<string, string>} */
  const TONES = { "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5" };
  const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;
  const OTHER_MARKS = /(?![\u0306\u0302\u031b])\p{Mn}/gu;
  // One vowel y after its consonants is i: kỹ, kĩ; lý, lí; quy, qui. Not tay, thuỷ, y.
  const LONE_Y = /^(qu|[bcdđghklmnprstvx]+)y$/u;
  const ZEROS = /^0+(?=\d)/u;

  /** @param {string} text */
  function plain(text) {
    return text.replace(LONE_Y, "$1i").replace(ZEROS, "");
  }

  /** Remembers what a function made of each syllable: there are few of them. */
  /** @template T @param {(syllable: string) => T} work @returns {(syllable: string) => T} */
  function remembered(work) {
    /** @type {Map<string, T>} */
    const known = new Map();
    return (syllable) => {
      let made = known.get(syllable);
      if (made === undefined) {
        made = work(syllable);
        if (known.size > 20_000) known.clear();
        known.set(syllable, made);
      }
      return made;
    };
  }

  /**
   * One writing for every spelling of a syllable: letters first, the tone as a digit after them.
   */
  const spell = remembered((/** @type {string} */ syllable) => {
    const signs = syllable.toLowerCase().normalize("NFD");
    const tones = signs.match(TONE);
    const tone = tones ? TONES[tones[tones.length - 1]] : "";
    return plain(signs.replace(OTHER_MARKS, "").normalize("NFC")) + tone;
  });

  /**
   * A syllable as search compares it: no diacritics, đ as d, one writing for y and i.
   */
  const fold = remembered((/** @type {string} */ syllable) =>
    plain(syllable.toLowerCase().normalize("NFD").replace(COMBINING, "").replaceAll("đ", "d")));

  const hasMarks = remembered((/** @type {string} */ syllable) =>
    /[đ\p{Mn}]/u.test(syllable.toLowerCase().normalize("NFD")));

  /**
   * The words of an NFC text, in runs that no end of a sentence parts.
   * @param {string} text
   * @returns {Word[][]}
   */
  function runs(text) {
    /** @type {Word[][]} */
    const found = [[]];
    for (const match of text.matchAll(TOKEN)) {
      const token = match[0];
      if (LETTER.test(token)) {
        found[found.length - 1].push({
          folded: fold(token),
          spelled: spell(token),
          start: match.index,
          end: match.index + token.length,
          isCapital: token === token.toUpperCase() && token !== token.toLowerCase(),
          hasMarks: hasMarks(token),
        });
      } else if (found[found.length - 1].length) {
        found.push([]);
      }
    }
    return found[found.length - 1].length ? found : found.slice(0, -1);
  }

  /** @type {Map<string, number>} */
  const numbers = new Map();

  /** A number for a folded word, the same one every time, above 0. @param {string} folded */
  function numberOf(folded) {
    const known = numbers.get(folded) ?? numbers.size + 1;
    numbers.set(folded, known);
    return known;
  }

  /** @param {string} first @param {string} second */
  function pair(first, second) {
    return `${first} ${second}`;
  }

  return { spell, fold, hasMarks, runs, pair, numberOf };
})();
