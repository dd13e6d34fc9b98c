// Every rule of the offline engine, by the signature that it answers.
import type { AnyRule } from '../rule.js';
import { commitMessageRule } from './commit-message.js';
import { directAnswerRule } from './direct-answer.js';
import { historyCompressRule } from './history-compress.js';
import { memoryExtractRule } from './memory-extract.js';
import { memoryReconcileRule } from './memory-reconcile.js';
import { optimizeRules } from './optimize.js';
import { rlmExtractRule } from './rlm-extract.js';
import { rlmStepRule } from './rlm-step.js';
import { sessionSummaryRule } from './session-summary.js';
import { subPromptRule } from './sub-prompt.js';

export const RULES: ReadonlyMap<string, AnyRule> = new Map(
  [
    rlmStepRule,
    rlmExtractRule,
    directAnswerRule,
    subPromptRule,
    memoryExtractRule,
    memoryReconcileRule,
    historyCompressRule,
    sessionSummaryRule,
    commitMessageRule,
    ...optimizeRules,
  ].map((rule) => [rule.name, rule]),
);
