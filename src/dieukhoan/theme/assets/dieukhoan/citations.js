// The list of cited works: filters and order over its rows, and over all works once they are loaded.
(() => {
  "use strict";

  /** @typedef {{url: string, title: string, type: string, number: string, date: string, issuer: string, inside: string, count: number, folded: string, row?: HTMLElement}} Work */

  const form = document.querySelector("form.cited-filters");
  const table = document.querySelector("table.cited-works");
  const body = table?.querySelector("tbody");
  const shown = document.querySelector("p.shown");
  const further = document.querySelector("p.further");
  if (!(form instanceof HTMLFormElement) || !body || !shown || !(further instanceof HTMLElement)) return;

  const BATCH = 150;
  const NUMERIC = new Set(["count"]);
  const counts = new Intl.NumberFormat("vi-VN");
  const order = new Intl.Collator("vi", { numeric: true });

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

  /** @param {any[]} row @returns {Work} */
  const workOf = ([url, title, type, number, date, issuer, inside, count]) => ({
    url, title, type, number, date, issuer, inside: String(inside), count,
    folded: fold(`${title} ${number} ${issuer} ${type}`),
  });

  /** @param {Element} row @param {string} name */
  const cell = (row, name) => row.querySelector(`.${name}`)?.textContent ?? "";

  /** @type {Work[]} */
  let works = [...body.rows].map((row) => ({
    ...workOf([
      row.querySelector("a")?.getAttribute("href") ?? "", cell(row, "title"), cell(row, "type"), cell(row, "number"),
      row.querySelector(".date")?.getAttribute("data-date") ?? "", cell(row, "issuer"), row.dataset.in,
      Number(cell(row, "count").replaceAll(".", "")),
    ]),
    row,
  }));
  let limit = BATCH;
  let sort = { key: "count", down: true };
  /** @type {Promise<void> | null} */
  let loading = null;

  /** @param {Work} work */
  function rowOf(work) {
    if (work.row) return work.row;
    const row = document.createElement("tr");
    /** @param {string} style @param {string | Node} content */
    const add = (style, content) => {
      const data = document.createElement("td");
      data.className = style;
      data.append(content);
      row.append(data);
    };
    const link = document.createElement("a");
    link.href = work.url;
    link.textContent = work.title;
    add("title", link);
    add("type", work.type);
    add("number", work.number);
    const [year, month, day] = work.date.split("-");
    add("date", day ? `${Number(day)}/${Number(month)}/${year}` : work.date);
    add("issuer", work.issuer);
    add("inside", work.inside === "1" ? "trong thư viện" : "ngoài thư viện");
    add("count", counts.format(work.count));
    work.row = row;
    return row;
  }

  function load() {
    loading ??= fetch(form.dataset.source ?? "").then(async (response) => {
      if (!response.ok) throw new Error(String(response.status));
      works = (await response.json()).map(workOf);
    });
    return loading;
  }

  function draw() {
    const data = new FormData(form);
    const words = fold(String(data.get("tu") ?? "")).split(/\s+/).filter(Boolean);
    const [type, inside] = [String(data.get("loai") ?? ""), String(data.get("o-dau") ?? "")];
    const found = works.filter((work) =>
      (!type || work.type === type) && (!inside || work.inside === inside) &&
      words.every((word) => work.folded.includes(word)));
    const key = /** @type {keyof Work} */ (sort.key);
    found.sort((one, other) => {
      const step = NUMERIC.has(sort.key)
        ? Number(one[key]) - Number(other[key])
        : order.compare(String(one[key]), String(other[key]));
      return sort.down ? -step : step;
    });
    body.replaceChildren(...found.slice(0, limit).map(rowOf));
    further.hidden = found.length <= limit;
    shown.textContent = found.length ? `${counts.format(found.length)} văn bản` : "Không tìm thấy";
    for (const head of table.querySelectorAll("th[data-sort]")) {
      const is = head.getAttribute("data-sort") === sort.key;
      head.setAttribute("aria-sort", is ? (sort.down ? "descending" : "ascending") : "none");
    }
  }

  async function update() {
    try {
      await load();
    } catch {
      loading = null; // the rows at hand are still filtered
    }
    draw();
  }

  for (const head of table.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const key = head.getAttribute("data-sort") ?? "count";
      sort = { key, down: sort.key === key ? !sort.down : NUMERIC.has(key) };
      void update();
    });
  }
  form.addEventListener("input", () => {
    limit = BATCH;
    void update();
  });
  form.addEventListener("reset", () => setTimeout(() => void update()));
  form.addEventListener("submit", (event) => event.preventDefault());
  further.querySelector("button")?.addEventListener("click", () => {
    limit += BATCH;
    void update();
  });
  form.hidden = false;
  if (body.rows.length >= BATCH) further.hidden = false;
})();
