// Traces in the JSON form of OpenTelemetry's protocol (OTLP 1.x): the proto3 JSON mapping with ids in hexadecimal.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { createHash } from 'node:crypto';
import { foldSpans } from './fold.js';
import type { Attributes, Span, TraceRecord } from './types.js';

type AnyValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  /** 64 bits: as text. */
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly AnyValue[] } };

interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** `ExportTraceServiceRequest`. */
export interface OtlpTraces {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string; readonly version: string };
      readonly spans: readonly OtlpSpan[];
    }[];
  }[];
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly events: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes: readonly KeyValue[];
  }[];
  readonly status: { readonly code: number; readonly message?: string };
}

const INTERNAL = 1;
const CLIENT = 3;
const STATUS = { ok: 1, failed: 2, running: 0, interrupted: 2 } as const;

/** @param version of Memfun, for the scope */
export function toOtlp(records: readonly TraceRecord[], version: string): OtlpTraces {
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues({ 'service.name': 'memfun' }) },
        scopeSpans: [
          {
            scope: { name: 'memfun', version },
            spans: records.flatMap((record) =>
              foldSpans(record).map((span) => otlpSpan(span, record.turnId)),
            ),
          },
        ],
      },
    ],
  };
}

function otlpSpan(span: Span, turnId: string): OtlpSpan {
  const { id, parentId, kind, name, startMs, endMs, status, message, attributes, events } = span;
  return {
    traceId: hexId(turnId, 16),
    spanId: hexId(id, 8),
    ...(parentId === undefined ? {} : { parentSpanId: hexId(parentId, 8) }),
    name,
    kind: kind === 'model' ? CLIENT : INTERNAL,
    startTimeUnixNano: nanos(startMs),
    endTimeUnixNano: nanos(endMs),
    attributes: keyValues({ 'memfun.span.kind': kind, ...attributes }),
    events: events.map((event) => ({
      timeUnixNano: nanos(event.atMs),
      name: event.name,
      attributes: keyValues(event.attributes),
    })),
    status: { code: STATUS[status], ...(message === undefined ? {} : { message }) },
  };
}

/** The same for the same id in every export; never all zeros. */
function hexId(id: string, bytes: number): string {
  return createHash('sha256')
    .update(id)
    .digest('hex')
    .slice(0, bytes * 2);
}

function nanos(ms: number): string {
  return String(BigInt(Math.round(ms * 1000)) * 1000n);
}

function keyValues(attributes: Attributes): readonly KeyValue[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Attributes[string]): AnyValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map((text) => ({ stringValue: text })) } };
}
