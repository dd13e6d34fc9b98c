// Each static rule finds its fault, is silent on the sound version, and mends what is mechanical.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixText, reviewText } from '../../../runtime/models/offline/review/review.js';
import { prepareSource } from '../../../runtime/models/offline/review/source.js';

interface Case {
  readonly rule: string;
  readonly file: string;
  readonly bad: string;
  readonly good: string;
}

const CASES: readonly Case[] = [
  {
    rule: 'weak-hash',
    file: 'a.ts',
    bad: "const sum = createHash('md5').update(text).digest('hex');",
    good: "const sum = createHash('sha256').update(text).digest('hex'); // not md5",
  },
  {
    rule: 'certificate-check-off',
    file: 'a.py',
    bad: 'requests.get(url, verify=False, timeout=5)',
    good: 'requests.get(url, verify=bundle, timeout=5)  # never verify=False',
  },
  {
    rule: 'predictable-secret',
    file: 'a.ts',
    bad: 'const sessionId = Math.random().toString(36);',
    good: 'const sessionId = crypto.randomUUID();\nconst delay = Math.random() * 100;',
  },
  {
    rule: 'path-from-request',
    file: 'a.js',
    bad: 'res.send(fs.readFileSync("files/" + req.params.name));',
    good: 'res.send(fs.readFileSync(inside("files", name)));',
  },
  {
    rule: 'any-origin',
    file: 'a.js',
    bad: "res.setHeader('Access-Control-Allow-Origin', '*');",
    good: "res.setHeader('Access-Control-Allow-Origin', 'https://example.org');",
  },
  {
    rule: 'swallowed-error',
    file: 'a.ts',
    bad: 'try {\n  run();\n} catch {}',
    good: 'try {\n  run();\n} catch {\n  // The file may be gone already.\n}',
  },
  {
    rule: 'loose-equality',
    file: 'a.ts',
    bad: 'if (a == 1) run();',
    good: 'if (a === 1 || b == null) run("a == b");',
  },
  { rule: 'eval', file: 'a.js', bad: 'eval(text);', good: 'page.eval(text); // eval(x)' },
  {
    rule: 'floating-promise',
    file: 'a.ts',
    bad: 'async function save() {}\nfunction go() {\n  save();\n}',
    good: 'async function save() {}\nasync function go() {\n  await save();\n}',
  },
  {
    rule: 'async-for-each',
    file: 'a.ts',
    bad: 'list.forEach(async (x) => send(x));',
    good: 'await Promise.all(list.map(async (x) => send(x)));',
  },
  {
    rule: 'async-promise-executor',
    file: 'a.ts',
    bad: 'new Promise(async (resolve) => {});',
    good: 'new Promise((resolve) => {});',
  },
  {
    rule: 'sql-from-strings',
    file: 'a.ts',
    bad: 'db.query(`SELECT * FROM users WHERE id = ${id}`);',
    good: 'db.query("SELECT * FROM users WHERE id = ?", [id]);',
  },
  {
    rule: 'command-from-strings',
    file: 'a.ts',
    bad: 'exec(`rm ${file}`);',
    good: 'execFile("rm", [file]);',
  },
  {
    rule: 'html-from-strings',
    file: 'a.ts',
    bad: 'box.innerHTML = text;',
    good: 'box.textContent = text;',
  },
  { rule: 'debugger', file: 'a.ts', bad: 'debugger;', good: 'run("debugger;");' },
  { rule: 'any-type', file: 'a.ts', bad: 'const x: any = 1;', good: 'const x: unknown = 1;' },
  {
    rule: 'bare-except',
    file: 'a.py',
    bad: 'try:\n    run()\nexcept:\n    stop()',
    good: 'try:\n    run()\nexcept ValueError:\n    stop()',
  },
  {
    rule: 'swallowed-error',
    file: 'a.py',
    bad: 'try:\n    run()\nexcept Exception:\n    pass',
    good: 'try:\n    run()\nexcept KeyError:\n    pass',
  },
  {
    rule: 'mutable-default',
    file: 'a.py',
    bad: 'def add(x, to=[]):\n    to.append(x)',
    good: 'def add(x, to=None):\n    run(to=[])',
  },
  {
    rule: 'none-comparison',
    file: 'a.py',
    bad: 'if x == None:\n    run()',
    good: 'if x is None:\n    run("x == None")',
  },
  {
    rule: 'command-from-strings',
    file: 'a.py',
    bad: 'subprocess.run(command, shell=True)',
    good: 'subprocess.run(["ls", folder])',
  },
  {
    rule: 'sql-from-strings',
    file: 'a.py',
    bad: 'db.execute(f"SELECT * FROM users WHERE id = {id}")',
    good: 'db.execute("SELECT * FROM users WHERE id = ?", (id,))',
  },
  { rule: 'unsafe-load', file: 'a.py', bad: 'yaml.load(text)', good: 'yaml.safe_load(text)' },
  {
    rule: 'no-timeout',
    file: 'a.py',
    bad: 'r = requests.get(url)',
    good: 'r = requests.get(url, timeout=5)',
  },
  {
    rule: 'literal-identity',
    file: 'a.py',
    bad: 'if x is "a":\n    run()',
    good: 'if x is None:\n    run()',
  },
  {
    rule: 'unclosed-file',
    file: 'a.py',
    bad: 'text = open(path).read()',
    good: 'with open(path) as f:\n    text = f.read()',
  },
  {
    rule: 'ignored-error',
    file: 'a.go',
    bad: 'value, _ := strconv.Atoi(text)',
    good: 'for key, _ := range list {\n}',
  },
  {
    rule: 'unchecked-error',
    file: 'a.go',
    bad: 'f, err := os.Open(name)\nread(f)',
    good: 'done, err := move(list)\nprint(done)\nreturn err',
  },
  {
    rule: 'defer-in-loop',
    file: 'a.go',
    bad: 'func a() {\n\tfor _, x := range xs {\n\t\tdefer x.Close()\n\t}\n}',
    good: 'func a() {\n\tdefer x.Close()\n}',
  },
  { rule: 'unwrap', file: 'a.rs', bad: 'let x = read().unwrap();', good: 'let x = read()?;' },
  {
    rule: 'secret',
    file: 'a.ts',
    bad: 'const password = "hunter2-hunter2";',
    good: 'const password = process.env.PASSWORD ?? "";',
  },
  { rule: 'todo', file: 'a.go', bad: '// TODO: later', good: 'name := "TODO list"' },
];

describe.each(CASES)('$rule in $file', ({ rule, file, bad, good }) => {
  const rules = (text: string): (string | undefined)[] => reviewText(file, text).map((f) => f.rule);
  test('is found where it is', () => expect(rules(bad)).toContain(rule));
  test('is silent where it is not', () => expect(rules(good)).not.toContain(rule));
});

const REPAIRS = [
  ['a.ts', 'if (a == "==") run(); // a == b', 'if (a === "==") run(); // a == b'],
  ['a.py', 'if x != None:', 'if x is not None:'],
  [
    'a.py',
    'def add(x, to=[]):\n    to.append(x)',
    'def add(x, to=None):\n    if to is None:\n        to = []\n    to.append(x)',
  ],
  ['a.py', 'r = requests.get(url)', 'r = requests.get(url, timeout=10)'],
  ['a.py', 'x = yaml.load(text)', 'x = yaml.safe_load(text)'],
  [
    'a.go',
    'func a() error {\n\tf, err := os.Open(n)\n\tread(f)\n}',
    'func a() error {\n\tf, err := os.Open(n)\n\tif err != nil {\n\t\treturn err\n\t}\n\tread(f)\n}',
  ],
] as const;

test.each(REPAIRS)('%s: %j is mended', (file, before, after) => {
  const fix = fixText(file, before, 1, before.split('\n').length);
  expect(fix.replacement).toBe(after);
  expect(reviewText(file, fix.replacement).map((f) => f.rule)).not.toContain(fix.fixed[0]?.rule);
});

test('a finding that takes judgement is reported and left alone', () => {
  const fix = fixText('a.ts', 'eval(text);', 1, 1);
  expect(fix.replacement).toBe('eval(text);');
  expect(fix.left.map((f) => f.rule)).toEqual(['eval']);
});

test('separating code from comments keeps every line and column, whatever the text', () => {
  const pieces = fc.constantFrom(
    '"',
    "'",
    '`',
    '//',
    '/*',
    '*/',
    '#',
    '"""',
    '\\',
    '\n',
    'a',
    ' ',
    '/',
    '$',
    '{',
  );
  fc.assert(
    fc.property(
      fc.array(pieces),
      fc.constantFrom('a.ts', 'a.py', 'a.go', 'a.rs'),
      (parts, file) => {
        const text = parts.join('');
        const { raw, code, comments } = prepareSource(file, text);
        expect(code.map((l) => l.length)).toEqual(raw.map((l) => l.length));
        expect(comments.map((l) => l.length)).toEqual(raw.map((l) => l.length));
      },
    ),
  );
});
