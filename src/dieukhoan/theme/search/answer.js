"use strict";
/**
 * What an answer shows: the hits with their places, checked against phrases and what is left out.
 * The same as dieukhoan/index/answer.py.
 *
 * @typedef {{entry: number, source: string, document: string, address: string, at: string, title: string,
 *   url: string, score: number, line: number | null}} Found
 */
const DkAnswer = (() => {
  const { runs } = DkAnalysis;
  const { numberedTexts, termWorths, textWorth } = DkCloseness;
  const CHECKED = 60;
  const MOST_CHECKED = 480;
  const LEAST = 1;

  /**
   * The hits of a query, best first, phrases checked.
   * @param {Container} container @param {Query} query @param {Plan} plan
   * @returns {Hit[]}
   */
  function hits(container, query, plan) {
    const parts = DkQuery.alternatives(query.text);
    if (parts.length === 1) {
      const all = checked(container, query, plan);
      const found = DkIssuers.issued(container, query);
      if (!found) return all;
      const narrowed = { ...DkPlan.planned(container, found.query), within: found.documents };
      return either([all, checked(container, found.query, narrowed)]);
    }
    return either(parts.map((part) => {
      const one = { ...DkQuery.understand(part), excluded: query.excluded };
      return checked(container, one, DkPlan.planned(container, one));
    }));
  }

  /** @param {Container} container @param {Query} query @param {Plan} plan */
  function checked(container, query, plan) {
    return DkCloseness.closest(container, plan, kept(container, query, DkRanking.ranked(container, plan)));
  }

  /**
   * The hits of several alternatives together: the best of each weigh the same, a provision counts once.
   * Where one has many equals, the others are not pushed below them: each comes by its place among its own.
   * @param {Hit[][]} found
   */
  function either(found) {
    const { DIRECT } = DkRanking;
    const tops = found.map((part) => part.reduce((top, { score }) => (score < DIRECT ? Math.max(top, score) : top), 0));
    const most = Math.max(...tops);
    /** @type {Map<number, Hit & {place: number, part: number}>} */
    const best = new Map();
    found.forEach((part, number) => {
      part.forEach((hit, place) => {
        const score = hit.score >= DIRECT ? hit.score : Math.floor((hit.score * most) / tops[number]);
        if (score > (best.get(hit.entry)?.score ?? -1)) best.set(hit.entry, { ...hit, score, place, part: number });
      });
    });
    return [...best.values()].sort((a, b) => b.score - a.score || a.place - b.place || a.part - b.part);
  }

  /**
   * The hits in whose text every phrase stands and nothing that is left out.
   * @param {Container} container @param {Query} query @param {Hit[]} found
   */
  function kept(container, query, found) {
    if (!query.phrases.length && !query.excluded.length) return found;
    const there = having(container, query);
    const likely = there ? [...found.filter((hit) => there.has(hit.entry)), ...unranked(there, found)] : found;
    for (let start = 0; start < Math.min(likely.length, MOST_CHECKED); start += CHECKED) {
      const some = likely.slice(start, start + CHECKED);
      container.want([], some.map((hit) => hit.entry));
      const fitting = some.filter((hit) => fits(query, words(container.entry(hit.entry))));
      if (fitting.length) return fitting;
    }
    return [];
  }

  /**
   * Entries that are no hits, since common words count for some of their places only.
   * @param {Set<number>} entries @param {Hit[]} found @returns {Hit[]}
   */
  function unranked(entries, found) {
    const known = new Set(found.map((hit) => hit.entry));
    return [...entries].filter((entry) => !known.has(entry)).sort((a, b) => a - b)
      .map((entry) => ({ entry, slot: DkRanking.SLOTS * entry, score: LEAST }));
  }

  /**
   * The entries that have every pair of the phrases of which all places are kept; null: none is so rare.
   * Abbreviations stand in the index as their words, so their pairs tell nothing of what is printed.
   * @param {Container} container @param {Query} query @returns {Set<number> | null}
   */
  function having(container, query) {
    const isShort = (/** @type {Word} */ { folded }) => Object.hasOwn(container.head.abbreviations, folded);
    const pairs = query.phrases.flatMap((phrase) => phrase.slice(1).flatMap((word, place) =>
      isShort(word) || isShort(phrase[place]) ? [] : [DkAnalysis.pair(phrase[place].folded, word.folded)]));
    container.want(pairs);
    /** @type {Set<number>[]} */
    const sets = [];
    for (const term of pairs) {
      const found = container.postings(term);
      if (found && found.ids.length < container.head.longest) {
        sets.push(new Set(Array.from(found.ids, (slot) => Math.floor(slot / DkRanking.SLOTS))));
      }
    }
    return sets.length ? sets.reduce((all, next) => new Set([...all].filter((entry) => next.has(entry)))) : null;
  }

  /**
   * The first hits with what is shown of them.
   * @param {Container} container @param {Plan} plan @param {Hit[]} found @param {number} limit
   * @returns {Found[]}
   */
  function shown(container, plan, found, limit) {
    /** @type {Found[]} */
    const list = [];
    /** @type {Set<string>} */
    const seen = new Set();
    container.want([], found.slice(0, limit).map((hit) => hit.entry));
    const worths = termWorths(container, plan);
    for (const hit of found) {
      if (list.length === limit) break;
      const one = describe(container, plan, hit, worths);
      const place = `${one.document} ${one.address}`;
      if (!seen.has(place)) {
        seen.add(place);
        list.push(one);
      }
    }
    return list;
  }

  /**
   * @param {Container} container @param {Plan} plan @param {Hit} hit @param {Worths} worths
   * @returns {Found}
   */
  function describe(container, plan, hit, worths) {
    const entry = container.entry(hit.entry);
    let address = hit.slot >= 0 ? entry.address : "";
    const line = address ? bestLine(container, worths, entry) : null;
    let at = line !== null && hit.score < DkRanking.DIRECT ? entry.lines[line][0] : address;
    if (address && entry.lines.some((row) => row[0] === plan.address)) {
      at = plan.address;
      if (plan.isNameAlone && hit.score >= DkRanking.DIRECT) address = at;
    }
    return {
      entry: hit.entry, source: entry.source, document: entry.document, address, at,
      title: (address && entry.heading) || entry.title || entry.name,
      url: entry.url + (address ? `#${at}` : ""), score: hit.score, line,
    };
  }

  /**
   * The paragraph in which the rarest terms of the query stand, the first of equals; null if none does.
   * @param {Container} container @param {Worths} worths @param {Entry} entry @returns {number | null}
   */
  function bestLine(container, worths, entry) {
    let most = 0;
    let best = null;
    numberedTexts(container, entry).slice(1).forEach((words, line) => {
      const sum = textWorth(worths, words);
      if (sum > most) {
        most = sum;
        best = line;
      }
    });
    return best;
  }

  /** @param {Entry} entry */
  function words(entry) {
    return [entry.heading, ...entry.lines.map((line) => line[2])].flatMap((text) => runs(text));
  }

  /** @param {Query} query @param {Word[][]} text */
  function fits(query, text) {
    return query.phrases.every((phrase) => text.some((run) => stands(phrase, run)))
      && !query.excluded.some((phrase) => text.some((run) => stands(phrase, run)));
  }

  /**
   * Whether a phrase stands in a run of words; what was typed with diacritics must have them.
   * @param {Word[]} phrase @param {Word[]} run
   */
  function stands(phrase, run) {
    for (let start = 0; start + phrase.length <= run.length; start++) {
      if (phrase.every((mine, place) => mine.hasMarks
        ? mine.spelled === run[start + place].spelled : mine.folded === run[start + place].folded)) return true;
    }
    return false;
  }

  /**
   * The answer as `dieukhoan search --json` prints it.
   * @param {Container} container @param {string} text @param {number} [limit]
   */
  function answer(container, text, limit = 10) {
    const query = DkQuery.understand(text);
    const plan = DkPlan.planned(container, query);
    const found = hits(container, query, plan);
    const list = shown(container, plan, found, limit).map(
      ({ source, document, address, at, title, url, score }) =>
        ({ source, document, address, at, title, url, score }));
    return { query: text, hits: list, total: found.length };
  }

  return { hits, shown, answer };
})();
