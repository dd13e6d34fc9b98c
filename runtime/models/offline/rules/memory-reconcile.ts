// Rule for fitting something new to what is remembered: what the rules of memory leave open is kept beside it.
import { memoryReconcile } from '../../signatures/index.js';
import { defineRule } from '../rule.js';

export const memoryReconcileRule = defineRule({
  signature: memoryReconcile,
  answer: () => ({ action: 'ADD' as const }),
});
