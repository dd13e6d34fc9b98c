// Skills from runs: alike ones are grouped, failed ones are not learned from, and a skill is offered only when it helps.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAgent } from '../../../runtime/agents/index.js';
import type { Memfun } from '../../../runtime/app/index.js';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runOptimizeCommand } from '../../../runtime/cli/optimize/index.js';
import { runSynthesizeCommand } from '../../../runtime/cli/optimize/synthesize.js';
import { clusterRuns, type RunNote, successfulRuns } from '../../../runtime/optimizer/index.js';
import { validateSkill } from '../../../runtime/skills/index.js';
import { type RecordedRuns, recordRuns } from '../../support/recorded-runs.js';
import { answered, ToldModel } from '../../support/told-model.js';
import { tracedRun } from '../../support/traced-run.js';

const note = (turnId: string, request: string, tools: readonly string[]): RunNote => ({
  turnId,
  sessionId: turnId,
  request,
  tools,
  way: '',
  answer: '',
});

describe('runs of one kind', () => {
  it('are those whose words and tools are alike; others and few ones form no group', () => {
    const runs = [
      note('1', 'Add a migration for the orders table', ['readFile', 'writeFile']),
      note('2', 'Why does the login page flicker?', ['search']),
      note('3', 'Add a migration for the users table', ['readFile', 'writeFile']),
      note('4', 'Add a migration for the invoices table', ['readFile', 'writeFile']),
      note('5', 'Update the changelog', ['git']),
    ];
    const [group, ...others] = clusterRuns(runs, 2);
    expect(others).toEqual([]);
    expect(group?.runs.map(({ turnId }) => turnId)).toEqual(['1', '3', '4']);
    expect(group?.words).toContain('migration');
    expect(clusterRuns([...runs].reverse(), 2)).toEqual([group]);
  });

  it('are taken from successful runs only', () => {
    const record = (turnId: string, failed: boolean) => ({
      turnId,
      sessionId: 's',
      dropped: 0,
      events: tracedRun({ turnId, failed }),
    });
    const good = record('trn_1', false);
    expect(successfulRuns([good, record('trn_2', true)]).map(({ turnId }) => turnId)).toEqual([
      'trn_1',
    ]);
    const undone = {
      type: 'turns.withdrawn' as const,
      at: 1,
      turnId: 'trn_9',
      turnIds: ['trn_1'],
      withdrawn: true,
      files: [],
    };
    expect(successfulRuns([good], [undone])).toEqual([]);
  });
});

describe('a skill, or an agent, from recorded runs', () => {
  let root = '';
  let memfun: Memfun;
  let ask: RecordedRuns['ask'];
  let close: RecordedRuns['close'];
  /** Knows the house's rule at first; later only with the skill at hand. */
  let knows = true;
  const model = new ToldModel((system, user) => {
    if (system.includes('Write a skill'))
      return answered({
        name: 'service-ports',
        description:
          'Says ports as this house writes them. Use when a port of a service is asked for.',
        body: 'Write a port as PORT-8080, never as a word.',
      });
    if (system.includes('Describe a specialist'))
      return answered({
        name: 'port-teller',
        description: 'Says ports as this house writes them.',
        body: 'Say a port as HOUSE-PORT: PORT-8080, never as a word.',
      });
    const prompt = system + user;
    const isTold = knows || /service-ports|HOUSE-PORT/.test(prompt);
    return answered({
      reasoning: 'The port is known.',
      code: `final(${JSON.stringify(isTold ? 'PORT-8080' : 'eight thousand eighty')})`,
    });
  });

  beforeAll(async () => {
    ({ root, memfun, ask, close } = await recordRuns(model, 'agent'));
    writeFileSync(path.join(root, 'a.txt'), 'a\n');
    for (let n = 0; n < 12; n++) await ask(`Which port has the service number ${n}?`);
    knows = false;
  });
  afterAll(() => close());

  const site = () => {
    let text = '';
    const output = { write: (piece: string) => (text += piece) };
    const { signal } = new AbortController();
    return {
      context: { optimize: memfun.optimize, output, progress: { write: () => true }, signal },
      read: () => text,
    };
  };

  it('an agent is tried on the tasks of others of its kind, gets no more tools than they used, and becomes a file', async () => {
    const { context, read } = site();
    const code = await runSynthesizeCommand(
      parseCommandLine(['synthesize', 'run', 'first', 'agent']),
      context,
    );
    expect(read()).toContain('# agent/port-teller: a better version is offered');
    expect(code).toBe(0);
    expect((await memfun.traces?.find({}))?.runs).toHaveLength(12);
    const optimize = (...argv: string[]) =>
      runOptimizeCommand(parseCommandLine(['optimize', ...argv]), context);
    const file = path.join(root, '.memfun/agents/port-teller/AGENT.md');
    expect(() => readFileSync(file)).toThrow();
    await optimize('accept', 'last');
    const { agent, problems } = readAgent(file, readFileSync(file, 'utf8'), {
      source: 'workspace',
      fallback: 'port-teller',
    });
    expect(problems).toEqual([]);
    expect(agent).toMatchObject({ name: 'port-teller', tools: ['final'] });
    expect(agent?.agents ?? []).toEqual([]);
    expect(agent?.mcpServers ?? []).toEqual([]);
    await optimize('rollback');
    expect(() => readFileSync(file)).toThrow();
  });

  it('is tried with and without it, becomes a file when it is accepted, and goes when it is taken back', async () => {
    const { context, read } = site();
    await runSynthesizeCommand(parseCommandLine(['synthesize', 'list']), context);
    const [, group = ''] = /^(\S+) {2}12 runs about [^]*port/.exec(read()) ?? [];
    // It is still this group when others have become larger, and when its oldest run no longer counts.
    const [found] = await memfun.optimize.clusters(new AbortController().signal);
    const runs = found?.runs ?? [];
    expect([runs[0]?.turnId, runs.length]).toEqual([group, 12]);

    const before = await memfun.sessions.list();
    const code = await runSynthesizeCommand(
      parseCommandLine(['synthesize', 'run', runs.at(-1)?.turnId ?? '']),
      context,
    );
    expect(read()).toContain('# skill/service-ports: a better version is offered');
    expect(code).toBe(0);
    // Trials leave neither conversations nor traces.
    expect(await memfun.sessions.list()).toHaveLength(before.length);
    expect((await memfun.traces?.find({}))?.runs).toHaveLength(12);
    expect(await ask('Which port has the service number 3?')).not.toContain('PORT-8080');

    const optimize = (...argv: string[]) =>
      runOptimizeCommand(parseCommandLine(['optimize', ...argv]), context);
    await optimize('accept', 'last');
    const file = path.join(root, '.memfun/skills/service-ports/SKILL.md');
    const text = readFileSync(file, 'utf8');
    expect(validateSkill(file, 'service-ports', text)).toEqual([]);
    expect(await ask('Which port has the service number 3?')).toContain('PORT-8080');
    await optimize('rollback');
    expect(() => readFileSync(file)).toThrow();
    expect(await ask('Which port has the service number 3?')).not.toContain('PORT-8080');
  });

  it('says what is wrong with what was asked', async () => {
    const { context } = site();
    await expect(
      runSynthesizeCommand(parseCommandLine(['synthesize', 'run', 'trn_7']), context),
    ).rejects.toThrow('no group of runs of one kind that "trn_7"');
    await expect(
      runSynthesizeCommand(parseCommandLine(['synthesize', 'run']), context),
    ).rejects.toThrow('not clear');
  });
});
