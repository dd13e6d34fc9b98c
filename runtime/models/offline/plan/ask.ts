// Plans the answer to a question: gather files, read the best functions, answer from them.
import { readEvidence } from '../compose/evidence.js';
import { composeAnswer } from '../compose/prose.js';
import { listed } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import { gatherCell, readCell } from './ask-cells.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { NOTHING } from './stages.js';

export function planAsk(input: StepInput, question: Question): Cell {
  const stage = lastStage(input);
  const last = input.history.at(-1)?.observation ?? '';
  if (stage === undefined && question.ideas.length > 0 && !mustAnswer(input)) {
    const ideas = question.ideas.slice(0, 5).map((idea) => `“${idea.label}”`);
    return {
      reasoning: `The question is about ${listed(ideas)}. I look for these in all their spellings and for related words, and rank the files that speak of them.`,
      code: gatherCell(question),
    };
  }
  if (stage === 'gather' && /^file /m.test(last) && !mustAnswer(input)) {
    const files = [...last.matchAll(/^file (\S+)/gm)].slice(0, 3).map((m) => `\`${m[1] ?? ''}\``);
    return {
      reasoning: `Most promising: ${listed(files)}. I outline the best files and read the functions that say most about the question.`,
      code: readCell(question),
    };
  }
  const evidence = readEvidence(input.history);
  const trouble = /^\w*Error\b.*/m.exec(last)?.[0] ?? '';
  const prose = composeAnswer(question, evidence, trouble);
  const reasoning =
    evidence.passages.length === 0 || last.includes(NOTHING)
      ? 'Nothing in the repository answers this by its words; I say what was searched.'
      : `\`${evidence.passages[0]?.name ?? ''}\` and what stands around it answer the question; I put it together with its places.`;
  return finalProse(prose, reasoning);
}
