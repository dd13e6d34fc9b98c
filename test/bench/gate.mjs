// Gate: what a decision costs, for a call of a tool and for a command line, with a full ledger of what was read.
import path from 'node:path';
import { root } from '../host/paths.mjs';
import { bundled, percentile } from './bundle.mjs';

const CALLS = 5_000;
const ROUNDS = 20;
/** Characters that the run has read before: the most that its ledger keeps. */
const READ_CHARS = 2_000_000;

export async function run() {
  const runtime = await bundled(
    `
    export { createGate, createCommandReader, judgeCommand, TaintLedger } from './runtime/safety/index.ts';
    export { createToolRegistry, defineTool, toolSignature } from './runtime/tools/index.ts';
    export { silentLogger } from './runtime/core/index.ts';
    export { ATTEMPTS, HARMLESS } from './test/security/shell/corpus.ts';
    export * as z from 'zod';
  `,
    { chunks: true },
  );
  return [...(await toolCalls(runtime)), ...(await commands(runtime))];
}

async function toolCalls({
  createGate,
  createToolRegistry,
  defineTool,
  toolSignature,
  silentLogger,
  z,
}) {
  const tool = defineTool({
    name: 'look',
    description: 'Looks.',
    input: z.object({ path: z.string() }),
    output: z.object({ text: z.string() }),
    effect: 'read',
    positional: ['path'],
    example: "await look('a')",
    run: async () => ({ text: 'x'.repeat(2_000) }),
  });
  const gate = createGate({
    registry: createToolRegistry([tool]),
    trusted: true,
    changes: 'held',
    signatureOf: toolSignature,
    logger: silentLogger,
  });
  const context = {
    signal: new AbortController().signal,
    logger: silentLogger,
    caller: 'bench',
    turnId: 't',
  };
  const bare = await timed(CALLS, () => tool.run({ path: 'a.ts' }, context));
  const gated = await timed(CALLS, () => gate.call('look', { path: 'a.ts' }, context));
  return rows('a call through the gate', gated, 'the bare handler', bare);
}

async function commands({ createCommandReader, judgeCommand, TaintLedger, ATTEMPTS, HARMLESS }) {
  const reader = await createCommandReader(path.join(root, 'dist'));
  const places = { root: '/ws', home: '/home/u' };
  const corpus = [...ATTEMPTS, ...HARMLESS];
  const taint = new TaintLedger('what does this do?');
  for (let chars = 0; chars < READ_CHARS; chars += 50_000)
    taint.note(
      { name: 'a file', remote: false },
      'const value = compute(scale, 17);\n'.repeat(1_470),
    );
  const parsed = [];
  const decided = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const { command, mode, allow = [], deny = [] } of corpus) {
      parsed.push(await once(() => reader.read(command)));
      decided.push(
        await once(() => {
          const decision = judgeCommand(reader.read(command), { mode, allow, deny, ...places });
          for (const part of decision.parts) taint.trace(part.text);
        }),
      );
    }
  }
  return rows(
    `a decision about a command (${corpus.length} lines)`,
    decided,
    'parsing it alone',
    parsed,
  );
}

function rows(metric, times, baseline, base) {
  return [
    {
      metric: `${metric}, median`,
      value: percentile(times, 0.5),
      unit: 'ms',
      baseline,
      ratio: percentile(times, 0.5) / percentile(base, 0.5),
    },
    {
      metric: `${metric}, p99`,
      value: percentile(times, 0.99),
      unit: 'ms',
      goal: 'at most 2 ms',
      baseline,
      ratio: percentile(times, 0.99) / percentile(base, 0.99),
    },
  ];
}

async function timed(times, work) {
  const all = [];
  for (let i = 0; i < times; i++) all.push(await once(work));
  return all;
}

async function once(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
