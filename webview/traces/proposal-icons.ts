// The icon of a proposal by what became of it.
import type { strings } from '../strings/index.js';

export const PROPOSAL_ICONS: Readonly<Record<keyof typeof strings.optimize.states, string>> = {
  open: 'question',
  accepted: 'pass-filled',
  rejected: 'circle-slash',
  'rolled-back': 'discard',
  'not-offered': 'dash',
};
