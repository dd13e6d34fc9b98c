// Edit: what a safe edit costs against a plain string replacement, in one large file and across many.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundled } from './bundle.mjs';

const EDITS = 1000;
const FILES = 500;

/** 1,000 edits in a 2 MB file and 1,000 across 500 files; the baseline does the same with String.replace. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'memfun-edit-'));
  try {
    const runtime =
      await bundled(`export * from './runtime/changes/index.ts'; export { createWriteTools } from './runtime/tools/index.ts';
       export { createNodeFileStore } from './runtime/storage/index.ts'; export { silentLogger } from './runtime/core/index.ts';`);
    return [
      ...(await oneFile(runtime, path.join(folder, 'one'))),
      ...(await manyFiles(runtime, path.join(folder, 'many'))),
      ...stages(runtime),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneFile(runtime, root) {
  const text = largeText();
  const edits = Array.from({ length: EDITS }, (_, i) => editOf('large.ts', i * 35));
  write(root, 'large.ts', text);
  const { call, overlay } = open(runtime, root);
  const safe = await seconds(async () => {
    for (const edit of edits) await call('editFile', edit);
  });
  const naive = await seconds(() => {
    let bytes = readFileSync(path.join(root, 'large.ts'));
    for (const edit of edits) {
      bytes = Buffer.from(bytes.toString().replace(edit.oldText, () => edit.newText));
    }
    same(bytes, overlay.changes()[0].after);
  });
  const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1);
  return [
    row(`${EDITS} × editFile in a ${megabytes} MB file, per edit`, safe, naive),
    row(
      `multiEdit of the same ${EDITS}, per edit`,
      await seconds(() => open(runtime, root).call('multiEdit', { edits })),
      naive,
    ),
  ];
}

async function manyFiles(runtime, root) {
  const names = Array.from({ length: FILES }, (_, i) => `src/dir${i % 20}/file${i}.ts`);
  const text = lines(0, 200);
  const edits = names.flatMap((name) => [editOf(name, 50), editOf(name, 150)]);
  const reset = () => names.forEach((name) => write(root, name, text));
  reset();
  const naive = await seconds(() => {
    for (const { path: name, oldText, newText } of edits) {
      const file = path.join(root, name);
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(oldText, () => newText),
      );
    }
  });
  const wanted = readFileSync(path.join(root, names[7]));
  reset();
  const storage = runtime.createNodeFileStore(path.join(root, '../storage'));
  const workspace = runtime.createNodeFileStore(root);
  const { call, overlay } = open(runtime, root);
  const edited = await seconds(() => call('multiEdit', { edits }));
  const target = await runtime.openJournaledTarget(runtime.createDiskGround(workspace), {
    storage,
  });
  const applied = await seconds(() =>
    runtime.applyChanges(target, overlay.changes(), new AbortController().signal),
  );
  same(readFileSync(path.join(root, names[7])), wanted);
  return [
    row(`${edits.length} edits across ${FILES} files, per edit`, edited, naive),
    row('the same, applied to the disk as a transaction', edited + applied, naive),
  ];
}

/** What an edit costs that is not found as it is, and one that is not found at all. */
function stages({ applyEdit, decodeFile }) {
  const line = '    const connection = computeConnection(settings, timeoutInMilliseconds);';
  const next = '    return connection.open();';
  const text = `${lines(0, 18_000)}${line}\n${next}\n${lines(18_000, 36_000)}`;
  const file = decodeFile('large.ts', Buffer.from(text));
  const cases = {
    exact: line,
    'apart from whitespace': `${line.trim()}\n${next.trim()}`,
    'by likeness': `${line.trim().replace('Milliseconds', 'Miliseconds')}\n${next.trim()}`,
    'not found': 'completely(different, text);\nthat(stands, nowhere);',
  };
  const times = Object.entries(cases).map(([name, oldText]) => {
    const started = performance.now();
    let found = true;
    for (let i = 0; i < 5; i++) {
      try {
        applyEdit('large.ts', file, { oldText, newText: 'done();' });
      } catch {
        found = false;
      }
    }
    if (found !== (name !== 'not found')) throw new Error(`the case "${name}" is not what it says`);
    return { name, ms: (performance.now() - started) / 5 };
  });
  return times.map(({ name, ms }) => ({
    metric: `one edit of the large file, ${name}`,
    value: ms,
    unit: 'ms',
    baseline: 'an exact one',
    ratio: ms / times[0].ms,
  }));
}

function row(metric, duration, naive) {
  return {
    metric,
    value: (duration / EDITS) * 1000,
    unit: 'ms',
    baseline: 'read, String.replace, write',
    ratio: duration / naive,
  };
}

function open(runtime, root) {
  const overlay = new runtime.Overlay({ workspace: runtime.createNodeFileStore(root) });
  const tools = runtime.createWriteTools({ overlay });
  const signal = new AbortController().signal;
  const context = { signal, logger: runtime.silentLogger, caller: 'bench', turnId: 'turn' };
  return {
    overlay,
    call: (name, input) => tools.find((tool) => tool.name === name).run(input, context),
  };
}

function largeText() {
  return lines(0, 36_000);
}

function lines(from, to) {
  let text = '';
  for (let i = from; i < to; i++)
    text += `  record(${i}, compute(value${i % 7}, scale), "label ${i}");\n`;
  return text;
}

function editOf(name, line) {
  return {
    path: name,
    oldText: `record(${line}, compute`,
    newText: `record(${line}, ${line % 2 === 0 ? 'await ' : '\n    '}compute`,
  };
}

function write(root, name, text) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

function same(a, b) {
  if (Buffer.compare(a, b) !== 0) throw new Error('the two ways lead to different files');
}

async function seconds(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
