// Runs one task through the whole runtime: real loop, sandbox, tools and gate on a real folder, with the given model.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemfun, type Memfun, type MemfunEnvironment } from '../../runtime/app/index.js';
import type { Json } from '../../runtime/core/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { environmentOn } from '../support/environment.js';
import { type ProofTask, writeTask } from './task.js';

/** How one task went. */
export interface Outcome {
  readonly set: string;
  readonly kind: string;
  readonly seed: number;
  readonly tokens: number;
  /** From 0 to 1. */
  readonly score: number;
  readonly answer: string;
  readonly stopReason: string;
  /** Why there is no answer, when there is none. */
  readonly problem?: string;
  readonly steps: number;
  /** Input tokens of the root model, step by step. */
  readonly rootInputTokens: readonly number[];
  readonly modelCalls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** Of the turn alone, without making the files. */
  readonly ms: number;
}

export interface RunOptions {
  /** Changes of the environment: the model, its keys and settings. */
  readonly environment: Partial<MemfunEnvironment>;
  readonly signal: AbortSignal;
}

/** Limits that end no honest run of a large task. */
const SETTINGS: Readonly<Record<string, Json>> = {
  'memfun.memory.enabled': false,
  'memfun.checks.enabled': false,
  'memfun.mode': 'auto',
  'memfun.effort': 'agent',
};

/** Makes the folder of a task, lets the work be done on it, and removes it. */
export async function inFolder<T>(
  task: ProofTask,
  { environment }: RunOptions,
  work: (memfun: Memfun, folder: string) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(path.join(tmpdir(), 'memfun-proof-'));
  try {
    const folder = path.join(home, 'workspace');
    const storage = path.join(home, 'storage');
    for (const made of [folder, storage]) mkdirSync(made);
    writeTask(task, folder);
    const memfun = await createMemfun(
      environmentOn(folder, {
        // On disk, as in use: what is kept of a run must not count as memory.
        projectStorage: createNodeFileStore(storage),
        ...environment,
        settings: { ...SETTINGS, ...environment.settings },
      }),
      { prewarm: false },
    );
    try {
      return await work(memfun, folder);
    } finally {
      await memfun.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The recursive loop on one task. Rejects only when the parts cannot be put together. */
export async function runTask(task: ProofTask, options: RunOptions): Promise<Outcome> {
  return inFolder(task, options, async (memfun, folder) => {
    const { sessionId } = await memfun.sessions.create('proof');
    const started = performance.now();
    const result = await memfun.runTurn({
      sessionId,
      request: { intent: 'ask', text: task.question, attachments: [], effort: 'agent' },
      signal: options.signal,
      emit: () => undefined,
    });
    const ms = performance.now() - started;
    const { answer, stopReason, steps, rootInputTokens, usage, error } = result;
    return {
      ...nameOf(task),
      score: task.score(answer, folder),
      answer,
      stopReason,
      ...(error === undefined ? {} : { problem: error.message }),
      steps,
      rootInputTokens,
      modelCalls: usage.modelCalls,
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
      costUsd: usage.costUsd ?? 0,
      ms,
    };
  });
}

export function nameOf({
  set,
  kind,
  seed,
  tokens,
}: ProofTask): Pick<Outcome, 'set' | 'kind' | 'seed' | 'tokens'> {
  return { set, kind, seed, tokens };
}
