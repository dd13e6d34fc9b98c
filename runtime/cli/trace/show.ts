// `memfun trace list|show|remove`: runs in one line each, the tree of one, one step of it.
import type { Span, StepDetail, TraceSummary, VariableState } from '../../traces/index.js';
import { foldSpans, replayPoint, stepDetail } from '../../traces/index.js';
import { UsageError } from '../arguments.js';
import { dollars, seconds, tokensText } from '../figures.js';
import { inLanguage } from '../output.js';
import { runIdOf, type TraceVerb } from './verb.js';

/** Runs that a list shows unless it is asked for more. */
const LIST_LIMIT = 30;
const LINE_CHARS = 100;

export const SHOW_VERBS: Readonly<Record<string, TraceVerb>> = {
  list: {
    usage: 'list [TEXT] [--limit N]',
    async run({ words, options, traces }) {
      const limit = limitOf(options.limit);
      const { runs, total } = await traces.find({ text: words.join(' '), limit });
      const more = total > runs.length ? [`… ${total - runs.length} more`] : [];
      const text =
        runs.length === 0 ? 'No run is found.' : [...runs.map(runLine), ...more].join('\n');
      return { text, data: { runs, total } };
    },
  },
  show: {
    usage: 'show RUN [--step N]',
    async run({ words, options, traces }) {
      const turnId = await runIdOf(traces, words[0], 'show RUN');
      const record = await traces.get(turnId);
      if (options.step !== undefined) {
        const { stepId } = replayPoint(record, options.step);
        const step = stepDetail(record, stepId);
        return { text: stepText(step), data: step, isRecord: true };
      }
      const spans = foldSpans(record, { running: traces.isRunning(turnId) });
      const { sessionId, dropped } = record;
      const data = { turnId, sessionId, dropped, spans };
      return { text: treeText(spans, dropped), data, isRecord: true };
    },
  },
  remove: {
    usage: 'remove RUN',
    async run({ words, traces }) {
      const turnId = await runIdOf(traces, words[0], 'remove RUN');
      await traces.remove(turnId);
      return { text: `Removed ${turnId}.`, data: { removed: turnId } };
    },
  },
};

export function limitOf(text: string | undefined): number {
  if (text === undefined) return LIST_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`"${text}" is no number of runs.`, 'Give a whole number: --limit 20');
  return limit;
}

function runLine({ turnId, startedAt, status, ms, steps, usage, title }: TraceSummary): string {
  const tokens = usage.inputTokens + usage.outputTokens;
  const facts = [
    new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    status.padEnd(11),
    seconds(ms).padStart(8),
    inLanguage(`${steps} steps`).padStart(10),
    tokensText(tokens).padStart(13),
    dollars(usage.costUsd),
  ];
  return `${turnId}  ${facts.join('  ')}  ${oneLine(title)}`;
}

function treeText(spans: readonly Span[], dropped: number): string {
  const below = new Map<string | undefined, Span[]>();
  for (const span of spans) below.set(span.parentId, [...(below.get(span.parentId) ?? []), span]);
  const lines = (parent: string | undefined, indent: string): readonly string[] =>
    (below.get(parent) ?? []).flatMap((span) => [
      `${indent}${spanLine(span)}`,
      ...lines(span.id, `${indent}  `),
    ]);
  const left = dropped > 0 ? [`(${dropped} events were too many to keep)`] : [];
  return [...lines(undefined, ''), ...left].join('\n');
}

const MARKS = { ok: '·', failed: '✗', running: '…', interrupted: '~' } as const;

function spanLine({ kind, name, startMs, endMs, status, message, attributes }: Span): string {
  const input = attributes['gen_ai.usage.input_tokens'];
  const output = attributes['gen_ai.usage.output_tokens'];
  const cost = attributes['memfun.cost.usd'];
  const said = attributes['memfun.call.summary'] ?? attributes['memfun.request'];
  const facts = [
    seconds(endMs - startMs),
    ...(input === undefined ? [] : [tokensText(Number(input) + Number(output))]),
    ...(typeof cost === 'number' && cost > 0 ? [dollars(cost)] : []),
  ];
  const why = message === undefined ? '' : ` – ${oneLine(message)}`;
  const what =
    typeof said === 'string' ? `${kind} ${oneLine(inLanguage(said))}` : `${kind} ${name}`;
  return `${MARKS[status]} ${what}  (${facts.join(', ')})${why}`;
}

function stepText({
  started,
  code,
  cell,
  ended,
  before,
  after,
  calls,
  models,
}: StepDetail): string {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['why', [code?.reasoning ?? '']],
    ['cell', [code?.code ?? '']],
    ['printed', [cell?.output ?? '']],
    ['seen by the model', [ended?.observation ?? '']],
    [
      'calls',
      calls.map(({ state, summary }) => `${state === 'done' ? '·' : '✗'} ${inLanguage(summary)}`),
    ],
    ['variables before', before.map(variableLine)],
    ['variables after', after.map(variableLine)],
    [
      'models',
      models.map(
        ({ call }) =>
          `${call.model} ${call.signature}: ${call.usage.inputTokens} in, ${call.usage.outputTokens} out, ${dollars(call.usage.costUsd)}, ${seconds(call.ms)}`,
      ),
    ],
  ];
  const shown = parts.filter(([, lines]) => lines.some((line) => line !== ''));
  return [
    started.title,
    ...shown.flatMap(([title, lines]) => [
      inLanguage(`${title}:`),
      ...lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`),
    ]),
  ].join('\n');
}

function variableLine({ name, type, size, preview, madeBy, change }: VariableState): string {
  const by = madeBy === undefined ? 'from the start' : `step ${madeBy}`;
  const mark = { new: '+', changed: '~', same: ' ' }[change];
  return `${mark} ${name}: ${type} (${size}), ${by}: ${oneLine(preview)}`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= LINE_CHARS ? line : `${line.slice(0, LINE_CHARS - 1)}…`;
}
