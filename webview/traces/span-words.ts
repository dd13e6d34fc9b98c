// What a span is called: its kind and its name, in the language of the page.
import type { TraceSpan } from '../../extension/bridge/index.js';
import { localized } from '../localized.js';
import { strings } from '../strings/index.js';

export interface SpanWords {
  readonly kind: string;
  readonly label: string;
  /** The name begins with the kind. */
  readonly saysKind: boolean;
}

export function spanWords({
  kind: own,
  label: given,
}: Pick<TraceSpan, 'kind' | 'label'>): SpanWords {
  const kind = strings.traces.kinds[own] ?? own;
  // “Step 1” is ours; all others are names, and words of models and people.
  const label = own === 'step' ? localized(given) : given;
  return { kind, label, saysKind: label.toLowerCase().startsWith(kind.toLowerCase()) };
}
