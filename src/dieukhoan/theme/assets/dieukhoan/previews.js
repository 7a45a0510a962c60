// What a citation cites, shown beside it on hover and on focus; what cannot be resolved says why.
//
// No page carries the words of what it cites: they are taken from where they stand, on this page or on
// another page of the site. Where that cannot be read (a folder opened without a server), the name stays.
(() => {
  "use strict";

  const CITATION = ".cite, .cite-self, .cite-outside, .cite-missing, .cite-unresolved";
  const LONGEST = 700; // characters; more is to be read where it stands
  const OPEN_AFTER = 250; // milliseconds, so that nothing opens under a pointer that passes by
  const CLOSE_AFTER = 300; // time enough to move from the citation to what it shows
  const EDGE = 8; // pixels that stay free at the edges of the window

  const article = document.querySelector(".md-content article");
  if (!article?.querySelector(CITATION)) return;

  const preview = document.createElement("div");
  preview.id = "xem-truoc";
  preview.className = "preview md-typeset";
  preview.setAttribute("role", "tooltip");
  preview.hidden = true;
  document.body.append(preview);

  // what leads nowhere is no link, but the keyboard reaches its reason
  for (const open of article.querySelectorAll("span.cite-missing, span.cite-unresolved")) {
    open.setAttribute("tabindex", "0");
    open.setAttribute("role", "note");
  }

  /** The names that the browser would show in a second tooltip. @type {WeakMap<Element, string>} */
  const names = new WeakMap();
  /** @type {Map<string, Promise<Document>>} */
  const pages = new Map();
  /** @type {HTMLElement | null} */
  let shown = null;
  let opening = 0;
  let closing = 0;

  /** @param {string} url */
  function pageAt(url) {
    let page = pages.get(url);
    if (!page) {
      page = fetch(url).then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        return new DOMParser().parseFromString(await response.text(), "text/html");
      });
      pages.set(url, page);
    }
    return page;
  }

  /** The words of an element, without the buttons that stand in it. @param {Element} element */
  function wordsOf(element) {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const tools of copy.querySelectorAll(".tools")) tools.remove();
    for (const line of copy.querySelectorAll("br")) line.replaceWith(" ");
    return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
  }

  /**
   * A provision with all that stands below it, a line for each of its paragraphs.
   * @param {Document} page @param {string} address
   */
  function provision(page, address) {
    const lines = [];
    let length = 0;
    for (let next = page.getElementById(address); next; next = /** @type {HTMLElement?} */ (next.nextElementSibling)) {
      if (next.matches(".notes, .lit-ground")) continue;
      if (next.matches(".ending, .pager, .status")) break;
      if (lines.length && (next.matches("h1, h2, h3, h4, h5, h6, [id]") && !next.id.startsWith(`${address}-`))) break;
      const words = wordsOf(next);
      length += words.length;
      if (length > LONGEST) {
        const rest = words.slice(0, Math.max(0, words.length - (length - LONGEST)));
        lines.push(`${rest.slice(0, Math.max(0, rest.lastIndexOf(" ")))}…`);
        break;
      }
      if (words) lines.push(words);
    }
    return lines;
  }

  /** What a work is: its title and whether it is in force. @param {Document} page */
  function whole(page) {
    const title = page.querySelector(".md-content.document h1, .md-content.background h1, .work-title");
    const state = page.querySelector(".facts .state");
    return [title, state].filter((part) => part !== null).map(wordsOf);
  }

  /** @param {HTMLElement} citation */
  async function lines(citation) {
    if (!(citation instanceof HTMLAnchorElement)) return [];
    const [url, fragment] = citation.href.split("#");
    const page = url === location.href.split("#")[0] ? document : await pageAt(url);
    return fragment ? provision(page, decodeURIComponent(fragment)) : whole(page);
  }

  /** @param {HTMLElement} citation @param {number} [height] where the pointer is, in a citation of two lines */
  function place(citation, height) {
    const rows = [...citation.getClientRects()];
    const row = rows.find(({ top, bottom }) => height !== undefined && top <= height && height <= bottom) ?? rows[0];
    if (!row) return;
    const page = document.body.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const below = window.innerHeight - row.bottom;
    const fits = preview.offsetHeight <= below || below >= row.top;
    preview.style.left = `${Math.max(EDGE, Math.min(row.left, width - preview.offsetWidth - EDGE)) - page.left}px`;
    preview.style.top = `${(fits ? row.bottom : row.top - preview.offsetHeight) - page.top}px`;
  }

  /** @param {string} words @param {string} [style] */
  function line(words, style) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    if (style) paragraph.className = style;
    return paragraph;
  }

  /** @param {HTMLElement} citation @param {number} [height] */
  async function show(citation, height) {
    if (shown === citation) return;
    hide();
    const name = names.get(citation) ?? citation.title;
    if (!name) return;
    names.set(citation, name);
    citation.removeAttribute("title");
    shown = citation;
    preview.replaceChildren(line(name, "name"));
    preview.hidden = false;
    citation.setAttribute("aria-describedby", preview.id);
    place(citation, height);
    /** @type {string[]} */
    let found = [];
    try {
      found = await lines(citation);
    } catch {
      return; // the name is shown
    }
    if (shown !== citation) return;
    preview.append(...found.filter((words) => words !== name).map((words) => line(words)));
    place(citation, height);
  }

  function hide() {
    window.clearTimeout(opening);
    window.clearTimeout(closing);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown.title = names.get(shown) ?? "";
    shown = null;
    preview.hidden = true;
  }

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  const citationOf = (target) => (target instanceof Element ? target.closest(CITATION) : null);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const citation = citationOf(event.target);
    const inside = event.target instanceof Node && preview.contains(event.target);
    window.clearTimeout(opening);
    if (inside || (citation && citation === shown)) {
      window.clearTimeout(closing);
      return;
    }
    if (citation && article.contains(citation)) {
      opening = window.setTimeout(() => void show(citation, event.clientY), OPEN_AFTER);
      return;
    }
    window.clearTimeout(closing);
    if (shown && shown !== document.activeElement) closing = window.setTimeout(hide, CLOSE_AFTER);
  });
  article.addEventListener("focusin", (event) => {
    const citation = citationOf(event.target);
    // a link that is clicked or tapped leads on; a marked stretch has nothing else to say
    if (citation && (citation.tagName === "SPAN" || citation.matches(":focus-visible"))) void show(citation);
  });
  article.addEventListener("focusout", () => {
    if (!preview.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    const citation = citationOf(event.target);
    if (citation?.tagName === "A" || (shown && !citation && !preview.contains(/** @type {Node} */ (event.target)))) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
