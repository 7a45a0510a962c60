"use strict";
/** Sums of weights by number, used for one query after another. */
class DkBoard {
  /** @param {number} size */
  constructor(size) {
    this.sums = new Int32Array(size);
  }

  /** @param {number} number @param {number} worth */
  add(number, worth) {
    this.sums[number] += worth;
  }

  /** @param {Postings | null} found @param {number} share */
  addAll(found, share) {
    if (!found) return;
    const { ids, levels } = found;
    const { sums } = this;
    const worth = share * found.rarity;
    for (let i = 0; i < ids.length; i++) sums[ids[i]] += worth * levels[i];
  }

  /** @param {number} most */
  limit(most) {
    this.sums.forEach((sum, number) => {
      if (sum > most) this.sums[number] = most;
    });
  }

  clear() {
    this.sums.fill(0);
  }
}
