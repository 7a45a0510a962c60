// The list of documents: filters over its rows, and over the parts that are loaded when they are needed.
(() => {
  "use strict";

  /** @typedef {{url: string, title: string, type: string, number: string, date: string, issuer: string, standing: string, state: string, folded: string, row?: HTMLElement}} Entry */

  const places = {
    form: document.querySelector("form.filters"),
    body: document.querySelector("table.documents tbody"),
    shown: document.querySelector("p.shown"),
    further: document.querySelector("p.further"),
  };
  if (!(places.form instanceof HTMLFormElement) || !(places.body instanceof HTMLTableSectionElement)) return;
  if (!places.shown || !(places.further instanceof HTMLElement)) return;
  const [form, body, shown, further] = [places.form, places.body, places.shown, places.further];

  const BATCH = 100;
  const SIGNS = { running: "●", over: "○", coming: "◔", unclear: "?" };
  const collator = new Intl.NumberFormat("vi-VN");

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

  /** @param {Omit<Entry, "folded">} entry @returns {Entry} */
  const entryOf = (entry) => ({ ...entry, folded: fold(`${entry.title} ${entry.number} ${entry.issuer} ${entry.type}`) });

  /** @param {Element} row @param {string} name */
  const cell = (row, name) => row.querySelector(`.${name}`)?.textContent ?? "";

  /** @type {Entry[]} */
  const entries = [...body.rows].map((row) => entryOf({
    url: row.querySelector("a")?.getAttribute("href") ?? "",
    title: cell(row, "title"),
    type: cell(row, "type"),
    number: cell(row, "number"),
    date: row.querySelector(".date")?.getAttribute("data-date") ?? "",
    issuer: cell(row, "issuer"),
    standing: row.querySelector(".state")?.classList[1] ?? "",
    state: cell(row, "standing"),
    row,
  }));

  /** @param {Entry} entry */
  function rowOf(entry) {
    if (entry.row) return entry.row;
    const row = document.createElement("tr");
    /** @param {string} style @param {string | Node} content */
    const add = (style, content) => {
      const data = document.createElement("td");
      data.className = style;
      data.append(content);
      row.append(data);
      return data;
    };
    const link = document.createElement("a");
    link.href = entry.url;
    link.textContent = entry.title;
    add("title", link);
    add("type", entry.type);
    add("number", entry.number);
    const [year, month, day] = entry.date.split("-");
    add("date", day ? `${Number(day)}/${Number(month)}/${year}` : entry.date);
    add("issuer", entry.issuer);
    const state = document.createElement("span");
    if (entry.standing) {
      state.className = `state ${entry.standing}`;
      const sign = document.createElement("span");
      sign.setAttribute("aria-hidden", "true");
      sign.textContent = SIGNS[/** @type {keyof SIGNS} */ (entry.standing)];
      state.append(sign, ` ${entry.state}`);
    }
    add("standing", state);
    entry.row = row;
    return row;
  }

  const parts = Number(form.dataset.parts);
  let loaded = 0;
  /** @type {Promise<void> | null} */
  let loading = null;

  async function loadAll() {
    while (loaded < parts) {
      const response = await fetch(`${form.dataset.source}${loaded}.json`);
      if (!response.ok) throw new Error(String(response.status));
      const rows = /** @type {string[][]} */ (await response.json());
      loaded += 1;
      for (const [url, title, type, number, date, issuer, standing, state] of rows) {
        entries.push(entryOf({ url, title, type, number, date, issuer, standing, state }));
      }
    }
  }

  let limit = BATCH;

  function wanted() {
    const data = new FormData(form);
    /** @param {string} name */
    const value = (name) => String(data.get(name) ?? "");
    const words = fold(value("tu")).split(/\s+/).filter(Boolean);
    const [type, issuer, year, standing] = ["loai", "co-quan", "nam", "hieu-luc"].map(value);
    return entries.filter((entry) =>
      (!type || entry.type === type) && (!issuer || entry.issuer === issuer) &&
      (!year || entry.date.startsWith(year)) && (!standing || entry.standing === standing) &&
      words.every((word) => entry.folded.includes(word)));
  }

  function draw() {
    const found = wanted();
    body.replaceChildren(...found.slice(0, limit).map(rowOf));
    further.hidden = found.length <= limit && loaded >= parts;
    const count = collator.format(found.length);
    const more = loaded < parts ? ", đang tải thêm…" : "";
    shown.textContent = found.length ? `${count} văn bản${more}` : `Không tìm thấy${more}`;
  }

  function address() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.set(name, String(value));
    const search = query.toString();
    history.replaceState(null, "", search ? `?${search}` : location.pathname);
  }

  async function update() {
    draw();
    if (loaded >= parts) return;
    loading ??= loadAll();
    try {
      await loading;
      draw();
    } catch {
      loading = null;
      shown.textContent = "Chưa tải được danh sách đầy đủ. Hãy kiểm tra kết nối rồi thử lại.";
    }
  }

  form.addEventListener("input", () => {
    limit = BATCH;
    address();
    void update();
  });
  form.addEventListener("reset", () => {
    limit = BATCH;
    window.setTimeout(() => {
      address();
      void update();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  further.querySelector("button")?.addEventListener("click", () => {
    limit += BATCH;
    void update();
  });

  const query = new URLSearchParams(location.search);
  let filtered = false;
  for (const [name, value] of query) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue;
    field.value = value;
    filtered = true;
  }
  form.hidden = false;
  further.hidden = parts === 0;
  if (filtered) void update();
})();
