// Embeddings without a model: words, ideas and pieces of words, each a fixed random direction, added up.
// P. Kanerva, J. Kristofersson and A. Holst, "Random indexing of text samples", 2000; pieces of words as in
// P. Bojanowski et al., "Enriching word vectors with subword information", 2017.
import { throwIfAborted } from '../../core/index.js';
import { analyse, conceptsOf, isWeakTerm } from '../analysis/index.js';
import { type EmbeddingProvider, normalized } from './provider.js';

const DIM = 512;
const WORD = 1;
const WEAK_WORD = 0.3;
const IDEA = 2;
/** All pieces of a word together. */
const PIECES = 1.5;
const PIECE_LENGTHS = [3, 4];
/** Words of middle length and longer have pieces; shorter ones are their own. */
const MIN_LENGTH = 4;

export const builtInEmbeddings: EmbeddingProvider = {
  id: `built-in-1-${DIM}`,
  dim: DIM,
  unrelated: 0.18,
  async embed(texts, signal) {
    throwIfAborted(signal);
    return texts.map(embedText);
  },
};

function embedText(text: string): Float32Array {
  const tokens = analyse(text);
  const features = new Map<string, number>();
  const add = (name: string, weight: number): void => {
    // Said often is not said louder.
    features.set(name, Math.max(features.get(name) ?? 0, weight));
  };
  for (const { term } of tokens) {
    const weight = isWeakTerm(term) ? WEAK_WORD : WORD;
    add(term, weight);
    const pieces = piecesOf(term);
    for (const piece of pieces) add(`#${piece}`, (weight * PIECES) / Math.sqrt(pieces.length));
  }
  for (const { idea, weight, term } of conceptsOf(tokens)) {
    add(idea, IDEA * weight * (isWeakTerm(term) ? WEAK_WORD : 1));
  }
  const vector = new Float32Array(DIM);
  for (const [name, weight] of features) addDirection(vector, hash(name), weight);
  return normalized(vector);
}

function piecesOf(term: string): readonly string[] {
  if (term.length < MIN_LENGTH) return [];
  const word = `<${term}>`;
  return PIECE_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, word.length - length + 1) }, (_, at) =>
      word.slice(at, at + length),
    ),
  );
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Adds the direction that belongs to a seed: +1 or −1 in every place (G. Marsaglia, "Xorshift RNGs", 2003). */
function addDirection(vector: Float32Array, seed: number, weight: number): void {
  let state = seed | 1;
  for (let at = 0; at < vector.length; at += 32) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    for (let bit = 0; bit < 32; bit++) {
      vector[at + bit] = (vector[at + bit] ?? 0) + ((state >>> bit) & 1 ? weight : -weight);
    }
  }
}
