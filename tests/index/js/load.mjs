// The scripts of the search, loaded as the page loads them: one global scope, in order.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import vm from "node:vm";

export const FOLDER = new URL("../../../src/dieukhoan/theme/search/", import.meta.url);
export const SCRIPTS = ["analysis.js", "query.js", "readings.js", "board.js", "plan.js", "ranking.js", "shards.js", "closeness.js", "issuers.js", "answer.js", "whole.js"];

export function load(scripts = SCRIPTS) {
  const context = vm.createContext({
    console, TextDecoder, TextEncoder, DecompressionStream, Response, Blob, Uint8Array, Int32Array, setTimeout,
  });
  for (const script of scripts) {
    vm.runInContext(readFileSync(new URL(script, FOLDER), "utf8"), context, { filename: script });
  }
  return (expression) => vm.runInContext(expression, context);
}

/** Bytes of the files of an index on disk. */
export function fetchFrom(folder) {
  return async (path) => new Uint8Array(await readFile(`${folder}/${path}`));
}
