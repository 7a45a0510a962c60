"use strict";
/**
 * The search on the page: boxes, results as one types, the result page, marks in the page that was opened.
 * Everything heavy is fetched when a box is first used.
 */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const FOLDER = new URL(".", script.src);
  const ROOT = new URL("../", FOLDER);
  const RESULTS = new URL("tim-kiem/", ROOT);
  const IS_FILE = location.protocol === "file:";
  const FEW = 8;
  const MORE = 20;
  const RECENT = "dieukhoan-tim";
  const MOST_RECENT = 6;
  /** @type {Chosen} */
  const ANY = { type: null, issuer: null, year: null, state: null };
  /** @type {[keyof Chosen, string][]} */
  const FACETS = [["type", "Loại"], ["issuer", "Cơ quan"], ["year", "Năm"], ["state", "Hiệu lực"]];
  /** @typedef {{message: string, mend: string}} Trouble */

  /** @param {string} url */
  function siteUrl(url) {
    const [path, hash = ""] = url.split("#");
    const file = new URL(path, ROOT);
    if (IS_FILE && file.pathname.endsWith("/")) file.pathname += "index.html";
    if (hash) file.hash = hash;
    return file;
  }

  /**
   * @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** Asks the search, in a worker where there is a server, on the page itself where there is none. */
  class Asker {
    constructor() {
      this.next = 0;
      /** @type {((reply: Reply | null, trouble: Trouble | null) => void) | null} */
      this.listener = null;
      /** @type {Promise<(question: Question) => void> | null} */
      this.engine = null;
    }

    start() {
      this.engine ??= IS_FILE ? this.local() : this.worker();
      return this.engine;
    }

    /** @returns {Promise<(question: Question) => void>} */
    async worker() {
      const worker = new Worker(new URL("worker.js", FOLDER));
      worker.addEventListener("message", ({ data }) => this.take(data));
      worker.addEventListener("error", () => this.fail());
      return (question) => worker.postMessage(question);
    }

    /** @returns {Promise<(question: Question) => void>} */
    async local() {
      for (const name of ["analysis", "query", "readings", "board", "plan", "ranking", "shards", "answer", "engine", "lunr",
        "whole", "index/whole"]) await loaded(new URL(`${name}.js`, FOLDER));
      const whole = new DkWhole.Whole(DkWhole.data());
      return (question) => setTimeout(() => {
        if (question.id !== this.next) return;
        const facets = DkEngine.documentFacets(whole.facets, question.today);
        this.take(DkEngine.reply(whole, question, facets));
      });
    }

    /** @param {Reply & {error?: string}} reply */
    take(reply) {
      if (reply.id !== this.next) return; // an answer to an earlier key
      if (reply.error) this.fail();
      else this.listener?.(reply, null);
    }

    fail() {
      this.listener?.(null, IS_FILE
        ? { message: "Kho văn bản này quá lớn để tìm khi mở thẳng từ thư mục.",
          mend: "Hãy mở qua một máy chủ: trong thư mục của trang, chạy python3 -m http.server rồi mở địa chỉ http://localhost:8000/." }
        : { message: "Không tải được chỉ mục tìm kiếm.", mend: "Hãy kiểm tra kết nối mạng rồi thử lại." });
    }

    /**
     * @param {string} text @param {number} limit @param {Chosen} chosen
     * @param {(reply: Reply | null, trouble: Trouble | null) => void} listener
     */
    ask(text, limit, chosen, listener) {
      const id = ++this.next;
      this.listener = listener;
      const now = new Date();
      const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        .map((part) => String(part).padStart(2, "0")).join("-");
      this.start().then((send) => send({ id, text, limit, chosen, today }), () => this.fail());
    }

    drop() {
      this.next++;
    }
  }

  /** @param {URL} url @returns {Promise<void>} */
  function loaded(url) {
    return new Promise((resolve, reject) => {
      const tag = element("script", { src: url.href });
      tag.addEventListener("load", () => resolve());
      tag.addEventListener("error", () => reject(new Error(url.href)));
      document.head.append(tag);
    });
  }

  /** @returns {string[]} */
  function recent() {
    try {
      const known = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
      return Array.isArray(known) ? known.filter((item) => typeof item === "string") : [];
    } catch {
      return [];
    }
  }

  /** @param {string} text */
  function remember(text) {
    const words = text.trim();
    if (!words) return;
    try {
      localStorage.setItem(RECENT, JSON.stringify(
        [words, ...recent().filter((item) => item !== words)].slice(0, MOST_RECENT)));
    } catch { /* the reader's browser keeps nothing: then nothing is remembered */ }
  }

  /** The results of a reply, as nodes. */
  class View {
    /** @param {string} id */
    constructor(id) {
      this.id = id;
      this.count = 0;
    }

    /** @param {Reply} reply @param {string} text */
    groups(reply, text) {
      return reply.groups.map((group, number) => {
        const name = element("a", { class: "dk-group__name", href: siteUrl(group.url).href, tabindex: "-1" }, group.name);
        const head = element("div", { class: "dk-group__head", id: `${this.id}-g${number}` }, name);
        if (group.title && group.title !== group.name) head.append(" ", element("span", {}, group.title));
        return element("div", { class: "dk-group", role: "group", "aria-labelledby": `${this.id}-g${number}` },
          head, ...group.items.map((item) => this.item(item, text)));
      });
    }

    /** @param {Item} item @param {string} text */
    item(item, text) {
      const url = siteUrl(item.url);
      url.searchParams.set("tim", text);
      const title = element("span", { class: "dk-item__title" },
        element("b", {}, item.place || "Toàn văn"), item.heading ? `. ${item.heading}` : "");
      const link = element("a", { class: "dk-item", role: "option", id: `${this.id}-${this.count++}`, href: url.href,
        "aria-selected": "false", tabindex: "-1" }, title);
      if (item.path.length) link.append(element("span", { class: "dk-item__path" }, item.path.join(" › ")));
      if (item.pieces.length) {
        link.append(element("span", { class: "dk-item__text" }, ...item.pieces.map((piece) =>
          piece.isMarked ? element("mark", {}, piece.text) : piece.text)));
      }
      return link;
    }

    /** What was read otherwise than typed. @param {Reply} reply */
    understood(reply) {
      return reply.mended.map(([typed, read]) => `“${typed}” → “${read}”`).join(", ");
    }
  }

  /** @param {Reply} reply @param {View} view @param {string} text */
  function nothing(reply, view, text) {
    const read = view.understood(reply);
    const tips = element("ul", {},
      element("li", {}, "Gõ ít từ hơn, hoặc bỏ dấu ngoặc kép."),
      element("li", {}, "Thử số văn bản, ví dụ 02-NQ/TW, hoặc địa chỉ, ví dụ “khoản 2 điều 3 quy chế 233”."));
    const browse = element("li", {}, "Xem ");
    browse.append(element("a", { href: siteUrl("van-ban/").href }, "danh sách văn bản"), ".");
    tips.append(browse);
    const parts = [element("p", {}, `Không tìm thấy: ${text}`)];
    if (read) parts.push(element("p", {}, `Đã hiểu là ${read}.`));
    return element("div", { class: "dk-none" }, ...parts, tips);
  }

  /** A box in which one types, with the results below it. */
  class Box {
    /** @param {HTMLFormElement} form @param {HTMLInputElement} input @param {Asker} asker @param {string} id */
    constructor(form, input, asker, id) {
      this.form = form;
      this.input = input;
      this.asker = asker;
      this.view = new View(id);
      this.id = id;
      this.active = -1;
      this.panel = element("div", { class: "dk-panel", hidden: "" });
      this.list = element("div", { id: `${id}-list`, role: "listbox", "aria-label": "Kết quả tìm kiếm" });
      this.status = element("p", { class: "dk-status", role: "status" });
      this.panel.append(this.status, this.list);
      form.append(this.panel);
      form.action = siteUrl("tim-kiem/").href;
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": `${id}-list`, autocomplete: "off", spellcheck: "false",
        autocapitalize: "off" })) input.setAttribute(name, value);
      input.addEventListener("focus", () => {
        asker.start().catch(() => asker.fail());
        if (!input.value.trim()) this.showRecent();
        else if (this.list.childElementCount) this.open();
      });
      input.addEventListener("input", () => this.type());
      input.addEventListener("keydown", (event) => this.key(event));
      form.addEventListener("submit", (event) => this.submit(event));
      this.panel.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      this.panel.addEventListener("click", () => this.leave());
      document.addEventListener("click", (event) => {
        if (event.target instanceof Node && !form.contains(event.target)) this.close();
      });
    }

    type() {
      const text = this.input.value;
      if (!text.trim()) {
        this.asker.drop();
        this.showRecent();
        return;
      }
      this.asker.ask(text, FEW, ANY, (reply, trouble) => this.show(text, reply, trouble));
    }

    /** @param {string} text @param {Reply | null} reply @param {Trouble | null} trouble */
    show(text, reply, trouble) {
      this.active = -1;
      this.input.removeAttribute("aria-activedescendant");
      if (!reply) {
        this.status.textContent = trouble?.message ?? "";
        this.list.replaceChildren(element("p", { class: "dk-none" }, trouble?.mend ?? ""));
      } else if (!reply.total) {
        this.status.textContent = "Không tìm thấy kết quả nào.";
        this.list.replaceChildren(nothing(reply, this.view, text));
      } else {
        this.view.count = 0;
        const read = this.view.understood(reply);
        this.status.textContent = `${reply.total.toLocaleString("vi")} kết quả${read ? `, đã hiểu là ${read}` : ""}`;
        const all = siteUrl("tim-kiem/");
        all.searchParams.set("q", text);
        this.list.replaceChildren(...this.view.groups(reply, text),
          element("a", { class: "dk-all", href: all.href, tabindex: "-1" }, "Xem tất cả và lọc kết quả"));
      }
      this.open();
    }

    showRecent() {
      const known = recent();
      this.active = -1;
      if (!known.length) {
        this.close();
        this.list.replaceChildren();
        return;
      }
      this.status.textContent = "Tìm gần đây (chỉ lưu trên máy này)";
      this.list.replaceChildren(...known.map((text, number) => {
        const item = element("button", { class: "dk-recent", type: "button", role: "option", tabindex: "-1",
          id: `${this.id}-r${number}`, "aria-selected": "false" }, text);
        item.addEventListener("click", (event) => {
          event.stopPropagation();
          this.input.value = text;
          this.type();
        });
        return item;
      }));
      this.open();
    }

    options() {
      return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      const options = this.options();
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        event.preventDefault();
        if (this.panel.hidden) this.open();
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.active = (this.active + step + options.length + (this.active < 0 && step < 0 ? 1 : 0)) % options.length;
        options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.active)));
        options[this.active].scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", options[this.active].id);
      } else if (event.key === "Escape") {
        event.preventDefault();
        if (this.panel.hidden) this.input.blur();
        else this.close();
      }
    }

    /** Enter: what is active, else the first result, else the page of results. @param {Event} event */
    submit(event) {
      const options = this.options();
      const chosen = options[Math.max(0, this.active)];
      if (!this.input.value.trim() && this.active < 0) {
        event.preventDefault();
      } else if (chosen && !this.panel.hidden) {
        event.preventDefault();
        chosen.click();
      } else {
        remember(this.input.value);
      }
    }

    /** Remembers the search, and for the way back also what was shown. */
    leave() {
      remember(this.input.value);
      history.replaceState({ ...history.state, dkSearch: this.input.value }, "");
    }

    open() {
      this.panel.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
    }

    close() {
      this.panel.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }
  }

  /** The page of results: `/tim-kiem/?q=…`, with facets, that can be linked. */
  class ResultPage {
    /** @param {HTMLElement} place @param {Asker} asker */
    constructor(place, asker) {
      this.asker = asker;
      this.view = new View("dk-page");
      this.limit = MORE;
      /** @type {Chosen} */
      this.chosen = ANY;
      this.input = /** @type {HTMLInputElement} */ (
        element("input", { type: "search", name: "q", id: "dk-page-q", autocomplete: "off", spellcheck: "false" }));
      this.form = /** @type {HTMLFormElement} */ (element("form", { class: "dk-page__form", role: "search" },
        element("label", { for: "dk-page-q" }, "Tìm trong các văn bản"), this.input));
      this.status = element("p", { class: "dk-status", role: "status" });
      this.facets = element("div", { class: "dk-facets" });
      this.list = element("div", { class: "dk-page__list" });
      this.more = element("button", { type: "button", class: "dk-more", hidden: "" }, "Xem thêm kết quả");
      place.replaceChildren(this.form, this.status, this.facets, this.list, this.more);
      this.read();
      this.input.addEventListener("input", () => {
        this.limit = MORE;
        this.write();
        this.ask();
      });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        remember(this.input.value);
        /** @type {HTMLElement | null} */ (this.list.querySelector("a.dk-item"))?.focus();
      });
      this.list.addEventListener("click", () => remember(this.input.value));
      this.more.addEventListener("click", () => {
        this.limit += MORE;
        this.ask();
      });
      addEventListener("popstate", () => this.read());
    }

    read() {
      const query = new URLSearchParams(location.search);
      this.input.value = query.get("q") ?? "";
      this.chosen = { type: query.get("loai"), issuer: query.get("co-quan"), year: query.get("nam"),
        state: query.get("hieu-luc") };
      this.ask();
    }

    write() {
      const url = new URL(location.href);
      const { type, issuer, year, state } = this.chosen;
      for (const [name, value] of Object.entries({ q: this.input.value, loai: type, "co-quan": issuer, nam: year,
        "hieu-luc": state })) {
        if (value) url.searchParams.set(name, value);
        else url.searchParams.delete(name);
      }
      history.replaceState(history.state, "", url);
    }

    ask() {
      const text = this.input.value;
      document.title = document.title.replace(/^(?:.*: )?(?=Tìm kiếm)/u, text.trim() ? `${text.trim()}: ` : "");
      if (!text.trim()) {
        this.asker.drop();
        this.status.textContent = "";
        this.list.replaceChildren();
        this.facets.replaceChildren();
        this.more.hidden = true;
        return;
      }
      this.asker.ask(text, this.limit, this.chosen, (reply, trouble) => this.show(text, reply, trouble));
    }

    /** @param {string} text @param {Reply | null} reply @param {Trouble | null} trouble */
    show(text, reply, trouble) {
      if (!reply) {
        this.status.textContent = [trouble?.message, trouble?.mend].join(" ");
        return;
      }
      const read = this.view.understood(reply);
      this.view.count = 0;
      this.status.textContent = reply.total
        ? `${reply.total.toLocaleString("vi")} kết quả${read ? `, đã hiểu là ${read}` : ""}` : "Không tìm thấy kết quả nào.";
      const nodes = reply.total ? this.view.groups(reply, text) : [nothing(reply, this.view, text)];
      for (const node of nodes) for (const link of node.querySelectorAll("a")) {
        link.removeAttribute("role");
        link.removeAttribute("aria-selected");
        link.removeAttribute("tabindex");
      }
      this.list.replaceChildren(...nodes);
      this.more.hidden = reply.total <= this.limit;
      const chosen = this.chosen;
      this.facets.replaceChildren(...FACETS.filter(([kind]) => reply.facets[kind].length || chosen[kind])
        .map(([kind, label]) => this.facet(kind, label, reply.facets[kind])));
    }

    /** @param {keyof Chosen} kind @param {string} label @param {Facet[]} values */
    facet(kind, label, values) {
      const chosen = this.chosen;
      const select = /** @type {HTMLSelectElement} */ (element("select", { name: kind },
        element("option", { value: "" }, "Tất cả"),
        ...values.map(({ value, count }) => element("option", { value }, `${value} (${count.toLocaleString("vi")})`))));
      const current = chosen[kind];
      if (current && !values.some(({ value }) => value === current)) {
        select.append(element("option", { value: current }, `${current} (0)`));
      }
      select.value = current ?? "";
      select.addEventListener("change", () => {
        this.chosen = { ...chosen, [kind]: select.value || null };
        this.limit = MORE;
        this.write();
        this.ask();
      });
      return element("label", {}, `${label} `, select);
    }
  }

  /** Marks the words of the search that led here; the marks can be switched off. */
  async function markWords() {
    const text = new URLSearchParams(location.search).get("tim");
    const article = document.querySelector("article");
    if (!text || !article) return;
    for (const name of ["analysis", "query"]) await loaded(new URL(`${name}.js`, FOLDER));
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
    for (const node of texts) {
      const found = DkAnalysis.runs(node.data).flat();
      const isMarked = found.map((word, place) => words.has(word.folded) && (!pairs.size
        || (place > 0 && pairs.has(DkAnalysis.pair(found[place - 1].folded, word.folded)))
        || (place + 1 < found.length && pairs.has(DkAnalysis.pair(word.folded, found[place + 1].folded)))));
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
    const button = element("button", { type: "button", class: "dk-unmark" }, "Bỏ đánh dấu từ đã tìm");
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

  function start() {
    const asker = new Asker();
    /** @type {Box[]} */
    const boxes = [];
    document.querySelectorAll("form[role=search]").forEach((form, number) => {
      const input = form.querySelector("input[name=q]");
      if (form instanceof HTMLFormElement && input instanceof HTMLInputElement) {
        boxes.push(new Box(form, input, asker, `dk-box${number}`));
      }
    });
    const place = document.getElementById("ket-qua-tim");
    const results = place ? new ResultPage(place, asker) : null;
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
    void markWords();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
