// `memfun task`: gives work to workers, and shows and changes what waits, runs and failed.
import { systemClock } from '../../core/index.js';
import type { ListedTask, Overview, WorkerMetadata } from '../../workers/index.js';
import { overviewOf, queueOf } from '../../workers/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { decimal } from '../figures.js';
import { type TaskSite, workClient } from './site.js';
import { submit } from './submit.js';

const USAGE =
  'Use: memfun task submit "TASK" [--agent NAME] [--var NAME=FILE] [--commit C] [--detach] | list | show ID | cancel ID | dead | requeue ID | discard ID | workers | status [--json]';

type Verb = (line: CommandLine, site: TaskSite) => Promise<number>;

const VERBS: Readonly<Record<string, Verb>> = {
  submit,
  list,
  show,
  cancel,
  dead,
  requeue,
  discard,
  workers,
  status,
};

/** @returns the exit code */
export async function runTaskCommand(line: CommandLine, site: TaskSite): Promise<number> {
  const verb = VERBS[line.words[0] ?? ''];
  if (verb === undefined) throw new UsageError('It is not clear what to do with tasks.', USAGE);
  return await verb(line, site);
}

async function list(line: CommandLine, site: TaskSite): Promise<number> {
  const tasks = await (await workClient(site.memfun, site.logger)).list();
  print(line, site, { tasks }, tasks.map(rowOf));
  return 0;
}

async function dead(line: CommandLine, site: TaskSite): Promise<number> {
  const all = await (await workClient(site.memfun, site.logger)).list();
  const tasks = all.filter(({ state }) => state === 'dead');
  print(line, site, { tasks }, tasks.map(rowOf));
  return 0;
}

async function show(line: CommandLine, site: TaskSite): Promise<number> {
  const id = idOf(line);
  const { tasks } = await site.memfun.tier();
  const known = await tasks.look(id);
  const record = (await (await workClient(site.memfun, site.logger)).list()).find(
    ({ taskId }) => taskId === id,
  );
  const row = record === undefined ? id : rowOf(record);
  print(line, site, { ...record, ...known }, [row, JSON.stringify(known, null, 2)]);
  return 0;
}

async function cancel(line: CommandLine, site: TaskSite): Promise<number> {
  const id = idOf(line);
  await (await site.memfun.tier()).tasks.cancel(id);
  print(line, site, { cancelled: id }, [`cancelled: ${id}`]);
  return 0;
}

async function requeue(line: CommandLine, site: TaskSite): Promise<number> {
  const id = idOf(line);
  await (await site.memfun.tier()).tasks.requeue(id);
  print(line, site, { requeued: id }, [`put back: ${id}`]);
  return 0;
}

async function discard(line: CommandLine, site: TaskSite): Promise<number> {
  const id = idOf(line);
  await (await workClient(site.memfun, site.logger)).discard(id);
  print(line, site, { discarded: id }, [`discarded: ${id}`]);
  return 0;
}

async function workers(line: CommandLine, site: TaskSite): Promise<number> {
  const found = (await overview(site)).workers;
  print(line, site, { workers: found }, found.map(workerRow));
  return 0;
}

async function status(line: CommandLine, site: TaskSite): Promise<number> {
  const { kinds, donePerHour, workers: all } = await overview(site);
  const rows = kinds
    .filter(({ waiting, running, dead, done }) => waiting + running + dead + done > 0)
    .map(
      ({ kind, workers: able, waiting, running, dead: lost, done }) =>
        `${kind}  ${able} workers, ${waiting} waiting, ${running} running, ${done} done, ${lost} dead`,
    );
  const head = `${all.length} workers, ${decimal(donePerHour, 1)} tasks an hour`;
  print(line, site, { workers: all.length, kinds, donePerHour }, [head, ...rows]);
  return 0;
}

async function overview({ memfun, logger }: TaskSite): Promise<Overview> {
  const client = await workClient(memfun, logger);
  return overviewOf(client, await memfun.tier(), systemClock);
}

/** @throws UsageError */
function idOf({ words: [verb = '', id] }: CommandLine): string {
  if (id === undefined)
    throw new UsageError(`Which task? memfun task ${verb} ID`, 'memfun task list shows the ids.');
  return id;
}

function rowOf({ taskId, state, kind, title, worker, reason }: ListedTask): string {
  const more = [worker && `by ${worker}`, reason].filter((part) => part !== undefined).join(' ');
  return `${taskId}  ${state.padEnd(9)} ${kind}  ${title}${more === '' ? '' : `\n    ${more}`}`;
}

function workerRow(worker: WorkerMetadata & { agentId: string; name: string }): string {
  const { agentId, name, version, running, concurrency, done, failed, kinds, draining } = worker;
  const state = draining ? 'draining' : `${running.length}/${concurrency} running`;
  const queues = kinds.map(queueOf).join(', ');
  return `${agentId}  ${name}  version ${version}  ${state}, ${done} done, ${failed} failed\n    ${queues}`;
}

function print(
  { options }: CommandLine,
  { output }: TaskSite,
  record: object,
  rows: readonly string[],
): void {
  if (options.json === true) output.write(`${JSON.stringify(record)}\n`);
  else for (const row of rows) output.write(`${row}\n`);
}
