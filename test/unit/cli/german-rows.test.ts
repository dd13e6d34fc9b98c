// Rows and tables of the command line are in the language of whoever reads them, names and commands as they are.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let home = '';
let work = '';
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'memfun-german-'));
  work = path.join(home, 'work');
  mkdirSync(work);
  writeFileSync(path.join(work, 'stable.ts'), 'export function feed(): void {}\n');
  memfun('memory save Wir nutzen pnpm');
  memfun('ask where is feed defined?');
});
afterAll(() => rmSync(home, { recursive: true }));

function memfun(words: string): string {
  const { stdout } = spawnSync(
    process.execPath,
    [path.resolve('dist/memfun.cjs'), ...words.split(' '), '--dir', work],
    {
      encoding: 'utf8',
      input: '',
      env: { ...process.env, MEMFUN_HOME: home, MEMFUN_MODEL: '', MEMFUN_LANGUAGE: 'de' },
    },
  );
  return stdout;
}

test.each([
  ['trace list', /3 Schritte +[\d.]+ Tokens  0,0000\s\$/],
  ['trace show last', /[\d.]+ Tokens\)[\s\S]*search .* → \d+ Treffer in \d+ Dateien/],
  [
    'trace analyze',
    /Die letzten 7 Tage: 1 Läufe, 0 davon fehlgeschlagen, [\d.]+ Tokens, 0,0000\s\$;/,
  ],
  ['agent list', /^coder \(eingebaut\)$/m],
  ['agent info coder', /^Werkzeuge: read[\s\S]*^Schritte: 30$[\s\S]*^übergibt an: reviewer/m],
  ['skill list', /^ask \(eingebaut\)$/m],
  ['optimize targets', /^rlm\.step +\d+ aufgezeichnete Beispiele$/m],
  ['mcp servers', /^Weder .memfun\/mcp.json .* nennt einen Server\.$/m],
  ['memory verify', /^1 Erinnerungen aus 1 Vorgängen, 0 beschädigte Dateien$/m],
])('%s', (words, said) => {
  const printed = memfun(words);
  expect(printed).toMatch(said);
  expect(printed).not.toMatch(/\b(?:\d+ tokens|\d+ steps|built-in|recorded|memories|calls)\b/);
});
