// Skills and agents are optimised like model calls: by whole turns, held once accepted, taken back, compared in life.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../runtime/cli/arguments.js';
import { runCompareCommand } from '../../../runtime/cli/optimize/compare.js';
import { runOptimizeCommand } from '../../../runtime/cli/optimize/index.js';
import { type RecordedRuns, recordRuns } from '../../support/recorded-runs.js';
import { answered, ToldModel } from '../../support/told-model.js';

const SKILL = '.memfun/skills/say-port/SKILL.md';
const RULE = 'Write a port as PORT-8080, never as a word.';

describe('a skill and an agent on recorded runs', () => {
  let runs: RecordedRuns;
  /** Knows the house's rule at first; later only where it is told. */
  let knows = true;
  const model = new ToldModel((system, user) => {
    if (system.includes('the whole text')) {
      const current = /<current>([^]*?)<\/current>/.exec(user)?.[1]?.trim() ?? user;
      const kept = /stand in it exactly: ([^\n]*)\./.exec(user)?.[1]?.replaceAll('"', '') ?? '';
      return answered({ text: `${RULE} ${kept} ${current.slice(0, 40)}` });
    }
    const told = knows || user.includes(RULE) || system.includes(RULE);
    return answered({
      reasoning: 'The port is known.',
      code: `await listFiles('.'); final(${JSON.stringify(told ? 'PORT-8080' : 'eight thousand eighty')})`,
    });
  });
  let text = '';
  const context = () => ({
    optimize: runs.memfun.optimize,
    output: { write: (piece: string) => (text += piece) },
    progress: { write: () => true },
    signal: new AbortController().signal,
  });
  const optimize = async (...argv: readonly string[]) => {
    text = '';
    const code = await runOptimizeCommand(parseCommandLine(['optimize', ...argv]), context());
    return { code, text };
  };

  beforeAll(async () => {
    runs = await recordRuns(model, 'agent');
    const file = (name: string, content: string) => {
      mkdirSync(path.dirname(path.join(runs.root, name)), { recursive: true });
      writeFileSync(path.join(runs.root, name), content);
    };
    file(
      '.memfun/agents/porter/AGENT.md',
      '---\nname: porter\ndescription: Knows the ports of services.\ntools: listFiles\n---\n\nYou know ports.\n',
    );
    file(
      SKILL,
      '---\nname: say-port\ndescription: Says the port of a service. Use when asked for one.\n---\n\nSay the port.\n',
    );
    for (let n = 0; n < 18; n++) await runs.ask(`/say-port of service ${n}`);
    knows = false;
  });
  afterAll(() => runs.close());

  it('a better body of a skill is found, holds once accepted without touching the file, and goes when taken back', async () => {
    const [request, file] = ['/say-port of service 3', path.join(runs.root, SKILL)];
    const before = readFileSync(file, 'utf8');
    const targets = await runs.memfun.optimize.targets(new AbortController().signal);
    const examples = (name: string) => targets.find((target) => target.name === name)?.examples;
    expect(['skill:say-port', 'tools', 'agent:porter'].map(examples)).toEqual([18, 18, 0]);
    const ran = await optimize('run', 'skill:say-port', '--calls', '40');
    expect(ran.text).toContain('# skill:say-port: a better version is offered');
    expect(ran.text).toContain('### skill/say-port/body');
    await optimize('accept', 'last');
    expect(await runs.ask(request)).toContain('PORT-8080');
    expect(readFileSync(file, 'utf8')).toBe(before);
    // An edit by its owner counts before what was found for the text that stood there.
    writeFileSync(file, `${before}Be brief.\n`);
    expect(await runs.ask(request)).not.toContain('PORT-8080');
    writeFileSync(file, before);
    await optimize('rollback');
    expect(await runs.ask(request)).not.toContain('PORT-8080');
    await expect(optimize('run', 'agent:porter')).rejects.toThrow('There are 0 examples');
    await expect(optimize('run', 'agent:nobody')).rejects.toMatchObject({
      code: 'optimize.target',
    });
  }, 180_000);

  it('another version of an agent is compared in life, each conversation with one of the two', async () => {
    const ab = async (...argv: readonly string[]) => {
      text = '';
      await runCompareCommand(parseCommandLine(['ab', ...argv]), context());
      return text;
    };
    const file = path.join(runs.root, 'other.md');
    writeFileSync(file, `---\nname: porter\ndescription: Other.\n---\n\n${RULE}\n`);
    await expect(ab('start', 'agent:nobody', file)).rejects.toThrow('no agent "nobody"');
    await expect(ab('start', 'agent:porter')).rejects.toThrow('which other version');
    await expect(ab('start', 'model:no/such')).rejects.toThrow();
    await ab('start', 'agent:porter', file);
    const answers: string[] = [];
    for (let n = 0; n < 8; n++) answers.push(await runs.ask(`/agent porter Service ${n}?`));
    const given = answers.filter((answer) => answer.includes('PORT-8080')).length;
    expect(given).toBeGreaterThan(0);
    expect(given).toBeLessThan(8);
    expect(await ab('stop')).toContain('agent:porter: stopped by hand');
  });
});
