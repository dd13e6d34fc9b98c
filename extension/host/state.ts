// Gathers the facts that the views and the status bar show about this window.
import * as vscode from 'vscode';
import type { Memfun } from '../../runtime/app/index.js';
import { type Effort, type Logger, type Mode, toErrorInfo } from '../../runtime/core/index.js';
import type { HostState } from '../bridge/index.js';
import { SET_UP_DISMISSED_KEY } from '../chat/handlers.js';

const NO_MODEL = {
  model: { id: 'none', label: 'model not ready', offline: false },
  contextWindow: 0,
} as const;
const NOTHING_SPENT: HostState['spending'] = { dayUsd: 0, dayTokens: 0, capUsd: 0, forecasts: [] };

/** A part that cannot answer is shown as not ready; the log and Doctor say why. */
export async function readHostState(
  memfun: () => Promise<Memfun>,
  globalState: vscode.Memento,
  logger: Logger,
): Promise<HostState> {
  const ask = async <T>(what: string, answer: (m: Memfun) => Promise<T>, otherwise: T) => {
    try {
      return await answer(await memfun());
    } catch (error) {
      logger.warn(`${what} is not ready`, { error: toErrorInfo(error) });
      return otherwise;
    }
  };
  const [{ model, contextWindow }, engine, memoryCount, mode, effort, skills, spending] =
    await Promise.all([
      ask(
        'the model',
        async (m) => {
          const { id, label, offline, contextWindow } = await m.rootModel();
          return { model: { id, label, offline }, contextWindow };
        },
        NO_MODEL,
      ),
      ask<string>('the sandbox', (m) => m.sandboxEngine(), 'not ready'),
      ask('the memory', async (m) => m.memory.health().memories, 0),
      ask<Mode>('the mode', async (m) => m.mode, 'ask'),
      ask<Effort>('the effort', async (m) => m.effort, 'auto'),
      ask<HostState['skills']>(
        'the list of skills',
        async (m) =>
          (await m.skills()).skills.map(({ name, description }) => ({ name, description })),
        [],
      ),
      ask('what was spent', async (m) => spendingOf(await m.spending()), NOTHING_SPENT),
    ]);
  return {
    model,
    offerSetUp: model.offline && !globalState.get(SET_UP_DISMISSED_KEY, false),
    trusted: vscode.workspace.isTrusted,
    mode,
    effort,
    workspaceName: vscode.workspace.name ?? 'no folder',
    engine,
    skills,
    memoryCount,
    contextWindow,
    spending,
  };
}

function spendingOf({
  today: { costUsd, inputTokens, outputTokens },
  capUsd,
  forecasts,
}: Awaited<ReturnType<Memfun['spending']>>): HostState['spending'] {
  return {
    dayUsd: costUsd,
    dayTokens: inputTokens + outputTokens,
    capUsd: Number.isFinite(capUsd) ? capUsd : 0,
    forecasts: [...forecasts],
  };
}
