// The places in which a worker does its tasks: one for each, with the task's limits under the worker's own.
import {
  type AgentTaskInput,
  createMemfun,
  groundOfTask,
  type MemfunEnvironment,
  readConfig,
  settingsForTask,
  type Workplace,
} from '../../app/index.js';
import { createDiskGround } from '../../changes/index.js';
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
    try {
      const workspace =
        checkout === undefined ? env.workspace : createNodeFileStore(checkout.folder);
      const ground = groundOfTask(createDiskGround(workspace), context);
      const { mode, budget } = await readConfig({ ...env, workspace }, env.settings);
      const settings = { ...env.settings, ...settingsForTask(input, { mode, budget }) };
      const memfun = await createMemfun(
        { ...env, workspace, changeGround: ground, settings },
        { prewarm: false },
      );
      ground.begin();
      return {
        memfun,
        close: async () => {
          await memfun.close();
          await checkout?.close();
        },
      };
    } catch (error) {
      await checkout?.close();
      throw error;
    }
  };
}
