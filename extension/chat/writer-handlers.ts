// What the host does for conflicts of writers: hands a person's decision to the run that waits for it.
import type { ConflictAnswers } from '../../runtime/app/index.js';
import type { BridgeHandlers } from './bridge-server.js';

/** @param conflicts is asked when a decision comes */
export function writerHandlers(
  conflicts: () => Promise<ConflictAnswers>,
): Pick<BridgeHandlers, 'writer.decide'> {
  return {
    'writer.decide': async ({ conflictId, take, texts = [] }) => {
      const desk = await conflicts();
      desk.answer(conflictId, take === 'text' ? { take, texts } : { take });
      return {};
    },
  };
}
