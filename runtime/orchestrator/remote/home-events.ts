// What a worker tells of a loop, as events of the turn that waits for it, and what the loop has cost.
import type { TeamSite } from '../../agents/index.js';
import { type BudgetAmount, type Clock, type Json, runEventSchema } from '../../core/index.js';
import type { LoopTaskInput } from './kind.js';
import type { LoopCall } from './types.js';

/** The rest is about a turn of the worker's own. */
const SHOWN: ReadonlySet<string> = new Set([
  'step.started',
  'step.code',
  'step.call',
  'step.ended',
  'model.called',
  'model.exchanged',
  'cell.recorded',
  'notice',
]);

export class HomeEvents {
  #worker: string | undefined;
  readonly spent: { iterations: number; modelCalls: number; tokens: number; costUsd: number } = {
    iterations: 0,
    modelCalls: 0,
    tokens: 0,
    costUsd: 0,
  };

  constructor(
    private readonly call: Pick<LoopCall, 'options' | 'tell' | 'task'>,
    private readonly site: Pick<TeamSite, 'turnId'>,
    private readonly clock: Clock,
  ) {}

  take(told: Json): void {
    const read = runEventSchema.safeParse(told);
    if (!read.success || !SHOWN.has(read.data.type)) return;
    if (read.data.type === 'notice' && read.data.level === 'info') return; // about the worker, not about the task
    const event = { ...read.data, turnId: this.site.turnId, at: this.clock.now() };
    if (event.type === 'model.called') {
      const { inputTokens, outputTokens, costUsd } = event.usage;
      this.spent.modelCalls++;
      this.spent.tokens += inputTokens + outputTokens;
      this.spent.costUsd += costUsd;
    }
    if (event.type === 'step.started') this.spent.iterations++;
    if (event.type === 'step.call') {
      // What was printed is kept where it was printed.
      const { outputId: _there, ...rest } = event;
      this.call.options.emit(rest);
    } else if (event.type === 'notice') {
      const text = this.#worker === undefined ? event.text : `${this.#worker}: ${event.text}`;
      this.call.options.emit({ ...event, text });
    } else this.call.options.emit(event);
  }

  /** @param worker absent: here */
  placed(worker: string | undefined, from: string | undefined): void {
    this.#worker = worker;
    if (worker === undefined && from === undefined) return;
    this.call.tell({
      type: 'task.placed',
      taskId: this.call.task.id,
      ...(worker === undefined ? {} : { worker }),
      ...(from === undefined ? {} : { from }),
    });
  }

  /** To set aside while the worker spends: limits that are limits. */
  finite({ iterations, modelCalls, tokens, costUsd }: LoopTaskInput['limits']): BudgetAmount {
    return {
      iterations: iterations ?? 0,
      modelCalls: modelCalls ?? 0,
      tokens: tokens ?? 0,
      costUsd: costUsd ?? 0,
    };
  }
}
