// What commands tell is German to the last word where it is ours, also within a line and below another one.
import { expect, test } from 'vitest';
import { tracesReport } from '../../../runtime/agents/reports/index.js';
import type { TurnRequest } from '../../../runtime/core/index.js';
import { asWritten, germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { summaryText } from '../../../runtime/memory/index.js';
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

const OURS = 'Nothing was running.';

test.each([
  [true, 'Built-in rules (no model)', '- Es lief nichts.'],
  [false, 'Claude', `- “${OURS}”`],
])(
  'in /traces a question stands as it was asked, and a reason is ours where the rules gave it: %s',
  async (offline, label, reason) => {
    const at = { at: NOW, turnId: 't' };
    const step = { ...at, stepId: 's' };
    const sessions = sessionsInProcess();
    const request: TurnRequest = { intent: 'ask', text: OURS, attachments: [], effort: 'auto' };
    for (const event of [
      { ...at, type: 'turn.started', request, model: { id: 'm', label, offline } },
      { ...step, type: 'step.started', depth: 0, index: 1, title: 'Step 1' },
      { ...step, type: 'step.code', reasoning: OURS, code: '1' },
    ] as const)
      await sessions.append('x', event);
    const report = german.text(await tracesReport({ sessions, sessionId: 'x', turnId: 'own' }));
    expect(report.split('\n')[0]).toContain(`**${OURS}** (`);
    expect(report).toContain(`\n${reason}`);
  },
);

test('what a model summed up, a person said and a server tells stands as it is, whatever is around it', () => {
  const summary = { topics: [OURS], decisions: [`It stopped. ${OURS}`], progress: [], open: [] };
  expect(german.text(summaryText(summary, asWritten))).toBe(
    `Themen:\n- “${OURS}”\nEntscheidungen:\n- “It stopped. ${OURS}”`,
  );
  for (const line of [
    `- ${asWritten(OURS)} (3)`,
    `  2. ${asWritten(`It stopped. ${OURS}`)} 2026-05-08 10:00`,
    `- \`/uhr:stop\` ${asWritten(OURS)}`,
  ])
    expect(german.text(line)).toBe(line);
});
