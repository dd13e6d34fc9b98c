// Plans “run the tests”: the command that this project tests with, and what became of it.
import { WORDINGS } from '../../../wording/index.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { STAGE } from './stages.js';

/** Whether a text asks for nothing else. */
export function asksToRunTests(words: string): boolean {
  return WORDINGS.some(({ plain, question }) => question.runsTests.test(plain(words.trim())));
}

export function planRunTests(input: StepInput): Cell {
  if (!/\brun\(/.test(input.functions))
    return answer(
      'I may not run commands here: the mode only reads, or the workspace is not trusted.',
    );
  if (lastStage(input) === undefined && !mustAnswer(input))
    return { reasoning: 'I run the tests of the project.', code: RUN_TESTS_CELL };
  return answer(testText(input.history.at(-1)?.observation ?? ''));
}

function answer(text: string): Cell {
  return finalProse({ answer: text, citations: [] }, 'They have ended; I say how.');
}

/** What became of the tests, from what the cell printed. */
export function testText(seen: string): string {
  const [, verdict, rest = ''] = /^tests (\w+) ?(.*)$/m.exec(seen) ?? [];
  if (verdict === 'passed') return `The tests pass (\`${rest}\`).`;
  if (verdict === 'failed') {
    const tail = seen
      .slice(seen.indexOf(`tests failed ${rest}`))
      .split('\n')
      .slice(1, 25);
    return `The tests fail (\`${rest}\`):\n\n\`\`\`\n${tail.join('\n')}\n\`\`\``;
  }
  if (verdict === 'refused')
    return [
      `The tests did not run: \`${rest}\` was not allowed.`,
      `\`/auto whitelist add ${rest}\` allows it for good.`,
    ].join(' ');
  if (verdict === 'stopped') return `The tests did not run: ${rest}`;
  return 'I found no tests that I know how to run.';
}

/** Every file that says how a project is tested, with its command; the first that is there counts. */
export const RUN_TESTS_CELL = String.raw`${STAGE.verify} run the project's own tests.
const files = new Set((await listFiles('*')).files);
const text = async (path) => (files.has(path) ? (await readFile(path)).text : '');
const scripts = JSON.parse((await text('package.json')) || '{}').scripts ?? {};
const node = files.has('pnpm-lock.yaml') ? 'pnpm' : files.has('yarn.lock') ? 'yarn' : 'npm';
const command = scripts.test ? node + ' test' : files.has('go.mod') ? 'go test ./...' : files.has('Cargo.toml') ? 'cargo test'
  : files.has('pyproject.toml') || files.has('pytest.ini') ? 'python -m pytest' : files.has('pom.xml') ? 'mvn -q test'
  : files.has('gradlew') ? './gradlew test' : files.has('build.gradle') || files.has('build.gradle.kts') ? 'gradle test'
  : /^test\s*:/m.test(await text('Makefile')) ? 'make test' : undefined;
if (command === undefined) console.log('tests unknown');
else {
  try {
    const ended = await run(command, { timeoutSeconds: 900 });
    console.log('tests ' + (ended.exitCode === 0 ? 'passed ' : 'failed ') + command);
    console.log(ended.output.slice(-1500));
  } catch (error) {
    const refused = error.code === 'tool.denied' || error.code === 'tool.refused';
    console.log(refused ? 'tests refused ' + command : 'tests stopped ' + error.message.replace(/\s+/g, ' '));
  }
}`;
