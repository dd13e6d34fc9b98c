// What an agent of a plan is told: its own part in words, and everything else as variables of its REPL.
import { type FileStep, summarizeChange } from '../changes/index.js';
import type { Json, PlanTask, TaskRecord } from '../core/index.js';
import type { MergeConflict } from './ports.js';

export interface Briefing {
  readonly task: string;
  readonly variables: Readonly<Record<string, Json>>;
}

/** Why an author works on it again, and what it has to look at. */
export interface Again {
  readonly why: string;
  readonly variables: Readonly<Record<string, Json>>;
}

const DIFF_CHARS = 60_000;

export function authorBriefing(
  task: PlanTask,
  inputs: readonly TaskRecord[],
  request: Briefing,
  again?: Again,
): Briefing {
  const writes =
    task.outputs.length === 0
      ? 'You change no files.'
      : `You may create or change only: ${task.outputs.join(', ')}. Other agents work on the rest at the same time.`;
  const parts = [
    task.instructions,
    task.expects === '' ? '' : `It is done when: ${task.expects}`,
    writes,
    inputs.length === 0
      ? ''
      : `Results of earlier tasks, each {title, agent, state, answer, citations, files}:\n${inputs.map(inputLine).join('\n')}`,
    'The whole request is in the variable wholeRequest, for orientation: do your part of it alone.',
    again?.why ?? '',
  ];
  return {
    task: parts.filter((part) => part !== '').join('\n\n'),
    variables: {
      ...request.variables,
      wholeRequest: request.task,
      ...(inputs.length === 0 ? {} : { inputs: inputsOf(inputs) }),
      ...again?.variables,
    },
  };
}

function inputLine({ taskId, agent, state, answer }: TaskRecord): string {
  const early = state === 'partial' ? ', which had to end early' : '';
  return `- inputs["${taskId}"]: by ${agent}${early}, ${answer.length} characters`;
}

function inputsOf(inputs: readonly TaskRecord[]): Json {
  return Object.fromEntries(
    inputs.map(({ taskId, agent, state, answer, citations, files }): [string, Json] => [
      taskId,
      {
        agent,
        state,
        answer,
        citations: citations.map(({ path, line }) => ({ path, line })),
        files: [...files],
      },
    ]),
  );
}

export function reviewerBriefing(
  task: PlanTask,
  answer: string,
  written: readonly FileStep[],
): Briefing {
  const changes = changesOf(written);
  const what =
    changes.length === 0
      ? 'It has changed no files.'
      : 'What it has changed is in the variable changes ([{path, diff}]); readFile shows the files as they are now.';
  return {
    task: `Review what the agent ${task.agent} has done. You have not done it yourself: believe nothing that you have not checked.

It was asked: ${task.instructions}
It is done when: ${task.expects === '' ? 'what was asked is done' : task.expects}
Its report is in the variable report. ${what}

Report as findings of severity "error" only what must be mended before others build on it: wrong behaviour, something missing that was asked, a security fault, broken tests. No findings when it is right.`,
    variables: { report: answer, changes },
  };
}

export function revisionOf(remarks: readonly string[], answer: string): Again {
  return {
    why: 'You have done this already: your report is in the variable report, your changes are in the files. Another agent has looked at it and found what stands in the variable remarks. Mend that, or say why it is wrong.',
    variables: { remarks: [...remarks], report: answer },
  };
}

export function redoOf(
  conflicts: readonly MergeConflict[],
  answer: string,
  written: readonly FileStep[],
): Again {
  return {
    why: 'You have done this already, but other agents have changed the same files meanwhile (variable conflicts), so nothing of it was taken over. The files are now as they have left them. Make your change again on that state, without undoing theirs: your earlier change is in the variable changes, your report in report.',
    variables: {
      conflicts: conflicts.map(({ path, reason }) => ({ path, reason })),
      changes: changesOf(written),
      report: answer,
    },
  };
}

function changesOf(written: readonly FileStep[]): Json[] {
  let chars = 0;
  return written.map((step) => {
    const { diff } = summarizeChange(step);
    chars += diff.length;
    return { path: step.path, diff: chars <= DIFF_CHARS ? diff : '(left out: read the file)' };
  });
}
