// A plan of any shape, worked on by real agents in a git repository: they write, run commands, call other agents, fail and hang
// as the plan says. As a program of its own it dies at one of its events.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Memfun } from '../../../runtime/app/index.js';
import type { PlanTask } from '../../../runtime/core/index.js';
import { AnsweringModel, cell, field } from '../../support/answering-model.js';
import { beginRepository, gitIn } from '../../support/git.js';
import { openWriting } from '../../support/writing-memfun.js';

/** How one task of a plan goes; the same in every run. */
export interface Fate {
  /** Numbers of tasks before it. */
  readonly deps: readonly number[];
  /** Attempts that fail; three are all. */
  readonly failures: number;
  readonly way: 'plain' | 'command' | 'helper' | 'reader' | 'loop';
  /** Whether it does not come to its end while the world hangs. */
  readonly hangs: boolean;
}

export interface World {
  readonly root: string;
  readonly storage: string;
  readonly tier: 'in-process' | 'sqlite';
  readonly fates: readonly Fate[];
  /** Seconds that a hanging command sleeps, by which it is found; absent: nothing hangs. */
  readonly sleep?: number | undefined;
}

const BOSS = `---
name: boss
description: Has the work done by a helper.
agents: [helper]
---
You let others work.
`;
const HELPER = `---
name: helper
description: Does what the boss says.
---
You do it.
`;

export function prepare({ root, fates }: World): void {
  for (const [name, text] of [
    ['boss', BOSS],
    ['helper', HELPER],
  ] as const) {
    mkdirSync(path.join(root, '.memfun/agents', name), { recursive: true });
    writeFileSync(path.join(root, '.memfun/agents', name, 'AGENT.md'), text);
  }
  writeFileSync(path.join(root, 'shared.txt'), fates.map((_fate, index) => `-${index}\n`).join(''));
  beginRepository(root);
}

const planOf = (fates: readonly Fate[]): readonly PlanTask[] =>
  fates.map(({ deps, way }, index) => {
    const writes = way !== 'reader';
    // The first two of them want the same file, without waiting for each other.
    const shares = writes && index < 2 ? ['shared.txt'] : [];
    return {
      id: `t${index}`,
      title: `Part ${index}`,
      agent: way === 'reader' ? 'architect' : way === 'helper' ? 'boss' : 'coder',
      instructions: `MAKE-${index}.`,
      dependsOn: [...new Set(deps.filter((dep) => dep < index))].map((dep) => `t${dep}`),
      outputs: writes ? [`t${index}.txt`, ...shares] : [],
      shares,
      expects: '',
      review: false,
    };
  });

/** @param begun is told each time that an agent is asked to begin a task */
export async function openWorld(
  { root, storage, tier, fates, sleep }: World,
  begun: (index: number) => void = () => undefined,
): Promise<Memfun> {
  const attempts = new Map<number, number>();
  const model = new AnsweringModel((prompt) => {
    // Asked for the rest, it is shown tasks that have ended: it knows no other way.
    if (prompt.includes('Share the request out'))
      return field('tasks', /Part \d/.test(prompt) ? [] : planOf(fates));
    if (prompt.includes('Several agents have worked')) return field('answer', 'the whole');
    const [, kind = '', digits = ''] = /(MAKE|HELP)-(\d+)\./.exec(prompt) ?? [];
    const index = Number(digits);
    const fate = fates[index];
    if (kind === '' || fate === undefined) return field('fulfilled', 'true');
    const hangs = sleep !== undefined && fate.hangs;
    const command = hangs
      ? `await run('(sleep ${sleep}.1; true) & sleep ${sleep}.2')`
      : "await run('ls')";
    if (kind === 'HELP')
      return cell(`${command}; await final({ answer: 'helped', citations: [] })`);
    begun(index);
    const tries = (attempts.get(index) ?? 0) + 1;
    attempts.set(index, tries);
    if (tries <= fate.failures) throw new Error(`no model, ${tries}`);
    if (hangs && (fate.way === 'plain' || fate.way === 'reader'))
      return new Promise(() => undefined);
    if (hangs && fate.way === 'loop') return cell('for (;;);');
    return cell(`${fate.way === 'command' ? command : ''}
      ${fate.way === 'helper' ? `await delegate('helper', 'HELP-${index}.');` : ''}
      const before = typeof inputs === 'undefined' ? '' : Object.keys(inputs).sort().map((id) => inputs[id].answer).join('+');
      ${fate.way === 'reader' ? '' : `await writeFile('t${index}.txt', '${index}<' + before + '>\\n');`}
      ${fate.way !== 'reader' && index < 2 ? `await editFile('shared.txt', '-${index}', '+${index}');` : ''}
      await final({ answer: '${index}<' + before + '>', citations: [] })`);
  });
  return openWriting(root, {
    model: () => model,
    storage,
    settings: { 'memfun.tier': tier, 'memfun.budget.modelCalls': 400 },
    approvals: { ask: async () => ({ decision: 'allow' }) },
  });
}

export interface End {
  /** Of each task: its name, its state and its answer. */
  readonly ends: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** How a plan ends that nobody interrupts. */
export function endOfWhole(fates: readonly Fate[]): End {
  const answers = new Map<number, string>();
  const ends = fates.map(({ deps, failures }, index) => {
    const before = [...new Set(deps.filter((dep) => dep < index))].sort();
    if (before.some((dep) => !answers.has(dep))) return `t${index} skipped `;
    if (failures > 2) return `t${index} failed `;
    const answer = `${index}<${before.map((dep) => answers.get(dep)).join('+')}>`;
    answers.set(index, answer);
    return `t${index} done ${answer}`;
  });
  const wrote = (index: number): boolean => answers.has(index) && fates[index]?.way !== 'reader';
  const shared = fates.map((_fate, index) => `${wrote(index) && index < 2 ? '+' : '-'}${index}\n`);
  const own = fates.flatMap((_fate, index) =>
    wrote(index) ? [[`t${index}.txt`, `${answers.get(index)}\n`]] : [],
  );
  return { ends, files: { ...Object.fromEntries(own), 'shared.txt': shared.join('') } };
}

/** What the plan has made on the disk. */
export function madeIn({ root }: World): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(root)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]),
  );
}

/** Process ids of commands of this world that run. */
export function commandsOf({ sleep }: World): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return line.includes(`sleep\0${sleep}.`) || line.includes(`sleep ${sleep}.`)
        ? [Number(name)]
        : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** What is left of checkouts: in git's own record, and in the folder that they are made in. */
export function checkoutsOf({ root, storage }: World): readonly string[] {
  const listed = gitIn(root)('worktree', 'list');
  let folders: readonly string[] = [];
  try {
    folders = readdirSync(path.join(storage, 'writers'));
  } catch {
    // None was made.
  }
  return [...listed.trim().split('\n').slice(1), ...folders];
}

/** Calls back once after so many events, or when everything that can go on has, which is told by silence. */
export function interruption(events: number, quietMs: number, strike: () => void): () => void {
  let left = events;
  let struck = false;
  let quiet: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(quiet);
    if (!struck) strike();
    struck = true;
  };
  return () => {
    clearTimeout(quiet);
    if (--left <= 0) now();
    else if (!struck) quiet = setTimeout(now, quietMs);
  };
}

/** How a program of the world ends: killed, or stopped by a person, after which it has to come to its end by itself. */
export type Strike = 'kill' | 'stop';

async function work(world: World, events: number, strike: Strike): Promise<void> {
  const memfun = await openWorld(world);
  const { sessionId } = await memfun.sessions.create('struck');
  const stop = new AbortController();
  const told = interruption(events, 2_000, () => {
    if (strike === 'kill') process.kill(process.pid, 'SIGKILL');
    else stop.abort();
  });
  const late: string[] = [];
  await memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text: '/team all', attachments: [], effort: 'auto' },
    signal: stop.signal,
    emit: ({ type }) => {
      if (stop.signal.aborted) late.push(type);
      if (/^(?:plan|task|step|command|writer|changes)\./.test(type)) told();
    },
  });
  if (strike === 'kill') process.kill(process.pid, 'SIGKILL');
  const atEnd = late.length;
  await memfun.close();
  process.stdout.write(JSON.stringify({ late, atEnd, left: commandsOf(world) }));
}

const [world, events, strike] = process.argv.slice(2);
if (process.env['MEMFUN_STRUCK_WORLD'] === '1')
  void work(JSON.parse(world ?? '') as World, Number(events), strike as Strike);
