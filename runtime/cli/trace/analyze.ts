// `memfun trace analyze`: waste, failures by cause and costs of the last seven days, each with the spans that show it.
import { systemClock } from '../../core/index.js';
import type { Share, TraceDigest, Week } from '../../traces/index.js';
import { runsOfWeek, weekOf, weeksBegin } from '../../traces/index.js';
import { dollars, seconds, tokensText } from '../figures.js';
import { limitOf } from './show.js';
import type { TraceVerb } from './verb.js';

/** Causes and shares that the text shows; the record has all. */
const SHOWN = 8;

export const ANALYZE_VERBS: Readonly<Record<string, TraceVerb>> = {
  analyze: {
    usage: 'analyze [TEXT] [--limit N]',
    async run({ words, options, traces, signal }) {
      const text = words.join(' ');
      const limit = limitOf(options.limit);
      const now = systemClock.now();
      const { runs: listed } = await traces.find({ text, sinceMs: weeksBegin(now) });
      const ofWeek = runsOfWeek(listed, now);
      const runs =
        ofWeek.length > 0 ? ofWeek.slice(0, limit) : (await traces.find({ text, limit })).runs;
      const found = await traces.digest(
        runs.map(({ turnId }) => turnId),
        signal,
      );
      const week = weekOf(listed, now);
      const isWeek =
        ofWeek.length > 0 &&
        found.runs === week.now.runs &&
        found.failedRuns === week.now.failedRuns;
      const scope = ofWeek.length > 0 ? 'Of these' : 'Of the newest';
      const counted = `${scope}: ${found.runs} runs, ${found.failedRuns} of them failed.`;
      return {
        text: [weekText(week), ...(isWeek ? [] : [counted]), digestText(found)].join('\n'),
        data: { ...found, ofWeek: ofWeek.length > 0, week },
      };
    },
  },
};

/** What ran in the last seven days, beside the seven before. */
function weekText({ now, before }: Week): string {
  const cost = `${tokensText(now.tokens)}, ${dollars(now.costUsd)}`;
  const was = `before: ${before.runs} runs, ${before.tokens} tokens, ${dollars(before.costUsd)}`;
  return `Last 7 days: ${now.runs} runs, ${now.failedRuns} of them failed, ${cost}; ${was}.`;
}

function digestText({ findings, causes, ...shares }: TraceDigest): string {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.slice(0, SHOWN).map((line) => `  ${line}`)];
  return [
    ...(findings.length === 0 ? ['No waste was found.'] : []),
    ...part(
      'Waste',
      findings.map(
        ({ text, turnId, spans, wastedTokens }) =>
          `${text}${wastedTokens > 0 ? ` (${tokensText(wastedTokens)})` : ''}  [${turnId}: ${spans.slice(0, 3).join(', ')}]`,
      ),
    ),
    ...part(
      'Failures by cause',
      causes.map(
        ({ cause, count, spans: [first] }) =>
          `${count} × ${cause}  [${first?.turnId}: ${first?.spanId}]`,
      ),
    ),
    ...part('Models', shares.models.map(shareLine)),
    ...part('Agents', shares.agents.map(shareLine)),
    ...part('Skills', shares.skills.map(shareLine)),
    ...part('Kinds of call', shares.signatures.map(shareLine)),
    ...part('Tools', shares.tools.map(shareLine)),
  ].join('\n');
}

function shareLine({ name, calls, tokens, costUsd, ms }: Share): string {
  const used = tokens > 0 ? `, ${tokensText(tokens)}, ${dollars(costUsd)}` : '';
  return `${name}: ${calls} calls${used}, ${seconds(ms)}`;
}
