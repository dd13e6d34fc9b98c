// The generated tasks on a configured model: the loop, a direct call and an agent with file tools, in one harness.
import { parseArgs } from 'node:util';
import type { Json } from '../../runtime/core/index.js';
import type { SecretStore } from '../../runtime/ports/index.js';
import { node24 } from '../host/paths.mjs';
import { type Baseline, directCall, fileTools } from './baselines.js';
import { GENERATORS } from './index.js';
import { type ProofResult, reportText, rowsOf, WAYS, type Way } from './report.js';
import { inFolder, type Outcome, type RunOptions, runTask } from './run-task.js';
import { type ProofTask, SETS, type SetName } from './task.js';

export interface LiveOptions {
  readonly model: string;
  readonly seeds: number;
  readonly sizes: readonly number[];
  readonly sets: readonly SetName[];
  readonly ways: readonly Way[];
  /** Ends before a run once this much is spent; US dollars, as far as prices are known. */
  readonly mostUsd: number;
  /** Settings of Memfun by their keys, e.g. `memfun.models`. */
  readonly settings: Readonly<Record<string, Json>>;
}

export const USAGE = `npm run proof -- --model provider/model [--seeds 3] [--sizes 8192,131072] [--sets ${SETS.join(',')}]
  [--ways ${WAYS.join(',')}] [--most-usd 5] [--settings settings.json] [--json]
Keys are read from ANTHROPIC_API_KEY, OPENAI_API_KEY and so on; "memfun.models" in the settings names other servers.`;

/** @throws TypeError that says what is wrong with the words */
export function parseLive(
  argv: readonly string[],
  readJson: (file: string) => unknown,
): LiveOptions & { readonly json: boolean } {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      model: { type: 'string' },
      seeds: { type: 'string', default: '3' },
      sizes: { type: 'string', default: '8192,32768,131072' },
      sets: { type: 'string', default: SETS.join(',') },
      ways: { type: 'string', default: WAYS.join(',') },
      'most-usd': { type: 'string', default: '5' },
      settings: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { model } = values;
  if (model === undefined || model === '')
    throw new TypeError('There is no model: --model names it.');
  const settings = values.settings === undefined ? {} : readJson(values.settings);
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings))
    throw new TypeError('The file of --settings holds no JSON object.');
  return {
    model,
    seeds: numberOf('--seeds', values.seeds, 1),
    sizes: values.sizes.split(',').map((size) => numberOf('--sizes', size, 1024)),
    sets: namesOf('--sets', values.sets, SETS),
    ways: namesOf('--ways', values.ways, WAYS),
    mostUsd: numberOf('--most-usd', values['most-usd'], 0),
    settings: settings as Readonly<Record<string, Json>>,
    json: values.json,
  };
}

function numberOf(option: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least)
    throw new TypeError(`${option} takes numbers from ${least}, not "${text}".`);
  return value;
}

function namesOf<T extends string>(
  option: string,
  text: string,
  known: readonly T[],
): readonly T[] {
  return text.split(',').map((name) => {
    const found = known.find((one) => one === name);
    if (found === undefined)
      throw new TypeError(`${option} knows ${known.join(', ')}, not "${name}".`);
    return found;
  });
}

const RUNS: Readonly<Record<Way, (task: ProofTask, options: RunOptions) => Promise<Outcome>>> = {
  rlm: runTask,
  direct: (task, options) => withBaseline(directCall, task, options),
  files: (task, options) => withBaseline(fileTools, task, options),
};

async function withBaseline(
  baseline: Baseline,
  task: ProofTask,
  options: RunOptions,
): Promise<Outcome> {
  return inFolder(task, options, (memfun, folder) =>
    baseline(task, memfun, folder, options.signal),
  );
}

/** Runs all tasks one after the other; `tell` hears of each. @returns also what came before the money was spent */
export async function runLive(
  options: LiveOptions,
  site: {
    readonly secrets: SecretStore;
    readonly signal: AbortSignal;
    readonly tell: (result: ProofResult) => void;
  },
): Promise<readonly ProofResult[]> {
  const environment = {
    secrets: site.secrets,
    node24: node24(),
    settings: {
      'memfun.sandbox.engine': 'auto',
      ...options.settings,
      'memfun.model': options.model,
    },
  };
  const results: ProofResult[] = [];
  for (const set of options.sets)
    for (const tokens of options.sizes)
      for (let seed = 1; seed <= options.seeds; seed++)
        for (const way of options.ways) {
          const spent = results.reduce((sum, { costUsd }) => sum + costUsd, 0);
          if (site.signal.aborted || spent >= options.mostUsd) return results;
          const task = GENERATORS[set]({ seed, tokens });
          const outcome = await RUNS[way](task, { environment, signal: site.signal });
          const result = { ...outcome, way };
          results.push(result);
          site.tell(result);
        }
  return results;
}

export { reportText, rowsOf };
