"use strict";
/**
 * Asks the search; an answer to an earlier key is dropped.
 *
 * @typedef {{message: string, mend: string}} Trouble
 * @typedef {InstanceType<typeof DkAsker.Asker>} Asker
 */
const DkAsker = (() => {
  const { FOLDER, IS_FILE, loaded } = DkPlace;
  /** @type {Chosen} */
  const ANY = { type: null, issuer: null, year: null, state: null };

  /** Asks the search: the shards where there is a server, the whole container where there is none. */
  class Asker {
    constructor() {
      this.next = 0;
      /** @type {((reply: Reply | null, trouble: Trouble | null) => void) | null} */
      this.listener = null;
      /** @type {Promise<(question: Question) => void> | null} */
      this.engine = null;
    }

    /** The engine, started once; where that failed, the next question tries again. */
    start() {
      this.engine ??= (IS_FILE ? this.whole() : this.shards()).catch((error) => {
        this.engine = null;
        throw error;
      });
      return this.engine;
    }

    /** @returns {Promise<(question: Question) => void>} */
    async shards() {
      await loaded("query", "engine");
      const shelf = new DkShelf.Shelf(async (path) => {
        const response = await fetch(new URL(`index/${path}`, FOLDER));
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      }, (reply) => this.take(reply));
      return (question) => void shelf.answer(question).catch((error) => {
        console.error(error);
        if (question.id === this.next) this.fail();
      });
    }

    /** @returns {Promise<(question: Question) => void>} */
    async whole() {
      await loaded("query", "engine", "lunr", "whole", "index/whole");
      const whole = new DkWhole.Whole(DkWhole.data());
      return (question) => setTimeout(() => {
        if (question.id !== this.next) return;
        const facets = question.isCounted ? DkEngine.documentFacets(whole.facets, question.today) : [];
        this.take(DkEngine.reply(whole, question, facets));
      });
    }

    /** @param {Reply} reply */
    take(reply) {
      if (reply.id === this.next) this.listener?.(reply, null); // else it answers an earlier key
    }

    fail() {
      this.listener?.(null, IS_FILE
        ? { message: "Kho văn bản này quá lớn để tìm khi mở thẳng từ thư mục.",
          mend: "Hãy mở qua một máy chủ: trong thư mục của trang, chạy python3 -m http.server rồi mở địa chỉ http://localhost:8000/." }
        : { message: "Không tải được chỉ mục tìm kiếm.", mend: "Hãy kiểm tra kết nối mạng rồi thử lại." });
    }

    /**
     * @param {string} text @param {number} limit
     * @param {Chosen | null} chosen  Facets to filter by and to be counted; null where none are shown.
     * @param {(reply: Reply | null, trouble: Trouble | null) => void} listener
     */
    ask(text, limit, chosen, listener) {
      const id = ++this.next;
      this.listener = listener;
      const now = new Date();
      const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
        .map((part) => String(part).padStart(2, "0")).join("-");
      this.start().then((send) => send({ id, text, limit, chosen: chosen ?? ANY, isCounted: chosen !== null, today }), () => this.fail());
    }

    drop() {
      this.next++;
    }
  }

  return { Asker, ANY };
})();
