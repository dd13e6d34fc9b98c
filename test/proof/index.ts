// All generators by the name of their set.
import { aggregateTask } from './aggregate.js';
import { codeTask } from './code.js';
import { editTask } from './edit.js';
import { hopsTask } from './hops.js';
import { needleTask } from './needle.js';
import { pairsTask } from './pairs.js';
import type { ProofTask, SetName, TaskOptions } from './task.js';
import { verbatimTask } from './verbatim.js';

export const GENERATORS: Readonly<Record<SetName, (options: TaskOptions) => ProofTask>> = {
  // Seeds sweep the depth and both kinds of value.
  needle: ({ seed, tokens }) =>
    needleTask({
      seed,
      tokens,
      depth: (seed % 11) / 10,
      value: seed % 2 === 0 ? 'number' : 'uuid',
    }),
  aggregate: aggregateTask,
  pairs: pairsTask,
  hops: hopsTask,
  code: codeTask,
  edit: editTask,
  verbatim: verbatimTask,
};
