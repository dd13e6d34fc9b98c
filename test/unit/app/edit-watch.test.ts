// What a person makes of a turn's changes is seen before the next turn, once, and counts when it is most of them.
import { describe, expect, it } from 'vitest';
import { EditWatch } from '../../../runtime/app/edit-watch.js';
import { type RunEvent, type RunEventOf, silentLogger } from '../../../runtime/core/index.js';
import { turnOutcomes } from '../../../runtime/optimizer/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const usage = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0, modelCalls: 1, costUsd: 0 };
const LINES = ['const port = 8080;', 'const host = "local";', 'listen(port, host);', '}'];

async function edited(
  change: (text: string) => string | undefined,
  more: readonly RunEvent[] = [],
  earlier: readonly string[] = [],
): Promise<readonly RunEventOf<'turn.edited'>[]> {
  const files = createMemoryFileStore();
  const write = (text: string) => files.write('a.ts', new TextEncoder().encode(text));
  const told: RunEventOf<'turn.edited'>[] = [];
  const watch = new EditWatch({
    files,
    logger: silentLogger,
    tell: async (event) => void told.push(event),
  });
  const before = `import x from 'x';\n${LINES.join('\n')}\n`;
  await write(before);
  const diff = ['@@ -1,1 +1,5 @@', " import x from 'x';", ...LINES.map((line) => `+${line}`)];
  const file = {
    path: 'a.ts',
    kind: 'modify',
    added: 4,
    removed: 0,
    diff: diff.join('\n'),
  } as const;
  const base = { at: 1, turnId: 'trn_1' };
  const first = { ...file, diff: earlier.map((line) => `+${line}`).join('\n') };
  watch.take({ ...base, type: 'changes.applied', files: [first] }, 'ses_1');
  watch.take({ ...base, type: 'changes.applied', files: [file] }, 'ses_1');
  watch.take({ ...base, type: 'turn.ended', stopReason: 'answered', usage, ms: 1 }, 'ses_1');
  for (const event of more) watch.take(event, 'ses_1');
  await watch.settled();
  const after = change(before);
  if (after === undefined) await files.remove('a.ts');
  else await write(after);
  await watch.look();
  await watch.look();
  return told;
}

describe('changes that a person edits afterwards', () => {
  it('are told once, with how much of what was written is gone, and count when that is most of it', async () => {
    const told = await edited((text) => text.replace('8080', '80').replace('"local"', '"0.0.0.0"'));
    expect(told).toMatchObject([{ turnId: 'trn_1', lines: 2, of: 3 }]);
    expect(told[0]?.diff).toContain('+const port = 80;');
    const outcome = turnOutcomes(told).get('trn_1');
    expect(outcome?.verdict).toBe('bad');
    expect(outcome?.feedback).toContain('rewrote 2 of 3 lines');
  });

  it('are a hint, no fault, when little of it was edited', async () => {
    const told = await edited((text) => text.replace('8080', '80'));
    expect(told).toMatchObject([{ lines: 1, of: 3 }]);
    expect(turnOutcomes(told).get('trn_1')).toMatchObject({
      verdict: 'unknown',
      feedback: expect.stringContaining('rewrote 1 of 3 lines'),
    });
  });

  it('are not what else happens to the file: lines beside them, another branch, its removal, an undo', async () => {
    expect(await edited((text) => `${text}// More.\n`)).toEqual([]);
    expect(await edited(() => 'import y from "y";\n')).toEqual([]);
    expect(await edited(() => undefined)).toEqual([]);
    const undo: RunEvent = {
      type: 'turns.withdrawn',
      at: 2,
      turnId: 'trn_2',
      turnIds: ['trn_1'],
      withdrawn: true,
      files: ['a.ts'],
    };
    expect(await edited((text) => text.replace('8080', '80'), [undo])).toEqual([]);
  });

  it('are not what turns did: lines that it wrote over itself, a file that another one is changing', async () => {
    const earlier = ['const port = 1;', 'const host = "far";', 'const more = true;'];
    expect(await edited((text) => `${text}// More.\n`, [], earlier)).toEqual([]);
    const other: RunEvent = {
      type: 'changes.applied',
      at: 2,
      turnId: 'trn_2',
      files: [{ path: 'a.ts', kind: 'modify', added: 1, removed: 1, diff: '+const port = 80;' }],
    };
    expect(await edited((text) => text.replace('8080', '80'), [other])).toEqual([]);
  });
});
