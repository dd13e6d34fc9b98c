// Plans the answer to questions on the project's past: who changed what, and when, from git.
import { RULE_BASED } from '../label.js';
import { at } from '../text/markdown.js';
import type { Question } from '../text/question.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { LISTED } from './cell-parts.js';
import { STAGE } from './stages.js';

export function planHistory(input: StepInput, question: Question): Cell {
  const path = question.paths[0];
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning: `The question is about the past${path === undefined ? '' : ` of \`${path}\``}; git knows it.`,
      code: historyCell(path),
    };
  }
  const commits = (input.history.at(-1)?.observation ?? '')
    .split('\n')
    .flatMap((line) => (line.startsWith('commit ') ? [line.slice(7)] : []));
  const about = path === undefined ? 'this project' : at(path, 1);
  const rows = commits.map((row) => {
    const [date = '', hash = '', author = '', ...subject] = row.split(' | ');
    return `- ${date}, ${author}: ${subject.join(' | ')} (\`${hash}\`)`;
  });
  const answer =
    rows.length === 0
      ? `Git shows no commits for ${about}: either this is no git repository, or nothing was committed.`
      : `The latest changes to ${about}, newest first:\n\n${rows.join('\n')}`;
  return finalProse(
    {
      answer: `${answer}\n\n${RULE_BASED}`,
      citations: path === undefined || rows.length === 0 ? [] : [{ path, line: 1 }],
    },
    'The log answers it.',
  );
}

function historyCell(path: string | undefined): string {
  const options =
    path === undefined ? '{ limit: 12 }' : `{ path: ${JSON.stringify(path)}, limit: 12 }`;
  return String.raw`${STAGE.history} the latest commits, with authors.
${LISTED}
const log = await gitLog(${options}).catch((e) => ({ commits: [], why: e.message }));
const commits = listed(log, 'commits');
for (const c of commits) {
  console.log(['commit ' + String(c.date).slice(0, 10), String(c.hash ?? c.commit ?? '').slice(0, 8), c.author, c.subject].join(' | '));
}
if (commits.length === 0) console.log('no commits' + (log.why ? ': ' + log.why : ''));`;
}
