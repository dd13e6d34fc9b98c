// How much each signal counts. Tuned on the conversations for tuning of npm run bench memory-quality, no others.

export const WEIGHTS = {
  /** Of the previous turn's score, when that one is a question: what follows it is its answer. */
  answer: 1.25,
  /** Of the scores of the turns around. */
  before: 0.8,
  after: 0.2,
  beforeLast: 0.1,
  /** Of the score of the whole session, the best of which has 1. */
  session: 0.3,
  /** Factors: said by who is named in the question; by the agent; itself a question; names a time when asked when. */
  speaker: 1.5,
  agent: 1.2,
  question: 0.7,
  when: 1.5,
  /** Of an idea that question and memory share, against that of a shared word. */
  idea: 0.9,
  /** Added to the factor 1 for what was said in a time that the question names. */
  date: 0.5,
  /** What being said in that time is worth by itself, as a share of the greatest score. */
  dateAlone: 1,
  /** Added to the factor 1 for the newest, or oldest, of those that fit about as well. */
  age: 0.15,
  /** What full likeness of vectors adds, as a share of the greatest score. */
  meaning: 0.2,
  /** How much importance, freshness and confidence together may add to the factor 1. */
  prior: 0.1,
};
