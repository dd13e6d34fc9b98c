// End-to-end tests: each file opens a real editor in a browser of its own, and tells its stories one after the other.
import { defineConfig } from 'vitest/config';

/** Builds the product anew, under the feet of whatever uses it meanwhile. */
const BUILDS = 'test/e2e/start.test.ts';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    globalSetup: ['test/e2e/global-setup.ts'],
    // An editor waits more than it works: two of them fill the smallest machine.
    maxWorkers: 2,
    // A browser on a busy machine may miss a frame; a test that fails twice has found something.
    retry: 1,
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [BUILDS],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'start', include: [BUILDS], sequence: { groupOrder: 1 } } },
    ],
  },
});
