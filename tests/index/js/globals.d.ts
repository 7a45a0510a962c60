// What the scripts of the search find in the global scope and do not define themselves.
declare const lunr: { Index: { load(data: unknown): {
  invertedIndex: Record<string, any>;
  query(build: (query: { term(term: string, options: object): void }) => void): { ref: string; score: number }[];
} } };
