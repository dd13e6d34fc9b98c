// A writer that runs commands has a checkout of its own, with all that is not committed; the user's repository stays as it was.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { AbortedError } from '../../../runtime/core/index.js';
import { bundleProgram } from '../../support/bundle-program.js';
import {
  type Repository,
  repository,
  signal,
  siteOver,
  turnOn,
  utf8,
  worktreesOf,
} from './site.js';

const needsCommands = true;
const task = (id: string, outputs: readonly string[] = []) => ({
  id,
  agent: `agent-${id}`,
  outputs,
  needsCommands,
});

/** All that a user's git would show, the reflog and the files of `.git` included, but no objects. */
function stateOf({ git, root }: Repository): unknown {
  const own = execFileSync('find', ['.git', '-type', 'f', '-not', '-path', '*/objects/*'], {
    cwd: root,
    encoding: 'utf8',
  });
  return {
    files: own
      .split('\n')
      .filter((file) => file !== '')
      .sort()
      .map((file) => [file, readFileSync(path.join(root, file)).toString('base64')]),
    folders: readdirSync(path.join(root, '.git')).sort(),
    worktrees: git('worktree', 'list', '--porcelain'),
    stash: git('stash', 'list'),
    branches: git('branch', '--all'),
  };
}

async function open(project: Repository, workspace = project.root) {
  const worktrees = await worktreesOf(project, workspace);
  if (worktrees === undefined) throw new Error('no checkouts here');
  return { worktrees, ...siteOver(turnOn(workspace), { worktrees }) };
}

it('has what is not committed, staged or not, and what the turn has not applied', async () => {
  const project = repository({
    'a.txt': 'a',
    'b.txt': 'b',
    'gone.txt': 'g',
    '.gitignore': 'out/\n',
  });
  project.put('a.txt', 'edited');
  project.put('new.txt', 'untracked');
  project.put('staged.txt', 'staged');
  project.put('out/big.bin', 'ignored');
  project.git('add', 'staged.txt');
  rmSync(path.join(project.root, 'gone.txt'));
  const before = stateOf(project);
  const { writers, turn } = await open(project);
  await turn.write('b.txt', utf8('of the turn'));
  await turn.write('t.txt', utf8('made by the turn'));
  const ground = await writers.open(task('1'), signal);
  const { root = '' } = ground;

  expect(ground.kind).toBe('worktree');
  const files = readdirSync(root).filter((name) => name !== '.git');
  expect(
    Object.fromEntries(files.map((name) => [name, readFileSync(path.join(root, name), 'utf8')])),
  ).toEqual({
    '.gitignore': 'out/\n',
    'a.txt': 'edited',
    'b.txt': 'of the turn',
    'new.txt': 'untracked',
    'staged.txt': 'staged',
    't.txt': 'made by the turn',
  });
  // Git works there, on the commit of the user.
  expect(execFileSync('git', ['log', '--format=%s'], { cwd: root, encoding: 'utf8' })).toBe(
    'first\n',
  );
  await ground.close();
  expect(stateOf(project)).toEqual(before);
  expect(readdirSync(project.place)).toEqual([]);
});

it('shows commands the writer’s changes, and brings back what they did', async () => {
  const project = repository({
    'a.txt': 'a\n',
    'crlf.txt': 'one\r\ntwo\r\n',
    '.gitattributes': '* text=auto\n',
    'move.txt': 'moved\n',
    'delete.txt': 'deleted\n',
  });
  const binary = new Uint8Array([0, 1, 2, 255, 13, 10]);
  project.put('data.bin', binary);
  const { writers, turn, text, told } = await open(project);
  const ground = await writers.open(task('1', ['src/', 'crlf.txt', 'data.bin']), signal);
  const { root = '', overlay } = ground;
  await overlay.write('src/made.txt', utf8('by a tool\n'));
  await overlay.write('a.txt', utf8('by a tool\n'));
  await ground.settle(signal);
  execFileSync(
    'sh',
    [
      '-c',
      'cat a.txt src/made.txt > src/both.txt; mv move.txt src/moved.txt; rm delete.txt; printf "three\\r\\n" >> crlf.txt; printf x >> data.bin; mkdir -p junk; echo j > junk/j.log; ln -s a.txt link; chmod +x a.txt',
    ],
    { cwd: root },
  );
  const outcome = await ground.merge(signal);
  expect(outcome).toMatchObject({
    state: 'merged',
    files: [
      'a.txt',
      'crlf.txt',
      'data.bin',
      'delete.txt',
      'move.txt',
      'src/both.txt',
      'src/made.txt',
      'src/moved.txt',
    ].map((name) => ({ path: name })),
    leftOut: [
      { path: 'a.txt', reason: expect.stringContaining('executable') },
      { path: 'junk/j.log', reason: expect.stringContaining('not among the outputs') },
      { path: 'link', reason: expect.stringContaining('links') },
    ],
  });
  expect(await text('src/both.txt')).toBe('by a tool\nby a tool\n');
  expect(await text('crlf.txt')).toBe('one\r\ntwo\r\nthree\r\n');
  expect(await turn.read('data.bin')).toEqual(new Uint8Array([...binary, 120]));
  expect(turn.changes().find(({ path: file }) => file === 'src/moved.txt')).toMatchObject({
    kind: 'move',
    from: 'move.txt',
  });
  expect(told).toMatchObject([{ type: 'writer.merged', ground: 'worktree', conflicts: 0 }]);
  // Nothing has come to the user's disk: that is the turn's business.
  expect(readFileSync(path.join(project.root, 'a.txt'), 'utf8')).toBe('a\n');
  // It goes on from there.
  await overlay.write('a.txt', utf8('once more\n'));
  expect(await ground.merge(signal)).toMatchObject({ files: [{ path: 'a.txt' }] });
  await ground.close();
});

it('two writers of the same files each have their own, and both count', async () => {
  const project = repository({ 'a.txt': '1\n2\n3\n4\n5\n' });
  const { writers, text } = await open(project);
  const [a, b] = await Promise.all([
    writers.open(task('1'), signal),
    writers.open(task('2'), signal),
  ]);
  for (const [ground, old, now] of [
    [a, '1', 'one'],
    [b, '5', 'five'],
  ] as const) {
    execFileSync('sed', ['-i', `s/${old}/${now}/`, 'a.txt'], { cwd: ground.root });
  }
  expect(await a.merge(signal)).toMatchObject({ state: 'merged' });
  expect(await b.merge(signal)).toMatchObject({ state: 'merged' });
  expect(await text('a.txt')).toBe('one\n2\n3\n4\nfive\n');
  await Promise.all([a.close(), b.close()]);
});

it('a workspace that is a folder of the repository sees its own part; the rest is there for commands', async () => {
  const project = repository({ 'root.txt': 'r', 'app/a.txt': 'a' });
  const { writers, text } = await open(project, path.join(project.root, 'app'));
  const ground = await writers.open(task('1'), signal);
  const { root = '' } = ground;
  execFileSync('sh', ['-c', 'cat ../root.txt > a.txt; echo x >> ../root.txt'], { cwd: root });
  expect(await ground.merge(signal)).toMatchObject({
    files: [{ path: 'a.txt' }],
    leftOut: [{ path: 'root.txt', reason: expect.stringContaining('outside') }],
  });
  expect(await text('a.txt')).toBe('r');
  await ground.close();
});

it('runs no hook, no filter and no program that the repository names', async () => {
  const project = repository({ 'a.txt': 'a', '.gitattributes': '* filter=evil diff=evil\n' });
  const mark = path.join(project.root, '..', 'ran');
  const hook = `#!/bin/sh\ntouch ${mark}\n`;
  for (const name of ['post-checkout', 'post-index-change', 'reference-transaction']) {
    project.put(`.git/hooks/${name}`, hook);
    chmodSync(path.join(project.root, '.git/hooks', name), 0o755);
  }
  project.git('config', 'filter.evil.clean', `sh -c "touch ${mark}; cat"`);
  project.git('config', 'filter.evil.smudge', `sh -c "touch ${mark}; cat"`);
  project.git('config', 'core.fsmonitor', `touch ${mark}`);
  rmSync(mark, { force: true });
  const { writers } = await open(project);
  const ground = await writers.open(task('1'), signal);
  writeFileSync(path.join(ground.root ?? '', 'a.txt'), 'b');
  await ground.merge(signal);
  await ground.close();
  expect(existsSync(mark)).toBe(false);
});

it('dependencies that git ignores are at hand, and are not a change', async () => {
  const project = repository({ 'a.txt': 'a', '.gitignore': 'node_modules/\n' });
  project.put('node_modules/left/index.js', 'left');
  const { writers, turn } = await open(project);
  const ground = await writers.open(task('1'), signal);
  expect(readFileSync(path.join(ground.root ?? '', 'node_modules/left/index.js'), 'utf8')).toBe(
    'left',
  );
  await ground.merge(signal);
  await ground.close();
  expect(turn.changes()).toEqual([]);
  expect(readFileSync(path.join(project.root, 'node_modules/left/index.js'), 'utf8')).toBe('left');
});

it('is not made where there is no repository, no commit, or our folder is a part of the project', async () => {
  const project = repository({ 'a.txt': 'a' });
  const own = { ...project, place: path.join(project.root, 'own') };
  expect(await worktreesOf(own)).toBeUndefined();
  rmSync(path.join(project.root, '.git'), { recursive: true });
  expect(await worktreesOf(project)).toBeUndefined();
  project.git('init', '--quiet');
  expect(await worktreesOf(project)).toBeUndefined();
  const { writers } = siteOver(turnOn(project.root));
  const first = await writers.open(task('1', ['a/']), signal);
  expect(first).toMatchObject({ kind: 'sequence', root: project.root });
  let opened = false;
  const second = writers.open(task('2', ['b/']), signal).then((ground) => {
    opened = true;
    return ground.close();
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(opened).toBe(false); // commands of both would run in one folder
  await first.close();
  await second;
});

it('stopped at any step, leaves nothing behind', async () => {
  const project = repository({ 'a.txt': 'a', 'b/c.txt': 'c' });
  const worktrees = await worktreesOf(project);
  const before = stateOf(project);
  // A signal that fires at its n-th look: every step of the work is one at which it can be stopped.
  for (let step = 1; ; step++) {
    const stop = new AbortController();
    const { signal: watched } = stop;
    let looks = 0;
    const counted = new Proxy(watched, {
      get(target, key) {
        if (key === 'aborted' && ++looks === step) stop.abort();
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const opened = await worktrees?.open(turnOn(project.root), counted).catch((thrown: unknown) => {
      expect(thrown).toBeInstanceOf(AbortedError);
      return undefined;
    });
    await opened?.remove();
    expect(stateOf(project)).toEqual(before);
    expect(readdirSync(project.place)).toEqual([]);
    if (looks < step) break;
    expect(step).toBeLessThan(200);
  }
});

it('what a killed process has left is gone at the next start, and nothing of the living or of the user', async () => {
  const project = repository({ 'a.txt': 'a' });
  const users = path.join(project.root, '..', 'users-own');
  project.git('worktree', 'add', '--quiet', users, '-b', 'side');
  const missing = path.join(project.root, '..', 'on-another-disk');
  project.git('worktree', 'add', '--quiet', missing, '-b', 'away');
  rmSync(missing, { recursive: true });
  const before = stateOf(project);
  const bundle = await bundleProgram(path.join(import.meta.dirname, 'hang.ts'));
  for (const [word, count] of [
    ['started', 1],
    ['open', 1],
    ['open', 2],
  ] as const) {
    const child = spawn(process.execPath, [bundle, project.root, project.place], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      let seen = '';
      child.once('exit', () => reject(new Error(`it ended: ${seen}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        seen += text;
        if (seen.split(word).length > count) resolve();
      });
    });
    await new Promise((resolve) =>
      child.removeAllListeners('exit').once('exit', resolve).kill('SIGKILL'),
    );
  }
  // One of a process that lives, and a half-made folder that is young.
  const { writers } = await open(project);
  const mine = await writers.open(task('1'), signal);
  mkdirSync(path.join(project.place, 'tsk_young_one'));
  await worktreesOf(project);
  expect(existsSync(mine.root ?? '')).toBe(true);
  expect(existsSync(path.join(project.place, 'tsk_young_one'))).toBe(true);
  const hourAgo = Date.now() / 1000 - 3600;
  utimesSync(path.join(project.place, 'tsk_young_one'), hourAgo, hourAgo);
  await mine.close();
  await worktreesOf(project);
  expect(readdirSync(project.place)).toEqual([]);
  expect(stateOf(project)).toEqual(before);
  expect(statSync(users).isDirectory()).toBe(true);
});

it('a lease that names another checkout does not remove it', async () => {
  const project = repository({ 'a.txt': 'a' });
  const users = path.join(project.root, '..', 'memfun-tsk_of_the_user');
  project.git('worktree', 'add', '--quiet', '--detach', users);
  const folder = path.join(project.place, 'tsk_of_the_user');
  mkdirSync(folder, { recursive: true });
  const common = path.join(project.root, '.git');
  writeFileSync(
    path.join(folder, 'lease.json'),
    JSON.stringify({ pid: 999_999_99, host: 'elsewhere', at: 1, common }),
  );
  await worktreesOf(project);
  expect(existsSync(folder)).toBe(false);
  expect(project.git('worktree', 'list')).toContain('memfun-tsk_of_the_user');
});

it('links of the project stay links', async () => {
  const project = repository({ 'a.txt': 'a' });
  symlinkSync('a.txt', path.join(project.root, 'l.txt'));
  const { writers, turn } = await open(project);
  const ground = await writers.open(task('1'), signal);
  writeFileSync(path.join(ground.root ?? '', 'l.txt'), 'through the link');
  await ground.merge(signal);
  await ground.close();
  expect(turn.changes()).toMatchObject([{ kind: 'modify', path: 'a.txt' }]);
});
