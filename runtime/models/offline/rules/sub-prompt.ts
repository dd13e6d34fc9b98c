// Rule for sub-prompts: static review and fix for the planner's own prompts, quoted lines for any other.
import { subPrompt } from '../../signatures/index.js';
import { needsModel } from '../label.js';
import { FIX_PROMPT, REVIEW_PROMPT } from '../prompts.js';
import type { MechanicalFix } from '../review/review.js';
import { fixText, reviewText } from '../review/review.js';
import { defineRule } from '../rule.js';
import { contentWords, isCommonWord, rootOf, wordsOf } from '../text/words.js';

const MAX_QUOTES = 3;
const MAX_CHARS = 600;

export const subPromptRule = defineRule({
  signature: subPrompt,
  answer: ({ prompt, context }) => ({ answer: answerTo(prompt, context) }),
});

function answerTo(prompt: string, context: string): string {
  if (prompt.startsWith(REVIEW_PROMPT)) {
    return JSON.stringify(reviewText(prompt.slice(REVIEW_PROMPT.length).trim(), context));
  }
  const lines = /^(.+):(\d+)-(\d+)$/.exec(prompt.slice(FIX_PROMPT.length).trim());
  if (prompt.startsWith(FIX_PROMPT) && lines !== null) {
    const fix = fixText(lines[1] ?? '', context, Number(lines[2]), Number(lines[3]));
    return JSON.stringify({
      summary: describeFix(fix),
      replacement: fix.fixed.length === 0 ? null : fix.replacement,
    });
  }
  return quote(prompt, context);
}

function describeFix({ fixed, left }: MechanicalFix): string {
  const rest = left.map((f) => `- Line ${f.line}: ${f.title}. ${f.detail}`).join('\n');
  if (fixed.length === 0 && left.length === 0) {
    return `No static rule objects to these lines, so there is nothing to mend by rule. ${needsModel('Finding a fault in their logic')}`;
  }
  if (fixed.length === 0) {
    return `${needsModel('Mending this')} The static rules found:\n${rest}`;
  }
  const done = fixed.map((f) => `- Line ${f.line}: ${f.title} (\`${f.rule}\`).`).join('\n');
  const more = left.length === 0 ? '' : `\n\nNot mended, because it takes judgement:\n${rest}`;
  return `Mended by static rules, without a language model:\n${done}${more}`;
}

/** The sentences or lines of the context that share most with the prompt. */
function quote(prompt: string, context: string): string {
  const wanted = contentWords(prompt)
    .filter((word) => !isCommonWord(word))
    .map(rootOf);
  const units = context.split(/\n+|(?<=[.!?])\s+(?=[A-Z])/).map((unit) => unit.trim());
  const rated = units.map((text, order) => ({ text, order, score: score(text, wanted) }));
  const frequency = (root: string): number =>
    units.filter((unit) => wordsOf(unit).some((word) => rootOf(word) === root)).length;
  const rarest = new Map(wanted.map((root) => [root, 1 / (1 + frequency(root))]));
  const best = rated
    .filter((unit) => unit.score.length > 0)
    .map((unit) => ({
      ...unit,
      weight: unit.score.reduce((n, root) => n + (rarest.get(root) ?? 0) + 0.5, 0),
    }))
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  const top = best[0];
  if (top === undefined) {
    return 'The context does not say. (Answered by rule, without a language model: only words were compared.)';
  }
  return best
    .filter((unit) => unit.weight > top.weight * 0.7)
    .slice(0, MAX_QUOTES)
    .sort((a, b) => a.order - b.order)
    .map((unit) => unit.text)
    .join('\n')
    .slice(0, MAX_CHARS);
}

/** The wanted roots that a text has. */
function score(text: string, wanted: readonly string[]): string[] {
  const roots = new Set(wordsOf(text).map(rootOf));
  return wanted.filter((root) => roots.has(root));
}
