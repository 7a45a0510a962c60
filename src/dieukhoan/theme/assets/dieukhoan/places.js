"use strict";
/** Addresses of provisions as readers say them, for whatever script shows one. */
const DkPlaces = (() => {
  const STEP = /(phan|chuong|tieu-muc|muc|dieu|khoan|diem|gach|cong|phu-luc|can-cu)(?:-([^-~]+))?(?:~(\d+))?/gu;
  /** @type {Record<string, string>} */
  const NAMES = {
    phan: "Phần", chuong: "Chương", muc: "Mục", "tieu-muc": "Tiểu mục", dieu: "Điều", khoan: "khoản",
    diem: "điểm", gach: "gạch đầu dòng thứ", cong: "dấu cộng thứ", "phu-luc": "Phụ lục", "can-cu": "căn cứ thứ",
  };
  /** @type {Record<string, string>} */
  const LETTERS = { dd: "đ", uw: "ư", aw: "ă", aa: "â", ee: "ê", oo: "ô", ow: "ơ" };
  const ROMAN = new Set(["phan", "chuong", "muc", "phu-luc"]);
  const LETTERED = new Set(["diem", "dieu", "khoan"]);

  /**
   * A provision in words, from small to large: "điểm đ khoản 2 Điều 5". The same as place_words in render/words.py.
   * @param {string} address
   */
  function placeWords(address) {
    if (address === "mo-dau") return "phần mở đầu";
    if (address === "ket") return "phần kết";
    const steps = [...address.matchAll(STEP)].map(([, kind, number = "", count = ""]) => {
      if (ROMAN.has(kind) && /^[ivxlc]+$/u.test(number)) number = number.toUpperCase();
      else if (LETTERED.has(kind)) number = number.replace(/dd|uw|aw|aa|ee|oo|ow/gu, (letter) => LETTERS[letter]);
      return `${NAMES[kind]} ${number}`.trim() + (count && ` (lần ${count})`);
    });
    return steps.reverse().join(" ") || address;
  }

  return { placeWords };
})();
