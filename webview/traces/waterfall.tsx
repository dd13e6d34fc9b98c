// The spans of a run as a tree with a bar each, on one scale of time. Only what is in the window is in the page.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { TraceSpan } from '../../extension/bridge/index.js';
import { strings } from '../strings/index.js';
import { count, duration } from '../ui/format.js';
import { Icon } from '../ui/kit.js';
import { spanWords } from './span-words.js';
import { keyMove, rowsOf, type TreeRow, windowOf } from './tree.js';

const text = strings.traces;
const ROW = 34;
/** Where the bar is in its row. */
const BAR = { top: 25, height: 5 } as const;
const INDENT = 10;
/** Deeper ones are not moved further: their text needs the room. */
const MAX_INDENT = 8;
/** The scale of the drawing; it is stretched to the width of the window. */
const SCALE = 1000;

export interface WaterfallProps {
  readonly spans: readonly TraceSpan[];
  readonly active: string;
  readonly onActive: (id: string) => void;
}

export function Waterfall({ spans, active, onActive }: WaterfallProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const place = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(spans, closed), [spans, closed]);
  const [from, to] = windowOf(rows.length, ROW, top, height);
  const shown = rows.slice(from, to);
  const activeAt = rows.findIndex(({ span }) => span.id === active);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const element = place.current;
    if (element === null || activeAt < 0) return;
    const at = activeAt * ROW;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = at + ROW - element.clientHeight;
  }, [activeAt]);

  const toggle = (id: string, open: boolean): void =>
    setClosed((now) => {
      const next = new Set(now);
      if (open) next.delete(id);
      else next.add(id);
      return next;
    });
  /** A second click opens or closes what is below. */
  const choose = (id: string): void => {
    const open = rows.find(({ span }) => span.id === id)?.open;
    if (id === active && open !== undefined) toggle(id, !open);
    else onActive(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / ROW) - 1);
    const move = keyMove(rows, active, event.key, page);
    if (move === undefined) return;
    event.preventDefault();
    if ('to' in move) onActive(move.to);
    else toggle(move.toggle, move.open);
  };

  return (
    <div
      ref={place}
      className="waterfall"
      role="tree"
      tabIndex={0}
      aria-label={text.tree}
      aria-activedescendant={activeAt >= from && activeAt < to ? itemId(active) : undefined}
      data-testid="trace-tree"
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = (event.target as Element).closest('[role=treeitem]');
        const id = rows.find(({ span }) => itemId(span.id) === row?.id)?.span.id;
        if (id !== undefined) choose(id);
      }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className="waterfall-all" role="none" style={{ height: rows.length * ROW }}>
        <Bars rows={shown} from={from} spans={spans} />
        {shown.map((row, at) => (
          <Row
            key={row.span.id}
            row={row}
            top={(from + at) * ROW}
            active={row.span.id === active}
          />
        ))}
      </div>
    </div>
  );
}

const itemId = (id: string): string => `span-${id}`;

function Row(props: { readonly row: TreeRow; readonly top: number; readonly active: boolean }) {
  const { span, level, open, place, siblings } = props.row;
  const { kind, label, saysKind } = spanWords(span);
  return (
    <div
      id={itemId(span.id)}
      role="treeitem"
      tabIndex={-1}
      className={`span-row ${span.status}`}
      style={{ top: props.top, height: ROW, paddingInlineStart: indent(level) }}
      aria-level={level}
      aria-setsize={siblings}
      aria-posinset={place}
      aria-expanded={open}
      aria-selected={props.active}
      data-kind={span.kind}
      data-testid="trace-row"
    >
      <Icon name={open === undefined ? 'blank' : open ? 'chevron-down' : 'chevron-right'} />
      {!saysKind && <span className="span-kind">{kind}</span>}{' '}
      <span className="span-label">{label}</span>{' '}
      {span.status !== 'ok' && <span className="sr-only">{text.status[span.status]}</span>}{' '}
      {span.status === 'failed' && <Icon name="error" />}
      <span className="span-facts">
        {span.tokens !== undefined && span.tokens > 0 && `${count(span.tokens)} · `}
        {duration(span.endMs - span.startMs)}
      </span>
    </div>
  );
}

const indent = (level: number): number => 4 + Math.min(level - 1, MAX_INDENT) * INDENT;

/** One drawing for the whole window. */
function Bars(props: {
  readonly rows: readonly TreeRow[];
  readonly from: number;
  readonly spans: readonly TraceSpan[];
}) {
  const { rows, from, spans } = props;
  const [root] = spans;
  if (root === undefined) return null;
  const whole = Math.max(1, root.endMs - root.startMs);
  const height = rows.length * ROW;
  return (
    <svg
      className="bars"
      aria-hidden="true"
      width="100%"
      height={height}
      viewBox={`0 0 ${SCALE} ${height}`}
      preserveAspectRatio="none"
      style={{ top: from * ROW }}
    >
      {[0.25, 0.5, 0.75].map((share) => (
        <line
          key={share}
          className="grid"
          x1={share * SCALE}
          x2={share * SCALE}
          y1={0}
          y2={height}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {rows.map(({ span }, at) => {
        const x = ((span.startMs - root.startMs) / whole) * SCALE;
        const width = ((span.endMs - span.startMs) / whole) * SCALE;
        return (
          <rect
            key={span.id}
            className={`bar ${span.kind} ${span.status}`}
            x={Math.min(x, SCALE - 3)}
            y={at * ROW + BAR.top}
            width={Math.max(3, width)}
            height={BAR.height}
          />
        );
      })}
    </svg>
  );
}
