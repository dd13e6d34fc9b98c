// Plans “commit my changes”: what git sees as changed, and all of it as one commit, asked about like any command.
import { fence, listed } from '../../text/markdown.js';
import { type Cell, finalProse, lastStage, mustAnswer, type StepInput } from '../cell.js';
import { STAGE } from '../stages.js';
import { rowsOf, told, troubles } from './named.js';

/** Most files that are named one by one, in an answer and before git runs. */
const MOST_TOLD = 30;
const MOST_IN_SENTENCE = 5;
const MAX_SUBJECT = 72;
/** Where nobody is asked. */
const HOW_TO_ALLOW =
  'In *Ask first* you are asked about it; `/auto whitelist add git add -A .` and `/auto whitelist add git commit *` allow it for good.';

/** What git sees as changed. */
interface Changes {
  readonly count: number;
  /** What all of them are; absent where they differ. */
  readonly state: string | undefined;
  /** The first of them. */
  readonly first: readonly { readonly state: string; readonly path: string }[];
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

function changedIn(seen: string): Changes {
  const first = rowsOf(seen, 'changed').map((row) => {
    const at = row.indexOf(' ');
    return { state: row.slice(0, at), path: row.slice(at + 1) };
  });
  return { count: Number(rowsOf(seen, 'count')[0] ?? 0), state: rowsOf(seen, 'all')[0], first };
}

/** Why there is nothing to run; empty where there is something. */
function obstacleIn(seen: string, changed: Changes): readonly string[] {
  if (/^trouble The workspace is no git repository/m.test(seen))
    return [
      'This folder is no git repository, so there is nothing to commit to. `!git init` makes it one.',
    ];
  const conflicts = rowsOf(seen, 'conflict').map((path) => `- \`${path}\``);
  if (conflicts.length > 0)
    return [
      `Nothing was committed: these files hold conflicts that have to be settled first:\n${conflicts.join('\n')}`,
    ];
  if (changed.count > 0) return [];
  const reasons = troubles(seen);
  return reasons.length > 0
    ? [...reasons, 'Nothing was committed.']
    : ['There is nothing to commit: git sees no change here.'];
}

function namesOf(changed: Changes): string {
  const shown = changed.first.slice(0, MOST_IN_SENTENCE).map(({ path }) => `\`${path}\``);
  const left = changed.count - shown.length;
  return listed(left > 0 ? [...shown, `${left} more`] : shown);
}

const VERBS: Readonly<Record<string, string>> = {
  added: 'Add',
  deleted: 'Remove',
  renamed: 'Move',
};

/** “Change src/cache.ts and 2 more”. */
function messageFor(changed: Changes): string {
  const verb = VERBS[changed.state ?? ''] ?? 'Change';
  const more = changed.count === 1 ? '' : ` and ${changed.count - 1} more`;
  const path = changed.first[0]?.path ?? '';
  const isLong = verb.length + 1 + path.length + more.length > MAX_SUBJECT;
  return `${verb} ${isLong ? (path.split('/').at(-1) ?? path) : path}${more}`;
}

function commitText(seen: string, changed: Changes): readonly string[] {
  const [, verdict, rest = ''] = /^commit (\w+) ?(.*)$/m.exec(seen) ?? [];
  const rows = changed.first.map(({ state, path }) => `- \`${path}\`: ${state}`);
  if (changed.count > rows.length) rows.push(`- … and ${changed.count - rows.length} more.`);
  if (verdict === 'passed') {
    const [, hash] = /^\[[^\]]*?([0-9a-f]{7,40})\]/m.exec(seen) ?? [];
    return [
      hash === undefined ? `Committed as “${rest}”:` : `Committed as \`${hash}\`, “${rest}”:`,
      rows.join('\n'),
    ];
  }
  if (verdict === 'denied' || verdict === 'refused')
    return [
      'Nothing was committed: the command was not allowed.',
      verdict === 'refused' ? HOW_TO_ALLOW : '',
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
  const stateOf = ({ staged, unstaged, untracked }) => (untracked ? 'added' : unstaged === 'deleted' ? unstaged : staged ?? unstaged ?? 'modified');
  const states = new Set(files.map(stateOf));
  for (const { path } of files.filter((one) => one.conflict).slice(0, ${MOST_TOLD})) console.log('conflict ' + path);
  console.log('count ' + files.length);
  if (states.size === 1) console.log('all ' + [...states][0]);
  for (const one of files.slice(0, ${MOST_TOLD})) console.log('changed ' + stateOf(one) + ' ' + one.path);
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
  console.log(ended.exitCode === 0 ? ended.output.slice(0, 300) : ended.output.slice(-1500));
} catch (error) {
  const verdict = { 'tool.denied': 'commit denied', 'tool.refused': 'commit refused' }[error.code];
  console.log(verdict ?? 'commit stopped ' + error.message.replace(/\s+/g, ' '));
}`;
}
