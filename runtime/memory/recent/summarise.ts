// Sums up a conversation that was left, as a memory of the layer "recent": one for each conversation.
import { type PredictOptions, type Predictor, sessionSummary } from '../../models/index.js';
import { withoutCode } from '../compression/index.js';
import { redactGenerated } from '../generated.js';
import type { Memory, MemoryService } from '../types.js';
import { SUMMARY_FIELD } from './recent.js';

export interface LeftConversation {
  readonly sessionId: string;
  readonly title: string;
  readonly turns: readonly { readonly user: string; readonly assistant: string }[];
  /** Files that it has changed. */
  readonly changed: readonly string[];
  /** When its last turn was, in milliseconds since the epoch. */
  readonly endedAt: number;
}

export interface SummariseOptions extends PredictOptions {
  readonly predictor: Predictor;
  readonly memory: MemoryService;
  /** Takes secrets out of a text before a model sees it. */
  readonly redact: (text: string) => string;
}

/** The newest turns that go into a summary, and the characters of their sides. */
const TURNS = 20;
const USER_CHARS = 600;
const ASSISTANT_CHARS = 1_200;
const LINES = 5;
const CONTENT_CHARS = 1_200;

/**
 * A conversation that was summed up before gets a new version.
 * @throws ModelError, PredictionParseError, BudgetExceededError, AbortedError, StorageWriteError
 */
export async function summariseConversation(
  { sessionId, title, turns, changed, endedAt }: LeftConversation,
  { predictor, memory, redact, ...options }: SummariseOptions,
): Promise<Memory> {
  const prose = (text: string, chars: number): string =>
    redactGenerated(redact(withoutCode(text))).slice(0, chars);
  const { output } = await predictor.predict(
    sessionSummary,
    {
      turns: turns.slice(-TURNS).map(({ user, assistant }) => ({
        user: prose(user, USER_CHARS),
        assistant: prose(assistant, ASSISTANT_CHARS),
      })),
      changed: changed.slice(0, TURNS),
    },
    options,
  );
  const list = (name: string, lines: readonly string[]): string => {
    const told = lines.map(withoutCode).filter((line) => line !== '');
    return told.length === 0 ? '' : ` ${name}: ${told.slice(0, LINES).join('; ')}.`;
  };
  const day = new Date(endedAt).toISOString().slice(0, 10);
  const content = prose(
    `${day}, “${prose(title, 80)}”.${list('Topics', output.topics)}${list('Decisions', output.decisions)}${list('Outcome', [output.outcome])}`.replaceAll(
      '..',
      '.',
    ),
    CONTENT_CHARS,
  );
  const earlier = await summaryOf(memory, sessionId);
  if (earlier !== undefined) {
    const newer = await memory.update(earlier.id, { content });
    // The conversation went on: it is one of the latest again.
    return newer.status === 'archived' ? memory.restore(newer.id) : newer;
  }
  return memory.add({
    content,
    layer: 'recent',
    category: 'task',
    importance: 0.4,
    tags: ['conversation'],
    fields: { [SUMMARY_FIELD]: sessionId },
    provenance: { source: 'agent', sessionId },
  });
}

/** The memory that sums up a conversation, archived or not. */
export async function summaryOf(
  memory: MemoryService,
  sessionId: string,
): Promise<Memory | undefined> {
  const [found] = await memory.list({
    layers: ['recent'],
    fields: { [SUMMARY_FIELD]: sessionId },
    statuses: ['active', 'archived'],
  });
  return found;
}
