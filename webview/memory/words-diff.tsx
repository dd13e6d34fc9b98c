// What was changed between two versions of a text, word by word.
import { diffWords } from 'diff';
import { useMemo } from 'react';
import { strings } from '../strings.js';

export function WordsDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <p className="words-diff">
      {parts.map((part, at) => {
        // Parts have no identity beside their place; a diff is never changed, only made again.
        const key = `${at} ${part.value}`;
        if (part.added)
          return (
            <ins key={key}>
              <span className="sr-only">{strings.memory.added} </span>
              {part.value}
            </ins>
          );
        if (part.removed)
          return (
            <del key={key}>
              <span className="sr-only">{strings.memory.removed} </span>
              {part.value}
            </del>
          );
        return <span key={key}>{part.value}</span>;
      })}
    </p>
  );
}
