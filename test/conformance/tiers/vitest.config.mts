// The tiers and their servers. Run by a Node with node:sqlite (see test/run.mjs), with a part's name as filter.
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: path.resolve(import.meta.dirname, '../../..'),
  test: {
    globalSetup: ['test/host/global-setup.ts'],
    expect: { poll: { timeout: 20_000 } },
    include: ['test/{conformance,services}/tiers/**/*.test.ts'],
    isolate: true,
    // As in vitest.config.mts.
    retry: { count: 1, condition: /^(?!Property failed)/ },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
