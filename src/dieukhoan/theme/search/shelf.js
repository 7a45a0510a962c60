"use strict";
/**
 * Questions answered from the shards, of which what is lacking is fetched first.
 *
 * This runs on the page and not in a worker beside it: once the files of a question are there, its answer is
 * ready before the browser draws the letter that was typed, whereas the reply of a worker waits behind that
 * drawing. A worker also holds an engine's memory of its own.
 */
const DkShelf = (() => {
  class Shelf {
    /** @param {Fetch} fetch @param {(reply: Reply) => void} take  Is given every answer, also a late one. */
    constructor(fetch, take) {
      this.fetch = fetch;
      this.take = take;
      /** @type {Promise<InstanceType<typeof DkShards.Shards>> | null} */
      this.opened = null;
      this.open().catch(() => {}); // the first question tells
      /** @type {Chosen[] | null} */
      this.facets = null;
      this.latest = 0;
      /** Whether results stood before: who goes on typing will need the directory, the first result does without. */
      this.isGoingOn = false;
    }

    /** The index, opened once; what failed is tried again by the next question. */
    open() {
      this.opened ??= DkShards.Shards.open(this.fetch).catch((error) => {
        this.opened = null;
        throw error;
      });
      return this.opened;
    }

    /** @param {Question} question */
    async answer(question) {
      this.latest = question.id;
      const shards = await this.open();
      const isStale = () => question.id !== this.latest;
      const isFiltered = Object.values(question.chosen).some((value) => value !== null);
      if (isFiltered && !this.facets) await this.loadFacets(question.today);
      const known = () => (question.isCounted && this.facets) || [];
      const reply = await shards.complete(() => DkEngine.reply(shards, question, known()), isStale);
      if (!reply) return;
      this.take(reply);
      if (question.isCounted && !this.facets) { // the first results stand; the counts follow them
        await this.loadFacets(question.today);
        const counted = await shards.complete(() => DkEngine.reply(shards, question, known()), isStale);
        if (counted) this.take(counted);
      }
      if (this.isGoingOn) await shards.readAhead();
      this.isGoingOn = true;
    }

    /** @param {string} today */
    async loadFacets(today) {
      const data = await DkShards.unzipped(await this.fetch("facets.bin"));
      this.facets = DkEngine.documentFacets(JSON.parse(new TextDecoder().decode(data)), today);
    }
  }

  return { Shelf };
})();
