// The menu button of narrow screens is a label in Material; here the keyboard and screen readers reach it, too.
(() => {
  "use strict";

  const label = document.querySelector("label.md-header__button[for='__drawer']");
  const drawer = document.getElementById("__drawer");
  if (!(label instanceof HTMLElement) || !(drawer instanceof HTMLInputElement)) return;
  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", "Trình đơn");
  const tell = () => label.setAttribute("aria-expanded", String(drawer.checked));
  tell();
  drawer.addEventListener("change", tell);
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // Material clicks labels on Enter, which would close the drawer again
    drawer.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    label.focus();
  });
})();
