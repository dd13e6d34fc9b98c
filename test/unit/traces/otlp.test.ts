// Traces leave in the JSON form of OTLP: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { expect, it } from 'vitest';
import * as z from 'zod';
import { foldSpans, toOtlp } from '../../../runtime/traces/index.js';
import { tracedRun } from '../../support/traced-run.js';

// The messages of opentelemetry/proto/collector/trace/v1 in the proto3 JSON mapping: 64-bit integers as text, enums
// as numbers, lowerCamelCase; ids in hexadecimal, which is OTLP's own exception. Strict, so that no field is unknown.
const nanos = z.string().regex(/^\d{1,19}$/);
type Value = z.infer<typeof anyValue>;
const anyValue: z.ZodType<Record<string, unknown>> = z.lazy(() =>
  z.union([
    z.strictObject({ stringValue: z.string() }),
    z.strictObject({ boolValue: z.boolean() }),
    z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
    z.strictObject({ doubleValue: z.number() }),
    z.strictObject({ arrayValue: z.strictObject({ values: z.array(anyValue) }) }),
  ]),
);
const attributes = z
  .array(z.strictObject({ key: z.string().min(1), value: anyValue }))
  .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, 'a key twice');
const spanSchema = z.strictObject({
  traceId: z.string().regex(/^(?!0+$)[0-9a-f]{32}$/),
  spanId: z.string().regex(/^(?!0+$)[0-9a-f]{16}$/),
  parentSpanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  name: z.string().min(1),
  kind: z.number().int().min(1).max(5),
  startTimeUnixNano: nanos,
  endTimeUnixNano: nanos,
  attributes,
  events: z.array(z.strictObject({ timeUnixNano: nanos, name: z.string(), attributes })),
  status: z.strictObject({
    code: z.number().int().min(0).max(2),
    message: z.string().optional(),
  }),
});
const requestSchema = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeSpans: z.array(
        z.strictObject({
          scope: z.strictObject({ name: z.string(), version: z.string() }),
          spans: z.array(spanSchema),
        }),
      ),
    }),
  ),
});

const record = (failed = false) => ({
  turnId: 'trn_1',
  sessionId: 'ses_1',
  events: tracedRun({ failed }),
  dropped: 0,
});

it('in every part of the shape, with a parent for every span but the root', () => {
  const { resourceSpans } = requestSchema.parse(
    JSON.parse(JSON.stringify(toOtlp([record(), { ...record(true), turnId: 'trn_2' }], '1.2.3'))),
  );
  const spans = resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  expect(spans.length).toBeGreaterThanOrEqual(2 * foldSpans(record()).length - 1);
  const ids = new Set(spans.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
  expect(ids.size).toBe(spans.length);
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined);
  expect(roots).toHaveLength(2);
  for (const { traceId, parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
    if (parentSpanId !== undefined) expect(ids).toContain(`${traceId} ${parentSpanId}`);
    expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  }
});

it('times to the nanosecond, tokens as integers in text, costs as doubles', () => {
  const [scope] = toOtlp([record()], '1').resourceSpans[0]?.scopeSpans ?? [];
  const model = scope?.spans.find(({ name }) => name.startsWith('chat '));
  const of = (key: string): Value | undefined =>
    model?.attributes.find((one) => one.key === key)?.value;
  expect(scope?.spans[0]?.startTimeUnixNano).toBe('1000000000000');
  expect(of('gen_ai.usage.input_tokens')).toEqual({ intValue: '900' });
  expect(of('memfun.cost.usd')).toEqual({ doubleValue: 0.0045 });
  expect(model?.kind).toBe(3);
});
