// The gate: nothing reaches a tool unchecked, nothing leaves it unscrubbed, and it never rejects.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Json } from '../../../runtime/core/index.js';
import { silentLogger } from '../../../runtime/core/index.js';
import type { AnyTool, ToolContext, ToolEffect } from '../../../runtime/ports/index.js';
import type { AuditRecord, HostAuthority } from '../../../runtime/safety/index.js';
import { createGate, HostRefusedError } from '../../../runtime/safety/index.js';
import { createToolRegistry, defineTool, toolSignature } from '../../../runtime/tools/index.js';

const EFFECTS: readonly ToolEffect[] = [
  'read',
  'write',
  'execute',
  'network',
  'model',
  'memory',
  'control',
];
const TOKEN = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');

interface Setup {
  readonly effect?: ToolEffect;
  readonly trusted?: boolean;
  readonly changes?: 'held' | 'off';
  readonly hosts?: HostAuthority;
  readonly output?: z.ZodType;
  readonly run?: (input: unknown) => Promise<unknown>;
  readonly audit?: (record: AuditRecord) => void;
}

/** A gate in front of one tool, `look(path, { depth? })`, and the inputs that reached the tool. */
function gateTo({
  effect = 'read',
  trusted = true,
  changes = 'off',
  hosts,
  output = z.unknown(),
  run,
  audit,
}: Setup = {}) {
  const reached: unknown[] = [];
  const tool: AnyTool = defineTool({
    name: 'look',
    description: 'Looks.',
    input: z.object({ path: z.string(), depth: z.int().min(1).default(1) }),
    output,
    effect,
    positional: ['path'],
    example: "await look('a')",
    ...(effect === 'network' ? { address: () => 'https://a.test/' } : {}),
    ...(effect === 'execute' ? { command: ({ path }: { path: string }) => `look ${path}` } : {}),
    run: async (input) => {
      reached.push(input);
      return run === undefined ? 'seen' : run(input);
    },
  });
  const gate = createGate({
    registry: createToolRegistry([tool]),
    trusted,
    changes,
    hosts,
    signatureOf: toolSignature,
    logger: silentLogger,
    ...(audit === undefined ? {} : { audit }),
  });
  const call = (input: Json, signal = new AbortController().signal, name = 'look') => {
    const context: ToolContext = {
      signal,
      logger: silentLogger,
      caller: 'agent',
      turnId: 'turn',
      stepId: undefined,
    };
    return gate.call(name, input, context);
  };
  return { gate, tool, reached, call };
}

describe('what goes in', () => {
  test('is checked and completed before the tool sees it', async () => {
    const { call, reached } = gateTo();
    const { result, summary } = await call({ path: 'src' });
    expect(result).toEqual({ ok: true, value: 'seen' });
    expect(summary).toBe('look "src"');
    expect(reached).toEqual([{ path: 'src', depth: 1 }]);
  });

  test.each<[string, Json, RegExp]>([
    ['a wrong type', { path: 7 }, /"path": .*string/],
    ['a missing key', {}, /"path"/],
    ['a misspelled option', { path: 'a', dept: 2 }, /dept/],
    ['no record', [1], /expected object/],
  ])(
    'with %s is refused with the signature, and never reaches the tool',
    async (_what, input, text) => {
      const { call, reached } = gateTo();
      const { result } = await call(input);
      expect(result).toMatchObject({ ok: false, error: { name: 'ToolInputError' } });
      expect(JSON.stringify(result)).toMatch(/Expected: look\(path: string/);
      if (!result.ok) expect(result.error.message).toMatch(text);
      expect(reached).toEqual([]);
    },
  );

  test('for a tool that does not exist gets the names of those that do', async () => {
    const { result } = await gateTo().call({}, undefined, 'lok');
    expect(result).toMatchObject({ ok: false, error: { code: 'tool.unknown' } });
    expect(JSON.stringify(result)).toContain('There are: look.');
  });
});

describe('what may be done', () => {
  test.each(EFFECTS)('the effect %s: what is decided is what happens', async (effect) => {
    for (const trusted of [true, false]) {
      const { gate, tool, call, reached } = gateTo({ effect, trusted });
      const allowed = trusted
        ? ['read', 'memory', 'model', 'control'].includes(effect)
        : ['read', 'model', 'control'].includes(effect);
      expect(gate.decide(tool, {}).allowed).toBe(allowed);
      const { result } = await call({ path: 'a' });
      expect(result.ok).toBe(allowed);
      expect(reached).toHaveLength(allowed ? 1 : 0);
      if (!result.ok) expect(result.error.code).toBe('tool.refused');
    }
  });

  test('the network is reached only through who decides about hosts, after it has allowed', async () => {
    const visits: string[] = [];
    const hosts: HostAuthority = {
      authorize: async (address) => {
        visits.push(address);
        if (visits.length > 1) throw new HostRefusedError('enough');
      },
    };
    const { call, reached } = gateTo({ effect: 'network', hosts });
    expect((await call({ path: 'a' })).result.ok).toBe(true);
    expect((await call({ path: 'a' })).result).toMatchObject({
      ok: false,
      error: { code: 'tool.refused' },
    });
    expect(visits).toEqual(['https://a.test/', 'https://a.test/']);
    expect(reached).toHaveLength(1);
    const distrusted = gateTo({ effect: 'network', hosts, trusted: false });
    expect((await distrusted.call({ path: 'a' })).result.ok).toBe(false);
    expect(visits).toHaveLength(2);
  });

  test('a refusal says why and what to do', async () => {
    const distrusted = await gateTo({ effect: 'memory', trusted: false }).call({ path: 'a' });
    expect(JSON.stringify(distrusted.result)).toMatch(/not trusted.*Trust the workspace/);
    const writing = await gateTo({ effect: 'write' }).call({ path: 'a' });
    expect(JSON.stringify(writing.result)).toMatch(/change files.*Describe the change/);
  });
});

describe('what comes out', () => {
  test('has every secret scrubbed, however deep, also from errors and the audit', async () => {
    const records: AuditRecord[] = [];
    const audit = (record: AuditRecord): void => void records.push(record);
    const deep = async () => ({ files: [{ text: `token: ${TOKEN}` }] });
    const done = await gateTo({ run: deep, audit }).call({ path: TOKEN });
    const broken = async () => Promise.reject(new Error(`cannot log in with ${TOKEN}`));
    const failed = await gateTo({ run: broken, audit }).call({ path: 'a' });
    expect(done.result).toEqual({
      ok: true,
      value: { files: [{ text: 'token: [redacted:github-token]' }] },
    });
    expect(failed.result).toMatchObject({
      ok: false,
      error: { message: 'cannot log in with [redacted:github-token]' },
    });
    expect(JSON.stringify([done, failed, records])).not.toContain(TOKEN);
    expect(records.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
  });

  test('is what the tool promises, or an error that blames the tool', async () => {
    const { result } = await gateTo({ output: z.object({ lines: z.number() }) }).call({
      path: 'a',
    });
    expect(result).toMatchObject({ ok: false, error: { code: 'tool.output' } });
  });

  test('comes at once when the call is stopped, even from a tool that never ends', async () => {
    const stop = new AbortController();
    const calling = gateTo({ run: () => new Promise(() => undefined) }).call(
      { path: 'a' },
      stop.signal,
    );
    stop.abort();
    expect((await calling).result).toMatchObject({ ok: false, error: { code: 'aborted' } });
  });
});

describe('the gate never rejects', () => {
  test('whatever is called with whatever', async () => {
    const names = fc.oneof(fc.constant('look'), fc.string());
    await fc.assert(
      fc.asyncProperty(names, fc.jsonValue(), async (name, input) => {
        const { result, ms } = await gateTo().call(input as Json, undefined, name);
        expect(typeof result.ok).toBe('boolean');
        expect(ms).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('whatever a tool returns or throws', async () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), async (value, throws) => {
        const run = async () => (throws ? Promise.reject(value) : value);
        const { result } = await gateTo({ run }).call({ path: 'a' });
        expect(() => JSON.stringify(result)).not.toThrow();
        if (throws) expect(result.ok).toBe(false);
      }),
    );
  });

  test('a value that turns on whoever looks at it', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const spiteful = {
      get text(): string {
        throw new Error('do not look');
      },
    };
    const mute = Object.create(null) as object;
    for (const value of [cycle, spiteful, () => 1, Symbol('s')]) {
      const { result } = await gateTo({ run: async () => value }).call({ path: 'a' });
      expect(result.ok).toBe(false);
    }
    const thrown = await gateTo({ run: async () => Promise.reject(mute) }).call({
      path: 'a',
    });
    expect(thrown.result.ok).toBe(false);
  });

  test('an audit that fails', async () => {
    const audit = (): void => {
      throw new Error('the disk is full');
    };
    expect((await gateTo({ audit }).call({ path: 'a' })).result.ok).toBe(true);
  });
});
