// Names to choose from while a mention is typed: of one kind after `kind:`, else of all that fit.
import { isAbort, type Logger, type MentionSuggestion, toErrorInfo } from '../../core/index.js';
import { fit } from './fuzzy.js';
import type { MentionProvider, MentionSite } from './provider.js';
import { ALONE, MENTIONS } from './registry.js';

const MOST = 30;

/** @param query what stands after the @ so far @throws AbortedError */
export async function suggestMentions(
  query: string,
  site: MentionSite,
  logger: Logger,
): Promise<readonly MentionSuggestion[]> {
  const [, prefix, rest = ''] = /^([a-z]+):(?!\/\/)(.*)$/s.exec(query) ?? [];
  const one = MENTIONS.find(({ kind }) => kind === prefix);
  if (one !== undefined) return offered(one, rest, MOST, site, logger);
  const bare = MENTIONS.filter(({ prefixed }) => !prefixed);
  const found = await Promise.all(
    bare.map((provider) => offered(provider, query, query === '' ? 5 : MOST, site, logger)),
  );
  const kinds = MENTIONS.filter(
    ({ kind, prefixed }) => prefixed && (query === '' || (fit(query, kind) ?? 0) >= 1000),
  ).map(
    ({ kind, hint }): MentionSuggestion => ({
      kind,
      insert: `@${kind}${ALONE.has(kind) ? '' : ':'}`,
      label: kind,
      detail: hint,
      open: !ALONE.has(kind),
    }),
  );
  return [...kinds, ...found.flat()].slice(0, MOST);
}

/** A provider that fails offers nothing: whoever types must not be stopped. */
async function offered(
  provider: MentionProvider,
  query: string,
  limit: number,
  site: MentionSite,
  logger: Logger,
): Promise<readonly MentionSuggestion[]> {
  try {
    const found = await provider.suggest(query, limit, site);
    return found
      .slice(0, limit)
      .map((suggestion) => ({ ...suggestion, kind: provider.kind, open: false }));
  } catch (error) {
    if (isAbort(error)) throw error;
    logger.debug('a kind of mention offers nothing', {
      kind: provider.kind,
      ...toErrorInfo(error),
    });
    return [];
  }
}
