// The matrix of responsibilities: filters by agency, role, column and deadline, all within the page.
(() => {
  "use strict";

  const form = document.querySelector("form.filters.responsibilities");
  const table = document.querySelector("table.responsibilities");
  const shown = document.querySelector("p.shown");
  if (!(form instanceof HTMLFormElement) || !(table instanceof HTMLTableElement) || !shown) return;

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replaceAll("đ", "d");

  const numbers = new Intl.NumberFormat("vi-VN");
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])].slice(1);
  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    name: fold(row.cells[0].textContent ?? ""),
    cells: [...row.cells].slice(1),
  }));

  /** @param {string} name */
  const value = (name) => {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked ? "1" : "";
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
  };

  /**
   * The way on from a matrix that holds only some agencies to the list of all of them.
   * @param {string} list @param {string} words
   */
  function elsewhere(list, words) {
    const link = document.createElement("a");
    link.href = `${list}?${new URLSearchParams({ tu: words })}`;
    link.textContent = `Tìm “${words}” trong danh bạ tất cả cơ quan`;
    return link;
  }

  function apply() {
    const words = fold(value("co-quan").trim());
    const role = value("vai-tro");
    const column = value("cot");
    const timed = value("thoi-han") === "1";
    let count = 0;
    heads.forEach((head, index) => { head.hidden = column !== "" && String(index) !== column; });
    for (const { row, name, cells } of rows) {
      let some = false;
      cells.forEach((cell, index) => {
        cell.hidden = column !== "" && String(index) !== column;
        for (const link of cell.querySelectorAll("a.role")) {
          if (!(link instanceof HTMLElement)) continue;
          const fits = (!role || link.dataset.role === role) && (!timed || "timed" in link.dataset);
          link.hidden = !fits;
          some ||= fits && !cell.hidden;
        }
      });
      row.hidden = !some || !name.includes(words);
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = `${numbers.format(count)} trên ${numbers.format(rows.length)} cơ quan.`;
    if (!count && words && form.dataset.all) shown.append(" ", elsewhere(form.dataset.all, value("co-quan").trim()));
    const state = new URLSearchParams(Object.entries({ "co-quan": value("co-quan"), "vai-tro": role, cot: column, "thoi-han": timed ? "1" : "" }).filter(([, each]) => each));
    history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
  }

  for (const [name, each] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = each === "1";
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = each;
  }
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
