"use strict";
/** The page of results, `/tim-kiem/?q=…`, which can be linked. */
const DkResults = (() => {
  const { element } = DkPlace;
  const { ANY } = DkAsker;
  const { remember } = DkRecent;
  const { View, hints, nothing } = DkView;
  const MORE = 20;
  /** @type {[keyof Chosen, string][]} */
  const FACETS = [["type", "Loại"], ["issuer", "Cơ quan"], ["year", "Năm"], ["state", "Hiệu lực"]];

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
        element("input", { type: "search", name: "q", id: "dk-page-q", placeholder: "Tìm điều, khoản, số văn bản", autocomplete: "off", spellcheck: "false" }));
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
        history.replaceState({ ...history.state, dkLimit: this.limit }, ""); // for the way back
        this.ask();
      });
      addEventListener("popstate", () => this.read());
    }

    read() {
      const query = new URLSearchParams(location.search);
      this.input.value = query.get("q") ?? "";
      this.chosen = { type: query.get("loai"), issuer: query.get("co-quan"), year: query.get("nam"),
        state: query.get("hieu-luc") };
      this.limit = history.state?.dkLimit ?? MORE;
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
      history.replaceState({ ...history.state, dkLimit: this.limit }, "", url);
    }

    ask() {
      const text = this.input.value;
      document.title = document.title.replace(/^(?:.*: )?(?=Tìm kiếm)/u, text.trim() ? `${text.trim()}: ` : "");
      if (!text.trim()) {
        this.asker.drop();
        this.status.textContent = "";
        this.list.replaceChildren(element("div", { class: "dk-none" }, hints()));
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
      if (Object.values(this.chosen).some((value) => value !== null)) nodes.unshift(this.unfiltering());
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

    /** A button that takes all filters off. */
    unfiltering() {
      const button = element("button", { type: "button", class: "dk-unfilter" }, "Bỏ mọi bộ lọc");
      button.addEventListener("click", () => {
        this.choose(ANY);
        this.input.focus();
      });
      return button;
    }

    /** @param {Chosen} chosen */
    choose(chosen) {
      this.chosen = chosen;
      this.limit = MORE;
      this.write();
      this.ask();
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
      select.addEventListener("change", () => this.choose({ ...chosen, [kind]: select.value || null }));
      return element("label", {}, `${label} `, select);
    }
  }

  return { ResultPage };
})();
