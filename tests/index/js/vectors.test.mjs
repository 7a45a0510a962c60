// The vectors of tests/index/vectors.json, which Python is held to as well.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const places = JSON.parse(readFileSync(new URL("../../render/places.json", import.meta.url), "utf8"));
const vectors = JSON.parse(readFileSync(new URL("../vectors.json", import.meta.url), "utf8"));
const run = load();
const { fold, spell, hasMarks, runs } = run("DkAnalysis");
const { understand } = run("DkQuery");
const { telex, vni, isSyllable } = run("DkReadings");
const plain = (value) => JSON.parse(JSON.stringify(value)); // values of another realm

test("places", () => {
  const { placeWords } = load(["../assets/dieukhoan/places.js"])("DkPlaces");
  for (const [address, words] of Object.entries(places)) assert.equal(placeWords(address), words);
});

test("words", () => {
  for (const [word, folded, spelled, marks] of vectors.words) {
    const composed = word.normalize("NFC");
    assert.deepEqual([fold(composed), spell(composed), hasMarks(word)], [folded, spelled, marks], word);
  }
});

test("texts", () => {
  for (const [text, expected] of vectors.texts) {
    const found = runs(text).map((words) => words.map((w) => [w.folded, w.spelled, w.start, w.end]));
    assert.deepEqual(plain(found), expected, text);
  }
});

test("queries", () => {
  const folded = (lists) => lists.map((words) => words.map((word) => word.folded));
  for (const [text, expected] of vectors.queries) {
    const query = understand(text);
    assert.deepEqual(plain({
      address: query.address, open: query.isOpen, runs: folded(query.runs), phrases: folded(query.phrases),
      excluded: folded(query.excluded),
    }), expected, text);
  }
});

test("keys", () => {
  for (const [typed, byTelex, byVni, syllable] of vectors.keys) {
    assert.deepEqual([telex(typed), vni(typed), isSyllable(typed)], [byTelex, byVni, syllable], typed);
  }
});
