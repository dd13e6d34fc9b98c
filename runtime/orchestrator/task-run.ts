// The work on one task: its author's loop, another agent's look at it, and the merge of what it has written.
import type { TeamMember, TeamSite } from '../agents/index.js';
import { taskFor } from '../agents/index.js';
import type { FileStep } from '../changes/index.js';
import type { Budget, EmitEvent, PlanTask } from '../core/index.js';
import { MemfunError } from '../core/index.js';
import { reviewAnswerSchema } from '../models/index.js';
import type { LoopOptions, LoopResult } from '../rlm/index.js';
import { TaskFailedError } from './errors.js';
import { patternsMeet } from './globs.js';
import type { WriterGround, WriterSite } from './ports.js';
import type { Elsewhere } from './remote/index.js';
import type { TeamSteering } from './steering.js';
import {
  type Again,
  authorBriefing,
  type Briefing,
  redoOf,
  reviewerBriefing,
  revisionOf,
} from './task-text.js';
import type { TaskOutput, TaskSite, Tell } from './types.js';

/** Times that an author mends what a reviewer has found, and that a change is made again on what others wrote. */
const REVISIONS = 2;
const REDOS = 2;
const NOTE_CHARS = 160;

export interface TaskRunOptions {
  readonly planId: string;
  readonly site: TeamSite;
  readonly request: Briefing;
  readonly ground: WriterGround | undefined;
  readonly elsewhere?: Elsewhere | undefined;
  readonly tell: Tell;
  /** What a person says meanwhile; the author hears it. */
  readonly steering: TeamSteering;
  /** What was merged of this task, by all its attempts; grows. */
  readonly merged: FileStep[];
  /** Keeps what a finished task has changed. */
  readonly keep: (taskId: string, files: readonly FileStep[]) => Promise<void>;
}

/** Other agents have changed the same files: a command cannot see both. */
class ConflictError extends MemfunError {
  readonly code = 'task.conflict';
  constructor(paths: readonly string[]) {
    super(`Another agent has changed ${paths.join(', ')} meanwhile; your changes do not fit.`, {
      remedy: 'End with final() and say what you have done: you will be asked to do it again.',
    });
  }
}

export class TaskRun {
  readonly #author: TeamMember;

  constructor(
    private readonly options: TaskRunOptions,
    private readonly task: PlanTask,
    private readonly at: TaskSite,
    private readonly budget: Budget,
  ) {
    const author = options.site.members.find(({ agent }) => agent.name === task.agent);
    if (author === undefined)
      throw new TaskFailedError(`The agent ${task.agent} is gone.`, 'error', false);
    this.#author = author;
  }

  /** @throws TaskFailedError, and what loops and grounds throw */
  async run(): Promise<TaskOutput> {
    const { ground } = this.options;
    const { cause, signal } = this.at;
    let again: Again | undefined = cause === undefined ? undefined : retryAfter(cause);
    for (let redo = 0; ; redo++) {
      const writer = await ground?.open(this.task, signal);
      try {
        const done = await this.#reviewed(writer, again);
        const merged = await writer?.merge(signal);
        if (merged?.state !== 'conflict') {
          this.options.merged.push(...(merged?.files ?? []));
          return await this.#output(done);
        }
        const files = merged.files.map(({ path, reason }) => ({ path, reason }));
        this.options.tell({ type: 'task.conflicted', taskId: this.task.id, files });
        if (redo >= REDOS || writer === undefined)
          throw new TaskFailedError(
            `Other agents kept changing ${files.map(({ path }) => path).join(', ')}.`,
            'conflict',
            false,
          );
        again = redoOf(merged.files, done.result.answer?.text ?? '', await this.#written(writer));
      } finally {
        await writer?.close();
      }
    }
  }

  async #output({ result, open }: Reviewed): Promise<TaskOutput> {
    const files = [...new Set(this.options.merged.map(({ path }) => path))];
    const { outputs, title } = this.task;
    const more = files.filter((path) => !outputs.some((output) => patternsMeet(output, path)));
    if (more.length > 0)
      this.#notice(`"${title}" has also changed ${more.join(', ')}, which was not planned.`);
    if (files.length > 0) await this.options.keep(this.task.id, this.options.merged);
    const isWhole = result.stopReason === 'answered' && open.length === 0;
    return {
      state: isWhole ? 'done' : 'partial',
      stopReason: open.length === 0 ? result.stopReason : 'review',
      reason: open.length === 0 ? result.reason : `The reviewer still objects: ${open.join(' ')}`,
      answer: result.answer?.text ?? '',
      citations: result.answer?.citations ?? [],
      files,
    };
  }

  /** The author's result after the reviewer's looks at it, with what is left to object. */
  async #reviewed(writer: WriterSite | undefined, first: Again | undefined): Promise<Reviewed> {
    let result = await this.#write(writer, first);
    const reviewer = this.task.review ? this.#reviewer() : undefined;
    if (reviewer === undefined) return { result, open: [] };
    for (let round = 1; ; round++) {
      const remarks = await this.#review(reviewer, result, writer, round);
      if (remarks.length === 0 || round > REVISIONS) return { result, open: remarks };
      result = await this.#write(writer, revisionOf(remarks, result.answer?.text ?? ''));
    }
  }

  async #write(writer: WriterSite | undefined, again: Again | undefined): Promise<LoopResult> {
    const { inputs, signal } = this.at;
    const { task, variables } = authorBriefing(this.task, inputs, this.options.request, again);
    const { agent } = this.#author;
    const result = await this.#loop(
      this.#author,
      { task: taskFor(agent, task), variables },
      'ask',
      writer,
    );
    if (signal.aborted || result.stopReason === 'stopped')
      throw new TaskFailedError('It was stopped.', 'stopped', false);
    if (result.answer === undefined) {
      const { stopReason, reason } = result;
      throw new TaskFailedError(
        `${agent.name} ended without an answer: ${reason}`,
        stopReason,
        stopReason === 'error',
      );
    }
    return result;
  }

  /** What must be mended; empty when it is right or could not be looked at, which is told. */
  async #review(
    reviewer: TeamMember,
    work: LoopResult,
    writer: WriterSite | undefined,
    round: number,
  ): Promise<readonly string[]> {
    const written = await this.#written(writer);
    const briefing = reviewerBriefing(this.task, work.answer?.text ?? '', written);
    const { name } = reviewer.agent;
    const result = await this.#loop(
      reviewer,
      { ...briefing, task: taskFor(reviewer.agent, briefing.task) },
      'review',
      writer,
    );
    const verdict = reviewAnswerSchema.safeParse(result.answer?.data);
    if (!verdict.success) {
      this.#notice(
        `"${this.task.title}" was not reviewed: ${name} gave no verdict. ${result.reason}`,
      );
      return [];
    }
    const remarks = verdict.data.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ path, line, title, detail }) => `${path}:${line} ${title}: ${detail}`);
    this.options.tell({
      type: 'task.reviewed',
      taskId: this.task.id,
      reviewer: name,
      passed: remarks.length === 0,
      remarks,
      round,
    });
    return remarks;
  }

  async #written(writer: WriterSite | undefined): Promise<readonly FileStep[]> {
    return [...this.options.merged, ...((await writer?.written(this.at.signal)) ?? [])];
  }

  /** Another agent than the author: one that is for it, else one that cannot change what it looks at. */
  #reviewer(): TeamMember | undefined {
    const others = this.options.site.members.filter(({ agent }) => agent.name !== this.task.agent);
    const found =
      others.find(({ agent }) => agent.name === 'reviewer') ??
      others.find(({ agent, canWrite }) => !canWrite && /review|audit/i.test(agent.description));
    if (found === undefined)
      this.#notice(`"${this.task.title}" was not reviewed: there is no agent for it.`);
    return found;
  }

  async #loop(
    { agent }: TeamMember,
    { task, variables }: Briefing,
    intent: 'ask' | 'review',
    writer: WriterSite | undefined,
  ): Promise<LoopResult> {
    const { site, planId, tell, steering } = this.options;
    const { signal } = this.at;
    const options: LoopOptions = {
      task,
      variables,
      intent,
      memories: site.memories,
      budget: this.budget,
      signal,
      emit: this.#emit,
      turnId: site.turnId,
      maxSteps: agent.maxTurns,
      agent: agent.name,
      parentId: `${planId}.${this.task.id}`,
      ...(intent === 'ask' ? { steering: steering.of(this.task.id) } : {}),
    };
    const heard = intent === 'ask' ? steering.of(this.task.id) : undefined;
    const call = { planId, task: this.task, agent, options, writer, tell, steering: heard };
    const result = await this.options.elsewhere?.(call);
    if (result !== undefined) return result;
    return site.runAs(
      agent,
      options,
      writer && {
        overlay: writer.overlay,
        isolate: () => writer.settle(signal),
        settle: async () => {
          const merged = await writer.merge(signal);
          if (merged.state === 'conflict')
            throw new ConflictError(merged.files.map(({ path }) => path));
          this.options.merged.push(...merged.files);
        },
      },
    );
  }

  /** The run's events, with what they say about this task. */
  readonly #emit: EmitEvent = (event) => {
    // It was told for the whole plan.
    if (event.type === 'turn.steered') return;
    this.options.site.emit(event);
    const { use } = this.at;
    if (event.type === 'model.called') {
      use.tokens += event.usage.inputTokens + event.usage.outputTokens;
      use.costUsd += event.usage.costUsd;
    }
    if (event.type === 'step.started') use.steps++;
    if (event.type !== 'step.code' && event.type !== 'step.ended') return;
    const text = event.type === 'step.code' ? event.reasoning : (event.error?.message ?? '');
    const note = (text.trim().split('\n')[0] ?? '').slice(0, NOTE_CHARS);
    this.options.tell({ type: 'task.progress', taskId: this.task.id, note, ...use });
  };

  #notice(text: string): void {
    const { site } = this.options;
    site.emit({
      type: 'notice',
      at: site.clock.now(),
      turnId: site.turnId,
      level: 'warning',
      text,
    });
  }
}

interface Reviewed {
  readonly result: LoopResult;
  /** What the reviewer still objects to. */
  readonly open: readonly string[];
}

function retryAfter(cause: string): Again {
  return { why: `An earlier attempt at this failed: ${cause} Go another way.`, variables: {} };
}
