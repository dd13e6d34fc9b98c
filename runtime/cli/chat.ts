// `memfun chat`: a conversation line by line. Lines that come while a turn works wait for it; Ctrl+C stops the turn.
import { createInterface } from 'node:readline';
import { type Memfun, MessageQueue, windowCommandIn } from '../app/index.js';
import {
  createIds,
  type FileDiff,
  isAbort,
  type RunEvent,
  type TurnRequest,
  toErrorInfo,
} from '../core/index.js';
import { whoSpeaks } from '../language/index.js';
import { type CommandLine, UsageError } from './arguments.js';
import { errorText } from './failure.js';
import { linesOf } from './lines.js';
import { progress } from './output.js';
import { parseEffort, printJson, printText, progressPrinter } from './turn.js';

const HELLO =
  'Write a message and press Enter; a line that ends with \\ goes on. /help lists the commands, "/now words" speaks into the running turn, /end leaves.\n';
const NOW = 'Write them there, for example: /now look at the tests first';
const TITLE_CHARS = 80;

/** Runs until /end, the end of the input, or a Ctrl+C while nothing works. @returns the exit code */
export async function runChatCommand(
  line: CommandLine,
  memfun: Memfun,
  signal: AbortSignal,
): Promise<number> {
  const chat = new Chat(line, memfun);
  const input = createInterface({ input: process.stdin, terminal: process.stdin.isTTY === true });
  // With a handler a Ctrl+C of a terminal reaches the turn first, then this conversation.
  input.on('SIGINT', () => {
    if (!chat.stop()) input.close();
  });
  signal.addEventListener('abort', () => {
    chat.stop();
    input.close();
  });
  if (line.options.json !== true && line.options.quiet !== true) progress.write(HELLO);
  for await (const message of messagesOf(linesOf(input))) {
    if ((await chat.take(message)) === 'ended') break;
  }
  input.close();
  await chat.idle();
  return 0;
}

/** Lines that end with a backslash are one message with what follows, should anything follow. */
async function* messagesOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let written = '';
  for await (const line of lines) {
    written += line;
    if (written.endsWith('\\')) {
      written = `${written.slice(0, -1)}\n`;
      continue;
    }
    if (written.trim() !== '') yield written.trim();
    written = '';
  }
  if (written.trim() !== '') yield written.trim();
}

class Chat {
  readonly #line: CommandLine;
  readonly #memfun: Memfun;
  readonly #queue: MessageQueue;
  #sessionId: string | undefined;
  #model: string | undefined;
  #abort: AbortController | undefined;
  #working: Promise<void> = Promise.resolve();
  #onRoom: () => void = () => undefined;
  readonly #asides = new Set<Promise<void>>();

  constructor(line: CommandLine, memfun: Memfun) {
    this.#line = line;
    this.#memfun = memfun;
    this.#sessionId = line.options.session;
    this.#queue = new MessageQueue(createIds(), (_queue, record) => {
      const id = this.#sessionId;
      if (id === undefined) return;
      const event = {
        type: 'queue.changed' as const,
        at: Date.now(),
        turnId: '',
        queue: [...record],
      };
      memfun.sessions.append(id, event).catch((error: unknown) => this.#fail(error));
    });
  }

  /** Runs a message, or lets it wait. */
  async take(text: string): Promise<'ended' | undefined> {
    const request: TurnRequest = {
      intent: 'ask',
      text,
      attachments: [],
      effort: parseEffort(this.#line.options.effort),
    };
    if (/^\/now$/.test(text)) {
      await this.#fail(new UsageError('There are no words after /now.', NOW));
      return undefined;
    }
    const steer = /^\/now\s+(\S[\s\S]*)$/.exec(text)?.[1];
    if (this.#abort !== undefined && windowCommandIn(text) === undefined) {
      if (/^\/btw\s/.test(text)) this.#ask(request);
      else if (steer === undefined) await this.#wait(request, false);
      else await this.#wait({ ...request, text: steer }, true);
      return undefined;
    }
    const command = windowCommandIn(text);
    if (command !== undefined) {
      await this.idle();
      const left = this.#sessionId;
      this.#sessionId = undefined;
      if (command === 'clear') {
        progress.write('A new conversation begins.\n');
        return undefined;
      }
      if (left !== undefined) await this.#memfun.conversationLeft();
      return 'ended';
    }
    this.#working = this.#run(steer === undefined ? request : { ...request, text: steer });
    return undefined;
  }

  /** @returns whether there was something to stop */
  stop(): boolean {
    if (this.#abort === undefined) return false;
    this.#abort.abort();
    return true;
  }

  /** Resolves when nothing works and nothing waits. */
  async idle(): Promise<void> {
    await this.#working;
    await Promise.all(this.#asides);
  }

  /** Lets a message wait. While too many wait, whoever writes waits for room. */
  async #wait(request: TurnRequest, now: boolean): Promise<void> {
    while (!this.#queue.add(request, now))
      await new Promise<void>((resolve) => {
        this.#onRoom = resolve;
      });
  }

  async #run(first: TurnRequest): Promise<void> {
    for (let next: TurnRequest | undefined = first; next !== undefined; ) {
      const abort = new AbortController();
      this.#abort = abort;
      await this.#turn(next, abort.signal);
      this.#queue.settle();
      this.#abort = undefined;
      next = this.#queue.takeNext();
      this.#onRoom();
    }
  }

  /** A turn that cannot be run is told, and the conversation goes on. */
  async #turn(request: TurnRequest, signal: AbortSignal): Promise<void> {
    const { json, quiet } = this.#line.options;
    const changes: FileDiff[] = [];
    const speaker = whoSpeaks(request.text);
    const print = progressPrinter();
    try {
      const { sessions } = this.#memfun;
      this.#sessionId ??= (await sessions.create(request.text.slice(0, TITLE_CHARS))).sessionId;
      const result = await this.#memfun.runTurn({
        sessionId: this.#sessionId,
        request,
        signal,
        steering: { take: () => this.#queue.takeNow() },
        emit: (event) => {
          speaker.take(event);
          if (event.type === 'changes.applied') changes.push(...event.files);
          if (json !== true && quiet !== true && !this.#isKnown(event))
            print(event, speaker.isRuled());
        },
      });
      if (json === true) printJson(result, this.#sessionId, changes);
      else await printText(result, speaker.isHost());
    } catch (error) {
      await this.#fail(error);
    }
  }

  /** Which model answers is said when it becomes another. */
  #isKnown(event: RunEvent): boolean {
    if (event.type !== 'turn.started') return false;
    const isKnown = this.#model === event.model.id;
    this.#model = event.model.id;
    return isKnown;
  }

  #ask(request: TurnRequest): void {
    const asking = this.#turn(request, new AbortController().signal).finally(() =>
      this.#asides.delete(asking),
    );
    this.#asides.add(asking);
  }

  async #fail(error: unknown): Promise<void> {
    if (!isAbort(error)) process.stderr.write(await errorText(toErrorInfo(error)));
  }
}
