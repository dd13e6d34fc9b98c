// The command that takes conversations from files into a tier and back, as a person types it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runTierCommand } from '../../../runtime/cli/tier.js';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { createFileSessionManager, createNodeFileStore } from '../../../runtime/storage/index.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { sampleEvent } from '../../support/sample-events.js';

const makers = { clock: systemClock, ids: createIds(), logger: silentLogger };
const { signal } = new AbortController();

async function migrate(dir: string, from: string, to: string) {
  let said = '';
  const output = { write: (text: string) => (said += text) };
  const options = { from, to, dir, storage: path.join(dir, 'storage'), quiet: true };
  const code = await runTierCommand(
    { command: 'tier', words: ['migrate'], options },
    { signal, output },
  );
  return { code, said };
}

test('from a folder of an editor into a tier, and from there into files', async () => {
  const dir = testFolder();
  const editor = path.join(dir, 'editor');
  const files = createNodeFileStore(path.join(editor, 'project'));
  const sessions = createFileSessionManager({ files, ...makers });
  const { sessionId } = await sessions.create('Talk');
  await sessions.append(sessionId, sampleEvent('turn.started', 't'));
  await sessions.close();
  const into = await migrate(dir, `files=${editor}`, 'sqlite');
  expect(into.said).toContain('1 conversations were taken to sqlite; 0 were there already.');
  const out = path.join(dir, 'out');
  const back = await migrate(dir, 'sqlite', `files=${out}`);
  const digest = (said: string): string | undefined =>
    /sha256 of both sides: (\w+)/.exec(said)?.[1];
  expect([into.code, back.code]).toEqual([0, 0]);
  expect(digest(back.said)).toBe(digest(into.said));
  expect((await migrate(dir, `files=${editor}`, 'sqlite')).said).toContain('0 conversations were');
  const returned = createFileSessionManager({ files: createNodeFileStore(out), ...makers });
  expect(await returned.list()).toMatchObject([{ sessionId, title: 'Talk', turns: 1 }]);
});

test('what makes no sense is refused before anything is opened', async () => {
  const dir = testFolder();
  await expect(migrate(dir, 'files', 'files=x')).rejects.toThrow('Both sides are files.');
  await expect(migrate(dir, `files=${dir}/none`, 'sqlite')).rejects.toThrow('no conversations');
  await expect(migrate(dir, 'files', 'paper')).rejects.toThrow('"paper" is no tier that lasts');
  expect(existsSync(path.join(dir, 'storage', 'projects'))).toBe(false);
});

test('without a side what is missing is named', async () => {
  const line = { command: 'tier', words: ['migrate'], options: { dir: testFolder() } } as const;
  const migrating = runTierCommand(line, { signal, output: { write: () => undefined } });
  await expect(migrating).rejects.toThrow('There is no --from.');
});
