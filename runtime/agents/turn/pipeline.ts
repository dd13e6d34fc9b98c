// After a change: the project's own checks, at most two tries to mend what they find, and a look at the result.
import type { Check, Ran } from '../../checks/index.js';
import { checkLine, failureText, runChecks } from '../../checks/index.js';
import type { Budget, CheckResult, FileDiff } from '../../core/index.js';
import { changeReview, type Predictor } from '../../models/index.js';
import { orElse } from './or-else.js';
import type { TurnRecorder } from './recorder.js';

/** What checking a change works with. */
export interface CheckDeps {
  /** For all checks of one round, in milliseconds. */
  readonly budgetMs: number;
  /** Absolute path of the workspace. */
  readonly root: string;
  detect(changed: readonly string[], signal: AbortSignal): Promise<readonly Check[]>;
  exists(path: string): Promise<boolean>;
}

export interface PipelineSite {
  readonly recorder: TurnRecorder;
  readonly signal: AbortSignal;
  /** Allows the commands of all checks together; resolves with those that may run. */
  readonly grant: (checks: readonly Check[]) => Promise<readonly Check[]>;
  readonly run: (check: Check, timeoutMs: number) => Promise<Ran>;
  /** Lets the agent mend by editing alone; resolves with whether it has changed anything. */
  readonly mend: ((failures: string) => Promise<boolean>) | undefined;
  /** Looks at the whole change, where there is a model that can. */
  readonly review: ((checks: string) => Promise<readonly string[]>) | undefined;
}

/** Tries to mend; more have seldom helped and always cost. */
const MENDS = 2;

interface Step {
  readonly id: string;
  readonly title: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  ms?: number;
}

/** Never rejects but for a stop: what could not be checked is told. @throws AbortedError */
export async function checkChange(deps: CheckDeps, site: PipelineSite): Promise<void> {
  const { recorder, signal } = site;
  const plan = new Plan(recorder);
  await orElse(recorder, undefined, 'The change could not be checked.', async () => {
    const found = await deps.detect(recorder.changedPaths, signal);
    const checks = await site.grant(found);
    if (checks.length > 0) {
      let results = await round(checks, deps, site, plan);
      for (let tries = 0; tries < MENDS && results.some(hasFailed); tries++) {
        if (site.mend === undefined) break;
        const mending = plan.add(`mend-${tries}`, 'Mend what the checks found');
        const changed = await plan.during(mending, () => site.mend?.(failureText(results)));
        if (changed !== true) break;
        const again = checks.filter(({ id }) =>
          results.some((one) => one.id === id && hasFailed(one)),
        );
        const next = await round(again, deps, site, plan, tries + 1);
        results = results.map((one) => next.find(({ id }) => id === one.id) ?? one);
      }
      recorder.tell({ type: 'checks.reported', results: [...results] });
      await look(site, plan, results.map(checkLine).join('\n'));
    } else if (found.length === 0)
      await look(site, plan, 'The project offers no checks that are known.');
  });
}

async function round(
  checks: readonly Check[],
  deps: CheckDeps,
  { run, signal }: PipelineSite,
  plan: Plan,
  attempt = 0,
): Promise<readonly CheckResult[]> {
  const steps = new Map(
    checks.map(({ id, kind, tool }) => [
      id,
      plan.add(`${id}#${attempt}`, `${TITLES[kind]}: ${tool}${attempt === 0 ? '' : ' again'}`),
    ]),
  );
  return runChecks(checks, {
    root: deps.root,
    exists: (path) => deps.exists(path),
    run,
    budgetMs: deps.budgetMs,
    signal,
    onStart: ({ id }) => plan.set(steps.get(id), 'running'),
    onEnd: ({ id, outcome, ms }) =>
      plan.set(steps.get(id), outcome === 'passed' ? 'done' : 'failed', ms),
  });
}

async function look({ review, recorder }: PipelineSite, plan: Plan, checks: string): Promise<void> {
  if (review === undefined) return;
  const step = plan.add('review', 'Compare the change with the request');
  for (const remark of await plan.during(step, () => review(checks)))
    recorder.tell({ type: 'notice', level: 'warning', text: remark });
}

const TITLES: Readonly<Record<Check['kind'], string>> = {
  format: 'Format',
  lint: 'Lint',
  types: 'Types',
  build: 'Build',
  test: 'Tests',
};

function hasFailed({ outcome }: CheckResult): boolean {
  return outcome === 'failed';
}

/** The steps as the chat shows them, told again with every change. */
class Plan {
  readonly #steps: Step[] = [];

  constructor(private readonly recorder: TurnRecorder) {}

  add(id: string, title: string): Step {
    const step: Step = { id, title, state: 'waiting' };
    this.#steps.push(step);
    this.#tell();
    return step;
  }

  set(step: Step | undefined, state: Step['state'], ms?: number): void {
    if (step === undefined) return;
    step.state = state;
    if (ms !== undefined) step.ms = ms;
    this.#tell();
  }

  async during<T>(step: Step, work: () => Promise<T> | T): Promise<T> {
    const started = performance.now();
    this.set(step, 'running');
    try {
      const result = await work();
      this.set(step, 'done', Math.round(performance.now() - started));
      return result;
    } catch (thrown) {
      this.set(step, 'failed', Math.round(performance.now() - started));
      throw thrown;
    }
  }

  #tell(): void {
    this.recorder.tell({ type: 'plan.updated', steps: this.#steps.map((step) => ({ ...step })) });
  }
}

/** What the agent is asked to do about failures. */
export function mendTask(request: string, failures: string): string {
  return `You have changed files for this request:\n${request}\n\nThe project's own checks then failed:\n${failures}\n\nMend what your change has broken, by editing files only. Do not weaken or remove tests, rules or types to make a check pass. What was broken before, or cannot be mended by editing, you leave alone and name in your answer.`;
}

/** @returns remarks for the user; empty when the change is what was asked */
export async function reviewChange(
  input: { readonly request: string; readonly files: readonly FileDiff[]; readonly checks: string },
  site: {
    readonly predictor: Predictor;
    readonly budget: Budget;
    readonly recorder: TurnRecorder;
    readonly signal: AbortSignal;
    readonly turnId: string;
  },
): Promise<readonly string[]> {
  const { request, files, checks } = input;
  const { predictor, budget, recorder, signal, turnId } = site;
  const diff = files.map(({ path, diff: text }) => `--- ${path}\n${text}`).join('\n');
  const { output } = await predictor.predict(
    changeReview,
    { request, diff: diff.slice(0, 60_000), checks },
    { signal, budget, emit: recorder.emit, turnId },
  );
  return output.remarks;
}
