// A window in a process of its own, with the real record of conversations: asks, lets messages wait, and dies at one event.
import { writeSync } from 'node:fs';
import { Conversation } from '../../../extension/chat/conversation.js';
import { TurnRecorder } from '../../../runtime/agents/turn/recorder.js';
import type { RunTurnOptions, TurnResult } from '../../../runtime/app/index.js';
import {
  createIds,
  type RunEventType,
  silentLogger,
  systemClock,
  ZERO_USAGE,
} from '../../../runtime/core/index.js';
import { createFileSessionManager, createNodeFileStore } from '../../../runtime/storage/index.js';
import { EVENT_KINDS, sampleEvent } from '../../support/sample-events.js';

const [folder = '', fatal = '', when = ''] = process.argv.slice(2);
const ids = createIds();
const sessions = createFileSessionManager({
  files: createNodeFileStore(folder),
  clock: systemClock,
  ids,
  logger: silentLogger,
});

/** At once, whatever is still to be written. */
const say = (word: string, about: string): void => {
  writeSync(1, `${word} ${about}\n`);
};
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
};

let begin: () => void = () => undefined;
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

async function runTurn(options: RunTurnOptions): Promise<TurnResult> {
  const turnId = ids.next('turn');
  const recorder = new TurnRecorder({
    ...options,
    sessions,
    turnId,
    clock: systemClock,
    logger: silentLogger,
  });
  const tell = async (kind: RunEventType): Promise<void> => {
    const event = sampleEvent(kind, turnId);
    if (event.type === 'turn.started') recorder.tell({ ...event, request: options.request });
    else if (event.type === 'turn.steered') {
      for (const said of options.steering?.take() ?? []) recorder.tell({ ...event, ...said });
    } else recorder.emit(event);
    if (kind === fatal && when === 'told') die();
    await recorder.settled();
    say('written', kind);
    if (kind === fatal) die();
  };
  await tell('turn.started');
  await begun;
  for (const kind of EVENT_KINDS) {
    if (kind !== 'turn.started' && kind !== 'turn.ended' && kind !== 'queue.changed')
      await tell(kind);
  }
  await tell('turn.ended');
  return {
    turnId,
    answer: '',
    citations: [],
    data: undefined,
    steps: 0,
    usage: ZERO_USAGE,
    rootInputTokens: [],
    stopReason: 'answered',
  };
}

async function work(): Promise<void> {
  const conversation = new Conversation({
    memfun: async () => ({ sessions, runTurn, conversationLeft: async () => undefined }),
    ids,
    clock: systemClock,
    logger: silentLogger,
    lastOpen: { get: () => '', set: async () => undefined },
    onPatch: () => undefined,
    onReset: () => undefined,
    onRunning: () => undefined,
  });
  const send = async (text: string, now: boolean): Promise<void> => {
    const request = { intent: 'ask' as const, text, attachments: [], effort: 'auto' as const };
    await conversation.send(request, now);
    say('acknowledged', text);
  };
  await send('the first question', false);
  await send('a word for the next step', true);
  const last = send('what waits', false);
  if (fatal === 'queue.changed' && when === 'told') die();
  await last;
  if (fatal === 'queue.changed') die();
  begin();
}

void work();
