// The focused memory in full with its relations, for eyes and for a screen reader; without one, what the lines mean.
import { useMemo } from 'react';
import type { MemoryGraph } from '../../../extension/bridge/index.js';
import { strings } from '../../strings/index.js';
import { excerpt } from '../../ui/format.js';

const text = strings.memory.graph;
const SHOWN = 4;
const CHARS = 70;

const LINES = [
  ['said', text.lines.said],
  ['contradicts', text.lines.contradicts],
  ['supersedes', text.lines.supersedes],
  ['implied', text.lines.implied],
] as const;

export interface CaptionProps {
  readonly graph: MemoryGraph;
  readonly focus: string | undefined;
}

export function Caption({ graph, focus }: CaptionProps) {
  const nodes = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const memory = focus === undefined ? undefined : nodes.get(focus);
  const related = useMemo(
    () => graph.edges.filter(({ from, to }) => from === focus || to === focus),
    [graph, focus],
  );
  return (
    <div className="graph-caption">
      {memory === undefined && <Legend />}
      <output>
        {memory !== undefined && (
          <>
            <span>{memory.content}</span>
            <span className="quiet">
              {related.length === 0
                ? text.unrelated
                : related
                    .slice(0, SHOWN)
                    .map(({ from, to, kind }) => {
                      const other = nodes.get(from === focus ? to : from)?.content ?? '';
                      const kinds = from === focus ? text.kinds : text.kindsBack;
                      return `${kinds[kind]} “${excerpt(other, CHARS)}”`;
                    })
                    .join('; ')}
              {related.length > SHOWN && ` ${text.more(related.length - SHOWN)}`}
            </span>
          </>
        )}
      </output>
    </div>
  );
}

function Legend() {
  return (
    <>
      <p className="quiet">{text.hint}</p>
      <ul className="legend plain quiet">
        {LINES.map(([name, words]) => (
          <li key={name}>
            <span className={`line ${name}`} aria-hidden="true" /> {words}
          </li>
        ))}
      </ul>
    </>
  );
}
