// Rule for the last resort: answers from what the cells had printed when the loop had to end.

import { rlmExtract } from '../../signatures/index.js';
import { readEvidence } from '../compose/evidence.js';
import { composeAnswer } from '../compose/prose.js';
import { readTaskQuestion } from '../plan/task.js';
import { defineRule } from '../rule.js';

export const rlmExtractRule = defineRule({
  signature: rlmExtract,
  answer: ({ task, reason, history }) => {
    const prose = composeAnswer(readTaskQuestion(task), readEvidence(history));
    return {
      answer: `The work had to end early (${reason.trim().replace(/\.$/, '')}), so this is what was found until then.\n\n${prose.answer}`,
      citations: [...prose.citations],
    };
  },
});
