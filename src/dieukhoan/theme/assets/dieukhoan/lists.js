// Long lists: filters and order over all rows, which are loaded in parts when they are needed (render/catalogue.py).
(() => {
  "use strict";

  /** @typedef {string | number | [string, string]} Cell */
  /** @typedef {{name: string, form: string, searched: boolean, head: HTMLElement}} Column */
  /** @typedef {{url: string, cells: Cell[], folded: string}} Entry */

  const places = {
    form: document.querySelector("form.list-filters"),
    table: document.querySelector("table.listed"),
    shown: document.querySelector("p.shown"),
    further: document.querySelector("p.further"),
  };
  if (!(places.form instanceof HTMLFormElement) || !(places.table instanceof HTMLTableElement)) return;
  if (!places.shown || !(places.further instanceof HTMLElement)) return;
  const { form, table, shown, further } = /** @type {{form: HTMLFormElement, table: HTMLTableElement, shown: Element, further: HTMLElement}} */ (places);
  const body = table.tBodies[0];
  const pages = document.querySelector("nav.pages");

  const BATCH = 50; // rows at a time: laying out twice as many would hold up the next key on an old PC
  /** @type {Record<string, string>} */
  const SIGNS = { running: "●", over: "○", coming: "◔", unclear: "?" };
  const numbers = new Intl.NumberFormat("vi-VN");
  const order = new Intl.Collator("vi", { numeric: true });

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

  /** @type {Column[]} */
  const columns = [...table.querySelectorAll("th")].map((head) => ({
    name: head.dataset.name ?? "",
    form: head.dataset.form ?? "",
    searched: "searched" in head.dataset,
    head,
  }));

  /** @param {Cell} cell What a filter or the order compares. */
  const key = (cell) => (Array.isArray(cell) ? cell[0] : cell);

  /** @param {string} url @param {Cell[]} cells @returns {Entry} */
  const entryOf = (url, cells) => ({
    url,
    cells,
    folded: fold(cells.filter((_, index) => columns[index].searched).join(" ")),
  });

  /** @param {string} iso */
  function day(iso) {
    const [year, month, date] = iso.split("-");
    return date ? `${Number(date)}/${Number(month)}/${year}` : iso;
  }

  /** @param {Column} column @param {Cell} cell @param {string} url */
  function contentOf(column, cell, url) {
    if (column.form === "link") {
      const link = document.createElement("a");
      link.href = url;
      link.textContent = String(cell);
      return link;
    }
    if (Array.isArray(cell)) {
      const [state, sign] = [document.createElement("span"), document.createElement("span")];
      state.className = `state ${cell[0]}`;
      sign.setAttribute("aria-hidden", "true");
      sign.textContent = SIGNS[cell[0]];
      state.append(sign, ` ${cell[1]}`);
      return state;
    }
    return column.form === "date" ? day(String(cell)) : typeof cell === "number" ? numbers.format(cell) : cell;
  }

  /** @param {Entry} entry */
  function rowOf(entry) {
    const row = document.createElement("tr");
    columns.forEach((column, index) => {
      const data = row.insertCell();
      data.className = column.name;
      data.append(contentOf(column, entry.cells[index], entry.url));
    });
    return row;
  }

  /** @type {Entry[]} */
  let entries = [];
  const parts = Number(form.dataset.parts);
  let loaded = 0;
  /** @type {Promise<void> | null} */
  let loading = null;

  // A list of one page has no data beside it: its rows are read from the page.
  if (!parts) {
    entries = [...body.rows].map((row) => entryOf(
      row.querySelector("a")?.getAttribute("href") ?? "",
      columns.map(({ form: kind }, index) => {
        const cell = row.cells[index];
        const words = cell.textContent ?? "";
        if (kind === "count") return Number(words.replaceAll(".", ""));
        if (kind === "date") return cell.dataset.date ?? words;
        const state = kind === "state" ? cell.querySelector(".state") : null;
        return state ? [state.classList[1], words.slice(2)] : words;
      }),
    ));
  }

  async function loadAll() {
    while (loaded < parts) {
      const response = await fetch(`${form.dataset.source}${loaded}.json`);
      if (!response.ok) throw new Error(String(response.status));
      const rows = /** @type {[string, ...Cell[]][]} */ (await response.json());
      loaded += 1;
      for (const [url, ...cells] of rows) entries.push(entryOf(url, cells));
      draw();
      await new Promise((done) => setTimeout(done)); // what the reader types comes first
    }
  }

  let limit = BATCH;
  let sort = { column: -1, down: false };

  function wanted() {
    const data = new FormData(form);
    const words = fold(String(data.get("tu") ?? "")).split(/\s+/).filter(Boolean);
    /** @type {((entry: Entry) => boolean)[]} */
    const tests = words.map((word) => (entry) => entry.folded.includes(word));
    for (const select of form.querySelectorAll("select")) {
      const [{ value }, index] = [select, columns.findIndex(({ name }) => name === select.dataset.column)];
      if (!value) continue;
      const starts = "start" in select.dataset;
      tests.push(({ cells }) => {
        const found = String(key(cells[index]));
        return starts ? found.startsWith(value) : found === value;
      });
    }
    const found = entries.filter((entry) => tests.every((test) => test(entry)));
    const { column, down } = sort;
    if (column < 0) return found;
    const by = columns[column].form === "count"
      ? (/** @type {Entry} */ one, /** @type {Entry} */ other) => Number(one.cells[column]) - Number(other.cells[column])
      : (/** @type {Entry} */ one, /** @type {Entry} */ other) => order.compare(String(key(one.cells[column])), String(key(other.cells[column])));
    return found.sort((one, other) => (down ? by(other, one) : by(one, other)));
  }

  function draw() {
    const found = wanted();
    body.replaceChildren(...found.slice(0, limit).map(rowOf));
    further.hidden = found.length <= limit;
    if (pages instanceof HTMLElement) pages.hidden = true;
    const more = loaded < parts ? ", đang tải thêm…" : "";
    shown.textContent = found.length ? `${numbers.format(found.length)} ${form.dataset.noun}${more}` : `Không tìm thấy${more}`;
    columns.forEach(({ head }, index) => {
      if (!("sort" in head.dataset)) return;
      head.setAttribute("aria-sort", index !== sort.column ? "none" : sort.down ? "descending" : "ascending");
    });
  }

  async function update() {
    if (loaded < parts) {
      loading ??= loadAll();
      try {
        await loading;
      } catch {
        loading = null;
        shown.textContent = "Chưa tải được danh sách đầy đủ. Hãy kiểm tra kết nối rồi thử lại.";
        return;
      }
    }
    draw();
  }

  function changed() {
    limit = BATCH;
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.set(name, String(value));
    const search = query.toString();
    history.replaceState(null, "", search ? `?${search}` : location.pathname);
    void update();
  }

  columns.forEach(({ head, form: kind }, index) => {
    if (!("sort" in head.dataset)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort = { column: index, down: sort.column === index ? !sort.down : kind === "count" };
      void update();
    });
  });
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => window.setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  further.querySelector("button")?.addEventListener("click", () => {
    limit += BATCH;
    void update();
  });

  let filtered = false;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLSelectElement || field instanceof HTMLInputElement)) continue;
    field.value = value;
    filtered = true;
  }
  form.hidden = false;
  if (filtered) void update();
})();
