// What the status bar says: model and running state, in a few words.
import type { HostState } from '../bridge/index.js';

export interface StatusLabel {
  readonly text: string;
  readonly tooltip: string;
}

export function statusLabel(state: HostState | undefined, running: boolean): StatusLabel {
  if (state === undefined) return { text: '$(hubot) Memfun', tooltip: 'Memfun' };
  const model = state.model.offline ? 'offline (rule-based)' : state.model.label;
  return {
    text: `${running ? '$(loading~spin)' : '$(hubot)'} ${model}`,
    tooltip: [
      `Memfun: ${running ? 'answering' : 'ready'}`,
      `Model: ${model}`,
      `Sandbox: ${state.engine}`,
      `Memories: ${state.memoryCount}`,
      ...(state.trusted ? [] : ['Restricted mode: reads files, runs nothing from the workspace']),
    ].join('\n'),
  };
}
