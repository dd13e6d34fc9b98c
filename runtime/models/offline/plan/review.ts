// Plans a review: static rules over the given files, then a summary over the findings.

import { RULE_BASED } from '../label.js';
import { SECURITY_IDS } from '../review/review.js';
import { at, listed, literal } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer, stageOf } from './cell.js';
import { LISTED, OBJECTIONS_TO } from './cell-parts.js';
import { codeNamed, placesCell, pointsAtCode, tellScope, whereOnly } from './named/scope.js';
import { NOTHING, STAGE } from './stages.js';
import type { Task } from './task.js';

const ROW = /^finding (.+?):(\d+) (error|warning|info) (\S+) (.*)$/;
const SHOWN = 6;
/** Each file is a call of a model, and a run may make 120. */
const MOST_FILES = 100;

/** @param audit only the rules of security count */
export function planReview(input: StepInput, task: Task, audit = input.intent === 'audit'): Cell {
  const whole = input.intent === 'ask' && !pointsAtCode(task);
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning:
        whereOnly(task) ??
        (audit
          ? 'I check the code against the static rules of security for its language.'
          : whole
            ? 'I check the code of the project against static rules for its language.'
            : 'I read the file and check it against static rules for its language.'),
      code: reviewCell(task, audit ? SECURITY_IDS : undefined, whole),
    };
  }
  const inspected = input.history.find((entry) => stageOf(entry.code) === 'inspect');
  const seen = inspected?.observation ?? '';
  const done = /^checked (\d+) files?, (\d+) lines?$/m.exec(seen);
  const reasoning =
    done === null
      ? 'There was nothing that could be checked; I say so.'
      : 'The rules have run; I sum up what they found.';
  const told = [...tellScope(task, seen), summary(input, task, seen, done)].join('\n\n');
  if (input.intent === 'ask') return finalProse({ answer: told, citations: [] }, reasoning);
  return {
    reasoning,
    code: `${STAGE.answer} the findings with a summary.
await final({ summary: ${literal(told)}, findings: ${done === null ? '[]' : 'findings'} });`,
  };
}

/** How a finding is listed in an answer. */
export function rowOf(severity: string, title: string, place: string): string {
  const word = severity === 'info' ? 'Remark' : severity === 'error' ? '**Error**' : 'Warning';
  return `- ${word}: ${title} (${place})`;
}

/**
 * @param only ids of the rules that count; all without it
 * @param whole all of the project was asked for
 */
function reviewCell(task: Task, only: readonly string[] | undefined, whole: boolean): string {
  return String.raw`${STAGE.inspect} run the static rules over what is to be reviewed.
${LISTED}
${OBJECTIONS_TO}
${placesCell(task)}
let among = places;
if (among === undefined) {
  const listing = await listFiles('**/*.{ts,tsx,js,jsx,mjs,py,go,rs,java,rb,php,cs}');
  among = sources(listed(listing, 'files').map((f) => f.path ?? f)).map((path) => ({ path }));
}
const most = ${only === undefined && !whole ? 40 : MOST_FILES};
if ((places !== undefined || ${whole}) && among.length > most) console.log('first ' + most + ' of ' + among.length);
const only = ${only === undefined ? 'undefined' : JSON.stringify(only)};
const findings = [];
let checked = 0, total = 0;
for (const place of among.slice(0, most)) {
  const read = await objectionsTo(place.path);
  if (!read) continue;
  const { file, found } = read;
  for (const f of found) {
    if (only !== undefined && !only.includes(f.rule)) continue;
    if (covers(place, f.line)) findings.push(f);
  }
  checked++;
  total += place.ranges?.reduce((sum, [from, to]) => sum + to - from + 1, 0) ?? file.text.replace(/\n$/, '').split('\n').length;
  if (file.truncated) console.log('only the first part of ' + place.path + ' was read');
}
const grades = ['error', 'warning', 'info'];
${whole ? 'findings.sort((a, b) => grades.indexOf(a.severity) - grades.indexOf(b.severity));\n' : ''}for (const f of findings.slice(0, 25)) console.log('finding ' + f.path + ':' + f.line + ' ' + f.severity + ' ' + (f.rule ?? '-') + ' ' + f.title);
for (const severity of grades) console.log(severity + ': ' + findings.filter((f) => f.severity === severity).length);
console.log(checked === 0 ? '${NOTHING}' : 'checked ' + checked + (checked === 1 ? ' file, ' : ' files, ') + total + (total === 1 ? ' line' : ' lines'));`;
}

function summary(input: StepInput, task: Task, seen: string, done: RegExpExecArray | null): string {
  if (done === null) {
    if (codeNamed(task).length > 0)
      return `There was nothing that static rules could check.\n\n${RULE_BASED}`;
    return `I could not read anything to review. Open a file and run the command again, or name its path.\n\n${RULE_BASED}`;
  }
  const files = Number(done[1]);
  const what = `${done[2] ?? ''} ${done[2] === '1' ? 'line' : 'lines'} in ${files === 1 ? 'one file' : `${files} files`}`;
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const n = Number(new RegExp(`^${severity}: (\\d+)$`, 'm').exec(seen)?.[1] ?? 0);
    const word =
      severity === 'info' ? (n === 1 ? 'remark' : 'remarks') : n === 1 ? severity : `${severity}s`;
    return n === 0 ? [] : [`${n} ${word}`];
  });
  const limits =
    'Static rules see patterns, not intent: wrong logic, missing cases and unclear design need a reader or a model.';
  if (counts.length === 0) {
    return `I checked ${what} and no static rule objects. ${limits}\n\n${RULE_BASED}`;
  }
  const rows = seen.split('\n').flatMap((line) => {
    const m = ROW.exec(line);
    return m === null ? [] : [rowOf(m[3] ?? '', m[5] ?? '', at(m[1] ?? '', Number(m[2])))];
  });
  // A message has no list of findings beside it: what is found stands in the answer.
  const isList = input.intent !== 'ask';
  const shown = rows.slice(0, isList ? SHOWN : rows.length);
  const found = [...seen.matchAll(/^(?:error|warning|info): (\d+)$/gm)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
  const left = found - shown.length;
  const more =
    left <= 0 ? '' : isList ? '\n- … and more in the list of findings.' : `\n- … and ${left} more.`;
  const cut = /^only the first part of (\S+) was read$/m.exec(seen);
  const note =
    cut === null
      ? ''
      : ` Of \`${cut[1] ?? ''}\` only the first part was read, because it is very large.`;
  return `I checked ${what}: ${listed(counts)}.${note}\n\n${shown.join('\n')}${more}\n\n${limits}\n\n${RULE_BASED}`;
}
