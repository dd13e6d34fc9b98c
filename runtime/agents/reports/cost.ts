// /cost: tokens and money of the last turn, the conversation and the day, sub-agents included.
import type { Usage } from '../../core/index.js';
import { CATALOG_DATE } from '../../models/index.js';
import { dollars } from '../spending.js';
import { conversationUse } from './conversation-use.js';
import type { ReportDeps } from './deps.js';

/** Markdown. @throws SessionMissingError */
export async function costReport(deps: ReportDeps): Promise<string> {
  const { sessions, sessionId, spending } = deps;
  const { usage, lastTurn } = conversationUse((await sessions.load(sessionId)).events);
  const today = await spending.today();
  return [
    '| | model calls | tokens in | of them cached | tokens out | cost |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    row('last turn', lastTurn),
    row('this conversation', usage),
    row('today, all windows', today),
    '',
    Number.isFinite(spending.capUsd)
      ? `The day's cap is ${dollars(spending.capUsd)}; ${dollars(Math.max(0, spending.capUsd - today.costUsd))} are left.`
      : 'There is no cap for a day; memfun.budget.dayUsd sets one.',
    `Sub-agents are counted. Models without a known price count as free; list prices are those of ${CATALOG_DATE}, unless memfun.models names others.`,
  ].join('\n');
}

const row = (name: string, usage: Usage): string =>
  `| ${name} | ${usage.modelCalls} | ${usage.inputTokens} | ${usage.cachedInputTokens} | ${usage.outputTokens} | ${dollars(usage.costUsd)} |`;
