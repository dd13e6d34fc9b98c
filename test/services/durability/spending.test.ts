// The cap of a day holds for all windows at once, also while they spend at the same time.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { bundleProgram } from '../../support/bundle-program.js';

let bundle = '';
const run = promisify(execFile);
const PRICE = 0.05;
const CAP = 2;

beforeAll(async () => {
  bundle = await bundleProgram(path.join(import.meta.dirname, 'spender.ts'), {
    packages: 'external',
  });
});

it.each([2, 3])(
  '%i windows that spend at once stay under the cap, but for a call that each had under way',
  async (windows) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'memfun-cap-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const outputs = await Promise.all(
      Array.from({ length: windows }, () =>
        run(process.execPath, [bundle, folder, String(CAP), String(PRICE)]),
      ),
    );
    const calls = outputs.map(({ stdout }) => Number(stdout));
    const spent = calls.reduce((sum, n) => sum + n, 0) * PRICE;
    expect(spent).toBeLessThanOrEqual(CAP + PRICE * (windows - 1) + 1e-9);
    expect(spent).toBeGreaterThan(CAP - PRICE - 1e-9);
  },
);
