// Judging what no rule can tell apart: checked, never destructive, and void when what it compared has changed.
import { describe, expect, test } from 'vitest';
import {
  Budget,
  createLogger,
  DEFAULT_LIMITS,
  type LogRecord,
} from '../../../runtime/core/index.js';
import type { Judge, Memory, SaveOutcome } from '../../../runtime/memory/index.js';
import { modelJudge } from '../../../runtime/memory/reconcile/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { ScriptedPredictor } from '../rlm/scripted.js';

const OLD = 'The billing service is deployed by hand from a laptop';
const NEW = 'The billing service goes out through the pipeline of the platform team';

function judgeOf(
  answer: (
    candidates: readonly { readonly id: string }[],
  ) => { action: string; target?: string } | Error,
): { readonly judge: Judge; readonly log: LogRecord[]; readonly predictor: ScriptedPredictor } {
  const log: LogRecord[] = [];
  const predictor = new ScriptedPredictor({
    'memory.reconcile': (input) => answer(input['candidates'] as { id: string }[]),
  });
  const judge = modelJudge({
    predictor,
    signal: new AbortController().signal,
    budget: Budget.open(DEFAULT_LIMITS),
    emit: () => undefined,
    turnId: 'trn_1',
    logger: createLogger('memory', (record) => log.push(record)),
  });
  return { judge, log, predictor };
}

async function judged(
  action: string,
  target?: string,
): Promise<{
  readonly outcome: SaveOutcome;
  readonly old: Memory | undefined;
  readonly log: readonly LogRecord[];
  readonly all: readonly Memory[];
  readonly versions: number;
}> {
  const memory = await openWindow(tempFolder());
  const { memory: first } = await memory.save({ content: OLD });
  const { judge, log } = judgeOf(([only]) => {
    const id = target ?? only?.id;
    return { action, ...(id === undefined ? {} : { target: id }) };
  });
  const outcome = await memory.save({ content: NEW }, { judge });
  const { versions } = await memory.history(first.id);
  return {
    outcome,
    log,
    old: await memory.get(first.id),
    all: await memory.list(),
    versions: versions.length,
  };
}

describe('a judgement', () => {
  test('ADD keeps both', async () => {
    const { outcome, all } = await judged('ADD');
    expect(outcome.action).toBe('added');
    expect(all).toHaveLength(2);
  });

  test('UPDATE makes a new version; the old words stay in its history', async () => {
    const { outcome, old, versions } = await judged('UPDATE');
    expect(outcome.action).toBe('updated');
    expect(old).toMatchObject({ content: NEW, version: 2 });
    expect(versions).toBe(2);
  });

  test('SUPERSEDE keeps the old one, which no longer holds', async () => {
    const { outcome, old, all } = await judged('SUPERSEDE');
    expect(outcome.action).toBe('superseded');
    expect(old).toMatchObject({ content: OLD, status: 'superseded' });
    expect(all.map(({ content }) => content)).toEqual([NEW]);
  });

  test('EXTEND and CONTRADICT keep both', async () => {
    for (const action of ['EXTEND', 'CONTRADICT']) {
      const { outcome, all } = await judged(action);
      expect(outcome.action).toBe(action === 'EXTEND' ? 'extended' : 'contradicted');
      expect(all).toHaveLength(2);
    }
  });

  test('NOOP stores nothing', async () => {
    const { outcome, all } = await judged('NOOP');
    expect(outcome).toMatchObject({ action: 'known', memory: { content: OLD } });
    expect(all).toHaveLength(1);
  });

  test('about a memory that it was not asked about adds, and says so in the log', async () => {
    const { outcome, old, log } = await judged('SUPERSEDE', 'mem_invented');
    expect(outcome.action).toBe('added');
    expect(old?.status).toBe('active');
    expect(log[0]?.message).toMatch(/not asked about/);
  });
});

test('a model that fails leaves the decision to the rules', async () => {
  const memory = await openWindow(tempFolder());
  await memory.save({ content: OLD });
  const { judge, log } = judgeOf(() => new Error('no connection'));
  expect((await memory.save({ content: NEW }, { judge })).action).toBe('added');
  expect(log).toHaveLength(1);
});

test('what a rule decides is not asked about, nor what resembles nothing', async () => {
  const memory = await openWindow(tempFolder());
  await memory.save({ content: 'We use npm' });
  const { judge, predictor } = judgeOf(() => ({ action: 'NOOP' }));
  expect((await memory.save({ content: 'We use pnpm' }, { judge })).action).toBe('superseded');
  expect((await memory.save({ content: 'we use PNPM!' }, { judge })).action).toBe('known');
  expect((await memory.save({ content: 'Tea is at four' }, { judge })).action).toBe('added');
  expect(predictor.calls).toEqual([]);
});

test('consolidation racing an edit: a judgement about words that changed meanwhile is dropped', async () => {
  const folder = tempFolder();
  const [here, there] = [await openWindow(folder), await openWindow(folder)];
  const { memory: old } = await here.save({ content: OLD });
  const slow: Judge = async (_newcomer, [candidate]) => {
    // Another window edits it while the model thinks.
    await there.list();
    await there.save({ content: 'Docs are in Markdown' });
    await there.update(old.id, { content: 'The billing service was moved to Ada' });
    return { action: 'superseded', target: candidate?.id ?? '' };
  };
  expect((await here.save({ content: NEW }, { judge: slow })).action).toBe('added');
  expect(await here.get(old.id)).toMatchObject({
    status: 'active',
    content: 'The billing service was moved to Ada',
  });
});

test('other saves go on while a judge thinks', async () => {
  const memory = await openWindow(tempFolder());
  await memory.save({ content: OLD });
  let release: () => void = () => undefined;
  const thinking = new Promise<void>((resolve) => {
    release = resolve;
  });
  const judge: Judge = async () => {
    await thinking;
    return { action: 'added' };
  };
  const slow = memory.save({ content: NEW }, { judge });
  expect((await memory.save({ content: 'I drink tea' })).action).toBe('added');
  release();
  expect((await slow).action).toBe('added');
});

test('what a page says does not replace what the user said: both are kept', async () => {
  const memory = await openWindow(tempFolder());
  const { memory: told } = await memory.save({ content: 'We use npm' });
  const outcome = await memory.save({ content: 'We use pnpm', provenance: { source: 'web' } });
  expect(outcome).toMatchObject({ action: 'contradicted', previous: { id: told.id } });
  expect(await memory.conflicts()).toHaveLength(1);
  expect((await memory.get(told.id))?.status).toBe('active');
});

test('a subject has one key, however it is written', async () => {
  const memory = await openWindow(tempFolder());
  await memory.save({
    content: 'Releases are cut by Ada',
    subject: 'Release owner',
    layer: 'project',
  });
  const { memory: newer, action } = await memory.save({
    content: 'Grace takes care of shipping',
    subject: 'project:release-owner',
    layer: 'project',
  });
  expect(action).toBe('superseded');
  expect(newer.subject).toBe('project:release-owner');
});
