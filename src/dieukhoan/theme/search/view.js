"use strict";
/** The results of a reply as nodes of a page. */
const DkView = (() => {
  const { siteUrl, element } = DkPlace;
  const { placeWords } = DkPlaces;

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
      const place = item.at ? placeWords(item.at) : "toàn văn";
      const title = element("span", { class: "dk-item__title" },
        element("b", {}, place[0].toUpperCase() + place.slice(1)), item.heading ? `. ${item.heading}` : "");
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

  /** What one may type, and where to browse instead. @param {string[]} first  Advice that comes before. */
  function hints(...first) {
    const browse = element("li", {}, "Xem ", element("a", { href: siteUrl("van-ban/").href }, "danh sách văn bản"),
      " theo loại, cơ quan ban hành và năm.");
    return element("ul", {}, ...first.map((advice) => element("li", {}, advice)),
      element("li", {}, "Gõ có dấu hay không dấu đều được; “trong ngoặc kép” là tìm đúng cụm từ, -từ là bỏ từ ấy; "
        + "HOẶC giữa hai cụm từ là tìm một trong hai."),
      element("li", {}, "Thử số văn bản, ví dụ 02-NQ/TW, hoặc địa chỉ, ví dụ “khoản 2 điều 3 quy chế 233”."), browse);
  }

  /** @param {Reply} reply @param {View} view @param {string} text */
  function nothing(reply, view, text) {
    const read = view.understood(reply);
    return element("div", { class: "dk-none" }, element("p", {}, `Đã tìm: ${text}${read ? `; hiểu là ${read}` : ""}.`),
      hints("Gõ ít từ hơn, hoặc bỏ dấu ngoặc kép."));
  }

  return { View, hints, nothing };
})();
