"use strict";
/**
 * A query answered for the page: groups of results with marked sentences, facets, what was understood.
 *
 * @typedef {{type: string | null, issuer: string | null, year: string | null, state: string | null}} Chosen
 *   The facets that the reader has chosen.
 * @typedef {{id: number, text: string, limit: number, chosen: Chosen, isCounted: boolean, today: string}} Question
 *   `isCounted` asks for the counts of the facets.
 * @typedef {{text: string, isMarked: boolean}} Piece
 * @typedef {{url: string, at: string, heading: string, path: string[], pieces: Piece[]}} Item
 * @typedef {{name: string, title: string, url: string, items: Item[]}} Group
 * @typedef {{value: string, count: number}} Facet
 * @typedef {{id: number, groups: Group[], total: number, facets: Record<keyof Chosen, Facet[]>,
 *   mended: [string, string][], address: string, words: string[], terms: string[]}} Reply
 * @typedef {{types: string[], issuers: string[], documents: [number, number, string, string, string][]}} Facets
 */
const DkEngine = (() => {
  const SENTENCE = 260;
  /** @type {(keyof Chosen)[]} */
  const KINDS = ["type", "issuer", "year", "state"];
  const STATES = {
    running: "Đang áp dụng", over: "Đã hết giai đoạn", coming: "Chưa đến ngày hiệu lực", unclear: "Chưa rõ hiệu lực",
  };

  /** Whether a document applies on a day. @param {string} effective @param {string} term @param {string} today */
  function state(effective, term, today) {
    const end = /(\d{4})\s*$/u.exec(term);
    if (end && end[1] < today.slice(0, 4)) return STATES.over;
    if (effective && effective > today) return STATES.coming;
    return effective || end ? STATES.running : STATES.unclear;
  }

  /**
   * The facets of every document, by its number.
   * @param {Facets} facets @param {string} today @returns {Chosen[]}
   */
  function documentFacets(facets, today) {
    return facets.documents.map(([type, issuer, year, effective, term]) => ({
      type: facets.types[type] || null, issuer: facets.issuers[issuer] || null, year: year || null,
      state: state(effective, term, today),
    }));
  }

  /**
   * @param {Container} container @param {Question} question @param {Chosen[]} known  Facets by document.
   * @returns {Reply}
   */
  function reply(container, question, known) {
    const query = DkQuery.understand(question.text);
    const plan = DkPlan.planned(container, query);
    const all = DkAnswer.hits(container, query, plan);
    const owners = DkRanking.ownersOf(container);
    const isChosen = KINDS.some((kind) => question.chosen[kind] !== null);
    const found = isChosen
      ? all.filter((hit) => KINDS.every((kind) => fits(known[owners.of(hit.entry)], question.chosen, kind))) : all;
    const list = DkAnswer.shown(container, plan, found, question.limit);
    /** @type {Map<string, Group>} */
    const groups = new Map();
    for (const one of list) {
      const entry = container.entry(one.entry);
      const group = groups.get(one.document) ?? { name: entry.name, title: entry.title, url: entry.url, items: [] };
      groups.set(one.document, group);
      group.items.push({
        url: one.url, at: one.address ? one.at : "", heading: one.address ? entry.heading : "",
        path: entry.path, pieces: marked(plan, sentence(plan, one.line === null ? "" : entry.lines[one.line][2])),
      });
    }
    return {
      id: question.id, groups: [...groups.values()], total: found.length,
      facets: counted(all, owners, known, question.chosen), mended: plan.mended, address: plan.address,
      words: query.runs.flat().map((word) => word.folded),
      terms: [...plan.terms.keys()].filter((term) => !/[ \t]/u.test(term)),
    };
  }

  /** @param {Chosen | undefined} facets @param {Chosen} chosen @param {keyof Chosen} kind */
  function fits(facets, chosen, kind) {
    return chosen[kind] === null || facets?.[kind] === chosen[kind];
  }

  /**
   * The values of each facet with the results that have them, under the other facets that are chosen.
   * @param {Hit[]} hits @param {ReturnType<typeof DkRanking.ownersOf>} owners @param {Chosen[]} known
   * @param {Chosen} chosen @returns {Record<keyof Chosen, Facet[]>}
   */
  function counted(hits, owners, known, chosen) {
    /** @type {Record<keyof Chosen, Facet[]>} */
    const facets = { type: [], issuer: [], year: [], state: [] };
    if (!known.length) return facets;
    /** @type {Map<number, number>} */
    const sizes = new Map();
    for (const hit of hits) {
      const number = owners.of(hit.entry);
      sizes.set(number, (sizes.get(number) ?? 0) + 1);
    }
    for (const kind of KINDS) {
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const [number, size] of sizes) {
        const value = known[number][kind];
        if (value && KINDS.every((other) => other === kind || fits(known[number], chosen, other))) {
          counts.set(value, (counts.get(value) ?? 0) + size);
        }
      }
      facets[kind] = [...counts].map(([value, count]) => ({ value, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, 12);
    }
    return facets;
  }

  /** The part of a paragraph that holds most of the query. @param {Plan} plan @param {string} text */
  function sentence(plan, text) {
    if (text.length <= SENTENCE) return text;
    const words = DkAnalysis.runs(text).flat().filter((word) => plan.terms.has(word.folded));
    let best = 0;
    let most = -1;
    for (let first = 0, last = 0; first < words.length; first++) {
      while (last < words.length && words[last].end - words[first].start <= SENTENCE - 40) last++;
      if (last - first > most) {
        most = last - first;
        best = words[first].start;
      }
    }
    const from = best < 40 ? 0 : text.lastIndexOf(" ", best - 20) + 1;
    const to = text.length - from <= SENTENCE ? text.length : text.lastIndexOf(" ", from + SENTENCE);
    return (from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
  }

  /** A text with the words of the query marked, as the reader spells them. */
  /** @param {Plan} plan @param {string} text @returns {Piece[]} */
  function marked(plan, text) {
    const words = DkAnalysis.runs(text).flat();
    const isAsked = words.map((word) => plan.terms.has(word.folded));
    const isPaired = words.map((word, place) => isAsked[place] && [place - 1, place].some((first) =>
      first >= 0 && first + 1 < words.length
      && plan.terms.has(DkAnalysis.pair(words[first].folded, words[first + 1].folded))));
    const isPart = words.length > 3 && isPaired.includes(true) ? isPaired : isAsked; // a single word of many says little
    /** @type {Piece[]} */
    const pieces = [];
    let at = 0;
    for (let place = 0; place < words.length; place++) {
      if (!isPart[place]) continue;
      let last = place;
      while (last + 1 < words.length && isPart[last + 1] && /^[\s,]+$/u.test(
        text.slice(words[last].end, words[last + 1].start))) last++;
      if (words[place].start > at) pieces.push({ text: text.slice(at, words[place].start), isMarked: false });
      pieces.push({ text: text.slice(words[place].start, words[last].end), isMarked: true });
      at = words[last].end;
      place = last;
    }
    if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false });
    return pieces;
  }

  return { reply, documentFacets, marked };
})();
