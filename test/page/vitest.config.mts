// Page tests: the built chat page in a real browser, with a host that speaks the bridge.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/page/**/*.test.ts'],
    globalSetup: ['test/host/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
