// What the runtime says to a person is said in German where the editor is in German: nothing is missing, nothing is left over.
import path from 'node:path';
import { expect, it } from 'vitest';
import { germanTexts, localText } from '../../../runtime/language/index.js';
import { isCovered, shownTexts } from '../../support/shown-texts.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Files whose texts a person is shown. */
const SHOWN = [
  'runtime/agents/agent-call.ts',
  'runtime/agents/background.ts',
  'runtime/agents/changes.ts',
  'runtime/agents/commands.ts',
  'runtime/agents/history-desk.ts',
  'runtime/agents/images-seen.ts',
  'runtime/agents/instructions/command.ts',
  'runtime/agents/mcp-desk.ts',
  'runtime/agents/memory-commands.ts',
  'runtime/agents/projects.ts',
  'runtime/agents/recorder.ts',
  'runtime/agents/reports/context.ts',
  'runtime/agents/reports/cost.ts',
  'runtime/agents/reports/status.ts',
  'runtime/agents/reports/traces.ts',
  'runtime/agents/resume.ts',
  'runtime/agents/safety-desk.ts',
  'runtime/agents/shell-line.ts',
  'runtime/agents/spending.ts',
  'runtime/agents/tools-desk.ts',
  'runtime/agents/undo.ts',
  'runtime/memory/commands/plain.ts',
  'runtime/memory/commands/say.ts',
  'runtime/memory/retrieval/why.ts',
  'runtime/memory/stats.ts',
  'runtime/memory/timeline.ts',
  'runtime/orchestrator/kept-changes.ts',
  'runtime/orchestrator/plan-check.ts',
  'runtime/orchestrator/steering.ts',
  'runtime/rlm/citations.ts',
  'runtime/rlm/router.ts',
  'runtime/rlm/stop.ts',
  'runtime/rlm/stuck.ts',
  'runtime/safety/zones.ts',
  'runtime/traces/analysis/findings.ts',
];

/** The same text whatever its holes take. */
const plain = (source: string): string => source.replaceAll(/\{[=#.,]?(\d)\}/g, '{$1}');
const ENTRIES = Object.keys(germanTexts).map(plain);
const holes = (text: string): readonly string[] =>
  [...text.matchAll(/\{[=#.,]?(\d)\}/g)].map(([, number = '']) => number).sort();

it.each(SHOWN)('every text of %s has its German words', (file) => {
  const missing = shownTexts(path.join(ROOT, file)).filter((text) => !isCovered(text, ENTRIES));
  expect(missing).toEqual([]);
});

it('what is filled in stands in both languages', () => {
  for (const [english, german] of Object.entries(germanTexts))
    expect(holes(german), english).toEqual(holes(english));
});

it('English stays what it is', () => {
  expect(localText('Nothing was running.', 'en')).toBe('Nothing was running.');
});
