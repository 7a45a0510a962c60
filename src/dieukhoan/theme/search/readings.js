"use strict";
/**
 * What a typed word may stand for: an abbreviation, keys of Telex or VNI, a slip of the key, a beginning.
 * The same as dieukhoan/index/readings.py.
 *
 * @typedef {{rarity: (term: string) => number | null, want: (terms: string[]) => void,
 *   syllables: Map<string, number>, abbreviations: Record<string, string[]>}} Lookup
 * @typedef {{runs: Word[][], others: Word[][], endings: [string, string][], mended: [string, string][]}} Reading
 */
const DkReadings = (() => {
  const { pair, runs: parse } = DkAnalysis;
  const SYLLABLE =
    /^(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/u;
  const TELEX = /^([bcdghklmnpqrstvx]*)([aeiouyw][a-z]*)$/u;
  const TELEX_MARKS = /[sfrxjzw]/gu;
  const VNI = /^[a-z]+[1-9][a-z1-9]*$/u;
  const DOUBLED = /([aeo])\1/gu;
  const ALPHABETIC = /^\p{L}+$/u;
  const LETTERS = "abcdeghiklmnopqrstuvxy";
  const CANDIDATES = 24;
  const COMPLETIONS = 6;
  const FIRST_COMPLETIONS = 2;
  const LONGEST_MENDED = 10;

  /** @param {string} word */
  function isSyllable(word) {
    return SYLLABLE.test(word);
  }

  /**
   * Reads the runs of a query; words at the places `naming` name a document and stand for themselves.
   * @param {Word[][]} typed @param {Lookup} lookup @param {boolean} isOpen @param {Set<number>} [naming]
   * @returns {Reading}
   */
  function read(typed, lookup, isOpen, naming = new Set()) {
    /** @type {Reading} */
    const reading = { runs: [], others: [], endings: [], mended: [] };
    const count = typed.reduce((sum, run) => sum + run.length, 0);
    lookup.want(typed.flatMap((run) => run.flatMap((word, place) =>
      place ? [word.folded, pair(run[place - 1].folded, word.folded)] : [word.folded])));
    let at = 0;
    for (const run of typed) {
      /** @type {Word[]} */
      const words = [];
      const kept = new Set();
      const begin = at;
      const isLast = isOpen && run === typed[typed.length - 1];
      run.forEach((word, place) => {
        if (naming.has(begin + place)) {
          kept.add(words.length);
          words.push(word);
          return;
        }
        const before = words.length ? words[words.length - 1].folded : "";
        let after = place + 1 < run.length ? run[place + 1].folded : "";
        if (isLast && place === run.length - 2 && isBegun(after, lookup)) after = "";
        const whole = wholeOf(word, lookup);
        if (whole.length) {
          words.push(...whole[0]);
          reading.others.push(...whole.slice(1), [word]);
          return;
        }
        const instead = mend(word, before, after, lookup, isLast && place === run.length - 1);
        if (instead) reading.mended.push([word.spelled, instead.map((other) => other.spelled).join(" ")]);
        words.push(...(instead ?? [word]));
      });
      at += run.length;
      if (count <= LONGEST_MENDED) {
        const settled = isLast && isBegun(words[words.length - 1].folded, lookup) ? words.slice(0, -1) : words;
        for (let place = 0; place < words.length - (isLast ? 1 : 0); place++) {
          const other = kept.has(place) ? null : misfit(settled, place, lookup);
          if (other === null) continue;
          // no word to the reader: what is typed is a word, and is searched for first
          reading.others.push([...settled.slice(Math.max(0, place - 1), place), typedAs(other),
            ...settled.slice(place + 1, place + 2)]);
        }
      }
      reading.runs.push(words);
    }
    if (isOpen && reading.runs.length) reading.endings = endings(reading.runs[reading.runs.length - 1], lookup);
    return reading;
  }

  /** Whether the last word is still being typed, and tells nothing yet. @param {string} last @param {Lookup} lookup */
  function isBegun(last, lookup) {
    return last.length < 2 || !lookup.syllables.has(last);
  }

  /** @param {Word} word @param {Lookup} lookup @returns {Word[][]} */
  function wholeOf(word, lookup) {
    if (isSyllable(word.folded) && lookup.syllables.has(word.folded) && !word.isCapital) return [];
    const known = Object.hasOwn(lookup.abbreviations, word.folded) ? lookup.abbreviations[word.folded] : [];
    return known.map((full) => parse(full).flat());
  }

  /**
   * @param {Word} word @param {string} before @param {string} after @param {Lookup} lookup
   * @param {boolean} isLast @returns {Word[] | null}
   */
  function mend(word, before, after, lookup, isLast) {
    const text = word.folded;
    if (lookup.syllables.has(text) || /^\p{Nd}+$/u.test(text) || text.length < 2) return null;
    if (lookup.rarity(text) !== null) return null;
    for (const keys of [telex(text), vni(text)]) {
      if (keys && lookup.syllables.has(keys)) return [typedAs(keys)];
    }
    if (isLast) for (const syllable of lookup.syllables.keys()) if (syllable.startsWith(text)) return null;
    if (!ALPHABETIC.test(text)) return null;
    const best = likeliest(slips(text, lookup.syllables), before, after, lookup);
    const split = parted(text, lookup);
    if (split && !(best && best.fits > 0)) return split;
    return best ? [typedAs(best.word)] : null;
  }

  /** @param {string} folded @returns {Word} */
  function typedAs(folded) {
    return { folded, spelled: folded, start: 0, end: 0, isCapital: false, hasMarks: false };
  }

  /** The folded syllable that keystrokes of Telex make, or "". @param {string} text */
  function telex(text) {
    const match = TELEX.exec(text);
    if (!match) return "";
    const initial = match[1].replaceAll("dd", "d");
    const rest = match[2].startsWith("w") ? `u${match[2].slice(1)}` : match[2];
    const plain = initial + rest.replace(TELEX_MARKS, "").replace(DOUBLED, "$1");
    return plain !== text && isSyllable(plain) ? plain : "";
  }

  /** The folded syllable that keystrokes of VNI make, or "". @param {string} text */
  function vni(text) {
    const plain = VNI.test(text) ? text.replace(/\d/gu, "") : "";
    return isSyllable(plain) ? plain : "";
  }

  /** @param {[number, string]} a @param {[number, string]} b */
  function byRank(a, b) {
    return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
  }

  /**
   * The syllables one slip of the key away, commonest first.
   * @param {string} text @param {Map<string, number>} syllables
   */
  function slips(text, syllables) {
    /** @type {Set<string>} */
    const near = new Set();
    const signs = Array.from(text);
    const size = signs.length;
    /** @param {number} from @param {number} [to] */
    const part = (from, to) => signs.slice(from, to).join("");
    for (let i = 0; i < size; i++) near.add(part(0, i) + part(i + 1));
    for (let i = 0; i + 1 < size; i++) near.add(part(0, i) + signs[i + 1] + signs[i] + part(i + 2));
    for (const letter of LETTERS) {
      for (let i = 0; i <= size; i++) near.add(part(0, i) + letter + part(i));
      for (let i = 0; i < size; i++) near.add(part(0, i) + letter + part(i + 1));
    }
    near.delete(text);
    /** @type {[number, string][]} */
    const found = [];
    for (const other of near) {
      const rarity = syllables.get(other);
      if (rarity !== undefined) found.push([rarity, other]);
    }
    return found.sort(byRank).slice(0, CANDIDATES).map(([, other]) => other);
  }

  /**
   * The candidate that fits its neighbours best.
   * @param {string[]} candidates @param {string} before @param {string} after @param {Lookup} lookup
   * @returns {{fits: number, word: string} | null}
   */
  function likeliest(candidates, before, after, lookup) {
    lookup.want(candidates.flatMap((word) => [
      ...(before ? [pair(before, word)] : []), ...(after ? [pair(word, after)] : [])]));
    /** @type {{fits: number, sum: number, word: string} | null} */
    let best = null;
    for (const word of candidates) {
      const rarities = [before ? lookup.rarity(pair(before, word)) : null,
        after ? lookup.rarity(pair(word, after)) : null].filter((rarity) => rarity !== null);
      const sum = rarities.reduce((a, b) => a + b, lookup.syllables.get(word) ?? 0);
      const fits = rarities.length;
      if (!best || fits > best.fits || (fits === best.fits && byRank([sum, word], [best.sum, best.word]) < 0)) {
        best = { fits, sum, word };
      }
    }
    return best;
  }

  /** @param {string} text @param {Lookup} lookup @returns {Word[] | null} */
  function parted(text, lookup) {
    /** @type {[number, number] | null} */
    let best = null;
    const places = [];
    for (let at = 1; at < text.length; at++) {
      if (lookup.syllables.has(text.slice(0, at)) && lookup.syllables.has(text.slice(at))) places.push(at);
    }
    lookup.want(places.map((at) => pair(text.slice(0, at), text.slice(at))));
    for (const at of places) {
      const rarity = lookup.rarity(pair(text.slice(0, at), text.slice(at)));
      if (rarity !== null && (!best || rarity < best[0])) best = [rarity, at];
    }
    return best ? [typedAs(text.slice(0, best[1])), typedAs(text.slice(best[1]))] : null;
  }

  /**
   * A syllable that fits both neighbours where the typed one fits none, or null.
   * @param {Word[]} words @param {number} place @param {Lookup} lookup
   */
  function misfit(words, place, lookup) {
    const { folded: text, hasMarks } = words[place];
    if (!ALPHABETIC.test(text) || hasMarks) return null;
    const before = place ? words[place - 1].folded : "";
    const after = place + 1 < words.length ? words[place + 1].folded : "";
    const neighbours = [...(before ? [pair(before, text)] : []), ...(after ? [pair(text, after)] : [])];
    if (!neighbours.length || neighbours.some((term) => lookup.rarity(term) !== null)) return null;
    const best = likeliest(slips(text, lookup.syllables), before, after, lookup);
    return best && best.fits === neighbours.length ? best.word : null;
  }

  /**
   * What the last word may become, each with the word before it.
   * @param {Word[]} run @param {Lookup} lookup @returns {[string, string][]}
   */
  function endings(run, lookup) {
    if (!run.length || !ALPHABETIC.test(run[run.length - 1].folded)) return [];
    const last = run[run.length - 1].folded;
    const before = run.length > 1 ? run[run.length - 2].folded : "";
    if (!before) return completions(last, lookup.syllables).map((word) => ["", word]);
    const words = longer(last, lookup.syllables);
    lookup.want(words.map((word) => pair(before, word)));
    const known = lookup.rarity(pair(before, last));
    /** @type {[number, string][]} */
    const found = [];
    for (const word of words) {
      const rarity = lookup.rarity(pair(before, word));
      if (rarity !== null) found.push([rarity, word]);
    }
    return found.sort(byRank).slice(0, COMPLETIONS)
      .filter(([rarity]) => known === null || rarity < known)
      .map(([, word]) => [before, word]);
  }

  /** The commonest syllables that begin so. @param {string} begun @param {Map<string, number>} syllables */
  function longer(begun, syllables) {
    /** @type {[number, string][]} */
    const found = [];
    for (const [word, rarity] of syllables) {
      if (word !== begun && word.startsWith(begun)) found.push([rarity, word]);
    }
    return found.sort(byRank).slice(0, CANDIDATES).map(([, word]) => word);
  }

  /** What a word alone may become. @param {string} begun @param {Map<string, number>} syllables */
  function completions(begun, syllables) {
    return longer(begun, syllables).slice(0, begun.length > 1 ? COMPLETIONS : FIRST_COMPLETIONS);
  }

  return { read, longer, completions, isSyllable, telex, vni, slips };
})();
