// What the documents say about several machines and servers, done: the second machine, the three nodes, the container files.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { openNatsTier, type Tier } from '../../../runtime/tiers/index.js';
import { startNats } from '../../conformance/tiers/servers.js';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import { freePort } from '../../host/servers.mjs';

vi.setConfig({ testTimeout: 180_000 });

const ROOT = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A shell on a machine of its own: a folder as home, and programs by their names. */
function machine(name: string, folder: string, env: NodeJS.ProcessEnv) {
  const home = path.join(folder, name);
  mkdirSync(path.join(home, 'bin'), { recursive: true });
  cpSync(path.join(ROOT, 'test/fixtures/repos/typescript'), path.join(home, 'project'), {
    recursive: true,
  });
  const memfun = path.join(home, 'bin/memfun');
  writeFileSync(memfun, `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/dist/memfun.cjs" "$@"\n`);
  chmodSync(memfun, 0o755);
  const shell = spawn('bash', ['-m'], {
    cwd: home,
    detached: true,
    env: {
      ...env,
      HOME: home,
      PATH: `${home}/bin:${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin`,
    },
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  // What was started in the background has groups of its own.
  closing.push(() => {
    shell.stdin.end('kill -KILL $(jobs -p) 2>/dev/null; exit\n');
    return new Promise((resolve) => shell.once('exit', resolve));
  });
  let count = 0;
  return {
    run: async (block: string): Promise<string> => {
      const from = output.length;
      const end = `block-${++count}-ended`;
      shell.stdin.write(`${block}\necho ${end} $?\n`);
      await vi.waitFor(() => expect(output).toContain(end), { timeout: 90_000, interval: 20 });
      return output.slice(from);
    },
    output: () => output,
  };
}

test('the second machine is set up as the document says, word by word', async () => {
  const folder = testFolder();
  // Another address of this machine: the port of the document is free there.
  const env = { SERVER: `127.0.44.${(process.pid % 250) + 1}` };
  const machines = {
    first: machine('first', folder, env),
    second: machine('second', folder, env),
  };
  const said: string[] = [];
  const blocks = [...read('docs/cluster.md').matchAll(/```sh (first|second)\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThanOrEqual(6);
  for (const [, where, block = ''] of blocks) {
    const { run, output } = machines[where === 'first' ? 'first' : 'second'];
    if (block.includes('memory search')) {
      // It is brought as soon as there is a way, not at the same moment.
      await vi.waitFor(async () => expect(await run(block)).toContain('heron'), {
        timeout: 60_000,
      });
      continue;
    }
    said.push(await run(block));
    if (block.includes('memfun worker'))
      await vi.waitFor(() => expect(output()).toContain('"worker"'), { timeout: 60_000 });
  }
  const all = said.join('\n');
  expect(all).toContain('NATS 2.');
  expect(all).toMatch(/second {2}version/);
  expect(all).toContain('src/retry.ts');
  expect(all).toMatch(/tsk_\S+ {2}done/);
  expect(machines.second.output()).toContain('"stopped"');
  expect(all).toMatch(/entries of state and \d+ tasks are in sqlite/);
  expect(all).toMatch(/sha256 of both sides: [0-9a-f]{64}/);
});

test('three nodes keep three copies: one is killed, and nothing that was accepted is lost', async () => {
  const [ports, clusterPorts] = [[] as number[], [] as number[]];
  for (let i = 0; i < 3; i++) clusterPorts.push(await freePort());
  const routes = clusterPorts.map((port) => `nats://127.0.0.1:${port}`).join(', ');
  const nodes = await Promise.all(
    clusterPorts.map((port, i) =>
      startNats({
        config: `server_name: n${i}\ncluster { name: c, listen: "127.0.0.1:${port}", routes: [${routes}] }`,
      }),
    ),
  );
  for (const { port } of nodes) ports.push(port);
  const open = async (namespace: string, replicas = 3): Promise<Tier> => {
    const servers = ports.map((port) => `nats://127.0.0.1:${port}`);
    const tier = await openNatsTier({ servers, replicas, namespace });
    closing.push(() => tier.close());
    return tier;
  };
  // A cluster takes a moment to agree on who leads.
  const tier = await vi.waitFor(() => open('three'), { timeout: 60_000, interval: 500 });
  expect((await tier.probe()).warnings).toEqual([]);
  // What was made when there was one server stays as it is, and that is said.
  await open('one', 1);
  const { persistence, warnings } = await (await open('one')).probe();
  expect(persistence).toContain('1 copy');
  expect(warnings.join('\n')).toContain('--replicas 3');
  const { signal } = new AbortController();
  const enqueue = (n: number) => tier.tasks.enqueue({ queue: 'q', payload: n });
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push(await enqueue(n));
  await tier.state.put('k', 'v');
  await nodes[0]?.kill();
  for (let n = 20; n < 30; n++)
    ids.push(await vi.waitFor(() => enqueue(n), { timeout: 60_000, interval: 200 }));
  const done = new Set<unknown>();
  while (done.size < 30) {
    const lease = await tier.tasks.lease('q', { leaseMs: 30_000, signal });
    await lease?.complete(null);
    done.add(lease?.payload);
  }
  for (const id of ids) expect(await tier.tasks.look(id)).toMatchObject({ state: 'done' });
  expect((await tier.state.get('k'))?.value).toBe('v');
});

const service = z.strictObject({
  image: z.string().optional(),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()),
  profiles: z.array(z.string()).min(1),
  restart: z.literal('unless-stopped'),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()),
  ports: z.array(z.string().startsWith('127.0.0.1:')).optional(),
  depends_on: z.array(z.string()).optional(),
  deploy: z.strictObject({ replicas: z.number() }).optional(),
});

test('the container files are right in form, and name only what there is', () => {
  const compose = z
    .looseObject({
      services: z.record(z.string(), service),
      volumes: z.record(z.string(), z.object({})),
    })
    .parse(parse(read('docker/compose.yaml'), { merge: true }));
  const names = Object.keys(compose.services);
  expect(names).toHaveLength(6);
  const environment = read('runtime/cli/environment.ts');
  for (const { image, build, volumes, depends_on: needs, environment: env = {} } of Object.values(
    compose.services,
  )) {
    expect((image === undefined) !== (build === undefined)).toBe(true);
    for (const need of needs ?? []) expect(names).toContain(need);
    for (const volume of volumes) {
      const [from = ''] = volume.split(':');
      if (from.startsWith('./')) expect(existsSync(path.join(ROOT, 'docker', from))).toBe(true);
      else if (!from.startsWith('$')) expect(compose.volumes).toHaveProperty(from);
    }
    for (const name of Object.keys(env))
      if (name.startsWith('MEMFUN_')) expect(environment).toContain(`'${name}'`);
    if (build !== undefined)
      expect(existsSync(path.join(ROOT, 'docker', build.context, build.dockerfile))).toBe(true);
  }
  const lines = read('docker/Dockerfile').replaceAll('\\\n', ' ').split('\n');
  for (const line of lines.filter((text) => text !== '' && !text.startsWith('#'))) {
    expect(line).toMatch(/^(FROM|RUN|WORKDIR|COPY|USER|ENV|STOPSIGNAL|ENTRYPOINT|CMD) \S/);
    const [, source = ''] = /^COPY (\S+)/.exec(line) ?? [];
    if (source !== '') expect(existsSync(path.join(ROOT, source))).toBe(true);
  }
});
