// Starts processes of the tests, and keeps what they report in order.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { testFolder } from '../../conformance/tiers/sqlite-harness.js';
import type { Job, Place, Report } from './worker.js';

export interface TestProcess<R> {
  readonly reports: readonly R[];
  tell(): void;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
}

export type WorkerProcess = TestProcess<Report>;

/** What starts workers in a test. */
export function useWorkers(): (place: Place, job: Job) => WorkerProcess {
  return useProcesses<Report>('worker.ts');
}

/** What starts a program of this folder in a test; whatever is left of it is ended after the test. */
export function useProcesses<R>(entry: string): (place: Place, job: object) => TestProcess<R> {
  const folder = testFolder();
  const program = path.join(folder, 'program.cjs');
  const running = new Set<ChildProcess>();
  beforeAll(() =>
    build({
      entryPoints: [path.join(import.meta.dirname, entry)],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      logLevel: 'error',
    }),
  );
  const endAll = (): void => {
    for (const child of running) child.kill('SIGKILL');
    running.clear();
  };
  afterEach(endAll);
  afterAll(endAll);
  return (place, job) => {
    const child = fork(program, [JSON.stringify(place), JSON.stringify(job)], { execArgv: [] });
    running.add(child);
    const reports: R[] = [];
    child.on('message', (report) => reports.push(report as R));
    return {
      reports,
      tell: () => void child.send('go on'),
      kill: () =>
        new Promise((resolve) => {
          child.once('exit', () => resolve());
          child.kill('SIGKILL');
        }),
      pause: () => void child.kill('SIGSTOP'),
      resume: () => void child.kill('SIGCONT'),
    };
  };
}
