// How much each signal counts. Tuned on the conversations for tuning of npm run bench memory-quality, no others.

export const WEIGHTS = {
  /** Of a turn's own terms that of who said it. */
  speakerTerm: 0.5,
  /** Of the previous turn's score, when that one is a question. */
  answer: 0.5,
  /** Of the scores of the turns before and after. */
  neighbour: 0.2,
  /** Of the scores two turns away. */
  nextNeighbour: 0.1,
  /** Of the score of the whole session. */
  session: 0.5,
  /** Factors: said by who is named in the question; itself a question; names a time when the question asks when. */
  speaker: 1.5,
  question: 0.8,
  when: 1.3,
  /** Added to the factor 1 for what was said in a time that the question names. */
  date: 1,
  /** Share of the greatest score that being said in that time is worth by itself. */
  dateAlone: 0.2,
  /** Added to the factor 1 for the newest, or oldest, of those that fit about as well. */
  age: 0.15,
  /** How much importance, freshness and confidence together may add to the factor 1. */
  prior: 0.1,
};
