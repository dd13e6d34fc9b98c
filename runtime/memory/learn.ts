// Learning from a turn: only what was said or shown in it is remembered, and nothing of what was recalled.
import type { Budget, CheckResult, EmitEvent, Logger, MemoryNote } from '../core/index.js';
import { throwIfAborted } from '../core/index.js';
import type { MemoryCandidate, Predictor } from '../models/index.js';
import { memoryExtract } from '../models/index.js';
import { MemoryDraftError, SecretInMemoryError, UntrustedMemoryError } from './errors.js';
import { agrees, ownWords, type Transcript, withoutPrivate, witnessOf } from './evidence.js';
import { redactGenerated } from './generated.js';
import { modelJudge } from './reconcile/index.js';
import type { Judge, MemoryDraft, MemoryService, Provenance, SaveOutcome } from './types.js';

const KNOWN_LIMIT = 12;
/** What one turn may teach, and how much of that a model may judge: cost stays bounded, whatever a model finds. */
const MOST_CANDIDATES = 8;
const MOST_JUDGED = 3;
/** Of what an agent or a tool says, and a user has not written themselves. */
const SECOND_HAND = 0.8;

export interface LearnInput {
  readonly user: string;
  readonly assistant: string;
  readonly turnId: string;
  readonly sessionId: string;
  /** Contents of the memories that were put before this turn. */
  readonly recalled?: readonly string[];
  /** The answer before this turn, to which the user may just have agreed. */
  readonly before?: string;
  /** How the project's own checks ended in this turn. */
  readonly checks?: readonly CheckResult[];
}

export interface LearnOptions {
  readonly predictor: Predictor;
  readonly memory: MemoryService;
  /** Takes secrets out of a text before a model or the memory sees it. */
  readonly redact: (text: string) => string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  readonly emit: EmitEvent;
}

/**
 * Asks the extraction model for candidates, drops those without evidence (in the user's own words, in what they
 * agreed to, in the outcome of a test), and saves the rest through reconciliation.
 * @returns what is new; what was known already is not told again
 * @throws ModelError, PredictionParseError, BudgetExceededError, AbortedError, StorageWriteError
 */
export async function learnFromTurn(
  turn: LearnInput,
  { predictor, memory, redact, logger, signal, budget, emit }: LearnOptions,
): Promise<readonly MemoryNote[]> {
  const clean = (text: string): string => redactGenerated(redact(text));
  const transcript = transcriptOf(turn, clean);
  const { said, agreed, outcomes, recalled } = transcript;
  if (said.trim() === '' && outcomes.length === 0) return [];
  const similar = await memory.search({ text: `${said} ${agreed}`, limit: KNOWN_LIMIT });
  const known = new Set([...recalled, ...similar.map((hit) => hit.memory.content)]);
  const { turnId } = turn;
  const { output } = await predictor.predict(
    memoryExtract,
    {
      user: said,
      assistant: clean(withoutPrivate(turn.assistant)),
      known: [...known],
      ...(agreed === '' ? {} : { agreed }),
      ...(outcomes.length === 0 ? {} : { outcomes: [...outcomes] }),
    },
    { signal, budget, emit, turnId },
  );
  const judge = atMost(
    MOST_JUDGED,
    modelJudge({ predictor, signal, budget, emit, turnId, logger }),
  );
  const notes: MemoryNote[] = [];
  for (const candidate of output.candidates.slice(0, MOST_CANDIDATES)) {
    throwIfAborted(signal);
    const source = witnessOf(candidate, transcript);
    if (source === undefined) continue;
    const outcome = await saveUnlessRefused(memory, draftOf(candidate, source, turn), judge);
    if (outcome !== undefined && outcome.action !== 'known') notes.push(noteOf(outcome));
  }
  return notes;
}

/** After so many judgements rules alone decide. */
function atMost(times: number, judge: Judge): Judge {
  let left = times;
  return async (newcomer, candidates) => (left-- > 0 ? judge(newcomer, candidates) : undefined);
}

function transcriptOf(
  { user, before = '', checks = [], recalled = [] }: LearnInput,
  clean: (text: string) => string,
): Transcript {
  const said = clean(ownWords(user));
  return {
    said,
    agreed: agrees(said) ? clean(ownWords(before)) : '',
    outcomes: checks
      .filter(({ kind, outcome }) => kind === 'test' && outcome === 'passed')
      .map(({ command }) => clean(`test: ${command} passed`)),
    recalled,
  };
}

/** What memory refuses (a secret, an overlong text, a tool that speaks of the user) is simply not learned. */
async function saveUnlessRefused(
  memory: MemoryService,
  draft: MemoryDraft,
  judge: Judge,
): Promise<SaveOutcome | undefined> {
  try {
    return await memory.save(draft, { judge });
  } catch (error) {
    const isRefused =
      error instanceof SecretInMemoryError ||
      error instanceof MemoryDraftError ||
      error instanceof UntrustedMemoryError;
    if (isRefused) return undefined;
    throw error;
  }
}

function draftOf(
  candidate: MemoryCandidate,
  source: Provenance['source'],
  { sessionId, turnId }: LearnInput,
): MemoryDraft {
  const { evidence: _evidence, subject, ...rest } = candidate;
  return {
    ...rest,
    ...(source === 'user' ? {} : { confidence: SECOND_HAND }),
    provenance: { source, sessionId, turnId },
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
  const { id, content, layer, category, provenance } = memory;
  const isAdded = action === 'added' || action === 'known';
  const why = isAdded ? ADDED_BY[provenance.source] : WHY[action];
  return {
    id,
    content,
    layer,
    category,
    why: previous === undefined ? why : `${why}: “${previous.content}”`,
    ...(action === 'known' ? {} : { action }),
    ...(previous === undefined ? {} : { previous: { id: previous.id, content: previous.content } }),
  };
}

const ADDED_BY: Readonly<Record<Provenance['source'], string>> = {
  user: WHY.added,
  agent: 'You agreed to it in this turn.',
  tool: 'The tests of this turn showed it.',
  import: 'It was imported.',
  web: 'A page says so.',
};
