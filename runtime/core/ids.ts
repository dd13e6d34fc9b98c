// The one id maker: short, sortable by time of making, unique across windows and machines.
import type { Clock } from './clock.js';
import { systemClock } from './clock.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base 32
const TIME_CHARS = 9; // 45 bits of milliseconds: until the year 3084
const RANDOM_CHARS = 10; // 50 random bits

export type IdKind =
  | 'agent'
  | 'approval'
  | 'call'
  | 'change'
  | 'event'
  | 'memory'
  | 'message'
  | 'relation'
  | 'session'
  | 'span'
  | 'step'
  | 'task'
  | 'turn'
  | 'window';

const PREFIX: Readonly<Record<IdKind, string>> = {
  agent: 'agt',
  approval: 'apr',
  call: 'cal',
  change: 'chg',
  event: 'evt',
  memory: 'mem',
  message: 'msg',
  relation: 'rel',
  session: 'ses',
  span: 'spn',
  step: 'stp',
  task: 'tsk',
  turn: 'trn',
  window: 'win',
};

export interface IdMaker {
  /** A new id such as `trn_0k3v…`. Ids of one kind sort by the time they were made. */
  next(kind: IdKind): string;
}

/** Makes ids from a clock and a source of random numbers in [0, 1). */
export function createIds(
  clock: Clock = systemClock,
  random: () => number = secureRandom,
): IdMaker {
  return {
    next(kind) {
      return `${PREFIX[kind]}_${timePart(clock.now())}${randomPart(random)}`;
    },
  };
}

function timePart(ms: number): string {
  let rest = Math.floor(ms);
  let text = '';
  for (let i = 0; i < TIME_CHARS; i++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function randomPart(random: () => number): string {
  let text = '';
  for (let i = 0; i < RANDOM_CHARS; i++) text += ALPHABET.charAt(Math.floor(random() * 32));
  return text;
}

/** Asked for in one go: each call of the source costs as much as a hundred of its words. */
const drawn = new Uint32Array(256);
let left = 0;

function secureRandom(): number {
  if (left === 0) {
    globalThis.crypto.getRandomValues(drawn);
    left = drawn.length;
  }
  return (drawn[--left] ?? 0) / 2 ** 32;
}
