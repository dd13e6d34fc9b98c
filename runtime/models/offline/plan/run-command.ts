// Plans “run the tests”, “build the project” and “run `make docs`”: the project's own command for it, and how it ended.
import { type Job, jobAsked, WORDINGS } from '../../../wording/index.js';
import { fence } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { STAGE } from './stages.js';

/** What is to be run: what the project has for a job, or a command as it was said. */
export type Wanted = Job | { readonly command: string };

/** Well-known programs: what begins with another word may be a sentence. */
const PROGRAM =
  /^(?:npm|npx|pnpm|yarn|bun|node|deno|tsc|make|cmake|cargo|go|python3?|pip3?|pytest|ruff|mypy|git|mvn|gradle|\.\/gradlew|ruby|bundle|rake|php|composer|dotnet|docker)(?= |$)/;
/** Words of a sentence around a command, not of one. */
const SENTENCE = /\s(?:and|the|my|our|on|to|with|until|und|die|der|den|mit|auf|bis)\s|\?/i;

/** What a text asks to be run, if it asks for nothing else. */
export function wantedIn(words: string): Wanted | undefined {
  return jobAsked(words) ?? commandIn(words.trim());
}

function commandIn(words: string): Wanted | undefined {
  for (const { plain, runs } of WORDINGS) {
    const [, quoted, bare = ''] = runs.command.exec(plain(words)) ?? [];
    const command = (quoted ?? bare).trim();
    const isSaid = PROGRAM.test(command) && words.includes(command);
    if (isSaid && (quoted !== undefined || !SENTENCE.test(command))) return { command };
  }
  return undefined;
}

export function planRun(input: StepInput, wanted: Wanted): Cell {
  if (!/\brun\(/.test(input.functions))
    return answer(
      'I may not run commands here: the mode only reads, or the workspace is not trusted.',
    );
  if (lastStage(input) === undefined && !mustAnswer(input))
    return { reasoning: reasonOf(wanted), code: runCell(wanted) };
  return answer(runText(input.history.at(-1)?.observation ?? '', wanted));
}

function reasonOf(wanted: Wanted): string {
  if (wanted === 'test') return 'I run the tests of the project.';
  return typeof wanted === 'string'
    ? 'I look for the command that the project has for this, and run it.'
    : `I run \`${wanted.command}\`.`;
}

function answer(text: string): Cell {
  return finalProse({ answer: text, citations: [] }, 'It has ended; I say how.');
}

/** What became of it, from what the cell printed. */
export function runText(seen: string, wanted: Wanted): string {
  const [, verdict, rest = ''] = /^run (\w+) ?(.*)$/m.exec(seen) ?? [];
  if (verdict === 'passed' && wanted === 'test') return `The tests pass (\`${rest}\`).`;
  if (verdict === 'passed' || verdict === 'failed') {
    const lines = seen
      .slice(seen.indexOf(`run ${verdict}`))
      .split('\n')
      .slice(1);
    const tail = lines.slice(-24).join('\n').trim();
    const how = howEnded(verdict, rest, wanted);
    return tail === '' ? `${how}.` : `${how}:\n\n${fence(tail, '')}`;
  }
  if (verdict === 'refused')
    return [
      wanted === 'test'
        ? `The tests did not run: \`${rest}\` was not allowed.`
        : `\`${rest}\` did not run: it was not allowed.`,
      `\`/auto whitelist add ${rest}\` allows it for good.`,
    ].join(' ');
  if (verdict === 'stopped')
    return wanted === 'test' ? `The tests did not run: ${rest}` : `It did not run: ${rest}`;
  return typeof wanted === 'string' ? UNKNOWN[wanted] : 'It did not run.';
}

function howEnded(verdict: 'passed' | 'failed', command: string, wanted: Wanted): string {
  if (verdict === 'passed') return `\`${command}\` has run without an error`;
  return wanted === 'test' ? `The tests fail (\`${command}\`)` : `\`${command}\` failed`;
}

const YOURS = 'A line that begins with `!` runs a command of yours, for example `!npm run build`.';
const UNKNOWN: Readonly<Record<Job, string>> = {
  test: 'I found no tests that I know how to run.',
  build: `I found no command of this project that builds it. ${YOURS}`,
  lint: `I found no linter of this project that I know how to run. ${YOURS}`,
  format: `I found no formatter of this project that I know how to run. ${YOURS}`,
  types: `I found no command of this project that checks its types. ${YOURS}`,
};

/** Names of scripts and of targets of a Makefile, and JavaScript for what stands for a job elsewhere. */
interface Ways {
  readonly names: readonly string[];
  readonly others: string;
}

const WAYS: Readonly<Record<Job, Ways>> = {
  test: {
    names: ['test'],
    others: `has('go.mod') ? 'go test ./...' : has('Cargo.toml') ? 'cargo test' : has('pyproject.toml', 'pytest.ini') ? 'python -m pytest'
  : has('pom.xml') ? 'mvn -q test' : has('gradlew') ? './gradlew test' : has('build.gradle', 'build.gradle.kts') ? 'gradle test' : undefined`,
  },
  build: {
    names: ['build', 'compile'],
    others: `has('go.mod') ? 'go build ./...' : has('Cargo.toml') ? 'cargo build' : has('pom.xml') ? 'mvn -q package -DskipTests'
  : has('gradlew') ? './gradlew assemble' : has('build.gradle', 'build.gradle.kts') ? 'gradle assemble' : undefined`,
  },
  lint: {
    names: ['lint', 'eslint'],
    others: `has('go.mod') ? 'go vet ./...' : has('Cargo.toml') ? 'cargo clippy' : (await usesRuff()) ? 'ruff check .' : undefined`,
  },
  format: {
    names: ['format', 'fmt', 'prettier'],
    others: `has('go.mod') ? 'gofmt -l -w .' : has('Cargo.toml') ? 'cargo fmt' : (await usesRuff()) ? 'ruff format .' : undefined`,
  },
  types: {
    names: ['typecheck', 'type-check', 'check-types', 'check:types', 'types', 'tsc'],
    others: `has('tsconfig.json') ? 'npx tsc --noEmit' : has('Cargo.toml') ? 'cargo check'
  : has('mypy.ini') || (await text('pyproject.toml')).includes('[tool.mypy') ? 'python -m mypy .' : undefined`,
  },
};

/** A cell that runs it and prints how it ended: `run passed COMMAND`, or failed, refused, stopped, unknown. */
export function runCell(wanted: Wanted): string {
  const isJob = typeof wanted === 'string';
  return String.raw`${STAGE.verify} run ${isJob ? "the project's own command" : 'what was named'}.
${isJob ? findCommand(WAYS[wanted]) : `const command = ${JSON.stringify(wanted.command)};`}
if (command === undefined) console.log('run unknown');
else {
  try {
    const ended = await run(command, { timeoutSeconds: 900 });
    console.log('run ' + (ended.exitCode === 0 ? 'passed ' : 'failed ') + command);
    console.log(ended.output.slice(-1500));
  } catch (error) {
    const refused = error.code === 'tool.denied' || error.code === 'tool.refused';
    console.log(refused ? 'run refused ' + command : 'run stopped ' + error.message.replace(/\s+/g, ' '));
  }
}`;
}

/** Scripts of the project go before what its kind of project usually has. */
function findCommand({ names, others }: Ways): string {
  return String.raw`const files = new Set((await listFiles('*')).files);
const has = (...paths) => paths.some((path) => files.has(path));
const text = async (path) => (has(path) ? (await readFile(path)).text : '');
const usesRuff = async () => has('ruff.toml') || (await text('pyproject.toml')).includes('[tool.ruff');
const scripts = JSON.parse((await text('package.json')) || '{}').scripts ?? {};
const node = has('pnpm-lock.yaml') ? 'pnpm' : has('yarn.lock') ? 'yarn' : 'npm';
const names = ${JSON.stringify(names)};
const script = names.find((name) => scripts[name]);
const makefile = await text('Makefile');
const target = names.find((name) => new RegExp('^' + name + '\\s*:', 'm').test(makefile));
const command = script === 'test' ? node + ' test' : script !== undefined ? node + ' run ' + script
  : (${others}) ?? (target === undefined ? undefined : 'make ' + target);`;
}
