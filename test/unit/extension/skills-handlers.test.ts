// What the view of agents and skills is told, by a real runtime on real files: where each comes from, why it may be used, what is wrong.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serversHandlers } from '../../../extension/chat/servers-handlers.js';
import { skillsHandlers } from '../../../extension/chat/skills-handlers.js';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { environmentOn } from '../../support/environment.js';

const { signal } = new AbortController();
let root = '';
let memfun: Memfun;
const opened: unknown[] = [];
let changes = 0;

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'skills-view-'));
  write(
    'work/.memfun/skills/deploy/SKILL.md',
    '---\nname: deploy\ndescription: Deploys.\n---\nDo it.\n',
  );
  write('work/.agents/skills/broken/SKILL.md', '---\nname: broken\n---\nNo description.\n');
  write('got/greet/SKILL.md', '---\nname: greet\ndescription: Greets.\n---\nGreet.\n');
  write('work/.memfun/mcp.json', '{"servers":{"one":{"command":"node","args":["one.mjs"]}}}');
  const userStorage = createNodeFileStore(path.join(root, 'user'));
  memfun = await createMemfun(environmentOn(path.join(root, 'work'), { userStorage }), {
    prewarm: false,
  });
  opened.length = 0;
  changes = 0;
});
afterEach(async () => {
  await memfun.close();
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

const skills = () =>
  skillsHandlers({
    memfun: async () => memfun,
    openFile: async (place) => void opened.push(place),
    update: (name) => opened.push(name),
    changed: () => changes++,
  });
const rowOf = async (name: string) =>
  (await skills()['skills.get']({}, signal)).skills.find((row) => row.name === name);

test('each is told with where it comes from, and what could not be used', async () => {
  const pending = await memfun.skillDesk.look(path.join(root, 'got/greet'), { signal });
  await memfun.skillDesk.install(pending, 'user', signal);
  expect(await rowOf('deploy')).toMatchObject({ source: 'workspace', trust: 'workspace' });
  expect(await rowOf('review-code')).toMatchObject({ source: 'built-in', trust: 'built-in' });
  expect(await rowOf('greet')).toMatchObject({
    source: 'installed',
    trust: 'reviewed',
    origin: { from: path.join(root, 'got/greet'), digest: pending.review.digest },
  });
  write('user/skills/greet/SKILL.md', '---\nname: greet\ndescription: Other.\n---\nOther.\n');
  expect((await rowOf('greet'))?.trust).toBe('changed');
  const { agents, problems } = await skills()['skills.get']({}, signal);
  expect(agents.map(({ name }) => name)).toContain('reviewer');
  expect(problems.join()).toContain('.agents/skills/broken/SKILL.md:1: description');
});

test('what is switched off is not offered, what is removed can come back', async () => {
  await skills()['skills.switch']({ kind: 'skills', name: 'deploy', on: false }, signal);
  await skills()['skills.switch']({ kind: 'agents', name: 'reviewer', on: false }, signal);
  expect((await rowOf('deploy'))?.enabled).toBe(false);
  expect((await memfun.skills()).skills.map(({ name }) => name)).not.toContain('deploy');
  const { agents } = await skills()['skills.get']({}, signal);
  expect(agents.find(({ name }) => name === 'reviewer')?.enabled).toBe(false);
  const pending = await memfun.skillDesk.look(path.join(root, 'got/greet'), { signal });
  await memfun.skillDesk.install(pending, 'workspace', signal);
  const { kept } = await skills()['skills.remove']({ name: 'greet' }, signal);
  expect(kept).toContain('.removed');
  expect(await rowOf('greet')).toBeUndefined();
  await skills()['skills.restore']({ name: 'greet' }, signal);
  expect((await rowOf('greet'))?.source).toBe('installed');
  expect(changes).toBe(4);
});

test('files of both kinds are opened where they are', async () => {
  await skills()['skills.open']({ kind: 'skills', name: 'deploy' }, signal);
  await skills()['skills.open']({ kind: 'agents', name: 'reviewer' }, signal);
  expect(opened).toEqual([
    { root: path.join(root, 'work'), path: '.memfun/skills/deploy/SKILL.md' },
    { root: expect.any(String), path: 'agents/reviewer/AGENT.md' },
  ]);
  await expect(
    skills()['skills.open']({ kind: 'skills', name: 'gone' }, signal),
  ).rejects.toMatchObject({ code: 'skills.not_there' });
});

test('a built-in agent is changed in a copy that takes its place, made once; any other in its own file', async () => {
  const agentOf = async (name: string) =>
    (await skills()['skills.get']({}, signal)).agents.find((row) => row.name === name);
  await skills()['skills.own']({ name: 'reviewer' }, signal);
  const file = '.memfun/agents/reviewer/AGENT.md';
  expect(await agentOf('reviewer')).toMatchObject({ source: 'workspace', place: file });
  const text = readFileSync(path.join(root, 'work', file), 'utf8');
  write(`work/${file}`, text.replace(/description: .*/, 'description: Mine.'));
  await skills()['skills.own']({ name: 'reviewer' }, signal);
  expect(await agentOf('reviewer')).toMatchObject({ description: 'Mine.' });
  write('user/agents/helper/AGENT.md', '---\nname: helper\ndescription: Helps.\n---\nHelp.\n');
  await skills()['skills.own']({ name: 'helper' }, signal);
  const place = { root: path.join(root, 'work'), path: file };
  expect(opened).toEqual([
    place,
    place,
    { root: path.join(root, 'user'), path: 'agents/helper/AGENT.md' },
  ]);
  expect(changes).toBe(3);
  // Without its copy the built-in one is there again.
  rmSync(path.join(root, 'work/.memfun/agents'), { recursive: true });
  expect(await agentOf('reviewer')).toMatchObject({ source: 'built-in' });
  await expect(skills()['skills.own']({ name: 'gone' }, signal)).rejects.toMatchObject({
    code: 'agent.not_there',
  });
});

test('servers are told as they are configured, and no tool is decided about that is not there', async () => {
  const servers = serversHandlers({ memfun: async () => memfun, configure: async () => undefined });
  expect(await servers['servers.get']({}, signal)).toMatchObject({
    available: true,
    servers: [{ name: 'one', launch: 'node one.mjs', allowed: false, tools: [] }],
  });
  await expect(
    servers['servers.tool']({ server: 'one', tool: 'x', permission: 'allow' }, signal),
  ).rejects.toMatchObject({ code: 'servers.tool' });
});
