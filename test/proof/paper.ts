// What the paper on recursive language models reports for tasks of the same kinds: arXiv 2512.24601, version 3, table 1.
import type { SetName } from './task.js';

/** Scores in percent. The tasks and models there are others, so that only the order of magnitude can be compared. */
export interface PaperRow {
  readonly set: SetName;
  readonly task: string;
  readonly direct: string;
  readonly fileTools: string;
  readonly rlm: string;
}

export const PAPER_MODEL = 'GPT-5, sub-calls by GPT-5-mini';

export const PAPER: readonly PaperRow[] = [
  {
    set: 'aggregate',
    task: 'OOLONG, 131 k tokens',
    direct: '44.0 ($0.14)',
    fileTools: '52.0',
    rlm: '56.0 ($0.43)',
  },
  {
    set: 'pairs',
    task: 'OOLONG-Pairs, 32 k tokens, F1',
    direct: '0.1 ($0.16)',
    fileTools: '4.8',
    rlm: '58.0 ($0.33)',
  },
  {
    set: 'hops',
    task: 'BrowseComp+, 6 to 11 M tokens',
    direct: '0 (does not fit)',
    fileTools: '94.0',
    rlm: '91.3 ($0.99)',
  },
  {
    set: 'code',
    task: 'CodeQA, 23 k to 4.2 M tokens',
    direct: '24.0 ($0.13, most do not fit)',
    fileTools: '64.0',
    rlm: '62.0 ($0.11)',
  },
];
