"use strict";
/* The search beside the page: the index, its files and the ranking live here; the page sends questions. */
importScripts("analysis.js", "query.js", "readings.js", "board.js", "plan.js", "ranking.js", "shards.js", "closeness.js", "issuers.js", "answer.js", "engine.js");

(() => {
  /** @type {Fetch} */
  const fetchFile = async (path) => {
    const response = await fetch(`index/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const opened = DkShards.Shards.open(fetchFile);
  /** @type {Chosen[] | null} */
  let facets = null;
  let latest = 0;
  /** Whether results stood before: who goes on typing will need the directory, the first result does without. */
  let isGoingOn = false;

  /** @param {Question} question */
  async function answered(question) {
    const shards = await opened;
    const isStale = () => question.id !== latest;
    const isFiltered = Object.values(question.chosen).some((value) => value !== null);
    if (isFiltered && !facets) await loadFacets(question.today);
    const known = () => (question.isCounted && facets) || [];
    const reply = await shards.complete(() => DkEngine.reply(shards, question, known()), isStale);
    if (!reply) return;
    postMessage(reply);
    if (question.isCounted && !facets) { // the first results stand; the counts follow them
      await loadFacets(question.today);
      const counted = await shards.complete(() => DkEngine.reply(shards, question, known()), isStale);
      if (counted) postMessage(counted);
    }
    if (isGoingOn) await shards.readAhead();
    isGoingOn = true;
  }

  /** @param {string} today */
  async function loadFacets(today) {
    const data = await DkShards.unzipped(await fetchFile("facets.bin"));
    facets = DkEngine.documentFacets(JSON.parse(new TextDecoder().decode(data)), today);
  }

  addEventListener("message", (event) => {
    latest = event.data.id;
    answered(event.data).catch((error) => postMessage({ id: event.data.id, error: String(error) }));
  });
})();
