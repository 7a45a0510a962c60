// The contents of a page in a sheet from below, on screens too narrow for a column of them.
(() => {
  "use strict";

  const button = document.querySelector(".contents-button");
  const sheet = document.getElementById("muc-luc-trang");
  if (!(button instanceof HTMLElement) || !sheet) return;
  button.hidden = false;

  /** @param {boolean} open */
  function set(open) {
    sheet?.classList.toggle("open", open);
    document.documentElement.classList.toggle("sheet-open", open);
    button?.setAttribute("aria-expanded", String(open));
    if (button) button.textContent = open ? "Đóng mục lục" : "Mục lục";
  }

  const isOpen = () => sheet.classList.contains("open");

  button.addEventListener("click", () => {
    set(!isOpen());
    if (!isOpen()) return;
    const current = sheet.querySelector(".md-nav__link--active") ?? sheet.querySelector("a");
    if (current instanceof HTMLElement) {
      current.focus({ preventScroll: true });
      current.scrollIntoView({ block: "center" });
    }
  });
  sheet.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) set(false);
  });
  document.addEventListener("click", (event) => {
    if (isOpen() && event.target instanceof Node && !sheet.contains(event.target) && event.target !== button) {
      set(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    set(false);
    button.focus();
  });
})();
