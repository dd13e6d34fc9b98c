// Spending: what all windows have cost today, what is left under the cap, and that damage costs no run.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allowance, Spending } from '../../../runtime/agents/commands/spending.js';
import { ManualClock, silentLogger } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const CALL = {
  inputTokens: 100,
  outputTokens: 10,
  cachedInputTokens: 0,
  modelCalls: 1,
  costUsd: 0.5,
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'memfun-spending-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (window: string, clock = new ManualClock()) =>
  new Spending(createNodeFileStore(folder), window, clock, silentLogger);

describe('what was spent', () => {
  test('is summed over windows and survives them', async () => {
    const [one, two] = [open('a'), open('b')];
    one.add(CALL);
    one.add(CALL);
    one.addTurn();
    two.add(CALL);
    await one.settled();
    await two.settled();
    expect(await two.today()).toMatchObject({ costUsd: 1.5, modelCalls: 3, turns: 1 });
    expect(await open('c').today()).toMatchObject({ costUsd: 1.5, inputTokens: 300 });
  });

  test('of a file that a crash left half written is read from the one before', async () => {
    const one = open('a');
    one.add(CALL);
    one.add(CALL);
    await one.settled();
    const last = readdirSync(path.join(folder, 'spending')).find((name) => name.includes('.1.'));
    writeFileSync(path.join(folder, 'spending', last ?? ''), '{"inputTokens": 2');
    expect(await open('c').today()).toMatchObject({ costUsd: 0.5 });
  });

  test('begins anew with the next day', async () => {
    const clock = new ManualClock();
    const one = open('a', clock);
    one.add(CALL);
    clock.advance(25 * 3_600_000);
    expect(await one.today()).toMatchObject({ costUsd: 0 });
  });
});

describe('the cap of a day', () => {
  const spent = (costUsd: number, turns: number) => ({ ...CALL, costUsd, turns });

  test('leaves what is not spent, and warns when a run usually costs more than that', () => {
    expect(allowance(spent(1, 4), 5)).toEqual({ leftUsd: 4, notice: undefined });
    const close = allowance(spent(4.8, 4), 5);
    expect(close.leftUsd).toBeCloseTo(0.2);
    expect(close.notice?.text).toContain('$1.20 on average');
  });

  test('that is reached leaves nothing and says what to do', () => {
    const { leftUsd, notice } = allowance(spent(6, 4), 5);
    expect(leftUsd).toBe(0);
    expect(notice?.remedy).toContain('memfun.budget.dayUsd');
  });

  test('is none unless it is set', () => {
    expect(allowance(spent(1000, 4), Number.POSITIVE_INFINITY).notice).toBeUndefined();
  });
});
