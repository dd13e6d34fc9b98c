// What a conversation has used: its turns' tokens and money, and how full the model's window was last.
import { addUsage, type RunEvent, type Usage, ZERO_USAGE } from '../../core/index.js';

export interface ConversationUse {
  readonly usage: Usage;
  /** Of the last turn that used a model. */
  readonly lastTurn: Usage;
  /** Input tokens of the last call of the root model; 0: there was none. */
  readonly contextTokens: number;
}

/** Turns that were copied from another conversation have cost that one. */
export function conversationUse(events: readonly RunEvent[]): ConversationUse {
  const copied = new Set(
    events.flatMap((event) => (event.type === 'conversation.branched' ? event.turnIds : [])),
  );
  const byTurn = new Map<string, Usage>();
  let contextTokens = 0;
  for (const event of events) {
    if (event.type !== 'model.called') continue;
    if (event.role === 'root') contextTokens = event.usage.inputTokens;
    if (copied.has(event.turnId)) continue;
    byTurn.set(event.turnId, addUsage(byTurn.get(event.turnId) ?? ZERO_USAGE, event.usage));
  }
  const usages = [...byTurn.values()];
  return {
    usage: usages.reduce(addUsage, ZERO_USAGE),
    lastTurn: usages.at(-1) ?? ZERO_USAGE,
    contextTokens,
  };
}
