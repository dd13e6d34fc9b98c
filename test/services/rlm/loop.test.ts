// The loop with everything real but the model: engine, gate, tools, budget, record.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TurnResult } from '../../../runtime/app/index.js';
import { createMemfun } from '../../../runtime/app/index.js';
import type { RunEvent } from '../../../runtime/core/index.js';
import { node24 } from '../../host/paths.mjs';
import { cell } from '../../support/answering-model.js';
import { textModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { turnOf } from '../../support/one-turn.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'loop-'));
  writeFileSync(path.join(root, 'ports.ts'), '// Ports.\nexport const DEV_PORT = 8080;\n');
});
afterAll(() => rmSync(root, { recursive: true }));

interface Played {
  readonly result: TurnResult;
  readonly steps: readonly Extract<RunEvent, { type: 'step.ended' }>[];
  /** What the model was sent, call by call. */
  readonly prompts: readonly string[];
}

const subAnswer = (text: string): string => `<<< answer >>>\n${text}\n<<< end >>>`;

/** Runs one turn with a model that says these things in order. */
async function play(
  engine: string,
  replies: readonly string[],
  signal = new AbortController().signal,
): Promise<Played> {
  const model = textModel(replies);
  const hosted = hostedModel(() => model);
  const settings = {
    'memfun.sandbox.engine': engine,
    'memfun.model': hosted.id,
    'memfun.memory.enabled': false,
    'memfun.sandbox.memoryMb': 64,
  };
  const memfun = await createMemfun(
    environmentOn(root, { settings, node24: node24(), hostModels: [hosted] }),
    { prewarm: false },
  );
  try {
    const { result, events } = await turnOf(memfun, 'Which port?', { effort: 'agent', signal });
    return {
      result,
      steps: events.filter((event) => event.type === 'step.ended'),
      prompts: model.calls.map(({ prompt }) => JSON.stringify(prompt)),
    };
  } finally {
    await memfun.close();
  }
}

describe.each(['isolated-vm', 'quickjs'])('on %s', (engine) => {
  test('a cell that uses up the memory is told to the model, and what was read is still there', async () => {
    const { result, steps, prompts } = await play(engine, [
      cell("const kept = await readFile('ports.ts')"),
      cell('const hoard = []; while (true) hoard.push(new Array(1e5).fill(1.5))'),
      cell(
        "await final({ answer: kept.text.includes('8080') ? 'Port 8080.' : 'lost', citations: [{ path: 'ports.ts', line: 2 }] })",
      ),
    ]);
    expect(steps.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(steps[1]?.error?.code).toBe('cell.memory');
    expect(prompts[2]).toContain('used more memory than the sandbox has');
    expect(result).toMatchObject({
      stopReason: 'answered',
      answer: 'Port 8080.',
      citations: [{ path: 'ports.ts', line: 2 }],
    });
  });

  test('a sub-call is answered inside the cell, and its text reaches the model only as far as it is printed', async () => {
    const long = `The port is 8080. ${'And so on. '.repeat(3000)}`;
    const { result, prompts } = await play(engine, [
      cell("const said = await llm('Which port is it?', { data: 'DEV_PORT = 8080' })"),
      subAnswer(long),
      cell('await final({ answer: said.slice(0, 17), citations: [] })'),
    ]);
    expect(result.answer).toBe('The port is 8080.');
    expect(prompts[2]?.length).toBeLessThan((prompts[0]?.length ?? 0) + 2_000);
    expect(result.usage.modelCalls).toBe(3);
  });

  test('a stop ends a cell that would run for ever', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1_500);
    const { result } = await play(engine, [cell('while (true) {}')], stop.signal);
    expect(result.stopReason).toBe('stopped');
  });
});
