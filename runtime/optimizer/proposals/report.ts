// The report of an optimisation: what would change, what it gained on unseen examples, and what it cost.
import * as z from 'zod';
import { summarizeChange } from '../../changes/index.js';
import { jsonSchema } from '../../core/index.js';

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const side = z.object({ value: interval, score: interval, costUsd: z.number(), ms: z.number() });

export const componentValueSchema = z.union([
  z.string(),
  z.number(),
  z.array(z.object({ input: jsonSchema, output: jsonSchema })),
]);

export const reportSchema = z.object({
  format: z.literal(1),
  id: z.string(),
  /** Milliseconds since the epoch. */
  madeAt: z.number(),
  /** What was optimised, e.g. `direct.answer`. */
  target: z.string(),
  /** `mipro`, `gepa` or `synthesis`. */
  optimizer: z.string(),
  seed: z.number(),
  model: z.string(),
  /** Only those that differ. */
  components: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      /** Without any optimisation; `before` is what was in force. */
      original: componentValueSchema,
      before: componentValueSchema,
      after: componentValueSchema,
    }),
  ),
  examples: z.object({ train: z.number(), val: z.number(), heldOut: z.number() }),
  search: z.object({
    calls: z.number(),
    costUsd: z.number(),
    ended: z.enum(['done', 'budget']),
    tried: z.array(z.object({ origin: z.string(), mean: z.number() })),
  }),
  verdict: z.object({
    test: z.string(),
    p: z.number(),
    level: z.number(),
    offered: z.boolean(),
    why: z.string(),
    wins: z.number(),
    losses: z.number(),
    ties: z.number(),
    before: side,
    after: side,
    difference: interval,
    examples: z.array(
      z.object({
        id: z.string(),
        before: z.number(),
        after: z.number(),
        feedback: z.string(),
        input: z.string(),
      }),
    ),
  }),
});
export type Report = z.infer<typeof reportSchema>;

const MOST_DIFF_LINES = 400;
const MOST_EXAMPLES = 40;
const LINE_CHARS = 160;

/** The change of one component, as lines of a unified diff. */
export function componentDiff({ id, before, after }: Report['components'][number]): string {
  const bytes = (value: Report['components'][number]['before']): Uint8Array =>
    new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return summarizeChange(
    { path: `${id}.txt`, before: bytes(before), after: bytes(after) },
    MOST_DIFF_LINES,
    LINE_CHARS * 4,
  ).diff;
}

/** For a person to judge by. */
export function reportMarkdown(report: Report): string {
  const { verdict, search, examples, components } = report;
  const { before, after, difference } = verdict;
  const changed = components.map(
    (component) => `### ${component.id}\n\n\`\`\`\`diff\n${componentDiff(component)}\n\`\`\`\``,
  );
  const differing = verdict.examples.filter((example) => example.before !== example.after);
  const rows = differing
    .sort((a, b) => a.after - a.before - (b.after - b.before))
    .slice(0, MOST_EXAMPLES)
    .map(
      (example) =>
        `| ${example.after > example.before ? 'better' : 'worse'} | ${points(example.before)} → ${points(example.after)} | ${cell(example.input)} | ${cell(example.feedback)} |`,
    );
  return [
    `# ${report.target}: ${verdict.offered ? 'a better version is offered' : 'no better version was found'}`,
    verdict.why,
    [
      '| | before | after |',
      '|---|---|---|',
      `| score on ${examples.heldOut} held-out examples | ${range(before.score)} | ${range(after.score)} |`,
      `| cost of a run | $${before.costUsd.toFixed(5)} | $${after.costUsd.toFixed(5)} |`,
      `| time of a run | ${seconds(before.ms)} | ${seconds(after.ms)} |`,
    ].join('\n'),
    `Difference ${range(difference)} (95 % bootstrap interval of pairs): ${verdict.wins} better, ${verdict.losses} worse, ${verdict.ties} equal. Test: ${verdict.test}, one-sided, p = ${verdict.p.toFixed(4)}, level ${verdict.level}.`,
    `Found by ${report.optimizer} with ${report.model}, seed ${report.seed}: ${search.calls} evaluations, $${search.costUsd.toFixed(4)}, on ${examples.train} examples to learn from and ${examples.val} to choose by.${search.ended === 'budget' ? ' The search ended with its budget.' : ''}`,
    ...(changed.length === 0 ? [] : ['## What would change', ...changed]),
    ...(rows.length === 0
      ? []
      : [
          '## Held-out examples that differ, the worst first',
          [
            '| | score | input | what was said of the new answer |',
            '|---|---|---|---|',
            ...rows,
          ].join('\n'),
        ]),
    `Nothing changes until it is accepted: \`memfun optimize accept ${report.id}\`. \`memfun optimize rollback\` takes an acceptance back.`,
  ].join('\n\n');
}

function points(score: number): string {
  return score.toFixed(2);
}

function range({ mean, low, high }: { mean: number; low: number; high: number }): string {
  return `${mean.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function cell(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();
  return line.length <= LINE_CHARS ? line : `${line.slice(0, LINE_CHARS - 1)}…`;
}
