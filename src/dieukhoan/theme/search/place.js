"use strict";
/** Where the search and the site are, and how their files and nodes are made. */
const DkPlace = (() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const FOLDER = new URL(".", script.src);
  const ROOT = new URL("../", FOLDER);
  const IS_FILE = location.protocol === "file:";

  /** @param {string} url */
  function siteUrl(url) {
    const [path, hash = ""] = url.split("#");
    const file = new URL(path, ROOT);
    if (IS_FILE && file.pathname.endsWith("/")) file.pathname += "index.html";
    if (hash) file.hash = hash;
    return file;
  }

  /**
   * @param {string} tag @param {Record<string, string>} [attributes] @param {...(Node | string)} children
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** @param {URL} url @returns {Promise<void>} */
  function loaded(url) {
    return new Promise((resolve, reject) => {
      const tag = element("script", { src: url.href });
      tag.addEventListener("load", () => resolve());
      tag.addEventListener("error", () => reject(new Error(url.href)));
      document.head.append(tag);
    });
  }

  return { FOLDER, IS_FILE, siteUrl, element, loaded };
})();
