// The person beside a plan: what waits for their word, and what they say while it runs.
import type { PlanControls, PlanDecision, PlanPilot } from '../../runtime/app/index.js';
import { abortable, MemfunError, type Mode, type PlanTask } from '../../runtime/core/index.js';
import type { BridgeHandlers } from './bridge-server.js';

interface Waiting {
  readonly planId: string;
  readonly check: (tasks: readonly PlanTask[]) => readonly string[];
  readonly decide: (decision: PlanDecision) => void;
}

/** The plan is not, or no longer, there. */
class PlanOverError extends MemfunError {
  readonly code = 'plan.over';
  constructor() {
    super('This plan does not wait and does not run.', {
      remedy: 'Type /team resume to go on with it, or /team and a task for a new one.',
    });
  }
}

export class PlanDesk {
  #waiting: Waiting | undefined;

  /** @param begin told that a plan waits; gives what ends that */
  constructor(private readonly begin: (planId: string) => () => void = () => () => undefined) {}

  readonly #running = new Map<string, PlanControls>();

  /** For one turn. Where changes are made without asking, plans are run without asking too. */
  pilot(mode: Mode): PlanPilot {
    const attach: PlanPilot['attach'] = (planId, controls) => {
      if (controls === undefined) this.#running.delete(planId);
      else this.#running.set(planId, controls);
    };
    if (mode === 'auto' || mode === 'bypass') return { attach };
    return {
      attach,
      decide: async ({ planId, check }, signal) => {
        const decided = new Promise<PlanDecision>((decide) => {
          this.#waiting = { planId, check, decide };
        });
        const seen = this.begin(planId);
        try {
          return await abortable(decided, signal);
        } finally {
          seen();
          this.#waiting = undefined;
        }
      },
    };
  }

  /** @returns what stands against it; with problems it goes on waiting @throws PlanOverError */
  run(planId: string, tasks: readonly PlanTask[]): readonly string[] {
    const waiting = this.#waitingFor(planId);
    const problems = waiting.check(tasks);
    if (problems.length === 0) waiting.decide({ run: true, tasks });
    return problems;
  }

  /** @throws PlanOverError */
  dismiss(planId: string): void {
    this.#waitingFor(planId).decide({ run: false });
  }

  /** @throws PlanOverError */
  controls(planId: string): PlanControls {
    const controls = this.#running.get(planId);
    if (controls === undefined) throw new PlanOverError();
    return controls;
  }

  #waitingFor(planId: string): Waiting {
    if (this.#waiting?.planId !== planId) throw new PlanOverError();
    return this.#waiting;
  }
}

type PlanHandlers = Pick<BridgeHandlers, Extract<keyof BridgeHandlers, `plan.${string}`>>;

export function planHandlers(
  desk: () => PlanDesk,
  agents: () => Promise<readonly string[]>,
): PlanHandlers {
  const done = {};
  return {
    'plan.agents': async () => ({ agents: [...(await agents())] }),
    'plan.run': async ({ planId, tasks }) => ({ problems: [...desk().run(planId, tasks)] }),
    'plan.dismiss': async ({ planId }) => {
      desk().dismiss(planId);
      return done;
    },
    'plan.pause': async ({ planId, paused }) => {
      desk().controls(planId).pause(paused);
      return done;
    },
    'plan.replan': async ({ planId, words = '' }) => {
      desk().controls(planId).replan(words);
      return done;
    },
    'plan.task': async ({ planId, taskId, action, answer = '' }) => {
      const controls = desk().controls(planId);
      if (action === 'takeOver') controls.takeOver(taskId, answer);
      else controls[action](taskId);
      return done;
    },
  };
}
