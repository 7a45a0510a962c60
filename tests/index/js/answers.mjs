// Answers queries as the browser does: node answers.mjs FOLDER < queries; one JSON line per query.
import { createInterface } from "node:readline";
import { fetchFrom, load } from "./load.mjs";

const run = load();
const shards = await run("DkShards.Shards").open(fetchFrom(process.argv[2]));
const limit = Number(process.argv[3] ?? 10);
const { answer } = run("DkAnswer");
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await shards.complete(() => answer(shards, JSON.parse(line), limit))));
}
