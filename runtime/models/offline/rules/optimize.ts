// Rules for writing better prompts: no rule can, so the present text stays; and none can judge.
import {
  optimizeJudge,
  optimizePropose,
  optimizeReflect,
  optimizeSummarize,
} from '../../signatures/index.js';
import { defineRule } from '../rule.js';

export const optimizeRules = [
  defineRule({ signature: optimizeSummarize, answer: () => ({ summary: '' }) }),
  defineRule({ signature: optimizePropose, answer: ({ current }) => ({ text: current }) }),
  defineRule({ signature: optimizeReflect, answer: ({ current }) => ({ text: current }) }),
  defineRule({
    signature: optimizeJudge,
    answer: ({ answer, earlier }) => ({
      score: answer === earlier.answer ? 0 : 0.5,
      feedback: 'Judging takes a language model.',
    }),
  }),
];
