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

  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /** Fetches scripts of the search, each but once, and runs them in their order. @param {...string} names */
  async function loaded(...names) {
    await Promise.all(names.map((name) => {
      const running = scripts.get(name) ?? run(new URL(`${name}.js`, FOLDER));
      scripts.set(name, running);
      running.catch(() => scripts.delete(name)); // the next question tries again
      return running;
    }));
  }

  /** @param {URL} url @returns {Promise<void>} */
  function run(url) {
    return new Promise((resolve, reject) => {
      const tag = /** @type {HTMLScriptElement} */ (element("script", { src: url.href }));
      tag.async = false;
      tag.addEventListener("load", () => resolve());
      tag.addEventListener("error", () => reject(new Error(url.href)));
      document.head.append(tag);
    });
  }

  return { FOLDER, IS_FILE, siteUrl, element, loaded };
})();
