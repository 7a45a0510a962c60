"use strict";
/**
 * What a query says by itself: words, phrases, what is left out, addresses in words.
 * The same as dieukhoan/index/query.py.
 *
 * @typedef {{text: string, runs: Word[][], phrases: Word[][], excluded: Word[][], address: string,
 *   spoken: Set<number>, isOpen: boolean}} Query
 */
const DkQuery = (() => {
  const LONGEST = 400;
  const LONGEST_TYPED = 10;
  const QUOTED = /(?<!\S)(-?)["“”„]([^"“”„]+)["“”„]/gu;
  const EXCLUDED = /(?<!\S)-(?=\p{L})(\S+)/gu;
  const OR = /(?<!\S)(?:OR|HOẶC|\|)(?!\S)/gu;
  const FINISHED = /[\s.?!,;:]$/u;
  /** @type {Record<string, string>} */
  const LEVELS = {
    dieu: "dieu", khoan: "khoan", diem: "diem", chuong: "chuong", muc: "muc", phan: "phan", "phu luc": "phu-luc",
    d: "dieu", k: "khoan",
  };
  const ORDER = ["phan", "chuong", "phu-luc", "muc", "dieu", "khoan", "diem"];
  const SHORT = /^([dk])(\d{1,3}[a-z]?)$/u;
  const NUMBER = /^\d{1,3}[a-z]?$/u;
  const ROMAN = /^[ivxlc]{1,6}$/u;
  const POINT = /^(?:[a-z]\d?|dd|\d{1,2})$/u;
  /** @type {Record<string, string>} */
  const TELEX = { đ: "dd", ư: "uw", ă: "aw", â: "aa", ê: "ee", ô: "oo", ơ: "ow" };

  /** @param {string} text */
  function flat(text) {
    return DkAnalysis.runs(text).flat();
  }

  /** The parts of a query between OR or HOẶC; in a text all in capitals HOẶC is a word like others. */
  /** @param {string} text */
  function alternatives(text) {
    const hidden = text.replace(QUOTED, (quoted) => ".".repeat(quoted.length));
    const isUpper = text === text.toUpperCase() && text !== text.toLowerCase();
    const parts = [];
    let start = 0;
    for (const { 0: word, index } of hidden.matchAll(OR)) {
      if (word === "HOẶC" && isUpper) continue;
      parts.push(text.slice(start, index));
      start = index + word.length;
    }
    const known = [...parts, text.slice(start)].filter((part) => flat(part).length);
    return known.length ? known : [text];
  }

  /**
   * Takes a query apart.
   * @param {string} typed
   * @returns {Query}
   */
  function understand(typed) {
    const text = Array.from(typed.normalize("NFC")).slice(0, LONGEST).join("");
    /** @type {Word[][]} */
    const phrases = [];
    /** @type {Word[][]} */
    const excluded = [];
    let rest = alternatives(text).join(" . ").replace(QUOTED, (_, minus, inside) => {
      const words = flat(inside);
      if (words.length) (minus ? excluded : phrases).push(words);
      return " . ";
    });
    rest = rest.replace(EXCLUDED, (_, inside) => {
      const words = flat(inside);
      if (words.length) excluded.push(words);
      return " ";
    });
    const runs = DkAnalysis.runs(rest);
    const words = runs.flat();
    const { address, spoken } = addressed(words);
    const isOpen = words.length > 0 && !FINISHED.test(rest) && !phrases.length;
    const isQuestion = words.length > LONGEST_TYPED; // it quotes what it speaks of
    return { text, runs: isQuestion ? [...runs, ...phrases] : runs, phrases: isQuestion ? [] : phrases, excluded,
      address, spoken, isOpen };
  }

  /** @param {Word[]} words */
  function addressed(words) {
    /** @type {Map<string, string>} */
    const steps = new Map();
    /** @type {Set<number>} */
    const spoken = new Set();
    for (let at = 0; at < words.length; ) {
      const [size, level, number] = step(words, at);
      if (size && !steps.has(level)) {
        steps.set(level, number);
        for (let place = at; place < at + size; place++) spoken.add(place);
      }
      at += size || 1;
    }
    if (!["dieu", "khoan", "muc", "phu-luc", "chuong", "phan"].some((level) => steps.has(level))) {
      return { address: "", spoken: new Set() };
    }
    if (steps.has("dieu")) for (const above of ["phan", "chuong", "muc"]) steps.delete(above);
    const known = ORDER.filter((level) => steps.has(level));
    return { address: known.map((level) => `${level}-${steps.get(level)}`).join("-"), spoken };
  }

  /**
   * @param {Word[]} words @param {number} at
   * @returns {[number, string, string]}
   */
  function step(words, at) {
    const word = words[at].folded;
    const short = SHORT.exec(word);
    if (short) return [1, LEVELS[short[1]], short[2]];
    const isAnnex = word === "phu" && at + 1 < words.length && words[at + 1].folded === "luc";
    const size = isAnnex ? 2 : 1;
    const level = LEVELS[isAnnex ? "phu luc" : word];
    const value = words[at + size];
    if (!level || !value) return [0, "", ""];
    if (level === "diem") {
      return POINT.test(value.folded) ? [size + 1, level, telexed(value.spelled)] : [0, "", ""];
    }
    const isRooted = level === "dieu" || level === "khoan";
    if (NUMBER.test(value.folded) || (!isRooted && ROMAN.test(value.folded))) {
      return [size + 1, level, value.folded];
    }
    return [0, "", ""];
  }

  /** @param {string} letter */
  function telexed(letter) {
    return Array.from(letter, (sign) => TELEX[sign] ?? sign).join("");
  }

  return { alternatives, understand, LONGEST_TYPED };
})();
