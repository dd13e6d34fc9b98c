// The conversation that is open in this window: runs turns, numbers their events, comes back after a reload.

import {
  MessageQueue,
  type RunTurnOptions,
  type TurnResult,
  windowCommandIn,
} from '../../runtime/app/index.js';
import {
  isAbort,
  type Rating,
  type RunEvent,
  type TurnRequest,
  toErrorInfo,
} from '../../runtime/core/index.js';
import type { ConversationSlice } from '../bridge/index.js';
import { makeBranch } from './branch.js';
import type { AcceptedTurn, ConversationOptions } from './conversation-options.js';
import { endingOf } from './ending.js';
import { QueueFullError, TurnMissingError, TurnRunningError } from './errors.js';
import { PatchLog } from './patch-log.js';
import { asNew, NEW_CHAT, refuseEmpty, titleOf } from './requests.js';
import { newRun, type Run } from './run.js';

/** Milliseconds between two notifications: at most 25 a second, however fast the model speaks. */
const FLUSH_MS = 40;
/** Milliseconds that a stopped run may take to end by itself before the window lets go of it. */
const STOP_GRACE_MS = 800;
const BLANK = { sessionId: '', title: NEW_CHAT, createdAt: 0, updatedAt: 0, turns: 0 } as const;

type SessionInfo = ConversationSlice['session'];

export class Conversation {
  readonly #options: ConversationOptions;
  #session: SessionInfo = BLANK;
  #log: PatchLog;
  #run: Run | undefined;
  readonly #queue: MessageQueue;
  /** Questions beside the running turn. */
  readonly #asides = new Set<AbortController>();
  #flushTimer: NodeJS.Timeout | undefined;
  /** Settles when the last event of the conversation itself is in its record. */
  #recorded: Promise<void> = Promise.resolve();
  #restored: Promise<void> | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#log = new PatchLog(options.ids.next('window'));
    this.#queue = new MessageQueue(options.ids, (queue, record) => {
      const turnId = this.#run?.turnId ?? this.#log.events().at(-1)?.turnId ?? '';
      const changed = { type: 'queue.changed' as const, at: options.clock.now(), turnId };
      if (queue !== undefined) this.#show({ ...changed, queue: [...queue] });
      this.#keep({ ...changed, queue: [...record] });
    });
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** Which one it is: `''` is a blank one. */
  get info(): SessionInfo {
    return this.#session;
  }

  /** Another one means: throw away what you have. */
  get epoch(): string {
    return this.#log.epoch;
  }

  /** What the open conversation has cost, in US dollars, as far as prices are known. */
  get spentUsd(): number {
    return this.#log.used.usd;
  }

  /** The conversation from a number on; its last turns when the reader's epoch is not the current one. */
  async slice(epoch: string | undefined, fromSeq: number): Promise<ConversationSlice> {
    await this.#restore();
    this.#flush();
    return {
      epoch: this.#log.epoch,
      session: { ...this.#session },
      running: this.running,
      ...this.#log.since(epoch, fromSeq),
    };
  }

  /** Events of earlier turns, by their positions; none when the reader's epoch is not the current one. */
  earlier(epoch: string, from: number, to: number): readonly RunEvent[] {
    return epoch === this.#log.epoch ? this.#log.turns(from, to) : [];
  }

  async list(): Promise<readonly SessionInfo[]> {
    return (await this.#options.memfun()).sessions.list();
  }

  /** @throws SessionMissingError, TurnRunningError */
  async open(sessionId: string): Promise<void> {
    await this.free('open another conversation');
    const record = await (await this.#options.memfun()).sessions.load(sessionId);
    this.#refuseWhileRunning('open another conversation');
    this.#restored = Promise.resolve();
    this.#present(record.info, record.events);
    await this.#options.lastOpen.set(sessionId);
  }

  /** @throws TurnRunningError */
  async startNew(): Promise<void> {
    await this.free('start a new conversation');
    this.#restored = Promise.resolve();
    this.#present(BLANK, []);
    await this.#options.lastOpen.set('');
  }

  async delete(sessionId: string): Promise<void> {
    if (sessionId === this.#session.sessionId) {
      await this.free('delete this conversation');
      await this.startNew();
    }
    await (await this.#options.memfun()).sessions.delete(sessionId);
  }

  /**
   * Takes a message whatever is going on: runs it, or lets it wait, also one that leaves the conversation; a question
   * aside runs beside what runs.
   * What waits is in the record when this resolves.
   * @param now when something runs: its words are for the next step
   * @throws EmptyQuestionError, QueueFullError, StorageWriteError
   */
  async send(request: TurnRequest, now = false): Promise<void> {
    await this.#over();
    if (!this.running) {
      await this.#runOrLeave(request);
      return;
    }
    refuseEmpty(request);
    if (/^\/btw\s+\S/.test(request.text.trim())) void this.#ask(request);
    else if (!this.#queue.add(request, now)) throw new QueueFullError();
    await this.#recorded;
  }

  /** What a waiting message says. An empty text takes it away. @throws StorageWriteError */
  async editQueued(id: string, text: string): Promise<void> {
    if (text.trim() === '') this.#queue.remove(id);
    else this.#queue.edit(id, text);
    await this.#recorded;
  }

  /** @throws StorageWriteError */
  async removeQueued(id: string): Promise<void> {
    this.#queue.remove(id);
    await this.#recorded;
  }

  /** A waiting message is for the next step of what runs; when nothing runs, it is sent. */
  async sendQueued(id: string): Promise<void> {
    if (this.running) {
      this.#queue.hurry(id);
      await this.#recorded;
      return;
    }
    const request = this.#queue.takeOne(id);
    if (request !== undefined) await this.#startTaken(request);
  }

  async #runOrLeave(request: TurnRequest): Promise<void> {
    const command = windowCommandIn(request.text);
    if (command === undefined) {
      await this.start(request);
      return;
    }
    await this.startNew();
    if (command === 'end') void this.#options.memfun().then((memfun) => memfun.conversationLeft());
  }

  /** What waits behind a message that leaves goes with it: no record forgets it before the next one has it. */
  async #leaveWith(request: TurnRequest, rest: readonly TurnRequest[]): Promise<void> {
    const { sessionId } = this.#session;
    const turnId = this.#log.events().at(-1)?.turnId ?? '';
    this.#queue.settle();
    await this.#runOrLeave(request);
    for (const next of rest) await this.send(next);
    const changed = { type: 'queue.changed' as const, at: this.#options.clock.now(), turnId };
    if (rest.length > 0) this.#keep({ ...changed, queue: [] }, sessionId);
  }

  /** Whatever goes wrong, what waited is not lost. */
  async #startTaken(request: TurnRequest, rest: readonly TurnRequest[] = []): Promise<void> {
    try {
      if (windowCommandIn(request.text) !== undefined) await this.#leaveWith(request, rest);
      else await this.start(request);
    } catch (error) {
      this.#queue.putBack(request);
      throw error;
    }
  }

  /**
   * Accepts a turn and runs it in the background.
   * @param resume goes through an earlier run again, from one of its steps
   * @throws EmptyQuestionError, TurnRunningError
   */
  async start(request: TurnRequest, resume?: RunTurnOptions['resume']): Promise<AcceptedTurn> {
    refuseEmpty(request);
    this.#refuseWhileRunning('take another request');
    const run = newRun(request, resume);
    this.#run = run;
    this.#options.onRunning(true);
    try {
      await this.#restore();
      await this.#ensureSession(request.text);
      // Kept before it runs, so that it cannot get lost; where nothing can be kept, the turn tells that itself.
      if (request.messageId === undefined) run.request = this.#queue.note(request);
      await this.#recorded.catch(() => undefined);
    } catch (error) {
      this.#finish(run);
      throw error;
    }
    const result = this.#drive(run);
    // The chat shows how it ended; only commands look at the result.
    result.catch((error: unknown) => {
      if (!isAbort(error)) this.#options.logger.error('turn failed', { error: toErrorInfo(error) });
    });
    return { result };
  }

  /**
   * A later try in the place of a turn, with other words or the same. That turn and all after it stay in the record
   * and no longer count as said.
   * @throws TurnMissingError, TurnRunningError, EmptyQuestionError
   */
  async replace(turnId: string, text?: string): Promise<AcceptedTurn> {
    this.#refuseWhileRunning('run that again');
    await this.#restore();
    const turns = this.#log.events().filter((event) => event.type === 'turn.started');
    const at = turns.findIndex((turn) => turn.turnId === turnId);
    const old = turns[at]?.request;
    if (old === undefined) throw new TurnMissingError(turnId);
    const request = { ...asNew(old), text: text ?? old.text };
    refuseEmpty(request);
    const turnIds = turns.slice(at).map((turn) => turn.turnId);
    this.#record({ type: 'turns.replaced', at: this.#options.clock.now(), turnId, turnIds });
    return this.start(request);
  }

  /** What the user thinks of an answer; it can be taken back by `none`. @throws TurnMissingError */
  async rate(turnId: string, rating: Rating): Promise<void> {
    await this.#restore();
    const of = this.#log.events().find((event) => event.turnId === turnId);
    if (of === undefined) throw new TurnMissingError(turnId);
    const { sessionId } = this.#session;
    const rated = { type: 'turn.rated' as const, at: this.#options.clock.now(), turnId, rating };
    this.#record(rated);
    await this.#recorded;
    await this.#options.onRated?.(rated, sessionId);
  }

  /**
   * A copy of the conversation up to a turn becomes the open one; the original stays as it is.
   * @throws TurnMissingError, TurnRunningError, SessionMissingError
   */
  async branch(turnId: string): Promise<void> {
    this.#refuseWhileRunning('branch this conversation');
    const { sessions } = await this.#options.memfun();
    const branch = await makeBranch(sessions, {
      from: this.#session,
      turnId,
      now: this.#options.clock.now(),
    });
    if (branch === undefined) throw new TurnMissingError(turnId);
    await this.open(branch);
  }

  /** Runs the request of an earlier turn again. @throws TurnMissingError, TurnRunningError */
  async retry(turnId: string): Promise<AcceptedTurn> {
    await this.#restore();
    const started = this.#log
      .events()
      .find((event) => event.type === 'turn.started' && event.turnId === turnId);
    if (started?.type !== 'turn.started') throw new TurnMissingError(turnId);
    return this.start(asNew(started.request));
  }

  /** Stops the running turn; without one, does nothing. Whatever the run does, it is over for the user within a second. */
  stop(): void {
    for (const aside of this.#asides) aside.abort();
    const run = this.#run;
    if (run === undefined || run.abort.signal.aborted) return;
    run.abort.abort();
    run.graceTimer = setTimeout(() => {
      this.#options.logger.warn('a stopped turn did not end in time; its rest is ignored');
      this.#endTurn(run, 'stopped');
      run.detached = true;
      this.#finish(run);
    }, STOP_GRACE_MS);
  }

  /**
   * Lets go of timers. A running turn is not stopped: nobody asked for that. It dies with the window, its record
   * stays without an end, and the next window shows it as interrupted.
   */
  dispose(): void {
    clearTimeout(this.#run?.graceTimer);
    clearTimeout(this.#flushTimer);
  }

  async #drive(run: Run): Promise<TurnResult> {
    const { memfun, pilot } = this.#options;
    try {
      const runtime = await memfun();
      return await runtime.runTurn({
        sessionId: this.#session.sessionId,
        request: run.request,
        ...(run.resume === undefined ? {} : { resume: run.resume }),
        signal: run.abort.signal,
        ...(pilot === undefined ? {} : { pilot: pilot() }),
        emit: (event) => this.#take(run, event),
        steering: { take: () => (run.detached ? [] : this.#queue.takeNow()) },
      });
    } catch (error) {
      if (!run.detached) this.#endTurn(run, isAbort(error) ? 'stopped' : 'error', error);
      throw error;
    } finally {
      // The run has recorded all that it told.
      if (!run.detached) this.#queue.settle();
      this.#finish(run);
    }
  }

  #take(run: Run, event: RunEvent): void {
    if (run.detached) return;
    if (event.type === 'turn.started') run.turnId = event.turnId;
    if (event.type === 'turn.ended') {
      run.ended = true;
      run.answered = event.stopReason === 'answered';
    }
    this.#show(event);
    this.#options.onEvent?.(event);
  }

  /** A run that ends without its own ending is shown as a stopped or failed turn, never as silence. */
  #endTurn(run: Run, stopReason: 'stopped' | 'error', error?: unknown): void {
    if (run.ended) return;
    run.ended = true;
    const { clock, ids } = this.#options;
    const { turnId } = run;
    const started = this.#log.events().find((event) => event.turnId === turnId);
    const turn = { turnId: turnId ?? ids.next('turn'), started, request: run.request };
    for (const event of endingOf(turn, clock.now(), stopReason, error)) this.#log.add(event);
  }

  #finish(run: Run): void {
    clearTimeout(run.graceTimer);
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#flush(true);
    this.#options.onRunning(false);
    if (run.answered) void this.#goOn();
    run.onOver();
  }

  /** After an answer the next message that waits is sent; after a stop or a failure a person decides. */
  async #goOn(): Promise<void> {
    const next = this.#queue.takeNext();
    if (next === undefined) return;
    try {
      await this.#startTaken(
        next,
        this.#queue.items.map(({ request }) => request),
      );
    } catch (error) {
      this.#options.logger.warn('a waiting message was not sent', { error: toErrorInfo(error) });
    }
  }

  /** A turn beside the running one. */
  async #ask(request: TurnRequest): Promise<void> {
    const abort = new AbortController();
    this.#asides.add(abort);
    const { epoch } = this.#log;
    try {
      await (await this.#options.memfun()).runTurn({
        sessionId: this.#session.sessionId,
        request,
        signal: abort.signal,
        emit: (event) => {
          if (this.#log.epoch !== epoch) return;
          this.#show(event);
          this.#options.onEvent?.(event);
        },
      });
    } catch (error) {
      this.#options.logger.warn('a question aside failed', { error: toErrorInfo(error) });
    } finally {
      this.#asides.delete(abort);
    }
  }

  /** An event of the conversation itself, which no turn records. */
  #record(event: RunEvent): void {
    this.#show(event);
    this.#keep(event);
  }

  #show(event: RunEvent): void {
    this.#log.add(event);
    this.#scheduleFlush();
  }

  #keep(event: RunEvent, sessionId = this.#session.sessionId): void {
    this.#recorded = this.#options
      .memfun()
      .then(({ sessions }) => sessions.append(sessionId, event));
    this.#recorded.catch((error: unknown) => {
      this.#options.logger.error('the conversation could not be recorded', {
        error: toErrorInfo(error),
      });
    });
  }

  async #ensureSession(text: string): Promise<void> {
    if (this.#session.sessionId !== '') return;
    const { memfun, lastOpen } = this.#options;
    const session = await (await memfun()).sessions.create(titleOf(text));
    this.#present(session, []);
    await lastOpen.set(session.sessionId);
  }

  #restore(): Promise<void> {
    this.#restored ??= this.#restoreLast();
    return this.#restored;
  }

  async #restoreLast(): Promise<void> {
    const { memfun, lastOpen, logger } = this.#options;
    const remembered = lastOpen.get();
    if (remembered === '') {
      await lastOpen.set('');
      return;
    }
    try {
      const { sessions } = await memfun();
      const sessionId = remembered ?? (await sessions.list())[0]?.sessionId;
      if (sessionId === undefined) return;
      const record = await sessions.load(sessionId);
      this.#present(record.info, record.events);
      // From now on this window has it open, whatever another one opens.
      await lastOpen.set(sessionId);
    } catch (error) {
      logger.warn('the last conversation could not be opened', { error: toErrorInfo(error) });
    }
  }

  #present(session: SessionInfo, events: readonly RunEvent[]): void {
    this.#session = session;
    this.#log = new PatchLog(this.#options.ids.next('window'), events);
    const recorded = events.findLast((event) => event.type === 'queue.changed');
    this.#queue.restore(events);
    // The record may still hold what has become a turn.
    if (recorded !== undefined && recorded.queue.length > 0)
      this.#log.add({ ...recorded, queue: [...this.#queue.items] });
    this.#options.onReset({ epoch: this.#log.epoch });
  }

  /** A turn that was stopped, or has told its end, only finishes its records: that is waited for. */
  async #over(): Promise<void> {
    const run = this.#run;
    if (run?.ended === true || run?.abort.signal.aborted === true) await run.over;
  }

  /** Waits for a run that was stopped. @throws TurnRunningError for one that goes on */
  async free(wanted: string): Promise<void> {
    await this.#over();
    this.#refuseWhileRunning(wanted);
  }

  #refuseWhileRunning(wanted: string): void {
    if (this.running) throw new TurnRunningError(wanted);
  }

  #scheduleFlush(): void {
    this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_MS);
  }

  #flush(always = false): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const patches = this.#log.flush();
    if (patches.length === 0 && !always) return;
    this.#options.onPatch({
      epoch: this.#log.epoch,
      running: this.running,
      patches: [...patches],
      lastSeq: this.#log.lastSeq,
    });
  }
}
