// Rules for better prompts and skills: no rule writes better words or can judge; a skill lists what the runs did.
import type * as z from 'zod';
import {
  optimizeJudge,
  optimizePropose,
  optimizeReflect,
  optimizeSummarize,
  synthesizeAgent,
  synthesizeSkill,
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
  defineRule({ signature: synthesizeSkill, answer: listed }),
  defineRule({ signature: synthesizeAgent, answer: listed }),
];

/** A name and a body from what the runs have in them. */
function listed({ runs, tools }: z.infer<(typeof synthesizeSkill)['input']>) {
  const [first] = runs;
  const words = (first?.request.toLowerCase().match(/[a-z]{3,}/g) ?? ['task']).slice(0, 3);
  return {
    name: words.join('-'),
    description: `How tasks like "${first?.request.slice(0, 120) ?? ''}" were done. Use for tasks of this kind.`,
    body: [`Use these tools: ${tools.join(', ')}.`, ...runs.slice(0, 3).map(({ way }) => way)].join(
      '\n\n',
    ),
  };
}
