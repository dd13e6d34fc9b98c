// What a command printed is kept whole: readable from any character, without secrets, under a cap, in any chunks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIds, ManualClock, silentLogger } from '../../../runtime/core/index.js';
import { OutputStore } from '../../../runtime/processes/index.js';
import { redactText } from '../../../runtime/safety/index.js';
import { createBreakableStore, createMemoryFileStore } from '../../support/file-stores.js';

const clock = new ManualClock();
const ids = createIds(clock);

function openStore(capBytes?: number, files = createMemoryFileStore()) {
  const store = new OutputStore({
    files,
    ids,
    logger: silentLogger,
    redact: redactText,
    ...(capBytes === undefined ? {} : { capBytes }),
  });
  return { store, files };
}

async function keep(store: OutputStore, chunks: readonly string[]): Promise<string> {
  clock.advance(1);
  const record = store.open();
  for (const chunk of chunks) record.add(chunk);
  const id = await record.finish();
  if (id === undefined) throw new Error('nothing was kept');
  return id;
}

async function readAll(store: OutputStore, id: string, step: number): Promise<string> {
  let text = '';
  for (let from = 0; ; ) {
    const slice = await store.read(id, from, step);
    text += slice.text;
    from = slice.next;
    if (from >= slice.chars) return text;
  }
}

describe('an output', () => {
  test('of many megabytes is read back whole, whatever the steps', async () => {
    const { store } = openStore();
    const lines = Array.from({ length: 60_000 }, (_, at) => `line ${at} of a long build log\n`);
    const whole = lines.join('');
    const chunks = whole.match(/[\s\S]{1,65536}/g) ?? [];
    const id = await keep(store, chunks);
    expect(await readAll(store, id, 400_003)).toBe(whole);
    const middle = await store.read(id, 700_000, 50);
    expect(middle).toEqual({
      text: whole.slice(700_000, 700_050),
      next: 700_050,
      chars: whole.length,
    });
    expect(await store.read(id, whole.length + 5)).toMatchObject({ text: '' });
  });

  test('property: comes back as it was, however it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 300 })),
        fc.nat({ max: 90 }),
        async (texts, step) => {
          const { store } = openStore();
          const plain = texts.map((text) => text.replaceAll(/[^\n\x20-\x7e]/g, '.'));
          fc.pre(plain.join('') !== '' && redactText(plain.join('')) === plain.join(''));
          expect(await readAll(store, await keep(store, plain), step + 1)).toBe(plain.join(''));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('holds no secret, not even on the disk', async () => {
    const { store, files } = openStore();
    const key = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
    const id = await keep(store, ['token: ', key.slice(0, 20), `${key.slice(20)}\n`, 'done\n']);
    const disk = [...files.files.values()].map((data) => Buffer.from(data).toString()).join('');
    expect(disk).toContain('done');
    expect(disk).not.toContain(key);
    expect((await store.read(id)).text).not.toContain(key);
  });

  test('of a line without end is kept too', async () => {
    const { store } = openStore();
    const id = await keep(
      store,
      Array.from({ length: 40 }, () => 'x'.repeat(100_000)),
    );
    expect((await readAll(store, id, 1_000_000)).length).toBe(4_000_000);
  });

  test('of a command that prints nothing is none', async () => {
    const { store, files } = openStore();
    expect(await store.open().finish()).toBeUndefined();
    expect(files.files.size).toBe(0);
  });
});

describe('the outputs of many commands', () => {
  test('go, oldest first, when together they are over the cap, and that is told', async () => {
    const { store } = openStore(25_000);
    const ids = [];
    for (let at = 0; at < 4; at++) ids.push(await keep(store, [`${at}`.repeat(10_000)]));
    await store.prune();
    const [first = '', second = '', third = '', last = ''] = ids;
    for (const gone of [first, second]) {
      await expect(store.read(gone)).rejects.toMatchObject({ code: 'process.no_output' });
    }
    for (const kept of [third, last]) expect((await store.read(kept)).chars).toBe(10_000);
  });

  test('stay out of the way of a command when the disk is full', async () => {
    const files = createBreakableStore(createMemoryFileStore(), 'ENOSPC');
    const store = new OutputStore({ files, ids, logger: silentLogger, redact: redactText });
    files.broken = true;
    const record = store.open();
    record.add('hello\n');
    expect(await record.finish()).toBeUndefined();
  });
});
