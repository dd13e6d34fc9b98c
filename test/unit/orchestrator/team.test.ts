// A plan whose beginning or end goes wrong: what was set aside is given back, and what is left open is told once.
import { expect, test } from 'vitest';
import type { TeamSite } from '../../../runtime/agents/index.js';
import {
  Budget,
  createIds,
  DEFAULT_LIMITS,
  type RunEvent,
  silentLogger,
  systemClock,
} from '../../../runtime/core/index.js';
import { createTeam } from '../../../runtime/orchestrator/index.js';
import { UndecidedVersions } from '../../../runtime/orchestrator/kept-changes.js';
import type { WriterConflict } from '../../../runtime/writers/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

test('a plan that cannot begin leaves nothing of the budget set aside', async () => {
  const budget = Budget.open(DEFAULT_LIMITS);
  const at = { at: 0, turnId: 'earlier' };
  const task = { id: 'one', title: 'One', agent: 'coder', instructions: 'do it', expects: '' };
  const proposed = {
    ...at,
    type: 'plan.proposed',
    planId: 'p',
    revision: 1,
    by: 'planner',
    tasks: [{ ...task, dependsOn: [], outputs: [], shares: [], review: false }],
    ended: [],
    waits: false,
    notes: [],
  };
  const site = {
    resumes: true,
    turnId: 't',
    sessionId: 's',
    sessions: { load: async () => ({ events: [proposed] }) },
    members: [{ agent: { name: 'coder', description: '' }, canWrite: false, tools: [] }],
    workspace: createMemoryFileStore(),
    budget,
    clock: systemClock,
    ids: createIds(),
    logger: silentLogger,
    signal: new AbortController().signal,
    emit: (_event: RunEvent) => undefined,
  } as unknown as TeamSite;
  const queue = () => Promise.reject(new Error('the tier does not answer'));
  const team = createTeam({ queue, storage: undefined, parallel: 1, maxAttempts: 1 });
  await expect(team(site)).rejects.toThrow('does not answer');
  const { reserved } = budget.use();
  expect(Object.values(reserved).every((amount) => amount === 0)).toBe(true);
});

test('a version that nobody has decided about is told once, however often the rest is planned anew', async () => {
  const versions = new UndecidedVersions(createMemoryFileStore(), 'p', () => undefined);
  const conflict = (id: string): WriterConflict =>
    ({
      id,
      path: `${id}.js`,
      b: { taskId: 'two', agent: 'coder', content: new Uint8Array([1]) },
    }) as unknown as WriterConflict;
  await versions.keep(conflict('first'));
  expect(versions.news()).toHaveLength(1);
  await versions.keep(conflict('second'));
  expect(versions.news()).toMatchObject([expect.stringContaining('second.js by coder')]);
  expect(versions.news()).toEqual([]);
});
