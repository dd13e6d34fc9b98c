// What differs between two texts, word by word: as one text, or only one of the two with what is its own marked.
import { diffWords } from 'diff';
import { useMemo } from 'react';
import { strings } from '../strings/index.js';

export interface WordsDiffProps {
  readonly before: string;
  readonly after: string;
  /** Default both. */
  readonly show?: 'before' | 'after' | 'both';
}

export function WordsDiff({ before, after, show = 'both' }: WordsDiffProps) {
  // A part has no identity beside its place.
  const parts = useMemo(
    () => diffWords(before, after).map((part, at) => ({ ...part, key: `part ${at}` })),
    [before, after],
  );
  return (
    <p className="words-diff">
      {parts.map(({ key, value, added, removed }) => {
        if ((added && show === 'before') || (removed && show === 'after')) return null;
        if (!added && !removed) return <span key={key}>{value}</span>;
        if (show !== 'both') return <mark key={key}>{value}</mark>;
        const [Part, word] = added
          ? (['ins', strings.memory.added] as const)
          : (['del', strings.memory.removed] as const);
        return (
          <Part key={key}>
            <span className="sr-only">{word} </span>
            {value}
          </Part>
        );
      })}
    </p>
  );
}
