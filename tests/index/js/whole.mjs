// Answers queries from the whole container, by lunr.js: node whole.mjs SCRIPT LUNR < queries; a JSON line per query.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { load } from "./load.mjs";

const [, , container, lunr] = process.argv;
const run = load();
run("globalThis.run = (text) => (0, eval)(text)");
run("run")(readFileSync(lunr, "utf8"));
run("run")(readFileSync(container, "utf8"));
const whole = run("new DkWhole.Whole(DkWhole.data())");
const { answer } = run("DkAnswer");
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(answer(whole, JSON.parse(line), 10)));
}
