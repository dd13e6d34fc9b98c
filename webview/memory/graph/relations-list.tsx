// The graph for those who do not see it: every relation as a sentence with two links.
import { useMemo } from 'react';
import type { GraphEdge, MemoryGraph } from '../../../extension/bridge/index.js';
import { useApp } from '../../state/app.js';
import { strings } from '../../strings/index.js';
import { excerpt } from '../../ui/format.js';
import { Fold, LinkButton } from '../../ui/kit.js';

const text = strings.memory.graph;
/** More sentences than this nobody goes through; a search in the list finds one. */
const SHOWN = 200;
const CHARS = 80;

const ORDER: readonly GraphEdge['kind'][] = [
  'contradicts',
  'supersedes',
  'extends',
  'relates',
  'file',
  'tag',
];

export function RelationsList({ graph }: { readonly graph: MemoryGraph }) {
  const { store } = useApp();
  const contents = useMemo(
    () => new Map(graph.nodes.map(({ id, content }) => [id, excerpt(content, CHARS)])),
    [graph],
  );
  const edges = useMemo(
    () => [...graph.edges].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    [graph],
  );
  const link = (id: string) => {
    const content = contents.get(id) ?? id;
    return <LinkButton onClick={() => store.showMemory(id)}>{content}</LinkButton>;
  };
  return (
    <Fold title={text.asList} className="graph-list" testId="graph-list">
      {edges.length === 0 ? (
        <p className="quiet">{text.noRelations}</p>
      ) : (
        <ul className="relations plain" aria-label={text.asList}>
          {edges.slice(0, SHOWN).map(({ from, to, kind }) => (
            <li key={`${from} ${to} ${kind}`}>
              {link(from)} <span className="quiet">{text.kinds[kind]}</span> {link(to)}
            </li>
          ))}
        </ul>
      )}
      {edges.length > SHOWN && <p className="quiet">{text.more(edges.length - SHOWN)}</p>}
    </Fold>
  );
}
