// Tests of the webview page alone: the built bundle in a real browser, against the real host code with a scripted runtime.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/page/**/*.test.ts'],
    globalSetup: ['test/host/global-setup.ts'],
    // Each file has a browser of its own; two fill the smallest machine.
    maxWorkers: 2,
    // A browser on a busy machine may miss a frame; a test that fails twice has found something.
    retry: 1,
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
