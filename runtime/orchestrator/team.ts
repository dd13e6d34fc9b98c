// Several agents on one request: plan it, let a person change it, run it, and answer from what came of it.
import type { PlanDecision, RunTeam, TeamSite } from '../agents/index.js';
import type { FileStep } from '../changes/index.js';
import type { Budget, PlanTask, TaskRecord } from '../core/index.js';
import { deadlineSignal, isAbort, toErrorInfo } from '../core/index.js';
import type { FileStore, TaskQueue } from '../ports/index.js';
import type { LoopResult } from '../rlm/index.js';
import type { Decide, Worktrees } from '../writers/index.js';
import { KeptChanges, pruneKept, UndecidedVersions } from './kept-changes.js';
import { mendConflict } from './mend-conflict.js';
import { checkPlan, PlanError } from './plan-check.js';
import { newPlan, type Plan, recordedPlan, tell } from './plan-source.js';
import { planRest, reportOn, rulesOf } from './planner.js';
import type { WriterGround } from './ports.js';
import { Purse } from './purse.js';
import type { Elsewhere } from './remote/index.js';
import { AUTOMATIC, endViews, failureIn, standingOf } from './replan.js';
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

/** A plan, or the rest of one, before anybody has agreed to it. */
interface Proposal extends Pick<Plan, 'tasks' | 'notes' | 'ended'> {
  readonly by: 'planner' | 'person' | 'record';
}

/** What the tasks of a plan have come to. */
interface Worked {
  readonly tasks: readonly PlanTask[];
  readonly records: readonly TaskRecord[];
}

const NOT_RUN = 'The plan was not run.';
const WANTED = 'The user wants the rest planned anew.';
/** Share of the time after which nothing new begins, so that the rest suffices for an answer. */
const WORK_SHARE = 0.9;
/** Share of the budget that is held back for the answer. */
const REPORT_SHARE = 0.05;

export function createTeam(options: TeamOptions): RunTeam {
  return async (site) => {
    const plan = site.resumes ? await recordedPlan(site) : await newPlan(site);
    if (plan === undefined) return undefined;
    if (!site.resumes) await pruneKept(options.storage, site.clock.now());
    return new TeamWork(options, site, plan).run();
  };
}

class TeamWork {
  #ground: WriterGround | undefined;
  /** One for all rounds: what a person said for tasks that begin later reaches them also after a new plan. */
  readonly #steering: TeamSteering;
  #revision: number;
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
    this.#revision = plan.revision;
    this.#steering = new TeamSteering(site);
    this.#kept = storage && new KeptChanges(storage, plan.planId);
    this.#undecided =
      storage &&
      new UndecidedVersions(storage, plan.planId, (path, thrown) =>
        tell(site, `A version of ${path} could not be kept: ${toErrorInfo(thrown).message}`),
      );
  }

  async run(): Promise<LoopResult> {
    const ended = await this.#standing();
    const agreed = await this.#agree({ ...this.plan, ended });
    if (agreed === undefined) return ending('answered', NOT_RUN);

    const { limits, spent } = this.site.budget.use();
    const workMs = limits.wallMs * WORK_SHARE - spent.wallMs;
    const deadline = deadlineSignal(workMs, this.site.signal);
    try {
      const { tasks, records } = await this.#rounds(agreed, ended, deadline.signal);
      if (this.site.signal.aborted) return ending('stopped', '');
      return await this.#answer(tasks, records, deadline.signal.aborted);
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

  /** Tells it, and has it agreed to where a person is there; nothing when they do not want it run. */
  async #agree(proposal: Proposal): Promise<readonly PlanTask[] | undefined> {
    const { tasks, ended } = proposal;
    const asks = this.site.pilot?.decide !== undefined;
    this.#propose(proposal, asks);
    const decision = await this.#orEnd(tasks, ended, () => this.#decide(tasks, ended.length));
    if (!decision.run) {
      endUnbegun(tasks, ended, { stopReason: 'person', reason: NOT_RUN }, this.#tell);
      return undefined;
    }
    if (asks) this.#propose({ ...proposal, tasks: decision.tasks, by: 'person' }, false);
    return decision.tasks;
  }

  #propose({ by, tasks, notes, ended }: Proposal, waits: boolean): void {
    const { planId } = this.plan;
    const { clock, turnId, emit } = this.site;
    emit({
      type: 'plan.proposed',
      at: clock.now(),
      turnId,
      planId,
      revision: this.#revision++,
      by,
      tasks: [...tasks],
      ended: [...ended],
      waits,
      notes: [...notes],
    });
  }

  async #decide(tasks: readonly PlanTask[], ended: number): Promise<PlanDecision> {
    const { pilot, signal } = this.site;
    const { planId } = this.plan;
    const rules = rulesOf(this.site, ended);
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

  /** Works on the tasks, and on the rest that is planned anew because a person wants it, or because some have failed. */
  async #rounds(
    agreed: readonly PlanTask[],
    standing: readonly TaskRecord[],
    signal: AbortSignal,
  ): Promise<Worked> {
    let tasks = agreed;
    let ended = standing;
    for (let automatic = 0; ; ) {
      const { records, wish } = await this.#work(tasks, ended, signal);
      const failure = automatic < AUTOMATIC ? failureIn(tasks, records) : undefined;
      const why = wish ?? failure;
      if (signal.aborted || why === undefined) return this.#over(tasks, records);
      if (wish === undefined) automatic++;
      const before = { tasks, records };
      const rest = await this.#orEnd(tasks, records, () => this.#rest(before, why));
      if (rest === undefined && wish === undefined) return this.#over(tasks, records);
      ended = rest?.ended ?? records;
      if (rest === undefined) continue;
      const again = await this.#agree(rest);
      if (again === undefined) return { tasks: rest.tasks, records: rest.ended };
      tasks = again;
    }
  }

  #over(tasks: readonly PlanTask[], records: readonly TaskRecord[]): Worked {
    this.#tell({ type: 'plan.ended', complete: records.every(({ state }) => state === 'done') });
    return { tasks, records };
  }

  /** The rest, planned anew; nothing, which is told, where that does not succeed: then the plan goes on as it was. */
  async #rest({ tasks, records }: Worked, why: string): Promise<Proposal | undefined> {
    const { site } = this;
    const { kept, ended } = standingOf(tasks, records);
    const task = [site.task, ...this.#steering.all].join('\n\n');
    try {
      const rest = await planRest({ ...site, task }, kept, endViews(tasks, records), why);
      return { ...rest, by: 'planner', ended };
    } catch (thrown) {
      if (isAbort(thrown)) throw thrown;
      tell(site, `The rest could not be planned anew. ${toErrorInfo(thrown).message}`);
      return undefined;
    }
  }

  /** @returns `wish`: a person wants the rest planned anew, and why */
  async #work(
    tasks: readonly PlanTask[],
    ended: readonly TaskRecord[],
    signal: AbortSignal,
  ): Promise<{ readonly records: readonly TaskRecord[]; readonly wish: string | undefined }> {
    const { options, site, plan } = this;
    const { planId } = plan;
    let wish: string | undefined;
    this.#steering.begin(tasks, ended);
    const { queue } = await this.#orEnd(tasks, ended, async () => {
      this.#ground = await this.#openGround(signal);
      this.#elsewhere ??= await options.elsewhere?.(site, signal);
      return { queue: await options.queue() };
    });
    // Set aside when everything is there: what fails before gives nothing back.
    const held = holdForReport(site.budget);
    const toDo = tasks.filter(({ id }) => !ended.some(({ taskId }) => taskId === id));
    const purse = new Purse(
      site.budget,
      toDo.map(({ id }) => id),
    );
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
        // Its end is told when nothing is planned anew any more.
        if (event.type !== 'plan.ended') this.#tell(event);
        if (event.type !== 'task.ended') return;
        purse.end(event.taskId);
        this.#steering.end(event.taskId);
      },
      run: (task, at) => this.#task(task, at, purse),
    });
    site.pilot?.attach(planId, {
      pause: (paused) => schedule.pause(paused),
      skip: (taskId) => schedule.skip(taskId),
      retry: (taskId) => schedule.retry(taskId),
      takeOver: (taskId, answer) => schedule.takeOver(taskId, answer),
      replan: (words) => {
        if (schedule.windDown()) wish = words.trim() === '' ? WANTED : words.trim();
      },
    });
    try {
      return { records: await schedule.run(), wish };
    } finally {
      site.pilot?.attach(planId, undefined);
      for (const text of this.#undecided?.news() ?? []) tell(site, text);
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

  async #task(task: PlanTask, at: TaskSite, purse: Purse) {
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
        steering: this.#steering,
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
    const text = await reportOn(this.site, tasks, records, this.#steering.all);
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
