// Index: files per second of a first and a second pass, and how long the host's event loop is held meanwhile.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { root } from '../host/paths.mjs';
import { bundled } from './bundle.mjs';

/** Indexes this repository; the baseline of the delay is an idle event loop of the same run. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'memfun-index-'));
  try {
    const { CodeIndex, createCodeService, createNodeFileStore } = await bundled(
      folder,
      `export * from './runtime/code/index.ts'; export { createNodeFileStore } from './runtime/storage/index.ts';`,
    );
    const code = createCodeService({ assetsDir: path.join(root, 'dist') });
    const index = new CodeIndex({ workspace: createNodeFileStore(root), code });
    const idle = await measured(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    const first = await measured(() => index.refresh());
    const second = await measured(() => index.refresh());
    await code.dispose();
    const files = first.result.parsed;
    const speed = files / first.seconds;
    const again = second.result.unchanged / second.seconds;
    return [
      { metric: `first pass, ${files} files`, value: speed, unit: 'files/s' },
      {
        metric: 'second pass, nothing changed',
        value: again,
        unit: 'files/s',
        baseline: 'first pass',
        ratio: again / speed,
      },
      {
        metric: 'event-loop delay p99 while indexing',
        value: first.p99,
        unit: 'ms',
        baseline: 'idle',
        ratio: first.p99 / idle.p99,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const result = await work();
  delay.disable();
  return { result, seconds: (performance.now() - start) / 1000, p99: delay.percentile(99) / 1e6 };
}
