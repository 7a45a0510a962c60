// On paper the addresses of links stand as numbered notes below the text.
(() => {
  "use strict";

  const article = document.querySelector("article");
  if (!article) return;
  /** @type {Element[]} */
  let added = [];

  window.addEventListener("beforeprint", () => {
    /** @type {Map<string, number>} */
    const numbers = new Map();
    const list = document.createElement("ol");
    list.className = "link-notes";
    for (const link of article.querySelectorAll("a[href]:not([href^='#'])")) {
      if (!(link instanceof HTMLAnchorElement) || link.closest(".facts, .take, .pager, .notes, nav, form")) continue;
      if (link.href.split("#")[0] === location.href.split("#")[0]) continue;
      let number = numbers.get(link.href);
      if (number === undefined) {
        number = numbers.size + 1;
        numbers.set(link.href, number);
        const item = document.createElement("li");
        item.textContent = decodeURI(link.href);
        list.append(item);
      }
      const mark = document.createElement("sup");
      mark.className = "link-note";
      mark.textContent = String(number);
      link.after(mark);
      added.push(mark);
    }
    if (!numbers.size) return;
    article.append(list);
    added.push(list);
  });
  window.addEventListener("afterprint", () => {
    for (const element of added) element.remove();
    added = [];
  });
})();
