// `memfun task submit`: gives a task to whichever worker is free, and waits for what it says.

import { readFileSync } from 'node:fs';
import { type AgentTaskOutput, agentTask, type Memfun, storeVariables } from '../../app/index.js';
import { createIds, type RunEvent, runEventSchema } from '../../core/index.js';
import { whoSpeaks } from '../../language/index.js';
import type { SubmittedTask, TaskEvent } from '../../workers/index.js';
import type { CommandLine } from '../arguments.js';
import { UsageError } from '../arguments.js';
import { EXIT_CODES } from '../exit-codes.js';
import { writeAsItIs } from '../output.js';
import { parseEffort, progressPrinter } from '../turn.js';
import { type TaskSite, workClient } from './site.js';

/** @returns the exit code: that of the turn, or 0 with --detach */
export async function submit(line: CommandLine, site: TaskSite): Promise<number> {
  const { options } = line;
  const { memfun, output } = site;
  const text = line.words.slice(1).join(' ').trim();
  if (text === '') throw new UsageError('There is no task.', 'memfun task submit "what to do"');
  const tier = await memfun.tier();
  const client = await workClient(memfun, site.logger);
  const kind = agentTask(options.agent);
  const { able, unable } = await client.workersFor(kind.kind);
  if (able.length === 0) {
    const why = unable.length === 0 ? '' : ` ${unable.join('; ')}.`;
    process.stderr.write(`No worker takes this task now; it waits until one comes.${why}\n`);
  }
  const variables = await storeVariables(tier.state, createIds(), variablesOf(options.var ?? []));
  const quiet = options.json === true || options.quiet === true;
  const home = new HomeRecord(memfun);
  const speaker = whoSpeaks(text);
  const print = progressPrinter();
  const commit = options.commit;
  const task = await client.submit(
    kind,
    {
      text,
      intent: 'ask',
      effort: parseEffort(options.effort),
      variables,
      mode: memfun.mode === 'bypass' ? 'ask' : memfun.mode,
      ...(commit === undefined ? {} : { commit }),
    },
    {
      title: text.slice(0, 120),
      ...(options.detach === true
        ? {}
        : {
            onEvent: (event: TaskEvent) => {
              const run = home.take(event);
              if (quiet) return;
              if (event.type === 'taken') process.stderr.write(`${takenText(event)}\n`);
              if (run === undefined) return;
              speaker.take(run);
              print(run, speaker.isRuled());
            },
            onTrouble: (error: Error) => {
              if (!quiet)
                process.stderr.write(`What it does cannot be seen now: ${error.message}\n`);
            },
          }),
    },
  );
  if (options.detach === true) {
    output.write(
      options.json === true ? `${JSON.stringify({ taskId: task.taskId })}\n` : `${task.taskId}\n`,
    );
    return 0;
  }
  return await settle(task, site, options.json === true);
}

async function settle(
  task: SubmittedTask<AgentTaskOutput>,
  { output, signal }: TaskSite,
  json: boolean,
): Promise<number> {
  try {
    const result = await task.result(signal);
    if (json) output.write(`${JSON.stringify({ taskId: task.taskId, ...result })}\n`);
    else writeAsItIs(output, `${result.answer}\n`);
    return EXIT_CODES[result.stopReason];
  } catch (error) {
    // Who stops waiting wants the work stopped too.
    if (signal.aborted) await task.cancel().catch(() => undefined);
    throw error;
  } finally {
    await task.close();
  }
}

function takenText({
  attempt,
  workerName,
  workerId,
}: Extract<TaskEvent, { type: 'taken' }>): string {
  const who = `${workerName} (${workerId})`;
  return attempt === 1 ? `worker: ${who}` : `worker: ${who} takes over, attempt ${attempt}`;
}

/** `NAME=FILE` each. @throws UsageError */
function variablesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`"${pair}" is no variable.`, 'Write --var NAME=FILE.');
      try {
        return [pair.slice(0, at), readFileSync(pair.slice(at + 1), 'utf8')];
      } catch (error) {
        throw new UsageError(`The file of "${pair}" cannot be read.`, String(error));
      }
    }),
  );
}

/** What a worker tells of its run, kept here as the trace of a run of our own. */
export class HomeRecord {
  readonly #memfun: Memfun;
  #events: RunEvent[] = [];

  constructor(memfun: Memfun) {
    this.#memfun = memfun;
  }

  /** @returns the event of the run, when it was one */
  take(event: TaskEvent): RunEvent | undefined {
    // Whoever takes over begins from the start.
    if (event.type === 'taken') this.#events = [];
    if (event.type !== 'event') return undefined;
    const read = runEventSchema.safeParse(event.event);
    if (!read.success) return undefined;
    this.#events.push(read.data);
    if (read.data.type === 'turn.ended') void this.#keep(read.data.turnId);
    return read.data;
  }

  async #keep(turnId: string): Promise<void> {
    const record = { turnId, sessionId: '', events: this.#events, dropped: 0 };
    await this.#memfun.traces?.add(record).catch(() => undefined);
  }
}
