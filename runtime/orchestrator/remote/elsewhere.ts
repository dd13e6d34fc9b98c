// The plan's side of work on other machines: a loop is put to a worker that has its agent and its repository.
import type { TeamSite } from '../../agents/index.js';
import {
  type Clock,
  type ErrorInfo,
  type Logger,
  type Mode,
  sleep,
  toErrorInfo,
} from '../../core/index.js';
import { FileMissingError, type FileStore } from '../../ports/index.js';
import type { LoopOptions, LoopResult } from '../../rlm/index.js';
import { patternOf } from '../../safety/index.js';
import {
  kindCapability,
  type SubmittedTask,
  WorkClient,
  type WorkPorts,
} from '../../workers/index.js';
import { TaskFailedError } from '../errors.js';
import type { WriterSite } from '../ports.js';
import { Contents, digestOf } from './contents.js';
import { Holder } from './holder.js';
import { HomeEvents } from './home-events.js';
import { HomeQuestions } from './home-questions.js';
import { type Denied, type LoopTaskInput, type LoopTaskOutput, loopTask } from './kind.js';
import { type Repository, repositoryOf } from './repository.js';
import { keepSteering } from './steer.js';
import type { Elsewhere, LoopCall } from './types.js';
import { keepWanted } from './wanted.js';

export interface ElsewhereOptions {
  readonly ports: WorkPorts;
  /** Where the plan runs, on this disk. */
  readonly folder: string;
  readonly mode: Mode;
  /** What the rules here deny at this moment. */
  readonly denied: () => Denied;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** So long a task may wait for somebody to take it before it is done here. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 500;
/** More of it is no work for a message. */
const MAX_BASE_FILES = 2_000;
const MAX_BASE_BYTES = 64 * 1024 * 1024;
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
  readonly questions: HomeQuestions;
}

type Ended = Extract<LoopTaskOutput, { state: 'ended' }>;

class Remote {
  readonly #client: WorkClient;
  readonly #contents: Contents;
  readonly #told = new Set<string>();

  constructor(
    private readonly options: ElsewhereOptions,
    private readonly site: TeamSite,
    private readonly repository: Repository,
  ) {
    const { ports, clock, logger } = options;
    this.#client = new WorkClient(ports, site.ids, clock, logger);
    this.#contents = new Contents(ports.state);
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
    const { able, unable } = await this.#client.workersFor(kind.kind);
    if (able.length === 0) {
      for (const why of unable) this.#notice(`A worker is left out: ${why}.`);
      return undefined;
    }
    const { budget, signal } = call.options;
    const limits = leftOf(budget);
    if (limits === undefined) return undefined;
    const wanted = await keepWanted(this.options.ports.state, this.site.ids.next('event'));
    const said = keepSteering(this.options.ports.state, wanted.key, call.steering);
    const home = new HomeEvents(call, this.site, this.options.clock);
    const questions = new HomeQuestions({
      decide: this.site.decide,
      state: this.options.ports.state,
      wanted: wanted.key,
      agent: call.agent.name,
      signal,
      logger: this.options.logger,
    });
    try {
      const input = { ...(await this.#inputOf(call, wanted.key)), limits };
      const held = budget.reserve(home.finite(limits));
      const holder = new Holder(this.options.clock);
      const title = `${call.task.title} (${call.agent.name})`.slice(0, 120);
      try {
        const task = await this.#client.submit(kind, input, {
          title,
          maxAttempts: MAX_ATTEMPTS,
          onEvent: (event) => {
            const taken = holder.take(event);
            if (taken !== undefined) home.placed(taken.worker, taken.from);
            if (event.type !== 'event') questions.withdraw();
            else if (!questions.take(event.event, holder.last)) home.take(event.event);
          },
          onTrouble: ({ message }) =>
            this.#notice(`What "${call.task.title}" does cannot be seen now: ${message}`),
        });
        const output = await this.#ended(task, kind.kind, { holder, questions }, signal);
        if (output?.state === 'refused')
          this.#notice(`"${call.task.title}" is done here, not on a worker: ${output.reason}`);
        const result =
          output?.state === 'ended' ? await this.#taken(output, call, holder) : undefined;
        if (result === undefined) home.placed(undefined, holder.last);
        return result;
      } finally {
        held.commit(home.spent);
      }
    } finally {
      questions.close();
      said.close();
      wanted.close();
    }
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
        task.outcome(stop),
        this.#nobody(kind, who, stop).then(() => undefined),
      ]);
      if (outcome === undefined) {
        await task.cancel();
        return undefined;
      }
      if (outcome.state === 'cancelled')
        throw new TaskFailedError('It was cancelled among the tasks of workers.', 'stopped', false);
      if (outcome.state === 'failed') return { state: 'refused', reason: outcome.reason };
      return await task.result(signal);
    } catch (thrown) {
      if (signal.aborted) await task.cancel().catch(() => undefined);
      throw thrown;
    } finally {
      watching.abort();
      await task.close().catch(() => undefined);
    }
  }

  /** Resolves when for a while nobody has had the task. A tier that does not answer now is asked again. */
  async #nobody(kind: string, { holder, questions }: Who, signal: AbortSignal): Promise<void> {
    const { agents } = this.options.ports;
    for (;;) {
      await sleep(LOOK_MS, signal);
      const living = await agents.list(kindCapability(kind)).catch(() => undefined);
      if (living === undefined) continue;
      holder.look(new Set(living.map(({ agentId }) => agentId)));
      if (holder.idleMs > 0) questions.withdraw();
      const patience = living.length === 0 ? LOOK_MS : PATIENCE_MS;
      if (holder.idleMs >= patience) return;
    }
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

  async #inputOf(
    { planId, task, agent, options, writer }: LoopCall,
    wanted: string,
  ): Promise<Omit<LoopTaskInput, 'limits'>> {
    const { mode, folder } = this.options;
    // As it is now: a task before this one may have committed.
    const { id, commit, changed } = await repositoryOf(folder, options.signal);
    if (id !== this.repository.id) throw new Error('the repository is not what it was.');
    const briefing = {
      task: options.task,
      variables: options.variables,
      memories: options.memories,
    };
    const member = this.site.members.find((one) => one.agent.name === agent.name);
    return {
      planId,
      taskId: task.id,
      briefing: await this.#contents.put(new TextEncoder().encode(JSON.stringify(briefing))),
      intent: options.intent,
      outputs: task.outputs,
      maxSteps: agent.maxTurns,
      tools: [...(member?.tools ?? [])],
      agents: [...(agent.agents ?? [])],
      mode: mode === 'bypass' ? 'auto' : mode,
      denied: this.options.denied(),
      answers: true,
      ...(commit === undefined ? {} : { commit }),
      base: await this.#base(changed, writer, options.signal),
      wanted,
    };
  }

  /** What is not as the commit has it: in the folder as it is now, in the changes of the run, and of the task itself. */
  async #base(
    changed: readonly string[],
    writer: WriterSite | undefined,
    signal: AbortSignal,
  ): Promise<LoopTaskInput['base']> {
    const { overlay, workspace } = this.site;
    const own = (await writer?.written(signal)) ?? [];
    const run = (overlay?.changes() ?? []).flatMap((change) =>
      change.kind === 'move' ? [change.from, change.path] : [change.path],
    );
    const all = [...new Set([...changed, ...run, ...own.map(({ path }) => path)])];
    const paths = all.filter((path) => this.#maySend(path));
    if (paths.length > MAX_BASE_FILES)
      throw new Error(`more than ${MAX_BASE_FILES} files are not committed.`);
    const base: LoopTaskInput['base'] = [];
    let bytes = 0;
    for (const path of paths) {
      const content = await contentOf(writer?.overlay ?? overlay ?? workspace, path, signal);
      bytes += content?.length ?? 0;
      if (bytes > MAX_BASE_BYTES)
        throw new Error(`more than ${MAX_BASE_BYTES} bytes are not committed.`);
      base.push({
        path,
        content: content === undefined ? null : await this.#contents.put(content),
      });
    }
    return base;
  }

  /** A file that may not be read unasked is not laid into the tier unasked either. */
  #maySend(path: string): boolean {
    const { folder } = this.options;
    const pattern = patternOf(path, { root: folder, home: folder });
    if (pattern?.guard !== 'secret') return true;
    this.#notice(`${path} is not sent to workers: ${pattern.what}.`);
    return false;
  }

  #notice(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    const { emit, turnId } = this.site;
    emit({ type: 'notice', at: this.options.clock.now(), turnId, level: 'info', text });
  }
}

async function contentOf(
  files: Pick<FileStore, 'read'> | undefined,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return await files?.read(path, signal);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
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
