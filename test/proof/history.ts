// A git repository with a history by the seed: areas of code, changes of them, and how people speak of each.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { noise } from './needle.js';
import { type Random, randomOf } from './random.js';

const AREAS =
  'checkout catalog mailer ledger shipping search account report gateway archive planner widget'.split(
    ' ',
  );
/** How people call what an area does; no file says it. */
const SPOKEN =
  'customers shoppers letters bookkeeping couriers visitors members figures partners storage calendars buttons'.split(
    ' ',
  );
const PARTS = 'parser store view policy client'.split(' ');
const ACTS = 'loses|repeats|ignores|delays|doubles|forgets'.split('|');
const CASES =
  'empty input|the last entry|slow networks|old records|two at once|very long names'.split('|');

/** Makes the repository below a folder that is there. Every commit changes one to three files of one area. */
export function writeHistory(folder: string, seed: number, commits: number): void {
  const random = randomOf(seed, 'history');
  const git = (...args: readonly string[]): void => {
    const identity = [
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.org',
      '-c',
      'commit.gpgsign=false',
    ];
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '--quiet', '--initial-branch=main');
  const texts = new Map<string, string>();
  for (const area of AREAS)
    for (const part of PARTS) texts.set(`src/${area}/${part}.ts`, source(area, part, random));
  for (const file of texts.keys()) put(folder, file, texts);
  git('add', '--all');
  git('commit', '--quiet', '-m', 'All areas of the shop');
  for (let at = 0; at < commits; at++) {
    const which = random.int(0, AREAS.length - 1);
    const area = AREAS[which] ?? '';
    const parts = random.sample(PARTS, random.int(1, 3));
    const words = [random.pick(ACTS), random.pick(CASES)];
    for (const part of parts) {
      const file = `src/${area}/${part}.ts`;
      texts.set(file, `${texts.get(file)}// Change ${at}: ${noise(random)}\n`);
      put(folder, file, texts);
    }
    // Half of the messages name the area, half speak of it as people do.
    const named = random.next() < 0.5 ? `the ${area} ${parts[0]}` : `what ${SPOKEN[which]} see`;
    git('add', '--all');
    git('commit', '--quiet', '-m', `Number ${at}: ${named} ${words.join(' ')} no longer`);
  }
}

function put(folder: string, file: string, texts: ReadonlyMap<string, string>): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), texts.get(file) ?? '');
}

function source(area: string, part: string, random: Random): string {
  const capital = `${part[0]?.toUpperCase()}${part.slice(1)}`;
  const lines = Array.from({ length: 30 }, () => `// ${noise(random)}`);
  return `${lines.join('\n')}\nexport function ${area}${capital}(input: string): string {\n  return input.trim();\n}\n`;
}
