// The official referee of the protocol against the skills that `memfun mcp` serves: its own, and one with folders in it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { put } from '../../services/mcp/window.js';
import { openDoor } from './door.js';
import { judgeOne } from './referee.js';

async function served(): Promise<string> {
  const root = mkdtempSync(path.join(tmpdir(), 'skills-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const skill = '.memfun/skills/press-notes';
  const head = '---\nname: press-notes\ndescription: Writes notes for the press.\n---\n';
  put(root, `${skill}/SKILL.md`, `${head}Read references/style/tone.md.\n`);
  put(root, `${skill}/references/style/tone.md`, 'Be brief.\n');
  put(root, `${skill}/references/names.md`, 'Names.\n');
  const storage = path.join(root, 'storage');
  const words = ['mcp', '--http', '0', '--dir', root, '--storage', storage];
  const child = spawn(process.execPath, [path.resolve('dist/memfun.cjs'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const door = await openDoor(JSON.parse(line.toString()) as { url: string; token: string });
  onTestFinished(() => door.close());
  return door.url;
}

test('skills are listed whole, and their files and folders are read as the extension says', async () => {
  const url = await served();
  for (const scenario of ['enumeration', 'manifest', 'directory']) {
    const verdict = await judgeOne('server', `sep-2640-skills-${scenario}`, ['--url', url]);
    expect(verdict.conforms, verdict.text).toBe(true);
  }
}, 240_000);
