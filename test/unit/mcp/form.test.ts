// Forms of servers: whatever they ask and whatever is answered, only what the form allows goes back.
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedAnswers, fieldsOf } from '../../../runtime/mcp/client/questions/form.js';

const word = fc.string({ minLength: 1, maxLength: 8 });
const bound = fc.integer({ min: 0, max: 6 });
const property = fc.oneof(
  fc.record(
    {
      type: fc.constant('string'),
      minLength: bound,
      maxLength: bound,
      format: fc.constantFrom('email', 'uri', 'date', 'date-time', 'unknown'),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(word, { minLength: 1 }) }),
  fc.record(
    { type: fc.constantFrom('number', 'integer'), minimum: bound, maximum: bound },
    { requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('boolean') }),
  fc.record(
    {
      type: fc.constant('array'),
      items: fc.record({
        type: fc.constant('string'),
        enum: fc.uniqueArray(word, { minLength: 1 }),
      }),
      minItems: bound,
      maxItems: bound,
    },
    { requiredKeys: ['type', 'items'] },
  ),
);
const names = fc.constantFrom('a', 'b', 'c', '__proto__');
const form = fc.dictionary(names, property, { maxKeys: 4 }).chain((properties) =>
  fc.record({
    type: fc.constant('object'),
    properties: fc.constant(properties),
    required: fc.subarray(Object.keys(properties)),
  }),
);
const answers = fc.dictionary(
  names,
  fc.oneof(
    fc.jsonValue(),
    word,
    fc.constantFrom('a@b.example', 'https://x.example/', '2026-01-31'),
  ),
);

test('what is accepted satisfies the schema that was asked for', () => {
  const validator = new AjvJsonSchemaValidator();
  fc.assert(
    fc.property(form, answers, (schema, given) => {
      const fields = fieldsOf(schema);
      if (fields === undefined) return Object.hasOwn(schema.properties, '__proto__');
      const checked = checkedAnswers(fields, JSON.parse(JSON.stringify(given)));
      if ('problem' in checked) return true;
      // A form's own formats are looser or unknown elsewhere: lengths, types and choices are not.
      const plain = JSON.parse(
        JSON.stringify(schema, (key, value: unknown) => (key === 'format' ? undefined : value)),
      ) as object;
      return validator.getValidator(plain)(checked.content).valid;
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['no object', { type: 'string' }],
  ['nested', { type: 'object', properties: { a: { type: 'object' } } }],
  ['required but not asked for', { type: 'object', properties: {}, required: ['a'] }],
  [
    'endless',
    {
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [n, { type: 'string' }])),
    },
  ],
])('a form that is %s is not shown', (_what, schema) => {
  expect(fieldsOf(schema)).toBeUndefined();
});

test('a default that the form itself would refuse is not offered', () => {
  const fields = fieldsOf({
    type: 'object',
    properties: {
      good: { type: 'integer', default: 3 },
      bad: { type: 'integer', default: 'three' },
    },
  });
  expect(fields?.map(({ given }) => given)).toEqual([3, undefined]);
});
