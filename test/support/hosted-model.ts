// A model that the host offers, as an editor would, around a scripted one.
import type { HostedModel } from '../../runtime/models/index.js';

/** @param open gives the model that answers */
export function hostedModel(
  open: () => Awaited<ReturnType<HostedModel['open']>>,
  id = 'vscode/script',
): HostedModel {
  return {
    id,
    label: 'Script',
    contextWindow: 100_000,
    maxOutputTokens: 4_000,
    vision: false,
    open: async () => open(),
  };
}
