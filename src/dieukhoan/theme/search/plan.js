"use strict";
/**
 * The terms that a query is searched by, each with its share, and the documents that it names.
 * The same as dieukhoan/index/plan.py.
 *
 * @typedef {{terms: Map<string, number>, named: Map<number, number>, sure: Set<number>, address: string, isNameAlone: boolean,
 *   mended: [string, string][], runs: Word[][], aside: Set<string>, heading: string, within: Set<number> | null}} Plan
 *   `runs` are the words as they are searched for; `sure` are the documents named by a number that few have:
 *   nothing else comes before their provisions; `aside` are the terms that only name a document or only ask;
 *   `heading` is the term of the short heading that the query may be; `within` the documents that alone are asked
 *   for, null: all.
 */
const DkPlan = (() => {
  const { pair } = DkAnalysis;
  const WHOLE = 4;
  const SUPPOSED = 2;
  const BEGUN = 1;
  const EXACT = 6;
  const NAMED = 600;
  const FEW = 3;
  const ASIDE = 1;
  const LONGEST_NAME = 16;
  const SHORT_HEADING = 8;
  const YEAR = /^(?:19|20)\p{Nd}{2}$/u;
  const SPELLING = "\t";
  const DOCUMENT = "#";
  const NAME = "@";
  const NOTHING = { start: 0, end: 0, isCapital: false, hasMarks: false };
  const LINKS = new Set(["so", "cua", "tai", "theo", "trong", "nam", "ve", "v", "viec"]);

  /** @param {Plan} plan @param {string} term @param {number} share */
  function add(plan, term, share) {
    plan.terms.set(term, Math.max(share, plan.terms.get(term) ?? 0));
  }

  /** What a spelling counts in a query of so many words, beside its syllable. @param {number} count */
  function exactnessOf(count) {
    return count <= DkQuery.LONGEST_TYPED ? Math.max(1, Math.floor(EXACT / Math.max(1, count))) : 0;
  }

  /** @param {Plan} plan @param {Word[]} run @param {number} share @param {number} exactness */
  function addRun(plan, run, share, exactness) {
    run.forEach((word, place) => {
      add(plan, word.folded, share);
      if (word.hasMarks && exactness) add(plan, word.folded + SPELLING + word.spelled, share * exactness);
      if (place) add(plan, pair(run[place - 1].folded, word.folded), share);
    });
  }

  /**
   * The terms of a query in an index.
   * @param {Container} container @param {Query} query @returns {Plan}
   */
  function planned(container, query) {
    /** @type {Plan} */
    const plan = { terms: new Map(), named: new Map(), sure: new Set(), address: query.address, isNameAlone: false, mended: [], runs: [],
      aside: new Set(), heading: "", within: null };
    container.want(foreseen(container, query));
    const naming = addNames(plan, container, query);
    const reading = DkReadings.read(query.runs, {
      rarity: (term) => container.postings(term)?.rarity ?? null,
      want: (terms) => container.want(terms),
      syllables: container.syllables,
      abbreviations: container.head.abbreviations,
    }, query.isOpen, naming);
    const whole = [...reading.runs, ...query.phrases];
    const exactness = exactnessOf(whole.flat().length);
    for (const run of whole) addRun(plan, run, WHOLE, exactness);
    for (const run of reading.others) addRun(plan, run, SUPPOSED, exactness);
    for (const [before, ending] of reading.endings) {
      if (before) add(plan, pair(before, ending), SUPPOSED);
      else add(plan, ending, BEGUN);
    }
    for (const [run, share] of sought(container, query)) {
      addRun(plan, run.map((folded) => ({ ...NOTHING, folded, spelled: folded })), share, exactness);
    }
    plan.mended = reading.mended;
    plan.runs = whole;
    if (naming.size && !query.address && !query.phrases.length) plan.heading = headingTerm(beside(naming, query));
    else if (whole.length === 1 && !query.address) plan.heading = headingTerm(foldedWords(whole[0]));
    return plan;
  }

  /**
   * What a query asks for beside the documents that it names, without the words that join the two.
   * @param {Set<number>} naming @param {Query} query
   */
  function beside(naming, query) {
    const words = foldedWords(query.runs.flat()).filter((_, place) => !naming.has(place));
    const asked = words.map((_, place) => place).filter((place) => !LINKS.has(words[place]));
    return words.slice(asked[0], asked[asked.length - 1] + 1);
  }

  /** @param {Word[]} words */
  function foldedWords(words) {
    return words.map((word) => word.folded);
  }

  /** The term of a short heading, "" for a longer one. @param {string[]} words  Folded. */
  function headingTerm(words) {
    return words.length > 1 && words.length <= SHORT_HEADING ? `${NAME}${NAME}=${words.join("-")}` : "";
  }

  /**
   * The headings under which questions like this one are answered, each with its share.
   * @param {Container} container @param {Query} query @returns {[string[], number][]}
   */
  function sought(container, query) {
    return query.runs.flatMap((run) => {
      const typed = ` ${run.map((word) => word.folded).join(" ")} `;
      return container.head.questions.filter(([asked]) => typed.includes(` ${asked} `))
        .map(([, heading, isSure]) => /** @type {[string[], number]} */ ([heading.split(" "), isSure ? WHOLE : BEGUN]));
    });
  }

  /** The terms of an address and of what it stands in, the narrowest first. @param {string} address */
  function addresses(address) {
    const found = [];
    for (let steps = address.split("-"); steps.length > 1; steps = steps.slice(0, -2)) {
      found.push(NAME + NAME + steps.join("-"));
    }
    return found;
  }

  /**
   * What will surely be asked for, so that it is fetched at once and not one after the other.
   * @param {Container} container @param {Query} query
   */
  function foreseen(container, query) {
    const terms = [...query.runs, ...query.phrases].flatMap((run) => run.flatMap((word, place) =>
      place ? [word.folded, pair(run[place - 1].folded, word.folded)] : [word.folded]));
    const headings = sought(container, query).flatMap(([run]) => run.flatMap((word, place) =>
      place ? [word, pair(run[place - 1], word)] : [word]));
    const last = query.isOpen ? query.runs[query.runs.length - 1] : [];
    const before = last.length > 1 ? last[last.length - 2].folded : "";
    const begun = last.length ? last[last.length - 1].folded : "";
    const ends = !begun ? [] : before
      ? DkReadings.longer(begun, container.syllables).map((word) => pair(before, word))
      : DkReadings.completions(begun, container.syllables);
    const asked = [...terms, ...headings, ...(before ? [] : ends)];
    const typed = foldedWords(query.runs.flat());
    const names = typed.flatMap((_, at) => namesAt(container, typed, at, query.spoken).map(([, name]) => name));
    const spellings = query.runs.flat().filter((word) => word.hasMarks)
      .map((word) => word.folded + SPELLING + word.spelled);
    return [...asked, ...asked.map((term) => DOCUMENT + term), ...spellings, ...ends, ...names,
      ...addresses(query.address), ...(query.runs.length === 1 ? [headingTerm(foldedWords(query.runs[0]))].filter(Boolean) : [])];
  }

  /**
   * Adds the documents that the query names, the longest name at each place; returns the places of those words.
   * @param {Plan} plan @param {Container} container @param {Query} query
   */
  function addNames(plan, container, query) {
    const typed = query.runs.flat();
    const words = foldedWords(typed);
    /** @type {Set<number>} */
    const named = new Set();
    for (let at = 0; at < words.length; ) {
      const [size, postings] = nameAt(container, words, at, query.spoken);
      if (postings) {
        for (const document of postings.ids) plan.named.set(document, NAMED);
        if (postings.ids.length <= FEW && isNumber(words.slice(at, at + size))) {
          for (const document of postings.ids) plan.sure.add(document);
        }
        for (let place = at; place < at + size; place++) named.add(place);
      }
      at += size || 1;
    }
    const rest = words.map((_, place) => place)
      .filter((place) => !named.has(place) && !query.spoken.has(place) && !LINKS.has(words[place]));
    plan.isNameAlone = plan.named.size > 0 && !rest.length && !query.phrases.length;
    const asking = askingOf(container, words);
    if (rest.some((place) => !asking.has(place))) plan.aside = onlyIn(new Set([...named, ...asking]), typed);
    else if (rest.length) plan.aside = onlyIn(named, typed);
    return named;
  }

  /** Whether a name is a number with its year or symbol: "26/2013/TT-BKHCN". @param {string[]} name */
  function isNumber(name) {
    return name.length > 2 && name.some((word) => /^\p{Nd}/u.test(word));
  }

  /** @type {WeakMap<Head, Map<string, string[][]>>} */
  const formsByFirst = new WeakMap();

  /** The forms of asking by their first words, made once for an index. @param {Head} head */
  function formsOf(head) {
    const known = formsByFirst.get(head);
    if (known) return known;
    /** @type {Map<string, string[][]>} */
    const made = new Map();
    for (const form of head.forms.map((words) => words.split(" "))) {
      made.set(form[0], [...(made.get(form[0]) ?? []), form]);
    }
    formsByFirst.set(head, made);
    return made;
  }

  /** The places of words that only ask. @param {Container} container @param {string[]} words */
  function askingOf({ head }, words) {
    const forms = formsOf(head);
    /** @type {Set<number>} */
    const found = new Set();
    words.forEach((first, at) => {
      const form = forms.get(first)?.find((parts) => parts.every((word, place) => words[at + place] === word)) ?? [];
      form.forEach((_word, place) => found.add(at + place));
    });
    return found;
  }

  /**
   * The terms that stand at some places among the words and nowhere else.
   * @param {Set<number>} places @param {Word[]} words @returns {Set<string>}
   */
  function onlyIn(places, words) {
    /** @type {Set<string>} */
    const inside = new Set();
    /** @type {Set<string>} */
    const outside = new Set();
    words.forEach((word, place) => {
      const isIn = places.has(place);
      (isIn ? inside : outside).add(word.folded).add(word.folded + SPELLING + word.spelled);
      if (place) (isIn && places.has(place - 1) ? inside : outside).add(pair(words[place - 1].folded, word.folded));
    });
    for (const term of outside) inside.delete(term);
    return inside;
  }

  /**
   * The longest name of documents that begins at a word, and how many words it takes.
   * @param {Container} container @param {string[]} words @param {number} at
   * @param {Set<number>} spoken @returns {[number, Postings | null]}
   */
  function nameAt(container, words, at, spoken) {
    const names = namesAt(container, words, at, spoken);
    container.want(names.map(([, name]) => name));
    for (const [size, name] of names) {
      const found = container.postings(name);
      if (found) return [size, found];
    }
    return [0, null];
  }

  /** The words of a name without those that one may leave out: "số", and "năm" before a year. @param {string[]} name */
  function telling(name) {
    return name.filter((word, place) => word !== "so" && !(word === "nam" && YEAR.test(name[place + 1] ?? "")));
  }

  /**
   * The terms of the names that may begin at a word, the longest first, and how many words each takes.
   * @param {Container} container @param {string[]} words @param {number} at
   * @param {Set<number>} spoken @returns {[number, string][]}
   */
  function namesAt({ head: { types } }, words, at, spoken) {
    if (spoken.has(at)) return [];
    const isNumber = /^\p{Nd}/u.test(words[at]);
    const isType = types.some((kind) => kind.split(" ").every((word, place) => words[at + place] === word));
    if (!isNumber && !isType) return [];
    /** @type {[number, string][]} */
    const names = [];
    for (let size = Math.min(LONGEST_NAME, words.length - at); size > 0; size--) {
      const name = telling(words.slice(at, at + size));
      const isAlone = name.length === 1 && !(isNumber && (spoken.size || words.length === 1));
      if (name.length && words[at + size - 1] !== "so" && !isAlone) names.push([size, NAME + name.join("-")]);
    }
    return names;
  }

  return { planned, addresses, headingTerm, WHOLE, NAMED, ASIDE, SPELLING, DOCUMENT };
})();
