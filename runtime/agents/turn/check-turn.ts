// The checks of one turn's changes, through the turn's own gate, budget and recorder.
import type { Budget } from '../../core/index.js';
import { throwIfAborted } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { runLoop } from '../../rlm/index.js';
import { createToolRegistry } from '../../tools/index.js';
import { type ChangeSite, settleChanges } from '../approval/changes.js';
import { CommandDeniedError, type TurnCommands } from '../approval/command-authority.js';
import { checkChange, mendTask, reviewChange } from './pipeline.js';
import { runThroughGate } from './run-command.js';
import type { TurnDeps } from './types.js';

export interface CheckedTurn {
  readonly commands: TurnCommands;
  readonly site: ChangeSite;
  readonly budget: Budget;
}

/** Steps of one try to mend what checks found. */
const MEND_STEPS = 8;
/** What mending may use: nothing that runs or reaches out. */
const EDITING: ReadonlySet<AnyTool['effect']> = new Set(['read', 'write', 'model']);

/** Does nothing when nothing was changed, or changes are not checked here. @throws AbortedError */
export async function checkTurn(deps: TurnDeps, request: string, turn: CheckedTurn): Promise<void> {
  const { checks, models, predictor, logger } = deps;
  const { commands, site, budget } = turn;
  const { recorder, signal, turnId } = site;
  if (checks === undefined || recorder.changedPaths.length === 0) return;
  throwIfAborted(signal);
  const { offline } = await models.forRole('root', signal);
  const gate = deps.gateFor(deps.tools, { commands });
  const context = { signal, logger, caller: 'checks', turnId, stepId: undefined };
  await checkChange(checks, {
    recorder,
    signal,
    grant: async (found) => {
      try {
        await commands.grant(found.map(({ command }) => command));
        return found;
      } catch (thrown) {
        if (thrown instanceof CommandDeniedError) return [];
        throw thrown;
      }
    },
    run: (check, timeoutMs) => runThroughGate(gate, check, timeoutMs, context),
    // Rules mend nothing and judge nothing.
    mend: offline ? undefined : (failures) => mend(deps, mendTask(request, failures), turn),
    review: offline
      ? undefined
      : (results) =>
          reviewChange(
            { request, files: recorder.changed, checks: results },
            { predictor, budget, recorder, signal, turnId },
          ),
  });
}

/** A loop of its own over the failures. @returns whether it has changed anything */
async function mend(deps: TurnDeps, task: string, { site, budget }: CheckedTurn): Promise<boolean> {
  const { changes, tools, gateFor } = deps;
  const { recorder, signal, turnId, taint } = site;
  if (changes === undefined) return false;
  const before = recorder.applied;
  const editing: TurnDeps = {
    ...deps,
    tools: createToolRegistry(tools.list().filter(({ effect }) => EDITING.has(effect))),
    gateFor: (registry) => gateFor(registry, { taint }),
  };
  await runLoop(editing, {
    task,
    variables: {},
    intent: 'ask',
    memories: [],
    budget,
    signal,
    emit: recorder.emit,
    turnId,
    maxSteps: MEND_STEPS,
  });
  await settleChanges(changes, site);
  return recorder.applied > before;
}
