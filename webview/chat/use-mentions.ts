// What could be named with @ at the cursor: asked of the host while a name is typed, the last question counts.
import { useEffect, useState } from 'react';
import type { MentionSuggestion } from '../../runtime/core/index.js';
import { labelOf } from '../localized.js';
import { useApp } from '../state/app.js';
import type { Completion } from './completion-list.js';
import { MENTION_ICONS } from './mention-icons.js';

/** Milliseconds after a key press until the host is asked. */
const WAIT_MS = 60;

/** The @ name that ends at the cursor. */
export interface TypedMention {
  readonly query: string;
  /** Where its @ stands. */
  readonly from: number;
}

export function mentionAt(text: string, caret: number): TypedMention | undefined {
  const found = /(?:^|[\s(["'])@(?:"([^"\n]*)|([^\s"'`)\]]*))$/.exec(text.slice(0, caret));
  if (found === null) return undefined;
  const [, quoted, plain] = found;
  const query = quoted ?? plain ?? '';
  return { query, from: caret - query.length - (quoted === undefined ? 1 : 2) };
}

const NONE: readonly Completion[] = [];

export function useMentions(typed: TypedMention | undefined): readonly Completion[] {
  const { client } = useApp();
  const [found, setFound] = useState<{ query: string; items: readonly Completion[] }>();
  const query = typed?.query;

  useEffect(() => {
    if (query === undefined) {
      setFound(undefined);
      return undefined;
    }
    const ending = new AbortController();
    const timer = setTimeout(() => {
      client.request('mention.suggest', { query }, ending.signal).then(
        ({ suggestions }) => setFound({ query, items: suggestions.map(completion) }),
        // Whoever types a name is not troubled because a list did not come.
        () => undefined,
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [client, query]);

  return typed === undefined ? NONE : (found?.items ?? NONE);
}

function completion(
  { kind, insert, label, detail, open }: MentionSuggestion,
  index: number,
): Completion {
  return {
    id: `mention-${index}`,
    icon: MENTION_ICONS[kind],
    name: labelOf({ kind, label }),
    does: detail,
    insert,
    open,
  };
}
