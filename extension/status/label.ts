// What the status bar says: model, mode, cost and running state, in a few words of the editor's language.
import type * as vscode from 'vscode';
import type { Figures } from '../../runtime/language/index.js';
import type { HostState } from '../bridge/index.js';

export interface StatusLabel {
  readonly text: string;
  readonly tooltip: string;
}

export interface StatusFacts {
  readonly running: boolean;
  /** What the open conversation has cost so far, in US dollars. */
  readonly spentUsd: number;
  /** Questions and plans that wait for the person. */
  readonly waiting: number;
}

/** @param l10n the editor's own @param told says texts of the runtime in the editor's language @param figures of it */
export function statusLabel(
  state: HostState | undefined,
  { running, spentUsd, waiting }: StatusFacts,
  l10n: Pick<typeof vscode.l10n, 't'>,
  told: (text: string) => string,
  { dollars }: Figures,
): StatusLabel {
  if (state === undefined) return { text: '$(hubot) Memfun', tooltip: 'Memfun' };
  const modes = {
    ask: l10n.t('asks first'),
    auto: l10n.t('applies'),
    plan: l10n.t('reads only'),
    bypass: `$(warning) ${l10n.t('asks nothing')}`,
  };
  const { dayUsd, capUsd } = state.spending;
  const model = state.model.offline ? l10n.t('offline (rule-based)') : told(state.model.label);
  const waits = waiting > 0;
  const icon = waits ? '$(bell-dot)' : running ? '$(loading~spin)' : '$(hubot)';
  const doing = waits ? l10n.t('waits for you') : running ? l10n.t('answering') : l10n.t('ready');
  return {
    text: [
      ...(waits ? [`${icon} ${l10n.t('waits for you')}`, model] : [`${icon} ${model}`]),
      modes[state.mode],
      ...(spentUsd > 0 ? [dollars(spentUsd, 2)] : []),
    ].join(' · '),
    tooltip: [
      `Memfun: ${doing}`,
      l10n.t('Model: {0}', model),
      l10n.t('Changes of files: {0}', modes[state.mode].replace('$(warning) ', '')),
      l10n.t('This conversation has cost: {0}', dollars(spentUsd, 4)),
      capUsd === 0
        ? l10n.t('Today in all windows: {0}', dollars(dayUsd, 2))
        : l10n.t('Today in all windows: {0} of {1}', dollars(dayUsd, 2), dollars(capUsd, 2)),
      l10n.t('Sandbox: {0}', state.engine),
      l10n.t('Memories: {0}', state.memoryCount),
      ...(state.trusted
        ? []
        : [l10n.t('Restricted mode: reads files, runs nothing from the workspace')]),
    ].join('\n'),
  };
}
