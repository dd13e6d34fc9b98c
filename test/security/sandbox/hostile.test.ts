// Hostile cells: the host lives, the user is told why the cell ended, and the next cell runs.
import { afterEach, describe, expect, it } from 'vitest';
import type { CellError, Sandbox } from '../../../runtime/ports/index.js';
import { ENGINES, openOn } from '../../conformance/sandbox/engines.js';
import { eventually } from '../../support/waiting.js';

const ENDED: readonly CellError['kind'][] = ['timeout', 'memory', 'crash'];

/** Cells that never end or never stop growing. */
const ENDLESS: readonly (readonly [string, string])[] = [
  ['a loop', 'while (true) {}'],
  ['a loop that catches everything', 'while (true) { try { throw 1 } catch {} }'],
  ['a loop of microtasks', 'async function spin() { while (true) await null }\nawait spin()'],
  ['a catastrophic regular expression', '/(a+)+$/.test("a".repeat(40) + "!")'],
  ['a promise that never settles', 'await new Promise(() => {})'],
  ['work beside an open host call', 'void slow(60_000); while (true) {}'],
  ['a growing array', 'const a = []; while (true) a.push(new Array(1000).fill({}))'],
  ['a growing set', 'const s = new Set(); for (let i = 0; ; i++) s.add("k" + i)'],
  ['a growing map', 'const m = new Map(); for (let i = 0; ; i++) m.set("k" + i, i)'],
  ['a growing object', 'const o = {}; for (let i = 0; ; i++) o["k" + i] = i'],
  ['a growing string', 'let t = "x"; while (true) t += t.slice(0, 1e6) + "y"'],
  ['many buffers', 'const b = []; while (true) b.push(new Uint8Array(1 << 20).fill(1))'],
  [
    'allocations that are caught',
    'const k = []; while (true) { try { k.push(new Array(1e5).fill(1.5)) } catch {} }',
  ],
];

/** Cells that fail by themselves. */
const FAILING: readonly (readonly [string, string])[] = [
  ['deep recursion', 'function down(n) { return down(n + 1) + 1 }\ndown(0)'],
  [
    'a value nested too deeply to be shown',
    'let nest = []; for (let i = 0; i < 1e5; i++) nest = [nest]; throw new Error("built")',
  ],
  ['a getter that throws', 'const trap = { get x() { throw new Error("trap") } }; trap'],
  [
    'a proxy that throws',
    'const wall = new Proxy({}, { ownKeys() { throw new Error("wall") } }); wall',
  ],
];

/** Ways out that do not exist. Each gives the name of what it reached. */
const WAYS_OUT: readonly string[] = [
  'typeof process',
  'typeof require',
  'typeof module',
  'typeof Buffer',
  'typeof fetch',
  'typeof setTimeout',
  'typeof WebAssembly',
  'typeof SharedArrayBuffer',
  'typeof Atomics',
  'this.constructor.constructor("return typeof process")()',
  'echo.constructor("return typeof process")()',
  '(async () => {}).constructor("return typeof require")()',
  'Reflect.getPrototypeOf(console.log).constructor("return typeof process")()',
];

describe.each(ENGINES)('%s', (name, adapter) => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.close());

  it.each(ENDLESS)('ends %s', async (_what, cell) => {
    sandbox = await openOn(adapter, { cellTimeoutMs: 1_200 });
    await sandbox.run('const kept = 41; let other = await echo(1)');
    const result = await sandbox.run(cell);
    expect(result.ok).toBe(false);
    expect(ENDED).toContain(result.error?.kind);
    expect(result.error?.message).not.toBe('');
    if (result.restarted !== undefined)
      expect(result.restarted).toMatchObject({ kept: ['kept', 'other'], lost: [] });
    // A machine that is short of time may not come to it within the limit of a cell: what was kept stays.
    await eventually(async () => expect((await sandbox?.run('kept + 1'))?.value).toBe(42));
  });

  it.each(FAILING)('survives %s', async (_what, cell) => {
    sandbox = await openOn(adapter, { cellTimeoutMs: 3_000 });
    const result = await sandbox.run(cell);
    expect(result.ok).toBe(false);
    expect((await sandbox.run('1 + 1')).value).toBe(2);
    expect((await sandbox.variables()).length).toBeGreaterThanOrEqual(0);
  });

  it.each(WAYS_OUT)('has no way out through %s', async (cell) => {
    sandbox = await openOn(adapter);
    const result = await sandbox.run(cell);
    expect(result.value ?? 'undefined').toBe('undefined');
  });

  it('cannot load modules', async () => {
    sandbox = await openOn(adapter);
    expect((await sandbox.run('await import("node:fs")')).ok).toBe(false);
  });

  it('keeps working when a cell breaks the intrinsics that it can see', async () => {
    sandbox = await openOn(adapter);
    await sandbox.run(`
      JSON.stringify = JSON.parse = Object.keys = Array.isArray = Promise.prototype.then = String.prototype.slice = () => { throw new Error("broken") };
      Object.defineProperty(Object.prototype, "toJSON", { get() { throw new Error("poisoned") }, configurable: true });
      Error.prepareStackTrace = () => { throw new Error("stack") };
      delete Object.prototype.toJSON;
    `);
    expect((await sandbox.run('await echo("still here")')).value).toEqual({
      name: 'echo',
      args: ['still here'],
    });
    expect((await sandbox.run('console.log("said")')).output).toBe('said\n');
  });

  it('cannot make a variable of the host out of a polluted prototype', async () => {
    sandbox = await openOn(adapter);
    await sandbox.run(
      'Object.prototype.ok = true; Object.prototype.value = "forged"; Array.prototype.push = () => 0',
    );
    const result = await sandbox.run('await fails().catch((e) => e.code)');
    expect(result.value).toBe('tool.input');
    expect((await sandbox.run('const x1 = 1')).value).toBeUndefined();
  });

  it('prints without bounds into a bounded result', async () => {
    sandbox = await openOn(adapter, { cellTimeoutMs: 3_000 });
    const result = await sandbox.run(
      'for (let i = 0; i < 20000; i++) console.log("x".repeat(100))',
    );
    expect(result.output.length).toBeLessThan(1_000);
    expect(result.outputChars).toBe(20_000 * 101);
  });

  it(`leaves the process that holds ${name} alone`, () => {
    expect(process.memoryUsage().rss).toBeLessThan(1.5 * 2 ** 30);
  });
});
