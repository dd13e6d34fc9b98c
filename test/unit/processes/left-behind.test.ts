// What a killed process has left on a system where nothing is marked: found by who started whom and when, and ended once.
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ListedProcess, leftBehind } from '../../../runtime/processes/left-behind.js';
import {
  type ProcessTable,
  parseListed,
  WindowsGuard,
} from '../../../runtime/processes/windows-guard.js';

const one = (pid: number, parent: number, startedAt: number): ListedProcess => ({
  pid,
  parent,
  startedAt,
});
const HOUR = 3_600_000;

describe('of a noted shell', () => {
  const shell = { pid: 10, startedAt: HOUR };

  test('all below it is found, also when the shell has ended', () => {
    const below = [one(11, 10, HOUR + 5_000), one(12, 11, HOUR + 9_000), one(90, 1, HOUR)];
    expect(leftBehind([shell], [one(10, 1, HOUR + 40), ...below], 2 * HOUR)).toEqual([10, 11, 12]);
    expect(leftBehind([shell], below, 2 * HOUR)).toEqual([11, 12]);
    expect(leftBehind([shell], [], 2 * HOUR)).toEqual([]);
  });

  test('nothing is found of another that has its number by now', () => {
    const other = one(10, 1, 3 * HOUR);
    const listed = [other, one(20, 10, 3 * HOUR + 5), one(21, 20, 3 * HOUR + 9)];
    expect(leftBehind([shell], listed, 4 * HOUR)).toEqual([]);
    // What the shell had started before that one came is its own.
    expect(leftBehind([shell], [...listed, one(30, 10, HOUR + 9)], 4 * HOUR)).toEqual([30]);
    // Nor is what was started when it had ended for certain, by one with its number that has ended, too.
    expect(leftBehind([shell], [one(32, 10, 3 * HOUR)], 2 * HOUR)).toEqual([]);
    // And what somebody else with that number had started before the shell is not.
    expect(leftBehind([shell], [one(31, 10, HOUR / 2)], 4 * HOUR)).toEqual([]);
  });

  test('only what the shell has started is ever found, whatever numbers are given anew', () => {
    // A history: each starts one below a living one, or ends one; numbers of ended ones are used again.
    const move = fc.record({
      ends: fc.boolean(),
      of: fc.nat(20),
      ms: fc.integer({ min: 5_000, max: 9_000 }),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), fc.nat(9), (moves, noteAt) => {
        let at = HOUR;
        let living: { process: ListedProcess; ours: boolean }[] = [
          { process: one(1, 0, 0), ours: false },
        ];
        let noted: ListedProcess | undefined;
        let lastSeen = Number.POSITIVE_INFINITY;
        for (const [index, { ends, of, ms }] of moves.entries()) {
          at += ms;
          const chosen = living[of % living.length];
          if (chosen === undefined) continue;
          if (ends && chosen.process.pid !== 1) {
            if (chosen.process === noted) lastSeen = at;
            living = living.filter((two) => two !== chosen);
            continue;
          }
          const pid = [...Array(99).keys()].find(
            (n) => n > 1 && !living.some(({ process }) => process.pid === n),
          );
          if (pid === undefined) continue;
          const process = one(pid, chosen.process.pid, at);
          if (noted === undefined && index >= noteAt) noted = process;
          living.push({ process, ours: chosen.ours || process === noted });
        }
        const listed = living.map(({ process }) => process);
        const found = leftBehind(noted === undefined ? [] : [noted], listed, lastSeen);
        const ours = living.filter((two) => two.ours).map(({ process }) => process.pid);
        for (const pid of found) expect(ours).toContain(pid);
        expect(new Set(found).size).toBe(found.length);
        // Whose parents all live is found for certain.
        for (const { process, ours: isOurs } of living) {
          let up: ListedProcess | undefined = process;
          // Who has the number of a parent that has ended came after the child.
          const isParent = (two: (typeof living)[number], child: ListedProcess): boolean =>
            two.ours && two.process.pid === child.parent && two.process.startedAt < child.startedAt;
          const parentOf = (child: ListedProcess) =>
            living.find((two) => isParent(two, child))?.process;
          while (up !== undefined && up !== noted) up = parentOf(up);
          if (isOurs && up !== undefined) expect(found).toContain(process.pid);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the notes of what runs', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'notes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const table = (listed: readonly ListedProcess[]) => {
    const ended: number[] = [];
    const asked: ProcessTable = {
      list: async () => listed,
      end: async (pid) => {
        ended.push(pid);
        if (pid === 11) throw new Error('it has ended meanwhile');
      },
    };
    return { ended, asked };
  };
  const now = (): number => Date.now();
  const me = (): ListedProcess => one(process.pid, 1, now() - process.uptime() * 1000);

  test('are there while something runs, and what others have left is ended by the next start', async () => {
    const guard = new WindowsGuard(folder);
    const done = guard.guard(10);
    await guard.settled();
    expect(readdirSync(folder)).toHaveLength(1);
    const left = [one(11, 10, now() + 10), one(12, 11, now() + 20)];

    // Its process lives: nothing is touched.
    const alive = table([me(), ...left]);
    await new WindowsGuard(folder).endLeftBehind(alive.asked);
    expect(alive.ended).toEqual([]);
    // It is gone, or another has its number: what it left is ended, the note goes.
    const killed = table([one(process.pid, 1, now() + HOUR), ...left]);
    await new WindowsGuard(folder).endLeftBehind(killed.asked);
    expect(killed.ended).toEqual([11, 12]);
    expect(readdirSync(folder)).toEqual([]);
    done();
    await guard.settled();
  });

  test('go with what they are about; damaged ones are taken away, and none is read where the system does not answer', async () => {
    const guard = new WindowsGuard(folder);
    guard.guard(10)();
    await guard.settled();
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path.join(folder, 'half.json'), '{"host":');
    const deaf: ProcessTable = { list: () => Promise.reject(new Error('no')), end: async () => {} };
    await guard.endLeftBehind(deaf);
    expect(readdirSync(folder)).toEqual(['half.json']);
    // It may be just being written.
    await guard.endLeftBehind(table([me()]).asked);
    expect(readdirSync(folder)).toEqual(['half.json']);
    const old = new Date(now() - HOUR);
    utimesSync(path.join(folder, 'half.json'), old, old);
    await guard.endLeftBehind(table([me()]).asked);
    expect(readdirSync(folder)).toEqual([]);
    await new WindowsGuard(path.join(folder, 'none')).endLeftBehind(deaf);
  });

  test('are compared with what the system lists; lines without a start are left out', () => {
    const text = '0 0 \r\n4 0 1700000000000\r\n812 4 1700000004321\r\nGet-CimInstance : denied\r\n';
    expect(parseListed(text)).toEqual([
      one(4, 0, 1_700_000_000_000),
      one(812, 4, 1_700_000_004_321),
    ]);
  });
});
