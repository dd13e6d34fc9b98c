// A runtime over a folder of its own that keeps its runs on disk, with a told model: for tests that learn from runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createMemfun, type Memfun } from '../../runtime/app/index.js';
import type { Attachment } from '../../runtime/core/index.js';
import { createNodeFileStore } from '../../runtime/storage/index.js';
import { environmentOn } from './environment.js';
import { hostedModel } from './hosted-model.js';
import { turnOf } from './one-turn.js';
import type { ToldModel } from './told-model.js';

type Effort = 'auto' | 'direct' | 'agent';

export interface RecordedRuns {
  readonly root: string;
  readonly memfun: Memfun;
  /** One turn in a conversation of its own. @returns its answer */
  readonly ask: (
    text: string,
    effort?: Effort,
    attachments?: readonly Attachment[],
  ) => Promise<string>;
  readonly close: () => Promise<void>;
}

/**
 * @param usual effort of a turn for which none is named
 * @param other a model that is there beside the one that answers, as `vscode/other`
 */
export async function recordRuns(
  model: ToldModel,
  usual: Effort,
  other: ToldModel = model,
): Promise<RecordedRuns> {
  const root = mkdtempSync(path.join(tmpdir(), 'recorded-'));
  const memfun = await createMemfun(
    environmentOn(root, {
      projectStorage: createNodeFileStore(path.join(root, '.storage')),
      hostModels: [
        hostedModel(() => model, 'vscode/told'),
        hostedModel(() => other, 'vscode/other'),
      ],
      settings: {
        'memfun.model': 'vscode/told',
        'memfun.sandbox.engine': 'quickjs',
        'memfun.memory.enabled': false,
      },
    }),
    { prewarm: false },
  );
  return {
    root,
    memfun,
    async ask(text, effort = usual, attachments = []) {
      const { result } = await turnOf(memfun, text, { effort, attachments: [...attachments] });
      return result.answer;
    },
    async close() {
      await memfun.close();
      rmSync(root, { recursive: true });
    },
  };
}
