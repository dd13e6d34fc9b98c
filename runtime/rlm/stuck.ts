// Noticing that a loop goes in circles: first a nudge for the model, then a stop.

/** What a finished step contributes to the judgement. */
export interface StepFacts {
  readonly code: string;
  /** Name and message of the cell's error. */
  readonly error: string | undefined;
  /** `tool(arguments)` of every host call of the step. */
  readonly calls: readonly string[];
  /** Files that the step read, in any range. */
  readonly files: readonly string[];
  /** What the model was shown. */
  readonly observation: string;
}

export type Verdict =
  | { readonly action: 'go' }
  | { readonly action: 'nudge'; readonly reason: string }
  | { readonly action: 'stop'; readonly reason: string };

/** How often something may repeat before it counts as going in circles. */
const LIMIT = { cell: 2, call: 3, error: 3, file: 6, idle: 3 } as const;
/** Steps that the model has to change its way after a nudge. */
const PATIENCE = 2;

interface Circle {
  readonly key: string;
  readonly reason: string;
}

/** Judges the trail of one loop, step by step. */
export class StuckDetector {
  readonly #trail: StepFacts[] = [];
  /** Circle → step at which the model was told. */
  readonly #nudged = new Map<string, number>();

  /** @param share used share of the budget or of the steps, 0 to 1, whichever is larger */
  judge(step: StepFacts, share: number): Verdict {
    this.#trail.push(step);
    const circles = findCircles(this.#trail, share);
    const now = this.#trail.length;
    const ignored = circles.find((c) => now - (this.#nudged.get(c.key) ?? now) >= PATIENCE);
    if (ignored !== undefined) return { action: 'stop', reason: ignored.reason };
    const fresh = circles.find((c) => !this.#nudged.has(c.key));
    if (fresh === undefined) return { action: 'go' };
    this.#nudged.set(fresh.key, now);
    return { action: 'nudge', reason: fresh.reason };
  }
}

/** The circles that the last step of the trail closes. */
export function findCircles(trail: readonly StepFacts[], share: number): Circle[] {
  const last = trail.at(-1);
  if (last === undefined) return [];
  const circles: Circle[] = [];
  const times = (has: (step: StepFacts) => boolean): number => trail.filter(has).length;

  if (last.code.trim() !== '' && times((s) => s.code === last.code) >= LIMIT.cell) {
    circles.push({ key: `cell ${last.code}`, reason: 'The same cell was run again.' });
  }
  if (last.error !== undefined && times((s) => s.error === last.error) >= LIMIT.error) {
    circles.push({
      key: `error ${last.error}`,
      reason: `The same error came back: ${last.error}.`,
    });
  }
  for (const call of new Set(last.calls)) {
    const n = times((s) => s.calls.includes(call));
    if (n >= LIMIT.call) {
      circles.push({
        key: `call ${call}`,
        reason: `The same call was made in ${n} steps: ${call}.`,
      });
    }
  }
  for (const file of new Set(last.files)) {
    const n = times((s) => s.files.includes(file));
    if (n >= LIMIT.file) {
      circles.push({
        key: `file ${file}`,
        reason: `The same file was read in ${n} steps: ${file}.`,
      });
    }
  }
  if (share >= 0.5 && idleSteps(trail) >= LIMIT.idle) {
    circles.push({
      key: 'idle',
      reason: `Half of the budget is used and the last ${LIMIT.idle} steps brought nothing new.`,
    });
  }
  return circles;
}

/** How many of the latest steps showed nothing that an earlier step had not shown. */
function idleSteps(trail: readonly StepFacts[]): number {
  const seen = new Set<string>();
  let idle = 0;
  for (const step of trail) {
    const fresh =
      step.error === undefined && step.observation !== '' && !seen.has(step.observation);
    seen.add(step.observation);
    idle = fresh ? 0 : idle + 1;
  }
  return idle;
}
