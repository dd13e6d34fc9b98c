// Every text of the plan of several agents.
import { plural } from './plural.js';

export const teamStrings = {
  label: 'Plan of several agents',
  proposed: (n: number) => `Plan: ${plural(n, 'task', 'tasks')}, nothing runs yet`,
  progress: (done: number, all: number) => `Plan: ${done} of ${plural(all, 'task', 'tasks')} done`,
  graph: 'What waits for what',
  graphLabel: (lines: readonly string[]) => `Dependencies of the tasks. ${lines.join(' ')}`,
  graphNode: (n: number, title: string, state: string, after: string) =>
    `${n}, ${title}, ${state}${after}.`,
  after: (numbers: readonly number[]) =>
    numbers.length === 0 ? '' : `, after ${numbers.join(' and ')}`,
  states: {
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    partial: 'ended early',
    failed: 'failed',
    skipped: 'left out',
    cancelled: 'stopped',
  },
  tokens: 'tokens',
  onWorker: (name: string) => `on ${name}`,
  takenOver: (from: string, by: string | undefined) =>
    by === undefined
      ? `The worker ${from} was lost: taken over here.`
      : `The worker ${from} was lost: taken over by ${by}.`,
  attempts: (n: number) => `attempt ${n}`,
  pause: 'Pause: begin nothing more',
  paused: 'Paused. What is running goes on to its end.',
  goOn: 'Go on',
  replan: 'Plan the rest anew',
  replanHint: 'What should be different? What is running comes to its end first.',
  resume: 'Go on with this plan',
  skip: (title: string) => `Leave out: ${title}`,
  retry: (title: string) => `Run again: ${title}`,
  takeOver: (title: string) => `Take over: ${title}`,
  takeOverHint: 'What came of it? Later tasks get it as its result.',
  taken: 'It is done',
  details: 'Task and result',
  result: 'Result',
  changed: (files: readonly string[]) => `Changed ${files.join(', ')}`,
  leftOut: 'Not taken over into the changes:',
  outputs: (files: readonly string[]) => `Writes ${files.join(', ')}`,
  files: (n: number) => `${plural(n, 'file', 'files')} changed`,
  reviewed: (name: string, passed: boolean) =>
    passed ? `${name} has nothing to object.` : `${name} objects:`,
  conflict: 'Did not fit to what others wrote, done again:',
  handOver: {
    group: 'What comes next',
    to: (agent: string, label: string | undefined) =>
      label === undefined ? `Hand over to ${agent}` : `Hand over to ${agent}: ${label}`,
    goOn: 'Go on from the last answer of this conversation.',
  },
  edit: {
    run: 'Run plan',
    dismiss: 'Do not run',
    agent: (title: string) => `Agent of ${title}`,
    instructions: (title: string) => `Instructions of ${title}`,
    review: 'Another agent reviews it',
    up: (title: string) => `Earlier: ${title}`,
    down: (title: string) => `Later: ${title}`,
    remove: (title: string) => `Remove: ${title}`,
    change: 'Agent and instructions',
    ended: (state: string) => `It is ${state} and stays as it is.`,
    after: (titles: readonly string[]) => `After ${titles.join(', ')}`,
    problems: 'The plan cannot run like this:',
  },
};
