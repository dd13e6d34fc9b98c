// A git repository with a history by the seed: areas of code, changes of them, and how people speak of each.
import { execFileSync } from 'node:child_process';
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

/** Makes the repository in a folder that is there. Every commit changes one to three files of one area. */
export function writeHistory(folder: string, seed: number, commits: number): void {
  const random = randomOf(seed, 'history');
  const texts = new Map<string, string>();
  for (const area of AREAS)
    for (const part of PARTS) texts.set(`src/${area}/${part}.ts`, source(area, part, random));
  const log = [commitOf(0, 'All areas of the shop', texts)];
  for (let at = 0; at < commits; at++) {
    const which = random.int(0, AREAS.length - 1);
    const area = AREAS[which] ?? '';
    const parts = random.sample(PARTS, random.int(1, 3));
    const words = [random.pick(ACTS), random.pick(CASES)];
    const changed = new Map<string, string>();
    for (const part of parts) {
      const file = `src/${area}/${part}.ts`;
      changed.set(file, `${texts.get(file)}// Change ${at}: ${noise(random)}\n`);
    }
    for (const [file, text] of changed) texts.set(file, text);
    // Half of the messages name the area, half speak of it as people do.
    const named = random.next() < 0.5 ? `the ${area} ${parts[0]}` : `what ${SPOKEN[which]} see`;
    log.push(commitOf(at + 1, `Number ${at}: ${named} ${words.join(' ')} no longer`, changed));
  }
  const git = (args: readonly string[], input = ''): void => {
    execFileSync('git', args, { cwd: folder, input, stdio: 'pipe' });
  };
  git(['init', '--quiet', '--initial-branch=main']);
  // One call for all commits: a call for each would take seconds.
  git(['fast-import', '--quiet'], log.join(''));
  git(['reset', '--quiet', '--hard']);
}

/** In the format of git fast-import; one minute after the other. */
function commitOf(at: number, message: string, files: ReadonlyMap<string, string>): string {
  const lines = [...files].map(([file, text]) => `M 100644 inline ${file}\n${dataOf(text)}`);
  const time = 1_700_000_000 + 60 * at;
  const head = `commit refs/heads/main\ncommitter Ada <ada@example.org> ${time} +0000\n`;
  return `${head}${dataOf(message)}${lines.join('')}\n`;
}

function dataOf(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

function source(area: string, part: string, random: Random): string {
  const capital = `${part[0]?.toUpperCase()}${part.slice(1)}`;
  const lines = Array.from({ length: 30 }, () => `// ${noise(random)}`);
  return `${lines.join('\n')}\nexport function ${area}${capital}(input: string): string {\n  return input.trim();\n}\n`;
}
