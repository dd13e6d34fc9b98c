// The plan's side of work on other machines: a loop is put to a worker that has its agent and its repository.
import type { TeamSite } from '../../agents/index.js';
import {
  type Clock,
  type ErrorInfo,
  type Json,
  type Logger,
  sleep,
  toErrorInfo,
} from '../../core/index.js';
import type { LoopOptions, LoopResult } from '../../rlm/index.js';
import {
  kindCapability,
  type SubmittedTask,
  type TaskEvent,
  type TaskKind,
  WorkClient,
  type WorkerMetadata,
  type WorkPorts,
  workerMetadataSchema,
} from '../../workers/index.js';
import { askedAgain } from '../away.js';
import { TaskFailedError } from '../errors.js';
import { type Begun, BegunWork, workDigest } from './begun.js';
import { Contents, digestOf } from './contents.js';
import { contentOf, Given, type GivenOptions } from './given.js';
import { Holder, type Taken } from './holder.js';
import { HomeEvents } from './home-events.js';
import { HomeQuestions } from './home-questions.js';
import { type LoopTaskInput, type LoopTaskOutput, loopTask } from './kind.js';
import { type Repository, repositoryOf } from './repository.js';
import { Silence } from './silence.js';
import { keepSteering } from './steer.js';
import type { Elsewhere, LoopCall } from './types.js';
import { keepWanted } from './wanted.js';

export interface ElsewhereOptions extends GivenOptions {
  readonly ports: WorkPorts;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** So long a task may wait for somebody to take it before it is done here. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 500;
/** Deliveries: a task that has cost so many workers their lives gets no other. */
const MAX_ATTEMPTS = 3;

/** One for the whole plan. @throws AbortedError, MemfunError of the tier */
export async function createElsewhere(
  options: ElsewhereOptions,
  site: TeamSite,
  signal: AbortSignal,
): Promise<Elsewhere> {
  const repository = await repositoryOf(options.folder, signal);
  const remote = new Remote(options, site, repository);
  return (call) => remote.run(call);
}

/** Who works on the task, and what they ask. */
interface Who {
  readonly holder: Holder;
  readonly silence: Silence;
  readonly questions: HomeQuestions;
  /** Shows who has it from now on. */
  readonly placed: (taken: Taken | undefined) => void;
}

type Ended = Extract<LoopTaskOutput, { state: 'ended' }>;

class Remote {
  readonly #client: WorkClient;
  readonly #contents: Contents;
  readonly #given: Given;
  readonly #told = new Set<string>();

  constructor(
    private readonly options: ElsewhereOptions,
    private readonly site: TeamSite,
    private readonly repository: Repository,
  ) {
    const { ports, clock, logger } = options;
    this.#client = new WorkClient(ports, site.ids, clock, logger);
    this.#contents = new Contents(ports.state);
    this.#given = new Given(options, site, repository, this.#contents, (text) =>
      this.#notice(text),
    );
  }

  async run(call: LoopCall): Promise<LoopResult | undefined> {
    try {
      return await this.#tried(call);
    } catch (thrown) {
      if (call.options.signal.aborted || thrown instanceof TaskFailedError) throw thrown;
      // A tier that does not answer is no reason for the plan to fail.
      this.#notice(
        `"${call.task.title}" is done here, not on a worker: ${toErrorInfo(thrown).message}`,
      );
      return undefined;
    }
  }

  async #tried(call: LoopCall): Promise<LoopResult | undefined> {
    const kind = loopTask(this.repository.id, call.agent.name);
    const begun = new BegunWork(this.options.ports, call);
    const earlier = await begun.find();
    const { able, unable } = await this.#client.workersFor(kind.kind);
    if (able.length === 0 && earlier === undefined) {
      for (const why of unable) this.#notice(`A worker is left out: ${why}.`);
      return undefined;
    }
    const limits = leftOf(call.options.budget);
    if (limits === undefined) return undefined;
    const input = await this.#given.of(call);
    const { task, variables } = call.options;
    const given = Object.entries(variables).filter(
      ([name]) => name !== 'wholeRequest' && !(name in this.site.variables),
    );
    const digest = workDigest(kind.kind, task, Object.fromEntries(given), input);
    try {
      if (earlier?.digest === digest) {
        const output = await this.#worked(call, kind, { ...input, limits }, begun, earlier);
        // What it gave up while nobody waited for it is begun anew.
        if (output.ended) return output.result;
      }
      if (able.length === 0) return undefined;
      const wanted = this.site.ids.next('event');
      const fresh = { wanted, digest };
      return (await this.#worked(call, kind, { ...input, limits }, begun, fresh)).result;
    } finally {
      const over = begun.over();
      // A stop does not wait for a tier that is away: the next attempt needs what is set aside for this one.
      if (!call.options.signal.aborted) await over;
    }
  }

  /** @param as which task it is already, or under which key a new one is wanted */
  async #worked(
    call: LoopCall,
    kind: TaskKind<LoopTaskInput, LoopTaskOutput>,
    input: Omit<LoopTaskInput, 'wanted'>,
    begun: BegunWork,
    as: Omit<Begun, 'taskId'> & Partial<Begun>,
  ): Promise<{ readonly ended: boolean; readonly result: LoopResult | undefined }> {
    const { ports, clock, logger } = this.options;
    const { budget, signal } = call.options;
    const wanted = await keepWanted(ports.state, as.wanted);
    const said = keepSteering(ports.state, wanted.key, call.steering);
    const home = new HomeEvents(call, this.site, clock);
    const questions = new HomeQuestions({
      decide: this.site.decide,
      state: ports.state,
      wanted: wanted.key,
      agent: call.agent.name,
      signal,
      logger,
    });
    try {
      const held = budget.reserve(home.finite(input.limits));
      const holder = new Holder(clock);
      const title = `${call.task.title} (${call.agent.name})`.slice(0, 120);
      const placed = (taken: Taken | undefined): void => {
        if (taken !== undefined) home.placed(taken.worker, taken.from);
      };
      const onEvent = (event: TaskEvent): void => {
        placed(holder.take(event));
        if (event.type !== 'event') questions.withdraw();
        else if (!questions.take(event.event, holder.last)) home.take(event.event);
      };
      const onTrouble = ({ message }: Error): void =>
        this.#notice(`What "${call.task.title}" does cannot be seen now: ${message}`);
      try {
        const { taskId: known } = as;
        const who = { holder, silence: new Silence(clock), questions, placed };
        // Whoever took it told so to the one before: what it asks now is shown with its name.
        if (known !== undefined) await this.#look(known, kind.kind, who);
        const task =
          known === undefined
            ? await this.#client.submit(
                kind,
                { ...input, wanted: wanted.key },
                { title, maxAttempts: MAX_ATTEMPTS, onEvent, onTrouble },
              )
            : await this.#client.resume(kind, known, { onEvent, onTrouble });
        await begun.note({ ...as, taskId: task.taskId });
        const output = await this.#ended(task, kind.kind, who, signal);
        const isRefused = output?.state === 'refused';
        if (isRefused && known !== undefined) return { ended: false, result: undefined };
        if (isRefused)
          this.#notice(`"${call.task.title}" is done here, not on a worker: ${output.reason}`);
        const result =
          output?.state === 'ended' ? await this.#taken(output, call, holder) : undefined;
        if (result === undefined) home.placed(undefined, holder.last);
        return { ended: true, result };
      } finally {
        held.commit(home.spent);
      }
    } finally {
      questions.close();
      said.close();
      wanted.close();
    }
  }

  /** @throws MemfunError of the tier when it stays away */
  #heard<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const onAway = (): void =>
      this.#notice(
        'The server of the workers does not answer. What they do is waited for, two minutes at most.',
      );
    return askedAgain(ask, { clock: this.options.clock, signal, onAway });
  }

  /** Nothing when nobody does it any more. @throws TaskFailedError when somebody cancelled it; AbortedError */
  async #ended(
    task: SubmittedTask<LoopTaskOutput>,
    kind: string,
    who: Who,
    signal: AbortSignal,
  ): Promise<LoopTaskOutput | undefined> {
    const watching = new AbortController();
    const stop = AbortSignal.any([signal, watching.signal]);
    try {
      const outcome = await Promise.race([
        this.#heard(() => task.outcome(stop), stop),
        this.#nobody(task.taskId, kind, who, stop).then(() => undefined),
      ]);
      if (outcome === undefined) {
        await task.cancel();
        return undefined;
      }
      if (outcome.state === 'cancelled')
        throw new TaskFailedError('It was cancelled among the tasks of workers.', 'stopped', false);
      if (outcome.state === 'failed') return { state: 'refused', reason: outcome.reason };
      return await this.#heard(() => task.result(signal), signal);
    } catch (thrown) {
      if (signal.aborted) void task.cancel().catch(() => undefined);
      throw thrown;
    } finally {
      watching.abort();
      await task.close().catch(() => undefined);
    }
  }

  /** Resolves when for a while nobody has had the task. A tier that does not answer now is asked again, and proves nothing. */
  async #nobody(taskId: string, kind: string, who: Who, signal: AbortSignal): Promise<void> {
    const { holder, questions } = who;
    for (;;) {
      await sleep(LOOK_MS, signal);
      const seen = await this.#look(taskId, kind, who);
      if (seen?.proves !== true) continue;
      if (holder.idleMs > 0) questions.withdraw();
      const patience = seen.living === 0 ? LOOK_MS : PATIENCE_MS;
      if (holder.idleMs >= patience) return;
    }
  }

  /**
   * Asks the registry who says of themselves that they have the task.
   * @returns how many live that could do it, and whether all of them would have been heard by now; nothing while the tier is away
   */
  async #look(
    taskId: string,
    kind: string,
    { holder, silence, placed }: Who,
  ): Promise<{ readonly living: number; readonly proves: boolean } | undefined> {
    const { agents } = this.options.ports;
    const living = await agents.list(kindCapability(kind)).catch(() => undefined);
    if (living === undefined) return undefined;
    const proves = silence.proves(living.flatMap(({ metadata }) => workerOf(metadata) ?? []));
    const working = living.find(({ metadata }) => worksOn(metadata, taskId));
    placed(
      holder.look(
        proves ? new Set(living.map(({ agentId }) => agentId)) : undefined,
        working && { id: working.agentId, name: working.name },
      ),
    );
    return { living: living.length, proves };
  }

  /** Puts what the worker wrote where the task writes here. */
  async #taken(
    output: Ended,
    { options, writer, task }: LoopCall,
    holder: Holder,
  ): Promise<LoopResult | undefined> {
    const overlay = writer?.overlay ?? this.site.overlay;
    const writes: { path: string; data: Uint8Array }[] = [];
    const removed: string[] = [];
    for (const { path, before, after } of overlay === undefined ? [] : output.files) {
      const now = await contentOf(overlay, path, options.signal);
      if ((now === undefined ? null : digestOf(now)) !== before) {
        this.#notice(
          `"${task.title}" is done again here: ${path} is not the same on ${holder.last ?? 'the worker'}.`,
        );
        return undefined;
      }
      if (after === null) removed.push(path);
      else writes.push({ path, data: await this.#contents.get(after) });
    }
    await overlay?.exclusive(async () => {
      for (const path of removed) await overlay.remove(path);
      await overlay.writeAll(writes);
    });
    const { stopReason, reason, steps, answer, error } = output;
    return {
      stopReason,
      reason,
      steps,
      inputTokens: [],
      answer: answer && { ...answer, data: answer.data },
      ...(error === undefined ? {} : { error: plain(error) }),
    };
  }

  #notice(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    const { emit, turnId } = this.site;
    emit({ type: 'notice', at: this.options.clock.now(), turnId, level: 'info', text });
  }
}

function worksOn(metadata: Json, taskId: string): boolean {
  return workerOf(metadata)?.running.some((one) => one.taskId === taskId) === true;
}

function workerOf(metadata: Json): WorkerMetadata | undefined {
  return workerMetadataSchema.safeParse(metadata).data;
}

function plain({ remedy, ...error }: NonNullable<Ended['error']>): ErrorInfo {
  return remedy === undefined ? error : { ...error, remedy };
}

/** What nobody holds of the grant; `undefined` when something is used up, which is told where the loop runs. */
function leftOf(budget: LoopOptions['budget']): LoopTaskInput['limits'] | undefined {
  const { limits, spent, reserved } = budget.use();
  const left: Record<string, number> = {};
  for (const key of ['iterations', 'modelCalls', 'tokens', 'costUsd'] as const) {
    const rest = limits[key] - spent[key] - reserved[key];
    if (rest <= 0) return undefined;
    if (Number.isFinite(rest)) left[key] = key === 'costUsd' ? rest : Math.floor(rest);
  }
  const wallMs = limits.wallMs - spent.wallMs;
  if (wallMs <= 0) return undefined;
  if (Number.isFinite(wallMs)) left['wallMs'] = wallMs;
  return left;
}
