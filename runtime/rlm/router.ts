// Which way a turn goes: directly from what is at hand, through one agent's loop, or through several.
import type { Attachment, Effort, Intent } from '../core/index.js';
import { aboutMemfun, wordingOf } from '../wording/index.js';

export interface RouteInput {
  readonly intent: Intent;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** What is remembered and relevant, with its score from 0 to 1 (best first). */
  readonly memories: readonly { readonly content: string; readonly score: number }[];
  readonly effort: Effort;
  /** Turns before this one in the conversation. */
  readonly earlierTurns: number;
  /** Default `ROUTER_LIMITS`. */
  readonly limits?: RouterLimits | undefined;
}

/** Where the ways part, as far as that is a matter of numbers. */
export interface RouterLimits {
  /** Attached text up to this size is read in one go; more of it belongs into a REPL. */
  readonly directChars: number;
  /** Score from which on a memory may be enough to answer, 0 to 1. */
  readonly memoryScore: number;
}

export interface Route {
  readonly level: 'direct' | 'agent' | 'team';
  /** One sentence for people. */
  readonly reason: string;
}

export const ROUTER_LIMITS: RouterLimits = { directChars: 12_000, memoryScore: 0 };

/**
 * Decides by the request alone, in the order of the rules below. A direct answer may still find that it needs
 * the files: then the turn escalates to an agent.
 */
export function route(input: RouteInput): Route {
  const { directChars, memoryScore } = input.limits ?? ROUTER_LIMITS;
  if (input.effort === 'direct')
    return { level: 'direct', reason: 'You asked for a direct answer.' };
  if (input.effort === 'agent') return { level: 'agent', reason: 'You asked for an agent.' };
  if (input.effort === 'team') return { level: 'team', reason: 'You asked for several agents.' };
  // Several agents cost several times as much: without being told to, only for who says so in so many words.
  if (says('team', input.text))
    return { level: 'team', reason: 'The request speaks of several agents.' };
  if (input.intent !== 'ask' && input.intent !== 'explain') {
    return { level: 'agent', reason: `To ${input.intent} needs a look into the code.` };
  }
  const given = attachedChars(input.attachments);
  if (given !== undefined && given > 0) {
    return given <= directChars && !says('beyond', input.text)
      ? { level: 'direct', reason: 'What you attached may be enough to answer.' }
      : { level: 'agent', reason: 'The question reaches beyond the attached text.' };
  }
  if (input.attachments.some(({ kind }) => kind !== 'image')) {
    return { level: 'agent', reason: 'The attached file has to be read first.' };
  }
  if (aboutMemfun(input.text) !== undefined) {
    return { level: 'direct', reason: 'The question is about Memfun itself.' };
  }
  const remembered = input.memories.some(({ score }) => score >= memoryScore);
  if (isAboutUser(input.text) && (remembered || isStatement(input.text))) {
    return { level: 'direct', reason: 'What is remembered may be enough to answer.' };
  }
  if (isStatement(input.text)) return { level: 'direct', reason: 'There is nothing to look up.' };
  if (input.earlierTurns > 0 && says('conversation', input.text)) {
    return { level: 'direct', reason: 'The question is about this conversation.' };
  }
  return { level: 'agent', reason: 'The question needs a look into the workspace.' };
}

/** Characters of all attached texts; `undefined` when a text is missing. */
function attachedChars(attachments: readonly Attachment[]): number | undefined {
  let chars = 0;
  for (const { kind, text } of attachments) {
    if (kind === 'image') continue; // seen, not read
    if (text === undefined) return undefined;
    chars += text.length;
  }
  return chars;
}

/** A question or statement about the speaker: "which port do I prefer?", "I like tabs". */
function isAboutUser(text: string): boolean {
  return says('speaker', text) && !says('code', text);
}

/** Something told, not asked: "I prefer …", "we use …", "remember that …", thanks and greetings. */
function isStatement(text: string): boolean {
  const line = text.trim();
  if (line.includes('?')) return false;
  const { plain, request } = wordingOf(line);
  return request.told.some((form) => form.test(plain(line)));
}

/** Whether a text says so in the language that it is in. */
function says(
  what: 'team' | 'beyond' | 'speaker' | 'code' | 'conversation',
  text: string,
): boolean {
  const { plain, request } = wordingOf(text);
  return request[what].test(plain(text));
}
