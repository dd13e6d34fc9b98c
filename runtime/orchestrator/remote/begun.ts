// What of a plan is in the hands of workers: noted in the tier, so that whoever goes on with the plan goes on with it.
import * as z from 'zod';
import type { WorkPorts } from '../../workers/index.js';
import { digestOf } from './contents.js';
import type { LoopTaskInput } from './kind.js';
import type { LoopCall } from './types.js';

const KEPT_MS = 24 * 60 * 60 * 1000;

const noteSchema = z.object({
  taskId: z.string(),
  /** The key under which the worker sees that it is waited for. */
  wanted: z.string(),
  /** Of what was given. */
  digest: z.string(),
});
export type Begun = z.infer<typeof noteSchema>;

/** What makes two loops the same work. Budgets and memories may differ: whoever goes on has others. */
export type SameWork = Pick<
  LoopTaskInput,
  'intent' | 'outputs' | 'tools' | 'agents' | 'mode' | 'denied' | 'commit' | 'base'
>;

/** The loop of one task of a plan that is at work elsewhere; a task has one at a time. */
export class BegunWork {
  readonly #key: string;

  constructor(
    private readonly ports: Pick<WorkPorts, 'state' | 'tasks'>,
    { planId, task }: Pick<LoopCall, 'planId' | 'task'>,
  ) {
    this.#key = `work-begun.${planId}.${task.id}`;
  }

  /** What an earlier process has begun and not taken the result of; nothing when that has failed or is unknown. */
  async find(): Promise<Begun | undefined> {
    const note = noteSchema.safeParse((await this.ports.state.get(this.#key))?.value).data;
    if (note === undefined) return undefined;
    const known = await this.ports.tasks.look(note.taskId).catch(() => undefined);
    return known?.state === 'open' || known?.state === 'done' ? note : undefined;
  }

  /** A note that cannot be written costs only that the work is begun again after a crash. Never rejects. */
  async note(begun: Begun): Promise<void> {
    await this.ports.state.put(this.#key, { ...begun }, { ttlMs: KEPT_MS }).catch(() => undefined);
  }

  /** Never rejects: at worst it runs out. */
  async over(): Promise<void> {
    await this.ports.state.delete(this.#key).catch(() => undefined);
  }
}

/**
 * @param kind which agent and which repository
 * @param variables what the agent was given, without what belongs to the turn
 */
export function workDigest(
  kind: string,
  task: string,
  variables: LoopCall['options']['variables'],
  { intent, outputs, tools, agents, mode, denied, commit, base }: SameWork,
): string {
  const files = [...base].sort((a, b) => (a.path < b.path ? -1 : 1));
  const what = [kind, task, variables, intent, outputs, tools, agents, mode, denied, commit, files];
  return digestOf(new TextEncoder().encode(JSON.stringify(what)));
}
