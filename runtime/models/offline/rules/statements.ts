// Plain statements that are worth remembering: one row per way of saying them.
import {
  english,
  type StatementForm,
  type Wording,
  withoutStart,
  wordingOf,
} from '../../../wording/index.js';
import type { MemoryCandidate } from '../../signatures/index.js';

type Kind = Pick<MemoryCandidate, 'category' | 'layer' | 'importance'>;

export interface Statement extends Kind {
  /** The sentence as the user wrote it. */
  readonly sentence: string;
  /** The same as a sentence that can stand alone. */
  readonly told: string;
  readonly wording: Wording;
}

const KINDS: Readonly<Record<StatementForm, Kind>> = {
  name: { category: 'fact', layer: 'core', importance: 0.8 },
  preference: { category: 'preference', layer: 'core', importance: 0.7 },
  convention: { category: 'convention', layer: 'project', importance: 0.7 },
  decision: { category: 'decision', layer: 'project', importance: 0.75 },
  fact: { category: 'fact', layer: 'project', importance: 0.6 },
};

/** Every memorable statement of a text, in order. Code, questions, guesses, passing wishes and secrets are left out. */
export function statementsIn(text: string): Statement[] {
  const wording = wordingOf(text);
  return sentencesOf(text, wording).flatMap((sentence) => statementOf(sentence, wording));
}

function statementOf(sentence: string, wording: Wording): Statement[] {
  const { plain, statement } = wording;
  const { forms, question, hypothetical, onlyNow, request } = statement;
  const own = withoutStart(sentence, statement.remember, wording);
  const isAsked = own !== sentence;
  const before = sentence.slice(0, sentence.length - own.length);
  const told = isAsked ? (statement.mainClause?.(before, own) ?? own) : own;
  const said = plain(told);
  const isSecret = [english.statement.secret, statement.secret].some((one) => one.test(said));
  if (isSecret || question.test(said) || own.length > 300) return [];
  if (!isAsked && (hypothetical.test(said) || onlyNow.test(said) || request.test(said))) return [];
  const form = forms.find((one) => one.said.test(said))?.form;
  if (form === undefined && !isAsked) return [];
  const kind = KINDS[form ?? 'fact'];
  return [{ sentence: own, told, wording, ...kind, ...(isAsked ? { importance: 0.85 } : {}) }];
}

/** Whether a message is nothing but such statements. */
export function statementIn(text: string): boolean {
  const sentences = sentencesOf(text, wordingOf(text));
  return (
    sentences.length > 0 && sentences.length <= 4 && sentences.length === statementsIn(text).length
  );
}

function sentencesOf(text: string, wording: Wording): string[] {
  return text
    .replace(/```[\s\S]*?(?:```|$)/g, '\n')
    .replace(/^>.*$/gm, '')
    .split(/\n+|(?<=[.!?])\s+(?=[A-Z"'])|;\s+/)
    .map((sentence) => sentence.replace(/^[-*•]\s+/, '').trim())
    .map((sentence) => withoutStart(sentence, wording.statement.filler, wording))
    .filter((sentence) => sentence.length > 5 && !/^[{}[\]<>$]|[;{]$|=>|\(\)\s*\{/.test(sentence));
}
