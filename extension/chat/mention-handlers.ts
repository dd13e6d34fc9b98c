// What the host does for the composer's list of mentions.
import type { Memfun } from '../../runtime/app/index.js';
import type { BridgeHandlers } from './bridge-server.js';

export function mentionHandlers(
  memfun: () => Promise<Pick<Memfun, 'suggestMentions'>>,
): Pick<BridgeHandlers, 'mention.suggest'> {
  return {
    'mention.suggest': async ({ query }, signal) => ({
      suggestions: [...(await (await memfun()).suggestMentions(query, signal))],
    }),
  };
}
