// Real processes, real SIGKILL: what was acknowledged is never lost, and all readers come to hold the same.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { MemoryStore } from '../../../runtime/memory/store/index.js';
import { createNodeFileStore, HybridClock, SegmentLog } from '../../../runtime/storage/index.js';
import { ended } from '../../support/ended.js';
import { openWindow, SQL_ASSETS, tempFolder } from '../../support/memory.js';
import { eventually } from '../../support/waiting.js';

const root = path.join(import.meta.dirname, '../../..');
const output = path.join(root, 'test/output/durability');
const bundle = path.join(output, 'writer.cjs');

// Built as the product is: chunks are bundles of their own. Only the one of SQLite is loaded here.
beforeAll(async () => {
  await build({
    entryPoints: {
      writer: path.join(import.meta.dirname, 'writer.ts'),
      'sql.chunk': path.join(root, 'runtime/memory/store/sql.chunk.ts'),
    },
    outdir: output,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    plugins: [
      {
        name: 'chunks',
        setup: (b) =>
          b.onResolve({ filter: /\.chunk\.js$/ }, (args) => ({
            path: `./${path.basename(args.path, '.js')}.cjs`,
            external: true,
          })),
      },
    ],
  });
});

interface Acknowledged {
  readonly saved: Map<string, string>;
  readonly used: Set<string>;
}

/** When to kill: right after so many saves were acknowledged, and then so many milliseconds later. */
interface Moment {
  readonly saves: number;
  readonly ms: number;
}

/** Runs a window and kills it at that moment. */
async function killAfter(
  folder: string,
  name: string,
  { saves, ms }: Moment,
  acknowledged: Acknowledged,
): Promise<void> {
  const child = spawn(process.execPath, [bundle, folder, SQL_ASSETS, name], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let rest = '';
  let count = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, what, id = '', content = ''] = /^(saved|used) (\S+) ?(.*)$/.exec(line) ?? [];
      if (what === 'used') acknowledged.used.add(id);
      if (what === 'saved') {
        acknowledged.saved.set(id, content);
        if (++count === saves) setTimeout(() => child.kill('SIGKILL'), ms);
      }
    }
  });
  expect(await ended(child)).toMatchObject({ errors: '', signal: 'SIGKILL' });
}

/** The whole state of a log as a fresh reader builds it, with the help of snapshots or from the log alone. */
async function stateOf(
  folder: string,
  which: 'user' | 'project',
  helped: { readonly bySnapshots: boolean },
): Promise<string> {
  const window = createIds().next('window');
  const files = createNodeFileStore(path.join(folder, which));
  const snapshots = helped.bySnapshots ? { snapshots: { clock: systemClock } } : {};
  const log = new SegmentLog({ files, dir: `memory/${which}`, window, ...snapshots });
  const store = await MemoryStore.open(log, new HybridClock(systemClock, window), SQL_ASSETS);
  const dump = store.index.dump();
  await store.close();
  return dump;
}

test('a save survives a kill right after it was acknowledged', async () => {
  const folder = tempFolder();
  const acknowledged: Acknowledged = { saved: new Map(), used: new Set() };
  await killAfter(folder, 'solo', { saves: 1, ms: 0 }, acknowledged);
  const memory = await openWindow(folder);
  for (const [id, content] of acknowledged.saved) {
    expect(await memory.get(id)).toMatchObject({ content, status: 'active' });
  }
  expect((await memory.recall('what does wordsolo0 stand for?')).hits).toHaveLength(1);
});

const ROUNDS = 20;

test(`three windows write and are killed ${3 * ROUNDS} times at random moments: nothing acknowledged is lost`, async () => {
  const folder = tempFolder();
  const acknowledged: Acknowledged = { saved: new Map(), used: new Set() };
  // Old knowledge, so that every window that opens finds a snapshot due, and writes it while it saves.
  const before = await openWindow(folder);
  const useful = await before.save({ content: 'an old fact', layer: 'project' });
  for (let i = 0; i < 600; i++) await before.markUsed([useful.memory.id]);
  await before.close();

  const random = seeded(7);
  const window = async (name: string): Promise<void> => {
    for (let round = 0; round < ROUNDS; round++) {
      const moment = { saves: 1 + Math.floor(random() * 12), ms: Math.floor(random() ** 2 * 60) };
      await killAfter(folder, `${name}${round}x`, moment, acknowledged);
    }
  };
  const watching = await openWindow(folder, { pollMs: 20 });
  await Promise.all(['a', 'b', 'c'].map(window));

  const memory = await openWindow(folder);
  expect(acknowledged.saved.size).toBeGreaterThanOrEqual(3 * ROUNDS);
  const lost = [];
  for (const [id, content] of acknowledged.saved) {
    if ((await memory.get(id))?.content !== content) lost.push(id);
  }
  expect(lost).toEqual([]);
  for (const id of acknowledged.used) expect((await memory.get(id))?.useCount).toBe(1);
  expect((await memory.get(useful.memory.id))?.useCount).toBe(600);

  // Readers agree, however they came to read it: from snapshots, from the log, or bit by bit while it was written.
  for (const which of ['user', 'project'] as const) {
    const state = await stateOf(folder, which, { bySnapshots: true });
    expect(await stateOf(folder, which, { bySnapshots: true })).toBe(state);
    expect(await stateOf(folder, which, { bySnapshots: false })).toBe(state);
  }
  const ids = async (from: typeof memory): Promise<string[]> =>
    (await from.list()).map(({ id }) => id).sort();
  await eventually(async () => expect(await ids(watching)).toEqual(await ids(memory)));

  // The kills hit what they are to hit, and leave no heap of files behind: a few for each process.
  const files = readdirSync(path.join(folder, 'project/memory/project'));
  expect(files.some((file) => file.startsWith('snap-'))).toBe(true);
  expect(files.length).toBeLessThan(3 * ROUNDS * 4 + 8);
}, 240_000);

/** Lehmer's generator, after Park and Miller. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
