// Runs a turn where people can watch it: in the chat, which comes to the front first.
import type { TurnResult } from '../../runtime/app/index.js';
import type { TurnRequest } from '../../runtime/core/index.js';
import type { HostContext } from '../host/context.js';

/**
 * Resolves when the turn is over, with `undefined` when it could not be run (the chat says why).
 * @throws TurnRunningError, EmptyQuestionError before anything was started
 */
export async function runInChat(
  host: HostContext,
  request: TurnRequest,
): Promise<TurnResult | undefined> {
  const turn = await host.conversation.start(request);
  await host.view.show('chat');
  return turn.result.catch(() => undefined);
}
