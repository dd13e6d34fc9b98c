// What a call costs.
import type { ModelPrice } from '../ports/index.js';
import type { TokenUse } from './usage.js';

/** US dollars. Zero when the price is unknown. Cached tokens cost the input price where no other is given. */
export function costOf(
  price: ModelPrice | undefined,
  use: Pick<TokenUse, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>,
): number {
  if (price === undefined) return 0;
  const fresh = Math.max(0, use.input - use.cacheRead - use.cacheWrite);
  const perMillion =
    fresh * price.input +
    use.cacheRead * (price.cachedInput ?? price.input) +
    use.cacheWrite * (price.cacheWrite ?? price.input) +
    use.output * price.output;
  return perMillion / 1_000_000;
}
