// The REPL face: tools are called like functions, and read like their TypeScript declarations.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Json } from '../../../runtime/core/index.js';
import { jsonSchema, silentLogger } from '../../../runtime/core/index.js';
import { createGate, ToolInputError } from '../../../runtime/safety/index.js';
import {
  bindArguments,
  createReplFace,
  createToolRegistry,
  defineTool,
  toolDeclarations,
  toolSignature,
} from '../../../runtime/tools/index.js';
import { context } from './support/repository.js';

const search = defineTool({
  name: 'search',
  description: 'Finds text\n in files.',
  input: z.object({
    pattern: z.string(),
    glob: z.string().optional(),
    limit: z.int().default(20),
  }),
  output: z.object({ matches: z.array(z.object({ path: z.string(), line: z.int() })) }),
  effect: 'read',
  positional: ['pattern'],
  example: "await search('todo', { glob: '**/*.ts' })",
  run: async ({ pattern }) => ({ matches: [{ path: pattern, line: 1 }] }),
});
const give = defineTool({
  name: 'memory.give',
  description: 'Takes any value.',
  input: z.object({ value: jsonSchema, note: z.string().optional() }),
  output: z.null(),
  effect: 'memory',
  positional: ['value', 'note'],
  example: 'await memory.give({ a: 1 })',
  run: async () => null,
});

describe('arguments', () => {
  test.each<[string, readonly Json[], Json]>([
    ['by position', ['a'], { pattern: 'a' }],
    ['by position and with options', ['a', { limit: 2 }], { pattern: 'a', limit: 2 }],
    ['all in one record', [{ pattern: 'a', glob: 'b' }], { pattern: 'a', glob: 'b' }],
    ['with options that were undefined', ['a', null], { pattern: 'a' }],
    ['missing', [], {}],
  ])('%s become the input record', (_what, args, input) => {
    expect(bindArguments(search, args)).toEqual(input);
  });

  test('an object that the first parameter takes is that parameter, not the whole record', () => {
    expect(bindArguments(give, [{ note: 'x' }])).toEqual({ value: { note: 'x' } });
    expect(bindArguments(give, [[1], 'n'])).toEqual({ value: [1], note: 'n' });
    expect(bindArguments(give, [{ a: 1 }, { note: 'n' }])).toEqual({ value: { a: 1 }, note: 'n' });
  });

  test('too many of them are refused with the signature', () => {
    expect(() => bindArguments(search, ['a', 'b'])).toThrow(/must be an options object/);
    expect(() => bindArguments(search, ['a', {}, 'c'])).toThrow(ToolInputError);
  });

  test('bind or are refused, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (args) => {
        try {
          expect(bindArguments(search, args as Json[])).toBeTypeOf('object');
        } catch (error) {
          expect(error).toBeInstanceOf(ToolInputError);
        }
      }),
    );
  });
});

describe('declarations', () => {
  test('are TypeScript with a line of documentation each, groups as objects', () => {
    expect(toolDeclarations([search, give])).toBe(
      [
        "// Finds text in files. Example: await search('todo', { glob: '**/*.ts' })",
        'declare function search(pattern: string, options?: { glob?: string; limit?: number }): Promise<{ matches: { path: string; line: number }[] }>;',
        'declare const memory: {',
        '  // Takes any value. Example: await memory.give({ a: 1 })',
        '  give(value: Json, note?: string): Promise<null>;',
        '};',
      ].join('\n'),
    );
  });
});

describe('a call', () => {
  const registry = createToolRegistry([search, give]);
  const gate = createGate({
    registry,
    trusted: true,
    changes: 'off',
    signatureOf: toolSignature,
    logger: silentLogger,
  });
  const face = createReplFace(registry, gate);

  test('goes through the gate and returns what the tool found', async () => {
    const { result } = await face.call('search', ['a'], context());
    expect(result).toEqual({ ok: true, value: { matches: [{ path: 'a', line: 1 }] } });
  });

  test('of an unknown function, or with wrong arguments, is an error that tells what there is', async () => {
    const unknown = await face.call('find', [], context());
    expect(JSON.stringify(unknown.result)).toContain('There are: memory.give, search.');
    const wrong = await face.call('search', ['a', 'b'], context());
    expect(wrong.result).toMatchObject({ ok: false, error: { code: 'tool.input' } });
    expect(JSON.stringify(wrong.result)).toContain('Expected: search(pattern: string');
  });

  test('reaches a tool that was registered later, until it is disposed of', async () => {
    const later = registry.register(defineTool({ ...give, name: 'later' }));
    expect(face.hostFunctions()).toEqual(['later', 'memory.give', 'search']);
    expect((await face.call('later', [1], context())).result.ok).toBe(true);
    later.dispose();
    expect(face.hostFunctions()).toEqual(['memory.give', 'search']);
    expect((await face.call('later', [1], context())).result.ok).toBe(false);
  });

  test('never rejects', async () => {
    const names = fc.oneof(fc.constantFrom('search', 'memory.give'), fc.string());
    await fc.assert(
      fc.asyncProperty(names, fc.array(fc.jsonValue()), async (name, args) => {
        const { result } = await face.call(name, args as Json[], context());
        expect(typeof result.ok).toBe('boolean');
      }),
    );
  });
});

test('a tool whose position names no input is refused when it is defined', () => {
  const wrong = () => defineTool({ ...search, positional: ['patern'] });
  expect(wrong).toThrow(/"patern" is not one of its inputs/);
});

test('two tools of one name are refused', () => {
  expect(() => createToolRegistry([search, search])).toThrow(/already a tool named "search"/);
});
