// Rule for compressing a conversation: what was asked, stated and answered, in first sentences.
import { historyCompress } from '../../signatures/index.js';
import { defineRule } from '../rule.js';
import { decisionsOf, newest, progressOf, topicsOf } from '../text/digest.js';

const MOST = 12;

export const historyCompressRule = defineRule({
  signature: historyCompress,
  answer: ({ turns, earlier }) => ({
    topics: newest([...(earlier?.topics ?? []), ...topicsOf(turns, MOST)], MOST),
    decisions: newest([...(earlier?.decisions ?? []), ...decisionsOf(turns, MOST)], MOST),
    progress: newest([...(earlier?.progress ?? []), ...progressOf(turns, MOST)], MOST),
    // What is settled and what is not takes understanding.
    open: earlier?.open ?? [],
  }),
});
