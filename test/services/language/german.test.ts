// Every slash command, asked of a real runtime, answers in German where the editor is in German: no English is left.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SLASH_COMMANDS } from '../../../runtime/agents/index.js';
import { createMemfun, type Memfun } from '../../../runtime/app/index.js';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { environmentOn } from '../../support/environment.js';
import { turnOf } from '../../support/one-turn.js';

const german = wordsOf({ errors: germanErrors, texts: germanTexts, language: 'de' });
const ROOT = path.resolve(import.meta.dirname, '../../..');
/** Words that no German sentence has, apart from names and what is typed. */
const ENGLISH =
  /\b(?:the|is|are|of|and|not|no|this|that|with|which|nothing|shows|lists|it|its|you|has|have|there|from|when|what|to|be|by|or|on|for|as|does|every|each|turns|memories|rules|files|servers|tools|open|used|now)\b/;

let memfun: Memfun;
let root = '';
let sessionId = '';
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'german-'));
  cpSync(path.join(ROOT, 'test/fixtures/repos/typescript'), root, { recursive: true });
  mkdirSync(path.join(root, '.memfun/tools'), { recursive: true });
  writeFileSync(
    path.join(root, '.memfun/tools/weather.js'),
    'export default { description: "Wetter.", effect: "read", input: {}, run: async () => 1 };\n',
  );
  writeFileSync(
    path.join(root, '.memfun/mcp.json'),
    JSON.stringify({ servers: { uhr: { command: 'node', args: ['uhr.js'] } } }),
  );
  writeFileSync(path.join(root, 'AGENTS.md'), 'Schreibe Tests.\n');
  writeFileSync(path.join(root, 'notes.md'), '- Wir nutzen pnpm.\n- Tests kommen zuerst.\n');
  memfun = await createMemfun(environmentOn(root), { prewarm: false });
});
afterAll(async () => {
  await memfun.close();
  rmSync(root, { recursive: true, force: true });
});

/** What a person is shown of a turn, in German: its answer and its notices. */
async function shown(text: string): Promise<readonly string[]> {
  const { result, events } = await turnOf(memfun, text, { sessionId });
  const told = events.flatMap((event) =>
    event.type === 'notice' ? [event.text, event.remedy ?? ''] : [],
  );
  // What went wrong has a catalogue and a test of its own.
  if (result.error === undefined) told.push(result.answer);
  return told.map((one) => german.text(one));
}

/** Lines with English in them, without what is typed, quoted or named. */
const englishIn = (texts: readonly string[]): readonly string[] =>
  texts
    .flatMap((text) => text.replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '').split('\n'))
    .filter((line) =>
      ENGLISH.test(
        line
          .replaceAll(
            /`[^`]*`|„[^“]*“|\[[^\]]*\]\([^)]*\)|\*\*[^*]*\*\*|\/[a-z][a-z-]*(?: [a-z]+)*/g,
            '',
          )
          .replaceAll(root, ''),
      ),
    );

/** Each command as people type it, in an order in which each has something to say. */
const TYPED: Readonly<Record<string, readonly string[]>> = {
  remember: [
    '/remember wir nehmen pnpm',
    '/remember wir nehmen pnpm',
    '/remember core ich mag kurze Antworten',
    '/remember',
  ],
  help: ['/help', '/help undo', '/nichtda'],
  status: ['/status'],
  context: ['/context'],
  cost: ['/cost'],
  memory: [
    '/memory',
    '/memory pnpm',
    '/memory Zebra',
    '/memory help',
    '/memory stats',
    '/memory conflicts',
    '/memory import notes.md',
    '/memory import notes.md yes',
    '/memory export alles.jsonl',
    '/memory get',
  ],
  timeline: ['/timeline', '/timeline Zebra'],
  forget: ['/forget pnpm'],
  traces: ['/traces'],
  export: ['/export md'],
  project: ['/project', '/project rename Pakete', '/project workdir', '/project workdir /nirgends'],
  clear: ['/clear'],
  end: ['/end'],
  model: ['/model'],
  safety: ['/safety', '/safety auto', '/safety ask', '/safety bypass'],
  auto: [
    '/auto whitelist',
    '/auto whitelist add npm test',
    '/auto hosts',
    '/auto hosts add example.org',
    '/auto off',
  ],
  template: ['/template', '/template node', '/template node'],
  tools: ['/tools', '/tools show weather', '/tools trust weather', '/tools distrust weather'],
  mcp: [
    '/mcp',
    '/mcp show uhr',
    '/mcp prompts',
    '/mcp resources',
    '/mcp deny uhr',
    '/mcp logs uhr',
  ],
  instructions: ['/instructions'],
  skills: ['/skills'],
  agents: ['/agents'],
  agent: ['/agent'],
  team: ['/team'],
  background: ['/background', '/background stop all'],
  compress: ['/compress', '/compress show', '/compress undo'],
  pin: ['/pin list', '/pin'],
  btw: ['/btw'],
  undo: ['/undo', '/undo'],
  rewind: ['/rewind'],
  rollback: ['/rollback'],
  history: ['/history'],
  redo: ['/redo', '/redo'],
};

it('every command is asked', () => {
  expect(Object.keys(TYPED).sort()).toEqual([...SLASH_COMMANDS].sort());
});

it.each(Object.entries(TYPED))('/%s answers in German', async (name, typed) => {
  ({ sessionId } = await memfun.sessions.create(name));
  for (const text of typed) expect(englishIn(await shown(text)), text).toEqual([]);
});
