"use strict";
/** A box on any page, with results below it as one types. */
const DkBox = (() => {
  const { siteUrl, element } = DkPlace;
  const { forget, recent, remember } = DkRecent;
  const { View, nothing } = DkView;
  const FEW = 8;

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
      /** Whether the answer to what stands in the box is still to come: the list is that of an earlier key. */
      this.isAsked = false;
      this.isHurried = false;
      this.isEntered = false;
      this.panel = element("div", { class: "dk-panel", hidden: "" });
      this.list = element("div", { id: `${id}-list`, role: "listbox", "aria-label": "Kết quả tìm kiếm" });
      this.status = element("p", { class: "dk-status", role: "status" });
      this.panel.append(this.status, this.list);
      (form.classList.contains("dk-search") ? form : input.parentElement ?? form).append(this.panel);
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
      this.isHurried = false;
      if (!text.trim()) {
        this.asker.drop();
        this.isAsked = false;
        this.showRecent();
        return;
      }
      this.isAsked = true;
      this.asker.ask(text, FEW, null, (reply, trouble) => this.show(text, reply, trouble));
    }

    /** @param {string} text @param {Reply | null} reply @param {Trouble | null} trouble */
    show(text, reply, trouble) {
      this.active = -1;
      this.isAsked = false;
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
      if (this.isHurried) this.options()[0]?.click();
      this.isHurried = false;
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
      }), this.forgetting());
      this.open();
    }

    /** A button that makes the browser forget the latest searches. */
    forgetting() {
      const button = element("button", { class: "dk-forget", type: "button", tabindex: "-1" }, "Xóa các lần tìm này");
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        forget();
        this.showRecent();
      });
      return button;
    }

    options() {
      return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      this.isEntered = event.key === "Enter";
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

    /**
     * Enter: what is active, else the first result, for which a hurried reader need not wait, else the page of
     * results. The button: the page of results.
     * @param {Event} event
     */
    submit(event) {
      const text = this.input.value;
      if (!this.isEntered && text.trim()) {
        remember(text);
        return;
      }
      const options = this.options();
      const chosen = options[Math.max(0, this.active)];
      if (this.active < 0 && (!text.trim() || (this.isAsked))) {
        event.preventDefault();
        this.isHurried = text.trim() !== "";
      } else if (chosen && !this.panel.hidden) {
        event.preventDefault();
        chosen.click();
      } else {
        remember(text);
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

  return { Box };
})();
