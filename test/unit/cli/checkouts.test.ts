// Several workers share what they have fetched of a repository: none spoils the checkout of another.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Checkouts } from '../../../runtime/cli/worker/checkouts.js';

const PRUNERS = 4;
const ROUNDS = 80;

test('a checkout is made while others clear away what is left of theirs', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'memfun-checkouts-'));
  const source = path.join(folder, 'source');
  const git = (...args: readonly string[]): unknown =>
    execFileSync('git', ['-C', source, '-c', 'user.name=T', '-c', 'user.email=t@t', ...args]);
  execFileSync('git', ['init', '--quiet', source]);
  writeFileSync(path.join(source, 'a.txt'), 'a');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'a');
  const { signal } = new AbortController();
  const checkouts = await Checkouts.open(`file://${source}`, folder, signal);
  const [shared = ''] = readdirSync(path.join(folder, 'checkouts'));
  const bare = path.join(folder, 'checkouts', shared, 'repository');
  const pruners = Array.from({ length: PRUNERS }, () =>
    spawn('sh', ['-c', 'while :; do git worktree prune 2>/dev/null; done'], {
      cwd: bare,
      stdio: 'ignore',
    }),
  );
  onTestFinished(() => {
    for (const one of pruners) one.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  for (let round = 0; round < ROUNDS; round++) {
    const made = await checkouts.checkout(undefined, signal);
    expect(existsSync(path.join(made.folder, 'a.txt'))).toBe(true);
    await made.close();
  }
});
