// Rule for summing up a conversation that is over: its questions, what was stated, and the last answer.
import { sessionSummary } from '../../signatures/index.js';
import { defineRule } from '../rule.js';
import { decisionsOf, progressOf, topicsOf } from '../text/digest.js';

const MOST = 5;

export const sessionSummaryRule = defineRule({
  signature: sessionSummary,
  answer: ({ turns, changed }) => ({
    topics: topicsOf(turns, MOST),
    decisions: decisionsOf(turns, MOST),
    outcome: [
      ...(changed.length === 0 ? [] : [`Changed ${changed.slice(0, MOST).join(', ')}.`]),
      ...progressOf(turns, 1),
    ].join(' '),
  }),
});
