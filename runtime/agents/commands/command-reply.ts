// A turn's slash command, answered with the parts of the turn.
import { abortable } from '../../core/index.js';
import type { Answer } from '../../rlm/index.js';
import type { HistoryDesk } from '../context/history-desk.js';
import type { TurnRecorder } from '../turn/recorder.js';
import type { TurnDeps, TurnOptions } from '../turn/types.js';
import { answerCommand } from './commands.js';
import type { Withdrawal } from './undo.js';

/** `undefined` when the message is none. @throws CommandUsageError, AbortedError, and what the command throws */
export function commandReply(
  deps: TurnDeps,
  { request, sessionId, signal }: TurnOptions,
  history: HistoryDesk,
  recorder: TurnRecorder,
  turnId: string,
): Promise<Answer | undefined> {
  const undo = deps.undo && {
    ...deps.undo,
    sessionId,
    signal,
    onWithdrawn: ({ turnIds, withdrawn, files }: Withdrawal) =>
      recorder.tell({
        type: 'turns.withdrawn',
        turnIds: [...turnIds],
        withdrawn,
        files: [...files],
      }),
  };
  return abortable(
    answerCommand(request.text, {
      memory: deps.memory,
      codeReader: deps.codeReader,
      workspace: deps.workspace,
      canWrite: deps.changes !== undefined,
      undo,
      conversation: history,
      history: deps.history,
      models: deps.chooser,
      report: {
        sessions: deps.sessions,
        sessionId,
        turnId,
        model: () => deps.models.forRole('root', signal),
        mode: () => deps.safety.mode(),
        memory: deps.memory,
        spending: deps.spending,
        workspace: deps.workspace,
        canWrite: deps.changes !== undefined,
      },
      safety: deps.safety,
      background: deps.background,
      tools: deps.tools.list(),
      projects: deps.projects,
      instructionsIn: deps.instructionsIn,
      skills: deps.skills,
      agents: deps.agents,
      custom: deps.custom,
      mcp: deps.mcp,
      signal,
    }),
    signal,
  );
}
