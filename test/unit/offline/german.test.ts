// What is asked in German is understood as the same in English: each kind of question leads to the same plan.
import { describe, expect, it, test } from 'vitest';
import { directAnswerRule } from '../../../runtime/models/offline/rules/direct-answer.js';
import { memoryExtractRule } from '../../../runtime/models/offline/rules/memory-extract.js';
import { rlmStepRule } from '../../../runtime/models/offline/rules/rlm-step.js';
import { readQuestion } from '../../../runtime/models/offline/text/question.js';
import { rootOf } from '../../../runtime/models/offline/text/words.js';
import { rlmStep } from '../../../runtime/models/signatures/index.js';
import { route } from '../../../runtime/rlm/index.js';
import { english, wordingOf } from '../../../runtime/wording/index.js';

const REMEMBERED = ['I prefer port 8080 for dev servers.'];

/** The way that a message goes, and what is then answered or done first. */
function planOf(text: string, named = ''): unknown {
  const way = route({
    intent: 'ask',
    text,
    attachments: [],
    memories: [{ content: REMEMBERED[0] ?? '', score: 1 }],
    effort: 'auto',
    earlierTurns: 0,
  });
  const input = { task: text, memories: REMEMBERED, conversation: [], context: [] };
  const direct = way.level === 'direct' ? directAnswerRule.answer(input) : undefined;
  if (direct?.['needsAgent'] === false) return direct['answer'];
  const task = named === '' ? text : `${text}\n\nWhat the user names with @:\n${named}`;
  const { code } = rlmStepRule.answer({
    ...BLANK,
    task,
  });
  const isSearch = /const ideas = \[/.test(String(code));
  // What is searched for is told in the words of who asked; what it means is compared.
  return isSearch ? { search: meaningOf(text), ...kindOf(text) } : code;
}

const BLANK = rlmStep.input.parse({
  task: '',
  intent: 'ask',
  variables: [],
  functions: 'editFile, run',
  answerType: '',
  budget: '',
  memories: [],
  history: [],
  step: { index: 1, of: 12 },
});

const kindOf = (text: string) => {
  const { kind, wants, identifiers, paths } = readQuestion(text);
  return { kind, wants, identifiers, paths };
};

const meaningOf = (text: string): readonly string[] =>
  readQuestion(text)
    .ideas.map(({ words: [first = ''] }) => rootOf(first))
    .sort();

interface Row {
  readonly kind: string;
  readonly english: string;
  readonly german: readonly string[];
  /** The line under the message for what it names. */
  readonly named?: string;
}

const RETRY = '@src/retry.ts is the file src/retry.ts; readFile("src/retry.ts") reads it.';
const QUEUE = '@src/queue/ is the folder src/queue/ (2 files, listed in mentions[0].value).';
const DIFF = '@diff is the diff of the workspace (mentions[0].value).';
const PROBLEM = '@problem is the problem list (mentions[0].value).';
const TERMINAL = '@terminal is the terminal output (mentions[0].value).';
const CHAT = '@chat:1 is the chat of yesterday (mentions[0].value).';

const ROWS: readonly Row[] = [
  {
    kind: 'where something is',
    english: 'where is the backoff calculated?',
    german: [
      'wo wird der Backoff berechnet?',
      'Wo berechnet man den Backoff?',
      'wo steht die Berechnung des Backoff?',
    ],
  },
  {
    kind: 'how something happens',
    english: 'how is a call retried after an error',
    german: [
      'wie wird ein Aufruf nach einem Fehler wiederholt',
      'Wie wiederholt man einen Aufruf nach einem Fehler?',
    ],
  },
  {
    kind: 'what happens when',
    english: 'what happens when a connection closes?',
    german: [
      'was passiert, wenn eine Verbindung geschlossen wird?',
      'Was geschieht, wenn sich eine Verbindung schließt?',
      'was geschieht, wenn sich eine Verbindung schliesst?',
    ],
  },
  {
    kind: 'why',
    english: 'why does the cache evict?',
    german: [
      'warum verdrängt der Cache?',
      'weshalb verdraengt der Cache?',
      'wieso verdrängt der Cache',
    ],
  },
  {
    kind: 'who calls',
    english: 'who calls parseHeader?',
    german: ['wer ruft parseHeader auf?', 'Wer ruft denn parseHeader auf?'],
  },
  {
    kind: 'a file of that kind',
    english: 'which function deletes sessions?',
    german: ['welche Funktion löscht Sitzungen?', 'Welche Funktion loescht die Sitzungen?'],
  },
  {
    kind: 'tests are wanted',
    english: 'where are the tests for the parser?',
    german: ['wo sind die Tests für den Parser?', 'wo stehen die Tests fuer den Parser?'],
  },
  {
    kind: 'words of the code',
    english: 'find all handlers',
    german: ['finde alle Handler', 'zeige mir alle Handler', 'suche bitte alle Handler'],
  },
  {
    kind: 'open work',
    english: 'find all TODOs',
    german: [
      'finde alle TODOs',
      'Zeige mir bitte alle TODOs',
      'welche TODOs gibt es noch?',
      'Wo sind noch FIXMEs?',
      'liste alle TODO-Kommentare auf',
      'gibt es noch offene Todos im Code?',
    ],
  },
  {
    kind: 'an overview',
    english: 'what is this project?',
    german: [
      'was ist das für ein Projekt?',
      'Was ist das fuer ein Projekt?',
      'was macht dieses Projekt?',
      'gib mir einen Überblick',
      'Gib mir einen kurzen Ueberblick',
      'Überblick über dieses Repository',
      'fasse dieses Projekt zusammen',
      'Kannst du das Projekt zusammenfassen?',
      'wo fange ich an?',
      'worum geht es hier?',
      'wie ist das Projekt aufgebaut?',
    ],
  },
  {
    kind: 'the past',
    english: 'what has changed recently?',
    german: [
      'was hat sich zuletzt geändert?',
      'was wurde zuletzt geaendert',
      'die letzten Änderungen',
      'zeig mir die letzten Commits',
    ],
  },
  {
    kind: 'the past of a file',
    english: 'who changed src/retry.ts last?',
    german: [
      'wer hat src/retry.ts zuletzt geändert?',
      'wer hat src/retry.ts geschrieben?',
      'von wem stammt src/retry.ts?',
    ],
  },
  {
    kind: 'an explanation of a name',
    english: 'explain `withTimeout`',
    german: [
      'erkläre `withTimeout`',
      'Erklaere mir bitte `withTimeout`',
      'Kannst du mir `withTimeout` erklären?',
      'beschreibe `withTimeout`',
      'was macht `withTimeout`?',
      'Was tut die Funktion withTimeout?',
      'wozu dient withTimeout?',
    ],
  },
  {
    kind: 'a rename',
    english: 'rename the function backoff to delayOf and run the tests',
    german: [
      'benenne die Funktion backoff in delayOf um und führe die Tests aus',
      'Bitte benenne backoff in delayOf um und fuehre die Tests aus',
      'Kannst du backoff in delayOf umbenennen und die Tests laufen lassen?',
    ],
  },
  {
    kind: 'code to be written',
    english: 'add a limit to the queue',
    german: ['füge der Queue ein Limit hinzu', 'fuege ein Limit zur Queue hinzu'],
  },
  {
    kind: 'a file as a whole',
    english: 'explain @src/retry.ts',
    german: [
      'erkläre @src/retry.ts',
      'Erklaere bitte @src/retry.ts',
      'was macht @src/retry.ts?',
      'wozu ist @src/retry.ts da?',
      'fasse @src/retry.ts zusammen',
      'Worum geht es in @src/retry.ts?',
      'kannst du mir @src/retry.ts genauer erklären?',
      'was steht in der Datei @src/retry.ts?',
    ],
    named: RETRY,
  },
  {
    kind: 'a folder as a whole',
    english: 'what is in @src/queue/?',
    german: [
      'was macht @src/queue/?',
      'Was ist in @src/queue/',
      'was enthält der Ordner @src/queue/?',
    ],
    named: QUEUE,
  },
  {
    kind: 'one matter in a file',
    english: 'where is the backoff in @src/retry.ts?',
    german: ['wo ist der Backoff in @src/retry.ts?', 'wo steckt der Backoff in @src/retry.ts'],
    named: RETRY,
  },
  {
    kind: 'changes',
    english: 'what has changed in @diff?',
    german: [
      'was hat sich in @diff geändert?',
      'Erkläre mir die Änderungen in @diff',
      'fasse @diff kurz zusammen',
    ],
    named: DIFF,
  },
  {
    kind: 'changes to be reviewed',
    english: 'review @diff',
    german: [
      'prüfe @diff',
      'Ist in @diff etwas falsch?',
      'gibt es Fehler in @diff?',
      'ueberpruefe bitte @diff',
    ],
    named: DIFF,
  },
  {
    kind: 'problems',
    english: 'fix @problem',
    german: [
      'behebe @problem',
      'Repariere bitte @problem',
      'Kannst du @problem lösen?',
      'loese @problem',
    ],
    named: PROBLEM,
  },
  {
    kind: 'a terminal',
    english: 'what went wrong in @terminal?',
    german: [
      'was ist in @terminal schiefgegangen?',
      'warum ist @terminal fehlgeschlagen?',
      'Was ging in @terminal schief?',
    ],
    named: TERMINAL,
  },
  {
    kind: 'an earlier conversation',
    english: 'summarize @chat:1',
    german: [
      'fasse @chat:1 zusammen',
      'Zusammenfassung von @chat:1 bitte',
      'worüber haben wir in @chat:1 gesprochen?',
    ],
    named: CHAT,
  },
  { kind: 'a greeting', english: 'hello', german: ['Hallo!', 'Guten Morgen', 'Grüß Gott', 'moin'] },
  { kind: 'thanks', english: 'thank you!', german: ['danke!', 'Vielen Dank', 'dankeschön'] },
  {
    kind: 'what is remembered',
    english: 'what do you know about me?',
    german: [
      'was weißt du über mich?',
      'Was weisst du ueber mich',
      'Was wissen Sie über mich?',
      'was hast du dir über mich gemerkt?',
      'Was hast du über uns gelernt?',
    ],
  },
  {
    kind: 'something told',
    english: 'I prefer tabs',
    german: [
      'ich bevorzuge Tabs',
      'merke dir, dass ich Tabs bevorzuge',
      'Bitte merk dir: wir nutzen pnpm',
      'Unser Staging-Server ist staging.example.org',
      'ich heiße Sam',
      'vergiss nicht, dass der blaue Knopf zum Checkout gehört',
    ],
  },
];

describe.each(ROWS)('$kind: “$english”', ({ english: asked, german, named }) => {
  test.each(german)('“%s”', (text) => {
    expect(wordingOf(text)).not.toBe(english);
    expect(planOf(text, named)).toEqual(planOf(asked, named));
  });
});

describe('needs no look into the files', () => {
  test.each([
    ['was kannst du?', 'what can you do?'],
    ['Hilfe', 'help'],
    ['wie richte ich ein Modell ein?', 'how do I set up a model?'],
    ['Ich möchte den API-Schlüssel ändern', 'I want to change the api key'],
  ])('“%s”', (german, asked) => {
    const answer = (task: string) =>
      directAnswerRule.answer({ task, memories: [], conversation: [], context: [] });
    expect(answer(german)).toEqual(answer(asked));
    expect(answer(german)['needsAgent']).toBe(false);
  });
});

it('a memory in German answers a question about who speaks, in its own words', () => {
  const memories = ['[core/preference] Ich bevorzuge Port 8080 für Entwicklungsserver.'];
  const task = 'Welchen Port bevorzuge ich?';
  const { answer } = directAnswerRule.answer({ task, memories, conversation: [], context: [] });
  expect(answer).toMatch(
    /^You said: “Ich bevorzuge Port 8080 für Entwicklungsserver\.”\n\n_From memory/,
  );
});

describe('is learned', () => {
  const learn = (user: string) =>
    memoryExtractRule.answer({ user, assistant: '', known: [] })['candidates'];

  test.each([
    [
      'Ich bevorzuge Port 8080 für Entwicklungsserver',
      'preference',
      'core',
      'dev-server.port',
      'Ich bevorzuge Port 8080 für Entwicklungsserver.',
    ],
    [
      'merke dir, dass ich Port 8080 bevorzuge',
      'preference',
      'core',
      undefined,
      'Ich bevorzuge Port 8080.',
    ],
    [
      'wir nutzen pnpm, nicht npm',
      'convention',
      'project',
      'package-manager',
      'Wir nutzen pnpm, nicht npm.',
    ],
    [
      'Immer den Linter vor dem Commit laufen lassen.',
      'convention',
      'project',
      'linter',
      'Immer den Linter vor dem Commit laufen lassen.',
    ],
    ['Bitte nenn mich Sam', 'fact', 'core', 'user.name', 'Nenn mich Sam.'],
    [
      'Wir haben beschlossen, auf PostgreSQL umzusteigen.',
      'decision',
      'project',
      'database',
      'Wir haben beschlossen, auf PostgreSQL umzusteigen.',
    ],
    [
      'der Staging-Server ist staging.example.org',
      'fact',
      'project',
      'staging-server',
      'Der Staging-Server ist staging.example.org.',
    ],
    [
      'Merk dir bitte, dass der blaue Knopf zum Checkout gehört',
      'fact',
      'project',
      undefined,
      'Der blaue Knopf gehört zum Checkout.',
    ],
  ])('“%s”', (said, category, layer, subject, content) => {
    const [candidate, ...more] = learn(said) as readonly Record<string, unknown>[];
    expect(more).toEqual([]);
    expect(candidate).toMatchObject({ category, layer, content });
    expect(candidate?.['subject']).toBe(subject);
    expect(said).toContain(candidate?.['evidence']);
  });

  test.each([
    'Welchen Port bevorzuge ich?',
    'was wäre, wenn wir pnpm nutzen?',
    'falls wir pnpm nutzen, ist es schneller',
    'vielleicht sollten wir immer Tabs nutzen',
    'Ich bevorzuge Port 9090 nur dieses Mal, heute',
    'mein Passwort ist hunter2',
    'unser API-Schlüssel ist abc',
    'Ich möchte wissen, wie der Cache funktioniert',
    'ich mag das',
    'danke!',
  ])('not from “%s”', (said) => expect(learn(said)).toEqual([]));
});

describe('a word of German in code leaves a question in English', () => {
  test.each([
    'where is was() called?',
    'what does `die` do?',
    'explain wo',
    'who calls die?',
    'how does the in operator work',
    'where is ist used',
    'what is der?',
    'what does @wo/wird/der.ts do?',
    'find mit',
    'die queue',
    'was',
  ])('“%s”', (asked) => expect(wordingOf(asked)).toBe(english));
});

test('a search in German looks for the word itself, too, with umlauts and without', () => {
  const [idea] = readQuestion('wo wird ein Schlüssel gewählt?').ideas.filter(
    ({ label }) => label === 'Schlüssel',
  );
  for (const spelling of ['key', 'Schlüssel', 'Schluessel'])
    expect(new RegExp(idea?.search ?? '$^', 'i').test(spelling), spelling).toBe(true);
  for (const words of [' the key ', ' schluessel ', ' der schl ssel '])
    expect(new RegExp(` (?:${idea?.main ?? '$^'}) `).test(words), words).toBe(true);
});
