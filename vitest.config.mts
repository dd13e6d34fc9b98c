// Unit and conformance tests: real components in one process, no editor.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    // What has not ended by then hangs. Less than that failed on a busy machine for nothing but its slowness.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real processes and clocks on a busy machine: a test that fails twice has found something, and test/run.mjs names
    // each that needed its second try. A counterexample to a property stays one.
    retry: { count: 1, condition: /^(?!Property failed)/ },
    globalSetup: ['test/host/global-setup.ts'],
    // How long something may take to become true says nothing about the code: a busy machine takes its time.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // Loading the sources anew for every file would take half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: ['test/{conformance,security,services}/**/*.test.{ts,tsx}'],
          // The tiers are parts of their own in test/run.mjs: each needs something that may be missing.
          exclude: ['test/{conformance,services}/tiers/**'],
        },
      },
    ],
  },
});
