// Every text of the page about better prompts that is not content.
import { plural } from './plural.js';

const percent = (share: number): string => `${(100 * share).toFixed(0)}\u00a0%`;
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;

export const optimizeStrings = {
  open: 'Better prompts',
  title: 'Better prompts from recorded runs',
  back: 'All runs',
  backToList: 'All proposals',
  intro:
    'Looks for other words in which to ask a model, tries them on recorded runs, and offers them only when they prove better on runs that the search has not seen. Nothing changes until you accept.',
  target: 'What to improve',
  option: (name: string, examples: number, tuned: boolean) =>
    `${name} (${examples.toLocaleString('en')} recorded${tuned ? ', improved' : ''})`,
  optimizer: 'How to look',
  optimizers: {
    gepa: 'Rewrite from what went wrong (GEPA)',
    mipro: 'Choose texts and examples (MIPROv2)',
  },
  objective: 'What counts',
  objectives: {
    quality: 'Right answers',
    cost: 'Right answers for less money',
    latency: 'Right answers in less time',
  },
  fromRuns: 'Skills and agents from recorded runs',
  noGroups: 'There are not yet ten successful runs of one kind.',
  group: (runs: number, words: string) => `${runs} runs about ${words}`,
  make: { skill: 'Make a skill', agent: 'Make an agent' },
  otherModel: 'Another model',
  modelExample: 'provider/model',
  compareModel: 'Try it on half of the conversations',
  effect: {
    open: 'Effect over time',
    title: 'Effect over time',
    intro:
      'How often runs went well: answered, checks passed, nothing taken back, asked again or marked as bad. Bars are 95 % intervals; triangles say when a version was accepted (▲) or taken back (▼).',
    what: 'Runs that use',
    all: 'anything',
    none: 'No such run is recorded yet.',
    helps: 'With and without',
    noExperiment:
      'This is no experiment: tasks with memories or a skill may have been other tasks than those without.',
    memory: 'Memories',
    with: 'With',
    without: 'Without',
    wentWell: 'Went well',
    version: 'Version',
    week: 'Week from',
    asTable: 'All weeks as a table',
    original: (day: string) => `as built or in its file, from ${day}`,
    since: (day: string, proposal: string) => `${proposal}, from ${day}`,
    chart: (weeks: number, marks: number) =>
      `Share of runs that went well in ${plural(weeks, 'week', 'weeks')}, with ${plural(marks, 'change', 'changes')} of version. The same stands in the table below.`,
    mark: {
      accept: (day: string) => `accepted ${day}`,
      rollback: (day: string) => `taken back ${day}`,
    },
    percent,
    day: (at: number) =>
      new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    rate: (mean: number, low: number, high: number, n: number) =>
      `${percent(mean)} of ${n} (${percent(low)} to ${percent(high)})`,
    noRuns: 'no runs',
  },
  calls: 'Model runs, at most',
  costUsd: 'US dollars, at most',
  run: 'Look for a better version',
  tooFew: (found: number, needed: number) =>
    `${found} recorded runs can be graded; at least ${needed} are needed. Use Memfun for a while, or give examples of your own: memfun optimize run … --examples FILE.`,
  running: (target: string) => `Looking for a better ${target}`,
  progress: (calls: number, of: number, cost: string) => `${calls} of ${of} model runs, ${cost}`,
  best: (score: number) => `best so far ${percent(score)}`,
  stop: 'Stop',
  /** For screen readers alone. */
  news: {
    begun: 'The search has begun.',
    found: 'The search has ended: something better was found, for you to judge.',
    nothing: 'The search has ended; there is nothing better.',
    failed: 'The search has failed.',
    stopped: 'The search was stopped.',
    compared: 'The comparison has ended.',
  },
  proposals: 'Proposals',
  none: 'None yet.',
  states: {
    open: 'waits for you',
    accepted: 'in force',
    rejected: 'rejected',
    'rolled-back': 'taken back',
    'not-offered': 'no better version found',
  },
  scores: (before: number, after: number) => `${percent(before)} → ${percent(after)}`,
  verdict: 'On runs that the search has not seen',
  facts: 'What was measured',
  before: 'Before',
  after: 'After',
  rows: { score: 'Score', cost: 'Cost of a run', time: 'Time of a run' },
  score: (mean: number, low: number, high: number) =>
    `${percent(mean)} (${percent(low)} to ${percent(high)})`,
  difference: (mean: number, low: number, high: number) =>
    `Difference ${signed(mean)}, with 95 % confidence between ${signed(low)} and ${signed(high)}.`,
  counts: (wins: number, losses: number, ties: number) =>
    `${wins} better, ${losses} worse, ${ties} equal.`,
  test: (test: string, p: number, level: number) =>
    `${test}, one-sided: p = ${p < 0.0001 ? '< 0.0001' : p.toFixed(4)}, needed below ${level}.`,
  found: (optimizer: string, model: string, calls: number, cost: string) =>
    `Found by ${optimizer} with ${model}: ${calls} model runs, ${cost}.`,
  split: (train: number, val: number, heldOut: number) =>
    `${train} runs to learn from, ${val} to choose by, ${heldOut} held out.`,
  changes: 'What would change',
  noChanges: 'Nothing.',
  examples: (n: number) => `Held-out runs that differ (${n})`,
  better: 'better',
  worse: 'worse',
  accept: 'Accept',
  reject: 'Reject',
  rollback: 'Take back',
  compare: 'Try it on half of the conversations',
  accepted: 'Accepted: it holds from the next message on.',
  rejected: 'Rejected.',
  rolledBack: 'Taken back.',
  comparing: 'From now on half of the new conversations are given these words.',
  experiments: 'Comparisons in life',
  experiment: {
    running: 'running',
    better: 'ended: the new words are better',
    harm: 'ended by itself: the new words do harm',
    'no-difference': 'ended: no difference was found',
    'by-hand': 'stopped',
  },
  arms: (name: string, mean: number, n: number) => `${name}: ${percent(mean)} of ${n} went well`,
  inForce: 'In force',
  proposed: 'Proposed',
  early: (n: number) => `Nothing is decided before ${n} conversations of each.`,
  notExposed: (n: number) =>
    n === 1
      ? '1 other conversation did not come to it and is not counted.'
      : `${n} other conversations did not come to it and are not counted.`,
  atAllTimes: (low: number, high: number) =>
    `Difference at all times between ${signed(low)} and ${signed(high)}.`,
};
