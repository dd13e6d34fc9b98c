// Questions of fact about the project as a whole are answered by counting and reading, in both languages, and exactly.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { germanErrors, germanTexts, wordsOf } from '../../../runtime/language/index.js';
import { factAsked, type ProjectFact } from '../../../runtime/wording/index.js';
import { answerOn } from './answer-on.js';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/repos');
const german = wordsOf({ errors: germanErrors, texts: germanTexts });

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'project-facts-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function files(texts: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** Lines that no entry of the catalogue translates. */
const ENGLISH =
  /\b(?:the|is|are|of|and|not|this|that|with|nothing|it|you|have|from|when|what|to|by|on|only)\b/;
const englishIn = (text: string) =>
  german
    .text(text)
    .replaceAll(/^(`{3,})[\s\S]*?^\1$/gm, '')
    .split('\n')
    .filter((line) => ENGLISH.test(line.replaceAll(/`[^`]*`|„[^“]*“/g, '')));

describe('size and languages', () => {
  test('are counted to the last line', async () => {
    const { answer } = await answerOn(
      path.join(FIXTURES, 'typescript'),
      'how many lines of code are there?',
    );
    expect(answer).toBe(
      [
        'The project is written in TypeScript.',
        '- Code in all: 268 lines in 9 files\n- Tests among it: 15 lines in one file\n- Files of every kind: 12',
        'Every line counts, blank ones and comments too; hidden, vendored and git-ignored files do not.',
      ].join('\n\n'),
    );
    expect(englishIn(answer)).toEqual([]);
  });

  test('are told by language, a last line without its end as well, and an empty file has none', async () => {
    files({
      'a.py': 'one\n\nthree',
      'b.py': '',
      'web/c.js': 'x\n',
      'README.md': 'words\n',
      'logo.css': '\0\0',
    });
    const { answer } = await answerOn(root, 'what language is this written in?');
    expect(answer).toContain(
      [
        'Most of the project is written in Python.\n',
        '- **Python**: 3 lines in 2 files',
        '- **JavaScript**: 1 line in one file',
        '- Code in all: 4 lines in 3 files',
        '- Files of every kind: 5',
        '- Files that could not be read: 1',
      ].join('\n'),
    );
    expect(englishIn(answer)).toEqual([]);
  });
});

describe('files', () => {
  test('are listed by folder', async () => {
    files({ 'src/b.ts': '', 'src/deep/a.ts': '', 'src/a.ts': '', LICENSE: '' });
    const { answer } = await answerOn(root, 'list all files');
    expect(answer).toContain('There are 4 files:');
    expect(answer).toContain(
      ['```', 'src/ (3)', '  deep/ (1)', '    a.ts', '  a.ts', '  b.ts', 'LICENSE', '```'].join(
        '\n',
      ),
    );
    expect(englishIn(answer)).toEqual([]);
  });

  test('where they are many, large folders stay closed and are counted', async () => {
    const many = Array.from({ length: 90 }, (_, at) => [`data/row-${at}.txt`, ''] as const);
    files({ ...Object.fromEntries(many), 'src/a.ts': '' });
    const { answer } = await answerOn(root, 'welche Dateien gibt es?');
    expect(answer).toContain(['```', 'data/ (90)', 'src/ (1)', '  a.ts', '```'].join('\n'));
    expect(answer).toContain('Name a folder with `@` to see what is in it.');
    expect(englishIn(answer)).toEqual([]);
  });

  test('that there are none is said', async () => {
    expect((await answerOn(root, 'list all files')).answer).toBe('There are no files here yet.');
  });
});

describe('dependencies', () => {
  test('are listed with their versions and places, from every kind of manifest', async () => {
    files({
      'package.json': `{
  "dependencies": {
    "react": "^19.0.0"
  },
  "devDependencies": { "vitest": "^4.0.0" }
}`,
      'py/pyproject.toml': `[project]
name = "x"
dependencies = [
  "requests[socks]>=2.31",
  "rich",
]
[project.optional-dependencies]
docs = ["sphinx>=7"]
[tool.poetry.group.dev.dependencies]
pytest = "^8.0"
[tool.ruff]
select = ["E"]
`,
      'py/requirements-dev.txt': '# tools\nmypy==1.10.0  # types\n-r other.txt\n',
      'go.mod':
        'module example.org/x\n\ngo 1.22\n\nrequire (\n\tgithub.com/a/b v1.2.3\n\tgithub.com/c/d v0.1.0 // indirect\n)\n',
      'Cargo.toml':
        '[package]\nname = "x"\n[dependencies]\nserde = { version = "1.0", features = ["derive"] }\n[dev-dependencies]\nproptest = "1"\n',
      'pom.xml':
        '<project>\n<dependencies>\n<dependency>\n<groupId>junit</groupId>\n<artifactId>junit</artifactId>\n<version>4.13</version>\n<scope>test</scope>\n</dependency>\n</dependencies>\n</project>\n',
      Gemfile: "gem 'rails', '~> 7.1'\ngroup :test do\n  gem 'rspec'\nend\n",
      'composer.json': '{\n"require": {\n"php": ">=8",\n"monolog/monolog": "^3"\n}\n}\n',
      'build.gradle': "dependencies {\n  implementation 'com.a:b:1.0'\n}\n",
    });
    const { answer, citations } = await answerOn(root, 'which libraries are used?');
    const rows = answer.split('\n').filter((line) => line !== '');
    expect(rows).toEqual([
      '**`Cargo.toml`**:',
      '- `serde 1.0` (`Cargo.toml:4`)',
      '**`Cargo.toml`**, for development only:',
      '- `proptest 1` (`Cargo.toml:6`)',
      '**`Gemfile`**:',
      '- `rails ~> 7.1` (`Gemfile:1`)',
      '**`Gemfile`**, for development only:',
      '- `rspec` (`Gemfile:3`)',
      '**`build.gradle`**:',
      '- `com.a:b 1.0` (`build.gradle:2`)',
      '**`composer.json`**:',
      '- `monolog/monolog ^3` (`composer.json:4`)',
      '**`go.mod`**:',
      '- `github.com/a/b v1.2.3` (`go.mod:6`)',
      '**`go.mod`**, needed by these:',
      '- `github.com/c/d v0.1.0` (`go.mod:7`)',
      '**`package.json`**:',
      '- `react ^19.0.0` (`package.json:3`)',
      '**`package.json`**, for development only:',
      '- `vitest ^4.0.0` (`package.json:5`)',
      '**`pom.xml`**, for development only:',
      '- `junit:junit 4.13` (`pom.xml:5`)',
      '**`py/pyproject.toml`**:',
      '- `requests >=2.31` (`py/pyproject.toml:4`)',
      '- `rich` (`py/pyproject.toml:5`)',
      '**`py/pyproject.toml`**, optional:',
      '- `sphinx >=7` (`py/pyproject.toml:8`)',
      '**`py/pyproject.toml`**, for development only:',
      '- `pytest ^8.0` (`py/pyproject.toml:10`)',
      '**`py/requirements-dev.txt`**, for development only:',
      '- `mypy ==1.10.0` (`py/requirements-dev.txt:2`)',
    ]);
    expect(citations).toContainEqual({ path: 'package.json', line: 3 });
    expect(englishIn(answer)).toEqual([]);
  });

  test('that none are named is said, and what cannot be read', async () => {
    files({ 'go.mod': 'module example.org/x\n', 'package.json': 'no JSON' });
    const { answer } = await answerOn(root, 'welche Abhängigkeiten gibt es?');
    expect(answer).toBe('- `go.mod` names no dependencies.\n\n- `package.json` could not be read.');
    expect(englishIn(answer)).toEqual([]);
  });

  test('that there is no manifest is said', async () => {
    const { answer } = await answerOn(root, 'what dependencies does it have?');
    expect(answer).toMatch(/^I found no manifest that names dependencies/);
    expect(englishIn(answer)).toEqual([]);
  });
});

describe('faults', () => {
  const FAULTY = 'if (a == b) {\n  eval(a);\n}\n';

  test('are looked for in the whole project, and each is told with its place', async () => {
    files({ 'src/a.js': FAULTY, 'src/b.js': FAULTY });
    const { answer, data } = await answerOn(root, 'find bugs');
    expect(answer).toMatch(/^I checked 6 lines in 2 files: /);
    for (const place of ['src/a.js:1', 'src/a.js:2', 'src/b.js:1', 'src/b.js:2'])
      expect(answer).toContain(`(\`${place}\`)`);
    expect(data).toBeUndefined();
    expect(englishIn(answer)).toEqual([]);
  });

  test('of security are told alone where only these are asked for', async () => {
    files({ 'src/a.js': FAULTY });
    const { answer } = await answerOn(root, 'is this code secure?');
    expect(answer).toContain('(`src/a.js:2`)');
    expect(answer).not.toContain('(`src/a.js:1`)');
    expect(englishIn(answer)).toEqual([]);
  });

  test('are looked for in as many files as one run may check, and that there are more is said', async () => {
    const many = Array.from({ length: 130 }, (_, at) => [`a${at}.js`, 'f();\n'] as const);
    files(Object.fromEntries(many));
    const { answer } = await answerOn(root, 'find security issues');
    expect(answer).toMatch(
      /^Only the first 100 of the 130 files were read\.\n\nI checked 100 lines in 100 files/,
    );
    expect(englishIn(answer)).toEqual([]);
  });

  test('more than an answer holds are counted, the errors first', async () => {
    const many = Array.from({ length: 6 }, (_, at) => [`a${at}.js`, FAULTY.repeat(4)] as const);
    files({ ...Object.fromEntries(many), 'z.js': '<<<<<<< HEAD\n=======\n>>>>>>> x\n' });
    const { answer } = await answerOn(root, 'are there any bugs?');
    expect(answer).toMatch(/- … and \d+ more\./);
    expect(answer.split('\n').filter((line) => line.startsWith('- '))).toHaveLength(26);
    expect(englishIn(answer)).toEqual([]);
  });
});

describe('unused code', () => {
  test('is what nothing outside its own lines names; tests and documents are told apart', async () => {
    files({
      'src/a.ts':
        'export function called(): number {\n  return 1;\n}\n\nexport function never(n: number): number {\n  return n === 0 ? called() : never(n - 1);\n}\n',
      'src/b.ts':
        'import { called } from "./a";\nexport class Tested {}\nexport class Scripted {}\nclass Documented {}\ncalled();\n',
      'test/b.test.ts': 'import { Tested } from "../src/b";\nnew Tested();\n',
      'README.md': 'Documented and never.\n',
      'config.json': '{ "use": "Scripted" }\n',
    });
    const { answer, citations } = await answerOn(root, 'is there any dead code?');
    expect(answer.split('\n\n').slice(0, 3)).toEqual([
      '**Named nowhere else:**\n- function `never`: `src/a.ts:5`\n- class `Documented`: `src/b.ts:4`',
      '**Named only in tests:**\n- class `Tested`: `src/b.ts:2`',
      'I looked at 5 functions and classes in 2 files.',
    ]);
    expect(answer).toContain('Only words were compared');
    expect(citations).toContainEqual({ path: 'src/a.ts', line: 5 });
    expect(englishIn(answer)).toEqual([]);
  });

  test('that there is none is said', async () => {
    files({ 'a.py': 'def used():\n    pass\n\nused()\n' });
    const { answer } = await answerOn(root, 'gibt es toten Code?');
    expect(answer).toMatch(/^Every function and every class that I looked at is named somewhere/);
    expect(englishIn(answer)).toEqual([]);
  });
});

const ASKED: Readonly<Record<ProjectFact, readonly string[]>> = {
  size: [
    'how many lines of code are there?',
    'How many files are in this project?',
    'how many files does it have',
    'How many lines of code does the project have?',
    'how big is this project?',
    'count the lines of code',
    'What language is this written in?',
    'which programming languages are used here?',
    'in which language is the code written?',
    'Wie viele Zeilen Code gibt es hier?',
    'Wieviele Dateien hat das Projekt?',
    'Wie groß ist dieses Projekt?',
    'In welcher Sprache ist das geschrieben?',
    'Welche Programmiersprachen werden hier verwendet?',
  ],
  files: [
    'list all files',
    'what files are there?',
    'Which files are in this repo?',
    'show me the folder structure',
    'Can you list the files, please?',
    'liste alle Dateien auf',
    'Welche Dateien gibt es?',
    'Zeig mir die Ordnerstruktur',
    'Kannst du mir alle Dateien auflisten?',
  ],
  dependencies: [
    'what dependencies does it have?',
    'which libraries are used?',
    'What are the dependencies of this project?',
    'list the dependencies',
    'which packages do we use',
    'what does this project depend on?',
    'welche Abhängigkeiten gibt es?',
    'Welche Bibliotheken werden hier verwendet?',
    'welche Pakete nutzt das Projekt?',
    'zeige mir die Abhängigkeiten',
    'wovon hängt das Projekt ab?',
  ],
  audit: [
    'find security issues',
    'is this code secure?',
    'Are there any vulnerabilities?',
    'how secure is this project?',
    'do a security audit',
    'check the code for security problems',
    'finde Sicherheitslücken',
    'Ist dieser Code sicher?',
    'gibt es hier Schwachstellen?',
    'Prüfe das Projekt auf Sicherheitslücken',
  ],
  review: [
    'find bugs',
    'Are there any bugs?',
    'review this project',
    'Please review my code',
    'can you find any bugs in this code?',
    'what is wrong with this project?',
    'look for problems',
    'finde Fehler',
    'Gibt es hier Bugs?',
    'suche nach Fehlern im Code',
    'prüfe dieses Projekt',
    'Kannst du den Code überprüfen?',
  ],
  unused: [
    'which functions are never used?',
    'is there any dead code?',
    'find unused functions',
    'What code is not used anywhere?',
    'find functions that are never called',
    'show me all unused exports',
    'Welche Funktionen werden nie benutzt?',
    'gibt es toten Code?',
    'Finde ungenutzte Funktionen',
    'zeig mir Klassen, die nicht verwendet werden',
  ],
};

describe.each(Object.entries(ASKED))('asks for %s', (fact, questions) => {
  test.each(questions)('“%s”', (text) => expect(factAsked(text)).toBe(fact));
});

test.each([
  'how many lines does the log keep?',
  'how many files does the cleaner open at once?',
  'which files use the cache?',
  'list all files that import retry',
  'what language does the client send?',
  'which libraries does the cache load?',
  'what does retry depend on?',
  'list the packages that the parser installs',
  'welche Pakete verschickt der Client?',
  'is there a bug in backoff?',
  'find bugs in the cache',
  'find errors that are thrown by retry',
  'which errors are there?',
  'is the token secure?',
  'what is wrong with backoff?',
  'review the cache',
  'gibt es einen Fehler in backoff?',
  'prüfe den Cache',
  'ist der Schlüssel sicher?',
  'which functions are never called by retry?',
  'is the cache unused?',
  'find unused sockets',
  'welche Funktionen ruft retry nie auf?',
  'how big is the cache?',
  'how is the cache structured?',
  'welche Dateien benutzen den Cache?',
  'wie viele Zeilen liest der Parser?',
  'wie groß ist der Cache?',
  'welche Sprache schickt der Client?',
])('“%s” asks for a part of the code', (text) => expect(factAsked(text)).toBeUndefined());
