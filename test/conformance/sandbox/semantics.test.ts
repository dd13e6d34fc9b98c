// What a REPL promises to the model that writes in it, on every engine.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../runtime/core/index.js';
import type { Sandbox } from '../../../runtime/ports/index.js';
import { EngineUnavailableError } from '../../../runtime/sandbox/index.js';
import { ENGINES, MISSING, OPTIONS, openOn } from './engines.js';

/** Cells that run one after the other in one session, and the value of the last. */
const CASES: readonly (readonly [
  promise: string,
  cells: readonly string[],
  value: Json | undefined,
])[] = [
  ['gives the value of the last expression', ['1 + 1'], 2],
  ['gives an object literal in parentheses', ['({a: 1})'], { a: 1 }],
  ['has no value after a declaration', ['const declared = 1'], undefined],
  ['lets a cell return early', ['return 5'], 5],
  ['keeps a trailing comment harmless', ['[1, 2].map((x) => x * 2) // done'], [2, 4]],
  ['waits at the top level', ['await Promise.resolve(3)'], 3],
  ['keeps const and let for later cells', ['const c1 = 1; let l1 = 2', 'c1 + l1'], 3],
  ['lets a name be declared again', ['const again = 1', 'const again = 2', 'again'], 2],
  [
    'lets const become let and class become function',
    ['const shape = 1', 'class shape {}', 'function shape() { return 9 }\nshape()'],
    9,
  ],
  ['keeps var without a value', ['var v1 = 4', 'var v1', 'v1'], 4],
  ['resets let without a value', ['let reset = 4', 'let reset', 'reset === undefined'], true],
  [
    'keeps destructured names',
    [
      'const {d1, inner: {d2}, ...d3} = {d1: 1, inner: {d2: 2}, x: 3}; const [e1, , e2 = 9] = [7, 8]',
      '[d1, d2, d3.x, e1, e2]',
    ],
    [1, 2, 3, 7, 9],
  ],
  ['waits inside a destructuring', ['const {w1 = await Promise.resolve(6)} = {}', 'w1'], 6],
  ['hoists functions', ['const early = later(); function later() { return 5 }', 'early'], 5],
  [
    'lets earlier functions call a redefined one',
    [
      'function outer() { return inner1() } function inner1() { return 1 }',
      'function inner1() { return 2 }',
      'outer()',
    ],
    2,
  ],
  ['keeps the names of functions', ['function named() {}', 'named.name'], 'named'],
  [
    'keeps async functions and generators',
    [
      'async function af() { return 1 }\nfunction* gen() { yield 2 }',
      '[await af(), [...gen()][0]]',
    ],
    [1, 2],
  ],
  [
    'keeps classes with fields and private members',
    ['class Box { #v = 3; get v() { return this.#v } }', 'new Box().v'],
    3,
  ],
  [
    'keeps var of blocks and loops',
    [
      'if (true) { var deep = 1 }\nfor (var i1 = 0; i1 < 3; i1++) { var last = i1 }\nfor (var k1 in {x: 1}) {}',
      '[deep, i1, last, k1]',
    ],
    [1, 3, 2, 'x'],
  ],
  [
    'keeps let of loops local',
    ['for (let hidden = 0; hidden < 1; hidden++) {}', 'typeof hidden'],
    'undefined',
  ],
  [
    'keeps var of functions local',
    ['(function () { var secret = 1 })()', 'typeof secret'],
    'undefined',
  ],
  ['keeps closures', ['let count = 0; const bump = () => ++count', 'bump(); bump()', 'count'], 2],
  [
    'reads a declaration after a statement without a semicolon',
    [
      'const near = Math.max\nconst far = 3\nlet call = near(1, 2)\nvar list = [near]\nconst [first] = list',
      'far + call + first(1, 4)',
    ],
    9,
  ],
  ['takes a directive as text', ["'use strict'\nconst strict1 = 1", 'strict1'], 1],
  [
    'turns Map, Set and errors into data',
    ['[new Map([["a", 1]]), new Set([2]), new RangeError("no")]'],
    [[['a', 1]], [2], { name: 'RangeError', message: 'no' }],
  ],
  [
    'tells of cycles instead of failing',
    ['const ring = {n: 1}; ring.self = ring; ring'],
    { n: 1, self: '[circular]' },
  ],
];

describe.each(ENGINES)('a session on %s', (_name, adapter) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openOn(adapter);
  });
  afterAll(() => sandbox.close());

  it.each(CASES)('%s', async (_promise, cells, value) => {
    let last: Json | undefined;
    for (const cell of cells) {
      const result = await sandbox.run(cell);
      expect(result.error).toBeUndefined();
      last = result.value;
    }
    expect(last).toEqual(value);
  });

  it('keeps what a cell did before it threw, and names the line', async () => {
    const result = await sandbox.run(
      'const before = 1;\nlet half = 2;\nthrow new TypeError("no");\nconst after = 3',
    );
    expect(result).toMatchObject({
      ok: false,
      error: { name: 'TypeError', message: 'no', line: 3, kind: 'exception' },
    });
    expect((await sandbox.run('[before, half, typeof after]')).value).toEqual([1, 2, 'undefined']);
  });

  it('names the line of an error after an await, and of a syntax error', async () => {
    expect((await sandbox.run('await echo(1);\n\nundefinedName')).error).toMatchObject({
      name: 'ReferenceError',
      line: 3,
    });
    expect((await sandbox.run('const ok = 1;\nconst = 2')).error).toMatchObject({
      kind: 'syntax',
      line: 2,
    });
    expect((await sandbox.run('import fs from "fs"')).error?.message).toMatch(/no modules/);
  });

  it('calls host functions with data and gives their answers', async () => {
    expect((await sandbox.run('await echo("a", {b: [1, undefined]})')).value).toEqual({
      name: 'echo',
      args: ['a', { b: [1, null] }],
    });
    expect((await sandbox.run('(await memory.search("x")).name')).value).toBe('memory.search');
  });

  it('runs host calls side by side', async () => {
    let open = 0;
    let most = 0;
    const counting = await openOn(adapter, {
      onHostCall: async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 50));
        open--;
        return { ok: true, value: null };
      },
    });
    await counting.run('await Promise.all([slow(1), slow(2), slow(3), slow(4)])');
    expect(most).toBe(4);
    await counting.close();
  });

  it('throws typed errors of the host, which a cell may catch', async () => {
    const caught = await sandbox.run(
      'try { await fails() } catch (e) { print([e.name, e.code, e.message, e instanceof Error].join()) }',
    );
    expect(caught.output.trim()).toBe('ToolInputError,tool.input,no such path,true');
    expect((await sandbox.run('1;\nawait fails()')).error).toMatchObject({
      name: 'ToolInputError',
      kind: 'exception',
    });
  });

  it.each([
    'echo(1).name',
    '`${echo(1)}`',
    'JSON.stringify(echo(1))',
    'echo(1) + 1',
    '[...echo(1)]',
  ])('says that await is missing in %s', async (cell) => {
    const result = await sandbox.run(cell);
    expect(result.ok).toBe(false);
    expect(result.error?.message).toMatch(/missing await/);
  });

  it('refuses to replace a host function', async () => {
    expect((await sandbox.run('const echo = 1')).error?.message).toMatch(/function of the host/);
    expect((await sandbox.run('memory = 1')).error?.message).toMatch(/function of the host/);
    expect((await sandbox.run('(await echo(1)).name')).value).toBe('echo');
  });

  it('bounds what is printed, keeps head and tail, and counts all', async () => {
    const result = await sandbox.run('console.log("START" + "x".repeat(5000) + "END")');
    expect(result.output.length).toBeLessThan(600);
    expect(result.output).toMatch(/^START.*END\n$/s);
    expect(result.outputChars).toBe(5009);
  });

  it('describes variables by type, shape, size and preview', async () => {
    await sandbox.run(
      'const rows = [{path: "a", line: 1}, {path: "b", line: 2}]; const long = "y".repeat(1000)',
    );
    const table = new Map((await sandbox.variables()).map((variable) => [variable.name, variable]));
    expect(table.get('rows')).toMatchObject({
      type: 'array',
      shape: '{path: string, line: number}[2]',
      size: 2,
    });
    expect(table.get('long')?.size).toBe(1000);
    expect(table.get('long')?.preview.length).toBeLessThan(300);
  });

  it('takes variables from outside and gives them back', async () => {
    await sandbox.set('given', { deep: [1, 2] });
    expect((await sandbox.run('given.deep.length')).value).toBe(2);
    expect(await sandbox.get('given')).toEqual({ deep: [1, 2] });
    expect(await sandbox.get('nothing')).toBeUndefined();
  });

  it('does not count the time in which a cell waits for the host', async () => {
    const patient = await openOn(adapter, { cellTimeoutMs: 400 });
    const result = await patient.run('await slow(900); await slow(10); "waited"');
    expect(result.value).toBe('waited');
    expect((await patient.run('while (true) {}')).error?.kind).toBe('timeout');
    await patient.close();
  });

  it('stops a cell when its signal fires, and goes on afterwards', async () => {
    for (const cell of ['await never()', 'while (true) {}']) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 100);
      const result = await sandbox.run(cell, stop.signal);
      expect(result.error?.kind).toBe('aborted');
      expect((await sandbox.run('1 + 1')).value).toBe(2);
    }
  });
});

describe.each(ENGINES)('a record of a session on %s', (_name, adapter) => {
  it('rebuilds the same variables without calling the host', async () => {
    const live = await openOn(adapter);
    await live.set('given', [1, 2, 3]);
    for (const cell of [
      'const dice = [Math.random(), Date.now()]',
      'const raced = await Promise.race([slow(120), slow(20)])',
      'let half = 1;\nthrow new Error("x")',
      'given.push((await echo("z")).args[0])',
    ])
      await live.run(cell);
    const calls: string[] = [];
    const copy = await adapter.replay(live.record(), {
      ...OPTIONS,
      seed: 99,
      onHostCall: async (name) => (calls.push(name), { ok: true, value: null }),
    });
    expect(await copy.variables()).toEqual(await live.variables());
    expect(await copy.get('raced')).toEqual({ name: 'slow', args: [20] });
    expect(calls).toEqual([]);
    expect((await copy.run('(await echo(1), given.length)')).value).toBe(4);
    expect(calls).toEqual(['echo']);
    await Promise.all([live.close(), copy.close()]);
  });

  it('has nothing to say after it is closed', async () => {
    const sandbox = await openOn(adapter);
    await sandbox.close();
    await expect(sandbox.run('1')).rejects.toThrow(/ended/);
  });
});

it.each(MISSING)(
  '%s is not run here (%s): to open it is refused, with what to do',
  async (_, why, adapter) => {
    const refusal: unknown = await openOn(adapter).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(EngineUnavailableError);
    expect(refusal).toMatchObject({
      message: expect.stringContaining(why),
      remedy: expect.any(String),
    });
  },
);
