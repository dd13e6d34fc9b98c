// Spans while they are being made: opened under a parent that is there, closed once, never before their start.
import type { Attributes, Span, SpanKind, SpanStatus } from './types.js';

export interface NewSpan {
  readonly id: string;
  /** Where it is not there, the span hangs below the root. */
  readonly parentId?: string;
  readonly kind: SpanKind;
  readonly name: string;
  readonly attributes?: Attributes;
}

interface Making {
  readonly span: Span;
  open: boolean;
  /** When the first of its ancestors ended. */
  readonly latest: number;
}

export interface OpenSpan {
  readonly kind: SpanKind;
  readonly attributes: Attributes;
  /** Whether a loop of its own hangs below it. */
  readonly hasChild: boolean;
}

export class SpanTree {
  readonly #spans = new Map<string, Making>();
  readonly #rootId: string;
  /** Spans that still are open, in the order of their start. */
  readonly #open = new Set<string>();
  readonly #parentsOfLoops = new Set<string>();
  #last: number;

  constructor(root: NewSpan, at: number) {
    this.#rootId = root.id;
    this.#last = at;
    this.#make(root, undefined, at);
  }

  /** Time goes on; a clock that was put back is not followed. */
  seen(at: number): void {
    this.#last = Math.max(this.#last, at);
  }

  has(id: string): boolean {
    return this.#spans.has(id);
  }

  /** Does nothing for one that is there already. */
  open(span: NewSpan, at: number): void {
    if (this.#spans.has(span.id)) return;
    const wanted = span.parentId === undefined ? undefined : this.#spans.get(span.parentId);
    const parent = wanted ?? this.#spans.get(this.#rootId);
    this.#make(span, parent, at);
  }

  add(id: string, attributes: Attributes): void {
    const making = this.#spans.get(id);
    if (making !== undefined) Object.assign(making.span.attributes, attributes);
  }

  event(id: string, name: string, at: number, attributes: Attributes): void {
    const making = this.#spans.get(id);
    making?.span.events.push({ name, atMs: Math.max(at, making.span.startMs), attributes });
  }

  /** Ends a span now. The first end counts. */
  close(id: string, status: SpanStatus, message?: string, attributes: Attributes = {}): void {
    const making = this.#spans.get(id);
    if (making === undefined || !making.open) return;
    making.open = false;
    this.#open.delete(id);
    const { span } = making;
    span.endMs = Math.max(span.startMs, Math.min(this.#last, making.latest));
    span.status = status;
    if (message !== undefined) span.message = message;
    Object.assign(span.attributes, attributes);
  }

  /** Ends what is still open below a span that is about to end: nothing outlives its parent. */
  closeBelow(id: string, status: SpanStatus): void {
    for (const open of [...this.#open].reverse())
      if (open !== id && this.#isBelow(open, id)) this.close(open, status);
  }

  newestOpen(kinds: readonly SpanKind[]): string | undefined {
    return [...this.#open].findLast((id) => {
      const making = this.#spans.get(id);
      return making !== undefined && kinds.includes(making.span.kind);
    });
  }

  /** The first open span below another one that fits. */
  oldestOpen(below: string, fits: (span: OpenSpan) => boolean): string | undefined {
    for (const id of this.#open) {
      const making = this.#spans.get(id);
      if (making === undefined || !this.#isBelow(id, below)) continue;
      const { kind, attributes } = making.span;
      if (fits({ kind, attributes, hasChild: this.#parentsOfLoops.has(id) })) return id;
    }
    return undefined;
  }

  finish(rest: 'running' | 'interrupted'): readonly Span[] {
    for (const id of [...this.#open].reverse()) this.close(id, rest);
    return [...this.#spans.values()].map(({ span }) => span);
  }

  #make({ id, kind, name, attributes }: NewSpan, parent: Making | undefined, at: number): void {
    const latest = latestWithin(parent);
    const startMs = Math.max(parent?.span.startMs ?? at, Math.min(at, latest));
    this.#spans.set(id, {
      open: true,
      latest,
      span: {
        id,
        ...(parent === undefined ? {} : { parentId: parent.span.id }),
        kind,
        name,
        startMs,
        endMs: startMs,
        status: 'running',
        attributes: { ...attributes },
        events: [],
      },
    });
    this.#open.add(id);
    if (kind === 'child' && parent !== undefined) this.#parentsOfLoops.add(parent.span.id);
  }

  #isBelow(id: string, ancestor: string): boolean {
    let at = this.#spans.get(id)?.span.parentId;
    while (at !== undefined) {
      if (at === ancestor) return true;
      at = this.#spans.get(at)?.span.parentId;
    }
    return false;
  }
}

function latestWithin(parent: Making | undefined): number {
  if (parent === undefined) return Number.POSITIVE_INFINITY;
  return parent.open ? parent.latest : parent.span.endMs;
}
