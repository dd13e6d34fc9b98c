// Plans “commit my changes”: what git sees as changed, and all of it as one commit, asked about like any command.
import { fence, listed } from '../../text/markdown.js';
import { type Cell, finalProse, lastStage, mustAnswer, type StepInput } from '../cell.js';
import { STAGE } from '../stages.js';
import { rowsOf, told, troubles } from './named.js';

/** Most files that are named one by one, in an answer and before git runs. */
const MOST_TOLD = 30;
const MOST_IN_SENTENCE = 5;
const MAX_SUBJECT = 72;

interface Changed {
  readonly state: string;
  readonly path: string;
}

export function planCommit(input: StepInput, given: string | undefined): Cell {
  const end = 'It has ended; I say how.';
  if (!/\brun\(/.test(input.functions))
    return finalProse(
      told(['I may not run commands here: the mode only reads, or the workspace is not trusted.']),
      end,
    );
  const stage = lastStage(input);
  const last = input.history.at(-1)?.observation ?? '';
  if (stage === undefined && !mustAnswer(input))
    return { reasoning: 'I look at what git sees as changed.', code: STATUS_CELL };
  if (stage !== 'inspect')
    return finalProse(
      told(commitText(last, changedIn(input.history.at(-2)?.observation ?? ''))),
      end,
    );
  const changed = changedIn(last);
  const obstacle = obstacleIn(last, changed);
  if (obstacle.length > 0 || mustAnswer(input)) return finalProse(told(obstacle), end);
  const message = given === undefined || given === '' ? messageFor(changed) : given;
  return {
    reasoning: `These would be committed: ${namesOf(changed)}. I commit them as “${message.split('\n')[0] ?? ''}”.`,
    code: commitCell(message),
  };
}

function changedIn(seen: string): readonly Changed[] {
  return rowsOf(seen, 'changed').map((row) => {
    const at = row.indexOf(' ');
    return { state: row.slice(0, at), path: row.slice(at + 1) };
  });
}

/** Why there is nothing to run; empty where there is something. */
function obstacleIn(seen: string, changed: readonly Changed[]): readonly string[] {
  if (/^trouble The workspace is no git repository/m.test(seen))
    return [
      'This folder is no git repository, so there is nothing to commit to. `!git init` makes it one.',
    ];
  const conflicts = rowsOf(seen, 'conflict').map((path) => `- \`${path}\``);
  if (conflicts.length > 0)
    return [
      `Nothing was committed: these files hold conflicts that have to be settled first:\n${conflicts.join('\n')}`,
    ];
  if (changed.length > 0) return [];
  const reasons = troubles(seen);
  return reasons.length > 0
    ? [...reasons, 'Nothing was committed.']
    : ['There is nothing to commit: git sees no change here.'];
}

function namesOf(changed: readonly Changed[]): string {
  const shown = changed.slice(0, MOST_IN_SENTENCE).map(({ path }) => `\`${path}\``);
  const left = changed.length - shown.length;
  return listed(left > 0 ? [...shown, `${left} more`] : shown);
}

const VERBS: Readonly<Record<string, string>> = {
  added: 'Add',
  deleted: 'Remove',
  renamed: 'Move',
};

/** “Change src/cache.ts and 2 more”. */
function messageFor(changed: readonly Changed[]): string {
  const [first] = changed;
  const states = new Set(changed.map(({ state }) => state));
  const verb = (states.size === 1 && VERBS[first?.state ?? '']) || 'Change';
  const more = changed.length === 1 ? '' : ` and ${changed.length - 1} more`;
  const path = first?.path ?? '';
  const isLong = verb.length + 1 + path.length + more.length > MAX_SUBJECT;
  return `${verb} ${isLong ? (path.split('/').at(-1) ?? path) : path}${more}`;
}

function commitText(seen: string, changed: readonly Changed[]): readonly string[] {
  const [, verdict, rest = ''] = /^commit (\w+) ?(.*)$/m.exec(seen) ?? [];
  const rows = changed.slice(0, MOST_TOLD).map(({ state, path }) => `- \`${path}\`: ${state}`);
  if (changed.length > rows.length) rows.push(`- … and ${changed.length - rows.length} more.`);
  if (verdict === 'passed') {
    const [, hash] = /^\[[^\]]*?([0-9a-f]{7,40})\]/m.exec(seen) ?? [];
    return [
      hash === undefined ? `Committed as “${rest}”:` : `Committed as \`${hash}\`, “${rest}”:`,
      rows.join('\n'),
    ];
  }
  if (verdict === 'refused')
    return [
      'Nothing was committed: the command was not allowed.',
      'It would have taken these files:',
      rows.join('\n'),
    ];
  const tail = seen.slice(seen.indexOf('commit failed')).split('\n').slice(1).join('\n').trim();
  if (verdict === 'failed')
    return [
      'Nothing was committed: git refused. What changed may be staged now.',
      tail === '' ? '' : fence(tail, ''),
    ];
  return [
    ...troubles(seen),
    verdict === 'stopped' ? `It did not run: ${rest}` : '',
    'Nothing was committed.',
  ];
}

const STATUS_CELL = String.raw`${STAGE.inspect} what git sees as changed.
try {
  const { files } = await gitStatus();
  for (const { path, staged, unstaged, untracked, conflict } of files) {
    const state = untracked ? 'added' : unstaged === 'deleted' ? unstaged : staged ?? unstaged ?? 'modified';
    console.log(conflict ? 'conflict ' + path : 'changed ' + state + ' ' + path);
  }
} catch (error) {
  console.log('trouble ' + error.message.replace(/\s+/g, ' '));
}`;

/** The message is one word to the shell, whatever stands in it. */
function commitCell(message: string): string {
  const command = `git add -A . && git commit -m '${message.replaceAll("'", String.raw`'\''`)}'`;
  return String.raw`${STAGE.verify} commit all of it; what git says is printed.
try {
  const ended = await run(${JSON.stringify(command)});
  console.log('commit ' + (ended.exitCode === 0 ? 'passed ' : 'failed ') + ${JSON.stringify(message.split('\n')[0] ?? '')});
  console.log(ended.output.slice(-1500));
} catch (error) {
  const refused = error.code === 'tool.denied' || error.code === 'tool.refused';
  console.log(refused ? 'commit refused' : 'commit stopped ' + error.message.replace(/\s+/g, ' '));
}`;
}
