// Starts processes of the tests, and keeps what they report in order.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { bundleProgram } from '../../support/bundle-program.js';
import type { Job, Place, Report } from './worker.js';

/** Until a signal has reached a process. */
const PAUSE_MS = 15;

export interface TestProcess<R> {
  readonly reports: readonly R[];
  tell(): void;
  kill(): Promise<void>;
  /** Suspends it, between two of its writes. */
  pause(): Promise<void>;
  resume(): void;
}

export type WorkerProcess = TestProcess<Report>;

/** What starts workers in a test. */
export function useWorkers(): (place: Place, job: Job) => WorkerProcess {
  return useProcesses<Report>('worker.ts');
}

/** What starts a program of this folder in a test; whatever is left of it is ended after the test. */
export function useProcesses<R>(entry: string): (place: Place, job: object) => TestProcess<R> {
  let program = '';
  const running = new Set<ChildProcess>();
  beforeAll(async () => {
    program = await bundleProgram(path.join(import.meta.dirname, entry), { external: [] });
  });
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
      pause: () => pauseBetweenWrites(child, place),
      resume: () => void child.kill('SIGCONT'),
    };
  };
}

/** Suspended inside of a transaction it would hold a file for everybody, as long as it sleeps. */
async function pauseBetweenWrites(child: ChildProcess, place: Place): Promise<void> {
  for (;;) {
    child.kill('SIGSTOP');
    await sleep(PAUSE_MS);
    if (place.kind !== 'sqlite' || isFree(place.file)) return;
    child.kill('SIGCONT');
    await sleep(PAUSE_MS);
  }
}

function isFree(file: string): boolean {
  const database = new (process.getBuiltinModule('node:sqlite').DatabaseSync)(file);
  try {
    database.exec('begin immediate');
    database.exec('rollback');
    return true;
  } catch {
    return false;
  } finally {
    database.close();
  }
}
