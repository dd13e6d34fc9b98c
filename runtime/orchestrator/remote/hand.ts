// The worker's side of a part of a plan: its agent works on a ground of its own, and what it wrote is given back.
import type { RunTeam, TeamMember } from '../../agents/index.js';
import type { Overlay } from '../../changes/index.js';
import { MemfunError } from '../../core/index.js';
import type { LoopResult, Steering } from '../../rlm/index.js';
import type { Worktrees } from '../../writers/index.js';
import type { WriterSite } from '../ports.js';
import { writerGround } from '../writer-ground.js';
import { type Contents, digestOf } from './contents.js';
import { briefingSchema, type LoopTaskInput, type LoopTaskOutput } from './kind.js';

/** One part of a plan in the hands of a worker. */
export interface HandedPart {
  readonly agent: string;
  readonly input: LoopTaskInput;
  readonly contents: Contents;
  /** What the person says meanwhile, where the plan runs. */
  readonly steering: Steering;
  /** Told once what came of it. */
  readonly report: (output: LoopTaskOutput) => void;
}

/** A command could not see what the agent has written. */
class NoFolderError extends MemfunError {
  readonly code = 'task.no-folder';
  constructor() {
    super('Commands cannot see your changes on this worker: there is no repository to check out.', {
      remedy: 'Change files only, and say in your answer which command has to be run.',
    });
  }
}

/** @param worktrees checkouts for commands, where they can be made */
export function createHand(
  { agent: name, input, contents, report, steering }: HandedPart,
  worktrees: ((signal: AbortSignal) => Promise<Worktrees | undefined>) | undefined,
): RunTeam {
  return async (site) => {
    const { overlay, signal } = site;
    const member = site.members.find(({ agent }) => agent.name === name);
    if (member === undefined) throw new Error(`There is no agent ${name} on this worker.`);
    const agent = narrowed(member, input);
    const text = new TextDecoder().decode(await contents.get(input.briefing));
    const briefing = briefingSchema.parse(JSON.parse(text));
    if (overlay !== undefined) await bring(input, contents, overlay);
    const checkouts = await worktrees?.(signal);
    const ground =
      overlay &&
      writerGround({
        overlay,
        conflictId: () => site.ids.next('change'),
        tell: () => undefined,
        ...(checkouts === undefined ? {} : { worktrees: checkouts }),
      });
    const { taskId: id, outputs, planId, intent } = input;
    const writer = await ground?.open({ id, agent: name, outputs, shares: [] }, signal);
    try {
      const result = await site.runAs(
        agent,
        {
          ...briefing,
          intent,
          steering,
          budget: site.budget,
          signal,
          emit: site.emit,
          turnId: site.turnId,
          maxSteps: Math.min(agent.maxTurns, input.maxSteps),
          agent: name,
          parentId: `${planId}.${id}`,
        },
        writer && {
          overlay: writer.overlay,
          isolate: () => writer.settle(signal),
          settle: () => Promise.reject(new NoFolderError()),
        },
      );
      report(await outputOf(result, writer, contents, signal));
      return result;
    } finally {
      await ground?.close();
      overlay?.reset(); // nothing of it is made here
    }
  };
}

/** What is not on this disk: the changes of the plan so far. */
async function bring(input: LoopTaskInput, contents: Contents, overlay: Overlay): Promise<void> {
  for (const { path, content } of input.base) {
    if (content === null) await overlay.remove(path);
    else await overlay.write(path, await contents.get(content));
  }
}

async function outputOf(
  { stopReason, reason, steps, answer, error }: LoopResult,
  writer: WriterSite | undefined,
  contents: Contents,
  signal: AbortSignal,
): Promise<LoopTaskOutput> {
  const files = [];
  for (const { path, before, after } of (await writer?.written(signal)) ?? [])
    files.push({
      path,
      before: before === undefined ? null : digestOf(before),
      after: after === undefined ? null : await contents.put(after),
    });
  return {
    state: 'ended',
    stopReason,
    reason,
    steps,
    files,
    ...(answer === undefined
      ? {}
      : {
          answer: {
            text: answer.text,
            citations: [...answer.citations],
            notes: [...answer.notes],
            ...(answer.data === undefined ? {} : { data: answer.data }),
          },
        }),
    ...(error === undefined ? {} : { error }),
  };
}

/** With no more than it has in both places. */
function narrowed({ agent, tools }: TeamMember, input: LoopTaskInput): TeamMember['agent'] {
  const { mcpServers: _servers, disallowedTools: _without, agents = [], ...rest } = agent;
  return {
    ...rest,
    tools: tools.filter((tool) => input.tools.includes(tool)),
    agents: agents.filter((called) => input.agents.includes(called)),
  };
}
