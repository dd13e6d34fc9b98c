// Several agents on one request: plan it, let a person change it, run it, and answer from what came of it.
import type { PlanDecision, RunTeam, TeamSite } from '../agents/index.js';
import type { FileStep } from '../changes/index.js';
import type { Budget, PlanTask, PlanView, RunEvent, TaskRecord } from '../core/index.js';
import {
  deadlineSignal,
  isAbort,
  lastPlan,
  MemfunError,
  planTaskSchema,
  toErrorInfo,
} from '../core/index.js';
import type { FileStore, TaskQueue } from '../ports/index.js';
import type { LoopResult } from '../rlm/index.js';
import type { Decide, Worktrees } from '../writers/index.js';
import { KeptChanges, pruneKept, UndecidedVersions } from './kept-changes.js';
import { mendConflict } from './mend-conflict.js';
import { checkPlan, PlanError } from './plan-check.js';
import { proposePlan, reportOn, rulesOf } from './planner.js';
import type { WriterGround } from './ports.js';
import { Purse } from './purse.js';
import type { Elsewhere } from './remote/index.js';
import { endsOf } from './resume.js';
import { Schedule } from './schedule.js';
import { TeamSteering } from './steering.js';
import { TaskRun } from './task-run.js';
import type { TaskSite, Tell } from './types.js';
import { endUnbegun } from './unbegun.js';
import { writerGround } from './writer-ground.js';

export interface TeamOptions {
  readonly queue: () => Promise<TaskQueue>;
  /** Where the changes of finished tasks are kept; absent: after a crash they are made again. */
  readonly storage: FileStore | undefined;
  /** Tasks at the same time. */
  readonly parallel: number;
  /** Attempts at a task that fails. */
  readonly maxAttempts: number;
  /** Checkouts for tasks that run commands; absent, or none: they see what was merged and applied. */
  readonly worktrees?: ((signal: AbortSignal) => Promise<Worktrees | undefined>) | undefined;
  /** Workers of other machines for the plan of a turn; absent, or none: everything runs here. */
  readonly elsewhere?: (site: TeamSite, signal: AbortSignal) => Promise<Elsewhere | undefined>;
  /** Where conflicts wait for a person. */
  readonly conflicts?: Decide;
}

/** A whole plan, as it is about to run. */
interface Plan {
  readonly planId: string;
  readonly revision: number;
  readonly by: 'planner' | 'record';
  readonly tasks: readonly PlanTask[];
  readonly notes: readonly string[];
  readonly ended: readonly TaskRecord[];
  readonly request: string;
}

const NOT_RUN = 'The plan was not run.';
/** Share of the time after which nothing new begins, so that the rest suffices for an answer. */
const WORK_SHARE = 0.9;
/** Share of the budget that is held back for the answer. */
const REPORT_SHARE = 0.05;

class NoPlanError extends MemfunError {
  readonly code = 'plan.none';
  constructor() {
    super('This conversation has no plan that could go on.', {
      remedy: 'Type /team and a task to begin one.',
    });
  }
}

export function createTeam(options: TeamOptions): RunTeam {
  return async (site) => {
    const plan = site.resumes ? await recordedPlan(site) : await newPlan(site);
    if (plan === undefined) return undefined;
    if (!site.resumes) await pruneKept(options.storage, site.clock.now());
    return new TeamWork(options, site, plan).run();
  };
}

/** Nothing when no plan comes about: why is told, and one agent does the work. */
async function newPlan(site: TeamSite): Promise<Plan | undefined> {
  if (site.offline) {
    tell(site, 'The built-in engine cannot plan for several agents; with a language model it can.');
    return undefined;
  }
  if (site.budget.use().limits.depth < 1) {
    tell(site, 'The setting memfun.budget.depth allows no agents below the first.');
    return undefined;
  }
  if (site.members.length === 0) {
    tell(site, 'No agents are defined here.');
    return undefined;
  }
  try {
    const { tasks, notes } = await proposePlan(site);
    const planId = site.ids.next('task');
    return { planId, revision: 1, by: 'planner', tasks, notes, ended: [], request: site.task };
  } catch (thrown) {
    if (!(thrown instanceof PlanError)) throw thrown;
    tell(site, thrown.message);
    return undefined;
  }
}

/** The last plan of the conversation. @throws NoPlanError, PlanError when an agent of it is gone */
async function recordedPlan(site: TeamSite): Promise<Plan> {
  const { events } = await site.sessions.load(site.sessionId);
  const view = lastPlan(events.filter(({ turnId }) => turnId !== site.turnId));
  if (view === undefined || isComplete(view, events)) throw new NoPlanError();
  const first = events.find(
    (event) => event.type === 'plan.proposed' && event.planId === view.planId,
  );
  const begun = events.find(
    (event) => event.type === 'turn.started' && event.turnId === first?.turnId,
  );
  const { tasks, notes } = checkPlan(
    view.tasks.map((task) => planTaskSchema.parse(task)),
    rulesOf(site),
  );
  const request = begun?.type === 'turn.started' ? begun.request.text : site.task;
  const { planId, revision } = view;
  return {
    planId,
    revision: revision + 1,
    by: 'record',
    tasks,
    notes,
    ended: endsOf(view),
    request,
  };
}

/** Nothing is left to do, and its turn came to its own end: the changes were made, or not wanted. */
function isComplete({ over, tasks, turnId }: PlanView, events: readonly RunEvent[]): boolean {
  const end = events.find((event) => event.type === 'turn.ended' && event.turnId === turnId);
  const cutOff = end?.type !== 'turn.ended' || end.stopReason === 'interrupted';
  return over && !cutOff && tasks.every(({ state }) => state === 'done');
}

function tell(site: TeamSite, text: string): void {
  const { clock, turnId, emit } = site;
  emit({ type: 'notice', at: clock.now(), turnId, level: 'warning', text });
}

class TeamWork {
  #ground: WriterGround | undefined;
  /** By the person while it was worked on. */
  #said: readonly string[] = [];
  #elsewhere: Elsewhere | undefined;
  readonly #kept: KeptChanges | undefined;
  readonly #undecided: UndecidedVersions | undefined;
  /** Merges so far. */
  #order = 0;
  /** What was merged, by task. */
  readonly #merged = new Map<string, FileStep[]>();

  constructor(
    private readonly options: TeamOptions,
    private readonly site: TeamSite,
    private readonly plan: Plan,
  ) {
    const { storage } = options;
    this.#kept = storage && new KeptChanges(storage, plan.planId);
    this.#undecided =
      storage &&
      new UndecidedVersions(storage, plan.planId, (path, thrown) =>
        tell(site, `A version of ${path} could not be kept: ${toErrorInfo(thrown).message}`),
      );
  }

  async run(): Promise<LoopResult> {
    const ended = await this.#standing();
    this.#propose(this.plan.tasks, 0, ended, this.site.pilot?.decide !== undefined);
    const decision = await this.#orEnd(this.plan.tasks, ended, () => this.#decide());
    if (!decision.run) {
      endUnbegun(this.plan.tasks, ended, { stopReason: 'person', reason: NOT_RUN }, this.#tell);
      return ending('answered', NOT_RUN);
    }
    if (this.site.pilot?.decide !== undefined) this.#propose(decision.tasks, 1, ended, false);

    const { limits, spent } = this.site.budget.use();
    const workMs = limits.wallMs * WORK_SHARE - spent.wallMs;
    const deadline = deadlineSignal(workMs, this.site.signal);
    try {
      const records = await this.#work(decision.tasks, ended, deadline.signal);
      if (this.site.signal.aborted) return ending('stopped', '');
      return await this.#answer(decision.tasks, records, deadline.signal.aborted);
    } finally {
      deadline.clear();
    }
  }

  /** The ends that stand, with the changes that belong to them brought back into the run. */
  async #standing(): Promise<readonly TaskRecord[]> {
    const { ended } = this.plan;
    const { overlay } = this.site;
    const writing = ended.filter(({ files }) => files.length > 0).map(({ taskId }) => taskId);
    if (writing.length === 0) return ended;
    const found = overlay === undefined ? undefined : await this.#kept?.restore(writing, overlay);
    const lost = found?.lost ?? writing;
    this.#order = found?.order ?? 0;
    if (lost.length > 0)
      tell(
        this.site,
        `The changes of ${lost.join(', ')} are lost or no longer fit to the files: done again.`,
      );
    return ended.filter(({ taskId }) => !lost.includes(taskId));
  }

  #propose(
    tasks: readonly PlanTask[],
    more: number,
    ended: readonly TaskRecord[],
    waits: boolean,
  ): void {
    const { planId, revision, notes, by } = this.plan;
    const { clock, turnId, emit } = this.site;
    emit({
      type: 'plan.proposed',
      at: clock.now(),
      turnId,
      planId,
      revision: revision + more,
      by: more === 0 ? by : 'person',
      tasks: [...tasks],
      ended: [...ended],
      waits,
      notes: [...notes],
    });
  }

  async #decide(): Promise<PlanDecision> {
    const { pilot, signal } = this.site;
    const { planId, tasks } = this.plan;
    const rules = rulesOf(this.site);
    const check = (changed: readonly PlanTask[]): readonly string[] => {
      try {
        checkPlan(changed, rules);
        return [];
      } catch (thrown) {
        return thrown instanceof PlanError ? thrown.problems : [toErrorInfo(thrown).message];
      }
    };
    const decision = await pilot?.decide?.({ planId, tasks, check }, signal);
    if (decision === undefined) return { run: true, tasks };
    return decision.run ? { run: true, tasks: checkPlan(decision.tasks, rules).tasks } : decision;
  }

  async #work(
    tasks: readonly PlanTask[],
    ended: readonly TaskRecord[],
    signal: AbortSignal,
  ): Promise<readonly TaskRecord[]> {
    const { options, site, plan } = this;
    const { planId } = plan;
    const steering = new TeamSteering(site, tasks);
    for (const { taskId } of ended) steering.end(taskId);
    this.#said = steering.all;
    const held = holdForReport(site.budget);
    const toDo = tasks.filter(({ id }) => !ended.some(({ taskId }) => taskId === id));
    const purse = new Purse(
      site.budget,
      toDo.map(({ id }) => id),
    );
    const { queue } = await this.#orEnd(tasks, ended, async () => {
      this.#ground = await this.#openGround(signal);
      this.#elsewhere = await options.elsewhere?.(site, signal);
      return { queue: await options.queue() };
    });
    const schedule = new Schedule({
      planId,
      tasks,
      ended: ended.filter(({ taskId }) => tasks.some(({ id }) => id === taskId)),
      queue,
      parallel: options.parallel,
      maxAttempts: options.maxAttempts,
      clock: site.clock,
      logger: site.logger,
      signal,
      tell: (event) => {
        this.#tell(event);
        if (event.type !== 'task.ended') return;
        purse.end(event.taskId);
        steering.end(event.taskId);
      },
      run: (task, at) => this.#task(task, at, purse, steering),
    });
    site.pilot?.attach(planId, schedule);
    try {
      return await schedule.run();
    } finally {
      site.pilot?.attach(planId, undefined);
      for (const text of this.#undecided?.left() ?? []) tell(site, text);
      await this.#ground?.close();
      purse.close();
      held.release();
    }
  }

  /** What has to succeed before anything of the plan can begin; else all of it has its end. */
  async #orEnd<T>(
    tasks: readonly PlanTask[],
    ended: readonly TaskRecord[],
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const stopReason = isAbort(thrown) ? 'stopped' : 'error';
      endUnbegun(tasks, ended, { stopReason, reason: toErrorInfo(thrown).message }, this.#tell);
      await this.#ground?.close();
      throw thrown;
    }
  }

  async #task(task: PlanTask, at: TaskSite, purse: Purse, steering: TeamSteering) {
    const { site, plan } = this;
    const merged = this.#merged.get(task.id) ?? [];
    this.#merged.set(task.id, merged);
    const grant = purse.take(task.id, at.unbegun);
    try {
      const options = {
        planId: plan.planId,
        site,
        request: { task: plan.request, variables: site.variables },
        ground: task.outputs.length === 0 ? undefined : this.#ground,
        elsewhere: this.#elsewhere,
        tell: this.#tell,
        steering,
        merged,
        keep: async (taskId: string, files: readonly FileStep[]) =>
          this.#kept?.keep(taskId, ++this.#order, files),
      };
      return await new TaskRun(options, task, at, grant.budget).run();
    } finally {
      grant.close();
    }
  }

  /** Conflicts are put to the person beside the plan; without one a task that does not fit is done again. */
  async #openGround(signal: AbortSignal): Promise<WriterGround | undefined> {
    const { overlay, ids, clock, turnId, emit, pilot } = this.site;
    if (overlay === undefined) return undefined;
    const { conflicts, worktrees: find } = this.options;
    const worktrees = await find?.(signal);
    return writerGround({
      overlay,
      conflictId: () => ids.next('change'),
      tell: (event) => emit({ ...event, at: clock.now(), turnId }),
      ...(this.#undecided === undefined ? {} : { versions: this.#undecided }),
      ...(worktrees === undefined ? {} : { worktrees }),
      ...(pilot === undefined || conflicts === undefined
        ? {}
        : { decide: conflicts, mend: (conflict, stop) => mendConflict(this.site, conflict, stop) }),
    });
  }

  readonly #tell: Tell = (event) => {
    const { clock, turnId, emit } = this.site;
    emit({ ...event, at: clock.now(), turnId, planId: this.plan.planId });
  };

  async #answer(
    tasks: readonly PlanTask[],
    records: readonly TaskRecord[],
    late: boolean,
  ): Promise<LoopResult> {
    const useful = records.filter(({ answer }) => answer !== '');
    const text = await reportOn(this.site, tasks, records, this.#said);
    const answer = {
      text,
      citations: records.flatMap(({ citations }) => citations),
      data: undefined,
      notes: records.filter(({ state }) => state !== 'done').map(noteOn),
    };
    const steps = records.reduce((sum, record) => sum + record.steps, 0);
    const whole = { answer, steps, inputTokens: [] };
    if (useful.length > 0 && !late) return { ...whole, stopReason: 'answered', reason: '' };
    if (late)
      return { ...whole, stopReason: 'budget', reason: 'The time for this run is used up.' };
    const failed = records.find(({ state }) => state === 'failed');
    const stopReason = failed?.stopReason === 'budget' ? 'budget' : 'stuck';
    return { ...whole, stopReason, reason: failed?.reason ?? 'No task has a result.' };
  }
}

function holdForReport(budget: Budget): { release(): void } {
  const { limits } = budget.use();
  const part = (limit: number): number => (Number.isFinite(limit) ? limit * REPORT_SHARE : 0);
  try {
    return budget.reserve({
      modelCalls: 1,
      tokens: Math.floor(part(limits.tokens)),
      costUsd: part(limits.costUsd),
    });
  } catch {
    return { release: () => undefined }; // hardly anything is left anyway
  }
}

function noteOn({ taskId, state, reason }: TaskRecord): string {
  return `Task ${taskId}: ${state}${reason === '' ? '' : `, ${reason}`}`;
}

function ending(stopReason: 'answered' | 'stopped', text: string): LoopResult {
  const answer = text === '' ? undefined : { text, citations: [], data: undefined, notes: [] };
  return { stopReason, answer, reason: '', steps: 0, inputTokens: [] };
}
