// What the status bar says: model, mode, cost and running state, in a few words.
import type { HostState } from '../bridge/index.js';

const MODES = {
  ask: 'asks first',
  auto: 'applies',
  plan: 'reads only',
  bypass: '$(warning) asks nothing',
} as const;

export interface StatusLabel {
  readonly text: string;
  readonly tooltip: string;
}

/** @param spentUsd what the open conversation has cost so far, in US dollars */
export function statusLabel(
  state: HostState | undefined,
  running: boolean,
  spentUsd: number,
): StatusLabel {
  if (state === undefined) return { text: '$(hubot) Memfun', tooltip: 'Memfun' };
  const model = state.model.offline ? 'offline (rule-based)' : state.model.label;
  return {
    text: [
      `${running ? '$(loading~spin)' : '$(hubot)'} ${model}`,
      MODES[state.mode],
      ...(spentUsd > 0 ? [`$${spentUsd.toFixed(2)}`] : []),
    ].join(' · '),
    tooltip: [
      `Memfun: ${running ? 'answering' : 'ready'}`,
      `Model: ${model}`,
      `Changes of files: ${MODES[state.mode]}`,
      `This conversation has cost: $${spentUsd.toFixed(4)}`,
      `Today in all windows: $${state.spending.dayUsd.toFixed(2)}${state.spending.capUsd === 0 ? '' : ` of $${state.spending.capUsd.toFixed(2)}`}`,
      `Sandbox: ${state.engine}`,
      `Memories: ${state.memoryCount}`,
      ...(state.trusted ? [] : ['Restricted mode: reads files, runs nothing from the workspace']),
    ].join('\n'),
  };
}
