// Learning from a turn: only what the user said themselves is remembered, and nothing of what was recalled.
import type { Budget, EmitEvent, MemoryNote } from '../core/index.js';
import { throwIfAborted } from '../core/index.js';
import type { MemoryCandidate, Predictor } from '../models/index.js';
import { memoryExtract } from '../models/index.js';
import { MemoryDraftError, SecretInMemoryError } from './errors.js';
import type { MemoryDraft, MemoryService, SaveOutcome } from './types.js';

const KNOWN_LIMIT = 12;

export interface LearnInput {
  readonly user: string;
  readonly assistant: string;
  readonly turnId: string;
  readonly sessionId: string;
  /** Contents of the memories that were put before this turn. */
  readonly recalled?: readonly string[];
}

export interface LearnOptions {
  readonly predictor: Predictor;
  readonly memory: MemoryService;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  readonly emit: EmitEvent;
}

/**
 * Asks the extraction model for candidates, drops those without evidence in the user's own words, and saves
 * the rest through reconciliation.
 * @returns what is new; what was known already is not told again
 * @throws ModelError, PredictionParseError, BudgetExceededError, AbortedError, StorageWriteError
 */
export async function learnFromTurn(
  turn: LearnInput,
  { predictor, memory, signal, budget, emit }: LearnOptions,
): Promise<readonly MemoryNote[]> {
  const said = ownWords(turn.user);
  if (said.trim() === '') return [];
  const similar = await memory.search({ text: said, limit: KNOWN_LIMIT });
  const known = new Set([...(turn.recalled ?? []), ...similar.map((hit) => hit.memory.content)]);
  const { output } = await predictor.predict(
    memoryExtract,
    { user: said, assistant: turn.assistant, known: [...known] },
    { signal, budget, emit, turnId: turn.turnId },
  );
  const notes: MemoryNote[] = [];
  for (const candidate of output.candidates) {
    throwIfAborted(signal);
    if (!isSupported(candidate, said, turn.recalled ?? [])) continue;
    const outcome = await saveUnlessRefused(memory, draftOf(candidate, turn));
    if (outcome !== undefined && outcome.action !== 'known') notes.push(noteOf(outcome));
  }
  return notes;
}

/** The user's text without what they only pasted or marked as private. */
function ownWords(text: string): string {
  return text
    .replaceAll(/<private>[\s\S]*?(?:<\/private>|$)/gi, ' ')
    .replaceAll(/```[\s\S]*?(?:```|$)/g, ' ')
    .replaceAll(/^>.*$/gm, ' ');
}

/**
 * A candidate counts when its evidence was said in this turn, not as a question and not as part of a recalled
 * memory, and when it names no number that was not said.
 */
function isSupported(
  { evidence, content }: MemoryCandidate,
  said: string,
  recalled: readonly string[],
): boolean {
  const quoted = flat(evidence);
  if (quoted === '' || !flat(said).includes(quoted)) return false;
  if (recalled.some((memory) => flat(memory).includes(quoted))) return false;
  if (isOnlyAsked(quoted, said)) return false;
  const numbers = new Set(said.match(NUMBERS));
  return (content.match(NUMBERS) ?? []).every((number) => numbers.has(number));
}

const NUMBERS = /\d+(?:\.\d+)*/g;

/** Whether every sentence with these words is a question. */
function isOnlyAsked(quoted: string, said: string): boolean {
  const sentences = said.match(/[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?\n]*/g) ?? [];
  const holders = sentences.filter((sentence) => flat(sentence).includes(quoted));
  return holders.length > 0 && holders.every((sentence) => /\?\s*$/.test(sentence));
}

/** Case, spaces and quotation marks make no difference. */
function flat(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’`]+/g, ' ')
    .replace(/[\s.!,;:]+$/, '')
    .trim();
}

/** What memory refuses (a secret, an overlong text) is simply not learned. */
async function saveUnlessRefused(
  memory: MemoryService,
  draft: MemoryDraft,
): Promise<SaveOutcome | undefined> {
  try {
    return await memory.save(draft);
  } catch (error) {
    if (error instanceof SecretInMemoryError || error instanceof MemoryDraftError) return undefined;
    throw error;
  }
}

function draftOf(candidate: MemoryCandidate, { sessionId, turnId }: LearnInput): MemoryDraft {
  const { evidence: _evidence, subject, ...rest } = candidate;
  return {
    ...rest,
    provenance: { source: 'user', sessionId, turnId },
    ...(subject === undefined ? {} : { subject }),
  };
}

const WHY: Readonly<Record<Exclude<SaveOutcome['action'], 'known'>, string>> = {
  added: 'You said so in this turn.',
  updated: 'This turn made it more precise.',
  superseded: 'It replaces what you said before',
  extended: 'It says more about',
  contradicted: 'It says otherwise than what you said before; both are kept until you choose',
};

function noteOf({ action, memory, previous }: SaveOutcome): MemoryNote {
  const { id, content, layer, category } = memory;
  const note = { id, content, layer, category };
  if (action === 'known') return { ...note, why: '' };
  const why = WHY[action];
  if (previous === undefined) return { ...note, why, action };
  return {
    ...note,
    why: `${why}: “${previous.content}”`,
    action,
    previous: { id: previous.id, content: previous.content },
  };
}
