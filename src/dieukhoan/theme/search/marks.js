"use strict";
/** The words of the search that led to a page, marked in it. */
const DkMarks = (() => {
  const { element, loaded } = DkPlace;

  /** Marks the words of the search that led here; the marks can be switched off. */
  async function markWords() {
    const text = new URLSearchParams(location.search).get("tim");
    const article = document.querySelector("article");
    if (!text || !article) return;
    await loaded("query");
    const query = DkQuery.understand(text);
    const runs = [...query.runs, ...query.phrases];
    const words = new Set(runs.flat().map((word) => word.folded));
    const pairs = new Set(runs.flatMap((run) => run.slice(1).map((word, place) =>
      DkAnalysis.pair(run[place].folded, word.folded))));
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    /** @type {HTMLElement[]} */
    const marks = [];
    const parsed = texts.map((node) => ({ node, found: DkAnalysis.runs(node.data).flat() }));
    const isPair = (/** @type {Word[]} */ found, /** @type {number} */ first) => first >= 0 && first + 1 < found.length
      && pairs.has(DkAnalysis.pair(found[first].folded, found[first + 1].folded));
    const hasPairs = parsed.some(({ found }) => found.some((_, place) => isPair(found, place)));
    for (const { node, found } of parsed) {
      const isMarked = found.map((word, place) => words.has(word.folded)
        && (!hasPairs || isPair(found, place - 1) || isPair(found, place)));
      for (let last = found.length - 1; last >= 0; last--) {
        if (!isMarked[last]) continue;
        let first = last;
        while (first > 0 && isMarked[first - 1]) first--;
        const range = document.createRange();
        range.setStart(node, found[first].start);
        range.setEnd(node, found[last].end);
        const mark = element("mark", { class: "dk-mark" });
        range.surroundContents(mark);
        marks.push(mark);
        last = first;
      }
    }
    if (!marks.length) return;
    const button = element("button", { type: "button", class: "dk-unmark" }, "Bỏ đánh dấu");
    button.addEventListener("click", () => {
      for (const mark of marks) {
        const parent = mark.parentNode;
        mark.replaceWith(...mark.childNodes);
        parent?.normalize();
      }
      button.remove();
      const url = new URL(location.href);
      url.searchParams.delete("tim");
      history.replaceState(history.state, "", url);
    });
    document.body.append(button);
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  return { markWords };
})();
