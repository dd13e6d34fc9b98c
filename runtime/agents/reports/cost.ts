// /cost: tokens and money of the last turn, the conversation and the day, sub-agents included.
import type { Usage } from '../../core/index.js';
import { CATALOG_DATE } from '../../models/index.js';
import { FORECAST } from '../commands/forecast.js';
import { dollars, forecastText } from '../commands/spending.js';
import { conversationUse } from './conversation-use.js';
import type { ReportDeps } from './deps.js';

/** Markdown. @throws SessionMissingError */
export async function costReport(deps: ReportDeps): Promise<string> {
  const { sessions, sessionId, spending } = deps;
  const { usage, lastTurn } = conversationUse((await sessions.load(sessionId)).events);
  const today = await spending.today();
  const forecasts = await spending.forecasts();
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
    ...(forecasts.length > 0
      ? forecasts.map((forecast) => `${forecastText(forecast)}.`)
      : [
          `There is no forecast yet: it needs ${FORECAST.least} runs that cost something, with this model, in the last ${FORECAST.ms / 86_400_000} days.`,
        ]),
    `Sub-agents are counted. Models without a known price count as free; list prices are those of ${CATALOG_DATE}, unless memfun.models names others.`,
  ].join('\n');
}

const row = (name: string, usage: Usage): string =>
  `| ${name} | ${usage.modelCalls} | ${usage.inputTokens} | ${usage.cachedInputTokens} | ${usage.outputTokens} | ${dollars(usage.costUsd)} |`;
