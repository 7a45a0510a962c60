"use strict";
/** The latest searches of a reader, which stay in the reader's own browser. */
const DkRecent = (() => {
  const KEY = "dieukhoan-tim";
  const MOST = 6;

  /** @returns {string[]} */
  function recent() {
    try {
      const known = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(known) ? known.filter((item) => typeof item === "string") : [];
    } catch {
      return [];
    }
  }

  /** @param {string} text */
  function remember(text) {
    const words = text.trim();
    if (!words) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(
        [words, ...recent().filter((item) => item !== words)].slice(0, MOST)));
    } catch { /* the reader's browser keeps nothing: then nothing is remembered */ }
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch { /* nothing was kept */ }
  }

  return { forget, recent, remember };
})();
