// /auto hosts: what was allowed for good can be seen and taken back.
import { describe, expect, test } from 'vitest';
import { autoCommand } from '../../../runtime/agents/commands/safety-desk.js';
import type { SafetyDesk } from '../../../runtime/agents/index.js';
import { openWebParts } from '../../../runtime/app/web.js';
import { environmentOn } from '../../support/environment.js';

async function desk(): Promise<SafetyDesk> {
  const web = await openWebParts(environmentOn('/'));
  await web?.allowAlways('docs.test');
  return { mode: () => 'ask', setMode: () => undefined, policy: undefined, hosts: web?.hosts };
}

describe('/auto hosts', () => {
  test('lists what is allowed, and by whom', async () => {
    expect(await autoCommand('hosts', await desk())).toContain('| allowed | `docs.test` | user |');
  });

  test('adds, denies and takes back', async () => {
    const own = await desk();
    expect(await autoCommand('hosts add A.test', own)).toContain('| allowed | `a.test` |');
    expect(await autoCommand('hosts deny docs.test', own)).toContain('| denied | `docs.test` |');
    await autoCommand('hosts remove docs.test', own);
    expect(await autoCommand('hosts remove a.test', own)).toMatch(/no rules about hosts/);
  });

  test.each(['hosts add', 'hosts what a.test'])('"/auto %s" says how it is used', async (line) => {
    await expect(autoCommand(line, await desk())).rejects.toMatchObject({
      remedy: expect.stringMatching(/\/auto hosts (?:add|remove) example/),
    });
  });

  test('says so where no page can be visited', async () => {
    const closed = { ...(await desk()), hosts: undefined };
    await expect(autoCommand('hosts', closed)).rejects.toMatchObject({ code: 'command.safety' });
  });
});
