// What commands tell is German to the last word where it is ours, also within a line and below another one.
import { expect, test } from 'vitest';
import { tracesReport } from '../../../runtime/agents/reports/index.js';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { whyFound } from '../../../runtime/memory/retrieval/why.js';
import { sessionsInProcess } from '../agents/stores.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
const NOW = Date.UTC(2026, 4, 8);

test('what calls came to, in /traces', async () => {
  const at = { at: NOW, turnId: 't' };
  const step = { ...at, stepId: 's' };
  const call = { ...step, type: 'step.call', callId: 'c', tool: 'readFile', ms: 12 } as const;
  const sessions = sessionsInProcess();
  for (const event of [
    { ...step, type: 'step.started', depth: 0, index: 1, title: 'Step 1' },
    { ...call, state: 'done', summary: 'readFile "a.ts" → a.ts:1-7 of 7 lines' },
    { ...call, state: 'failed', summary: 'readFile failed: There is no file "b.ts".' },
  ] as const)
    await sessions.append('x', event);
  const report = await tracesReport({ sessions, sessionId: 'x', turnId: 'own' });
  expect(german.text(report)).toBe(
    '  - `readFile "a.ts" → a.ts:1-7 von 7 Zeilen` 12 ms\n  - fehlgeschlagen: `readFile fehlgeschlagen: Eine Datei „b.ts“ gibt es nicht.` 12 ms',
  );
});

test.each([
  [['port'], false, 'spricht von „port“; Tatsache von heute'],
  [['port', 'host'], true, 'spricht von „port“ und „host“; angeheftet, Tatsache von heute'],
  [['a', 'b', 'c'], false, 'spricht von „a“, „b“ und „c“; Tatsache von heute'],
])('why a memory was found, under it: %s', (words, pinned, said) => {
  const why = whyFound({ category: 'fact', pinned, createdAt: NOW }, words, NOW);
  expect(german.text(`mem_1  nine  (project, fact)\n  ${why}`)).toContain(`\n  ${said}`);
});
