"use strict";
/**
 * The search on a page: its boxes, the page of results, the keys that lead to them. Published as one file with
 * the parts before it; everything heavy is fetched when a box is first used.
 */
(() => {
  function start() {
    const asker = new DkAsker.Asker();
    /** @type {InstanceType<typeof DkBox.Box>[]} */
    const boxes = [];
    document.querySelectorAll("form[role=search]").forEach((form, number) => {
      const input = form.querySelector("input[name=q]");
      if (form instanceof HTMLFormElement && input instanceof HTMLInputElement) {
        boxes.push(new DkBox.Box(form, input, asker, `dk-box${number}`));
      }
    });
    const place = document.getElementById("ket-qua-tim");
    const results = place ? new DkResults.ResultPage(place, asker) : null;
    document.addEventListener("keydown", (event) => {
      const isTyping = event.target instanceof HTMLElement && (event.target.isContentEditable
        || ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName));
      const isShortcut = (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey)
        || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
      const input = results?.input ?? boxes[0]?.input;
      if (!isShortcut || !input) return;
      event.preventDefault();
      event.stopPropagation();
      input.focus();
      input.select();
    }, true);
    const before = history.state?.dkSearch;
    if (typeof before === "string" && boxes[0] && !results) {
      boxes[0].input.value = before;
      boxes[0].input.focus();
      boxes[0].type();
    }
    void DkMarks.markWords();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
