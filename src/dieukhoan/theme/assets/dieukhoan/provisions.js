// Provisions of a document: arriving at one, copying its link, copying its formal citation.
(() => {
  "use strict";

  const { placeWords } = DkPlaces;

  /** @param {string} text */
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    // Pages on plain http have no clipboard of their own.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;opacity:0";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  /** @param {string} words @param {string} style @param {() => string} what */
  function copyButton(words, style, what) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = style;
    button.textContent = words;
    let timer = 0;
    button.addEventListener("click", async () => {
      try {
        await copy(what());
        button.textContent = "Đã sao chép";
        status.textContent = "Đã sao chép";
      } catch {
        button.textContent = "Chưa sao chép được";
        status.textContent = "Chưa sao chép được";
      }
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        button.textContent = words;
        status.textContent = "";
      }, 2000);
    });
    return button;
  }

  const place = document.querySelector(".md-content.document article, .md-content.background article");
  if (!place) return;
  const article = place;

  const status = document.createElement("p");
  status.className = "status";
  status.setAttribute("role", "status");
  article.append(status);

  const take = /** @type {HTMLElement | null} */ (article.querySelector(".take"));
  const formal = take?.dataset.citation ?? "";

  const print = document.createElement("button");
  print.type = "button";
  print.textContent = "In";
  print.addEventListener("click", () => window.print());
  take?.prepend(
    copyButton("Sao chép liên kết", "", () => location.href.split("#")[0]),
    copyButton("Sao chép viện dẫn", "", () => formal),
    print,
  );

  // One set of buttons that goes to the provision in hand, so that a page of 500 provisions stays light.
  let shown = "";
  const tools = document.createElement("span");
  tools.className = "tools";
  tools.setAttribute("role", "group");
  tools.append(
    copyButton("Sao chép liên kết", "link", () => `${location.href.split("#")[0]}#${shown}`),
    copyButton("Sao chép viện dẫn", "cite", () => `${placeWords(shown)} ${formal}`),
  );

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  function provisionOf(target) {
    const found = target instanceof Element ? target.closest("article [id]") : null;
    return found instanceof HTMLElement && /^(phan|chuong|muc|dieu|khoan|phu-luc|can-cu|diem|gach)\b/.test(found.id)
      ? found : null;
  }

  /** @param {HTMLElement | null} provision */
  function show(provision) {
    if (!provision || provision.id === shown) return;
    shown = provision.id;
    tools.setAttribute("aria-label", placeWords(shown));
    tools.dataset.place = placeWords(shown);
    const label = provision.querySelector(":scope > a[href^='#']:first-child");
    if (label) label.after(tools);
    else provision.prepend(tools);
  }

  function hide() {
    shown = "";
    tools.remove();
  }

  // A recital is printed without a label; the keyboard reaches it all the same.
  for (const recital of article.querySelectorAll("p.can-cu[id]:not(.d1)")) recital.setAttribute("tabindex", "0");

  const fine = window.matchMedia("(hover: hover) and (min-width: 76.25em)");
  article.addEventListener("pointerover", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== "mouse" || !fine.matches) return;
    if (tools.contains(document.activeElement)) return;
    if (event.target instanceof Element && event.target.closest(".notes")) hide();
    else show(provisionOf(event.target));
  });
  article.addEventListener("pointerleave", () => {
    if (fine.matches && !article.contains(document.activeElement)) hide();
  });
  article.addEventListener("focusin", (event) => show(provisionOf(event.target)));
  article.addEventListener("focusout", (event) => {
    if (!shown) return; // they are being removed
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (next instanceof Node && (tools.contains(next) || provisionOf(next)?.id === shown)) return;
    if (!fine.matches) return;
    hide();
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || tools.contains(event.target)) return;
    if (article.contains(event.target) && event.target.closest("a[href^='#']")) show(provisionOf(event.target));
    else if (!fine.matches) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const label = tools.previousElementSibling;
    if (tools.contains(document.activeElement) && label instanceof HTMLElement) label.focus();
    hide();
  });

  // In the margin the notes open over the page: one at a time, closed by Escape and by a click beside them.
  /** @param {Node | null} except */
  function closeNotes(except) {
    for (const note of article.querySelectorAll(".notes details[open]")) {
      if (note instanceof HTMLDetailsElement && !(except && note.contains(except))) note.open = false;
    }
  }

  const wide = window.matchMedia("(min-width: 76.25em)");
  article.addEventListener("toggle", (event) => {
    const note = event.target;
    if (wide.matches && note instanceof HTMLDetailsElement && note.open) closeNotes(note);
  }, true);
  document.addEventListener("click", (event) => {
    if (wide.matches && event.target instanceof Node) closeNotes(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !wide.matches) return;
    const open = article.querySelector(".notes details[open]");
    if (open?.contains(document.activeElement)) open.querySelector("summary")?.focus();
    closeNotes(null);
  });

  // Arriving: the whole provision is lit, with all that stands below it.
  const ground = document.createElement("div");
  ground.className = "lit-ground";

  /** Lays the ground below what is lit; again when the page changes its width or a note opens. */
  function lay() {
    const lit = article.querySelectorAll(".lit");
    if (!lit.length) {
      ground.remove();
      return;
    }
    const top = lit[0].getBoundingClientRect().top;
    const text = [...lit].filter((element) => element.clientHeight); // notes in the margin have none
    const end = text[text.length - 1] ?? lit[0];
    const below = end.getBoundingClientRect().bottom;
    ground.style.top = `${top - article.getBoundingClientRect().top}px`;
    ground.style.height = `${below - top}px`;
    if (!ground.isConnected) article.prepend(ground);
  }

  new ResizeObserver(lay).observe(article);

  /** @param {string} address */
  function light(address) {
    for (const lit of article.querySelectorAll(".lit")) lit.classList.remove("lit");
    mark(address);
    lay();
  }

  /** @param {string} address */
  function mark(address) {
    const first = document.getElementById(address);
    if (!first || !article.contains(first)) return;
    if (provisionOf(first) !== first) return;
    first.classList.add("lit");
    const level = /^H[1-6]$/.test(first.tagName) ? Number(first.tagName[1]) : 0;
    const kind = first.classList[0];
    if (level && kind !== "dieu") return; // a chapter is not lit whole
    for (let next = first.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches(".ending, .pager, .status")) break;
      if (next.id && !next.id.startsWith(`${address}-`)) break;
      if (/^H[1-6]$/.test(next.tagName)) break;
      next.classList.add("lit");
    }
  }

  /**
   * Goes on to the page of a long document that has the address, with the words that a search asks to mark.
   * @param {HTMLAnchorElement} link
   * @param {string} address
   */
  function moveOn(link, address) {
    const url = new URL(link.href);
    url.search = location.search;
    url.hash = address;
    location.replace(url.href);
  }

  function arrive() {
    const address = decodeURIComponent(location.hash.slice(1));
    if (!address) return;
    const found = document.getElementById(address);
    if (found && !found.matches("#muc-luc ~ ul a")) {
      light(address);
      return;
    }
    // A long document has a page per chapter; its contents know where each article went.
    for (let part = address; part; part = part.includes("-") ? part.slice(0, part.lastIndexOf("-")) : "") {
      const link = article.querySelector(`#muc-luc ~ ul a[href$="/#${CSS.escape(part)}"]`);
      if (link instanceof HTMLAnchorElement) {
        moveOn(link, address);
        return;
      }
      const next = article.querySelector(`a[data-continues="${CSS.escape(part)}"]`);
      if (next instanceof HTMLAnchorElement) {
        moveOn(next, address);
        return;
      }
      const near = document.getElementById(part) ?? article.querySelector(`[id^="${CSS.escape(part)}-"]`);
      if (near) {
        near.scrollIntoView();
        light(near.id);
        return;
      }
    }
    const first = article.querySelector("h1.again") && article.querySelector("p.kicker a");
    if (first instanceof HTMLAnchorElement) moveOn(first, address);
  }

  window.addEventListener("hashchange", arrive);
  arrive();
})();
