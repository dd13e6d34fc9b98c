// The folder of traces: what is known of a file ends with the file, whoever removes it.
import { expect, it } from 'vitest';
import { ManualClock } from '../../../runtime/core/index.js';
import { TraceFolder } from '../../../runtime/traces/trace-folder.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const SEGMENT = 'trn_1.seg-0001';
const FILES = { segments: [SEGMENT], summary: undefined, lease: undefined };

async function folderWithRun(bytes: number) {
  const files = createMemoryFileStore();
  const write = (size: number) => files.write(`traces/${SEGMENT}`, new Uint8Array(size));
  await files.ensureDir('traces');
  await write(bytes);
  const folder = new TraceFolder(files, new ManualClock(0));
  expect((await folder.measure(FILES)).size).toBe(bytes);
  return { files, folder, write };
}

it('a run that was removed and came back is measured anew', async () => {
  const { folder, write } = await folderWithRun(10);
  await folder.remove(FILES);
  expect(await folder.measure(FILES)).toEqual({ size: 0, changedAt: 0 });
  await write(30);
  expect((await folder.measure(FILES)).size).toBe(30);
});

it('what another window removed is forgotten when the folder is listed', async () => {
  const { files, folder, write } = await folderWithRun(10);
  await files.remove(`traces/${SEGMENT}`);
  expect([...(await folder.list())]).toEqual([]);
  await write(30);
  expect((await folder.measure(FILES)).size).toBe(30);
});

it('of files that are there the disk is not asked again', async () => {
  const { files, folder } = await folderWithRun(10);
  await folder.list();
  files.stat = () => Promise.reject(new Error('asked'));
  expect((await folder.measure(FILES)).size).toBe(10);
});
