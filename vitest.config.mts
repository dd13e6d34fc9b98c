// Unit and conformance tests: real components in one process, no editor.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/host/global-setup.ts'],
    include: ['test/{unit,conformance,security,services}/**/*.test.{ts,tsx}'],
    // The tiers are parts of their own in test/run.mjs: each needs something that may be missing.
    exclude: ['test/{conformance,services}/tiers/**'],
    isolate: true,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
