// The configuration of one turn: that of the window, with what was asked for this turn alone.
import type { Config } from '../config/index.js';
import type { Mode } from '../core/index.js';
import type { RunTurnOptions } from './types.js';

/** A trial only reads, memory too, and nothing is learned from it. */
export function configOfTurn(
  config: Config,
  {
    mode,
    model,
    trial,
  }: {
    readonly mode: Mode;
    readonly model: string | undefined;
    readonly trial: RunTurnOptions['trial'];
  },
): Config {
  return {
    ...config,
    mode: trial === undefined ? mode : 'plan',
    ...(model === undefined ? {} : { model }),
    ...(trial === undefined ? {} : { memory: { ...config.memory, enabled: false } }),
  };
}
