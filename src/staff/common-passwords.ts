import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords of leaks by rank, the words that passphrases are thrown from, and keys that lie side by side. */
export const known = { dictionary, graphs: adjacencyGraphs };
