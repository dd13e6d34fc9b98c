// What the runtime says to a person is said in German where the editor is in German: nothing is missing, nothing is left over.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { translateProse } from '../../../runtime/language/prose.js';
import { isCovered, shownTexts } from '../../support/shown-texts.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts });
const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Files whose texts a person is shown. */
const SHOWN = [
  'extension/adapters/person.ts',
  'extension/chat/memory-rows.ts',
  'extension/commands/set-up/providers.ts',
  'extension/commands/skills/report.ts',
  'extension/host/doctor-report.ts',
  'extension/participant/answer.ts',
  'runtime/agents/delegation/agent-call.ts',
  'runtime/agents/commands/background.ts',
  'runtime/agents/approval/changes.ts',
  'runtime/agents/commands/commands.ts',
  'runtime/agents/definitions/fields.ts',
  'runtime/agents/definitions/read.ts',
  'runtime/agents/context/history-desk.ts',
  'runtime/agents/context/images-seen.ts',
  'runtime/agents/instructions/command.ts',
  'runtime/agents/commands/mcp-desk.ts',
  'runtime/agents/commands/memory-commands.ts',
  'runtime/agents/commands/projects.ts',
  'runtime/agents/turn/recorder.ts',
  'runtime/agents/reports/context.ts',
  'runtime/agents/reports/cost.ts',
  'runtime/agents/reports/status.ts',
  'runtime/agents/reports/traces.ts',
  'runtime/agents/turn/resume.ts',
  'runtime/agents/commands/safety-desk.ts',
  'runtime/agents/commands/shell-line.ts',
  'runtime/agents/commands/spending.ts',
  'runtime/agents/commands/tools-desk.ts',
  'runtime/agents/commands/undo.ts',
  'runtime/app/doctor.ts',
  'runtime/app/memfun-probes.ts',
  'runtime/app/probes.ts',
  'runtime/app/tier-probe.ts',
  'runtime/mcp/client/questions/form.ts',
  'runtime/mcp/config/read.ts',
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
  'runtime/skills/front-matter.ts',
  'runtime/skills/validate.ts',
  'runtime/traces/analysis/findings.ts',
  'runtime/writers/merge-in.ts',
];

/** The same text whatever its holes take. */
const plain = (source: string): string => source.replaceAll(/\{[=#.',]?(\d)\}/g, '{$1}');
const ENTRIES = Object.keys(germanTexts).map(plain);
const holes = (text: string): readonly string[] =>
  [...text.matchAll(/\{[=#.',]?(\d)\}/g)].map(([, number = '']) => number).sort();

it.each(SHOWN)('every text of %s has its German words', (file) => {
  const missing = shownTexts(path.join(ROOT, file)).filter((text) => !isCovered(text, ENTRIES));
  expect(missing).toEqual([]);
});

it('what is filled in stands in both languages', () => {
  for (const [english, german] of Object.entries(germanTexts))
    expect(holes(german), english).toEqual(holes(english));
});

it('English stays what it is', () => {
  expect(wordsOf(undefined).text('Nothing was running.')).toBe('Nothing was running.');
});

it('a text that somebody else has filled with sentences holds nobody up, and what it begins with is said', () => {
  // Their number is what is asked about, not the time: each may be looked for with a few of the next ones, no more.
  let asked = 0;
  const lookup = (text: string): string | undefined => {
    asked += 1;
    return text === 'Nothing was running.' ? 'Es lief nichts.' : undefined;
  };
  const long = `Nothing was running. ${'a. '.repeat(2_000)}end`;
  expect(translateProse(long, lookup)).toBe(
    long.replace('Nothing was running.', 'Es lief nichts.'),
  );
  expect(asked).toBeLessThanOrEqual(10_000);
});

/** A notice, and the words for why a turn goes its way. */
const TELLS = /type: 'notice'|withNotice\(|orElse\(|type: 'turn\.routed'/;
/** Words in those files that a model reads, or that name something in a record. */
const NOT_TOLD =
  /^(?:The project offers no checks|You have changed files|The project's own checks then|Mend what your change|the description of|The user's |Your last answer could not|While you worked, the user said|\{0\} Change your way|an earlier attempt is ending|An earlier attempt at this failed|(?:Another agent has changed|End with final))/;

it('whatever tells a notice says it in German too', () => {
  const files = ['runtime', 'extension'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(ROOT, folder, name))
      .filter((file) => TELLS.test(readFileSync(file, 'utf8'))),
  );
  expect(files.length).toBeGreaterThan(10);
  const entries = [...ENTRIES, ...Object.keys(germanErrors).map(plain)];
  const missing = files.flatMap((file) =>
    shownTexts(file).filter((text) => !NOT_TOLD.test(text) && !isCovered(text, entries)),
  );
  expect(missing).toEqual([]);
});

/** Files of the editor's side that ask the editor itself for their texts, folder by folder. */
const ASKED = ['changes', 'chat', 'commands', 'lenses', 'problems', 'review', 'status'] as const;
/** What is said to a model, or is the name of something; and what the catalogue has. */
const NOT_SAID =
  /^(?:Explain|Review|Audit|Refactor|Fix|Write tests for|Analyze|lines|[`']?\{0\} of|this workspace|Memfun: \{0\}|Reading|text\/|default-src|script-src|style-src|font-src|img-src|connect-src|base-uri|form-action|<|\$\(|Skill \{0\}|Brave Search|\.zip| *[<"]|\[… \{0\}|Memfun Doctor)/;

it.each(ASKED)(
  'no text of extension/%s goes to a person without being asked of the editor',
  (folder) => {
    const known = [...ENTRIES, ...Object.keys(germanErrors).map(plain)];
    const found = readdirSync(path.join(ROOT, 'extension', folder), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => shownTexts(path.join(ROOT, 'extension', folder, name)))
      .filter((text) => !NOT_SAID.test(text) && !isCovered(text, known));
    expect(found).toEqual([]);
  },
);

it('what the built-in agents and skills are for is said in German', () => {
  const files = ['agents', 'skills'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^[a-z-]+[\\/](?:AGENT|SKILL)\.md$/.test(name))
      .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(15);
  for (const file of files) {
    const [, description = ''] = /^description: (.*)$/m.exec(file) ?? [];
    expect(german.text(description)).not.toBe(description);
  }
});
