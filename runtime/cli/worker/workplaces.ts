// The places in which a worker does its tasks: one for each, with the task's limits under the worker's own.
import {
  type AgentTaskInput,
  createMemfun,
  groundOfTask,
  type Memfun,
  type MemfunEnvironment,
  readConfig,
  settingsForTask,
  type Workplace,
} from '../../app/index.js';
import { createDiskGround } from '../../changes/index.js';
import type { Json } from '../../core/index.js';
import { createNodeFileStore } from '../../storage/index.js';
import type { TaskContext } from '../../workers/index.js';
import type { Checkouts } from './checkouts.js';

/** @param checkouts the repository that tasks are done in; absent: the folder of the environment */
export function workplacesIn(
  env: MemfunEnvironment,
  checkouts: Checkouts | undefined,
): (input: AgentTaskInput, context: TaskContext) => Promise<Workplace> {
  return async (input, context) => {
    const checkout = await checkouts?.checkout(input.commit, context.signal);
    return placeIn(checkout, async () => {
      const workspace =
        checkout === undefined ? env.workspace : createNodeFileStore(checkout.folder);
      const ground = groundOfTask(createDiskGround(workspace), context);
      const memfun = await memfunFor(input, { ...env, workspace, changeGround: ground });
      ground.begin();
      return memfun;
    });
  };
}

/** Memfun without what only a person waits for, with the task's limits under those of the environment. */
export async function memfunFor(
  input: Parameters<typeof settingsForTask>[0],
  env: MemfunEnvironment,
  more: Readonly<Record<string, Json>> = {},
): Promise<Memfun> {
  const { mode, budget } = await readConfig(env, env.settings);
  const settings = { ...env.settings, ...settingsForTask(input, { mode, budget }), ...more };
  return createMemfun({ ...env, settings }, { prewarm: false });
}

/** The checkout goes when the place is closed, and when it cannot be opened, whatever else fails. */
export async function placeIn(
  checkout: { close(): Promise<void> } | undefined,
  open: () => Promise<Memfun>,
): Promise<Workplace> {
  try {
    const memfun = await open();
    return {
      memfun,
      close: async () => {
        try {
          await memfun.close();
        } finally {
          await checkout?.close();
        }
      },
    };
  } catch (error) {
    await checkout?.close();
    throw error;
  }
}
