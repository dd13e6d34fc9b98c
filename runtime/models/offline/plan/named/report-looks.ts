// Looks at what others report: problems of the editor and the output of a terminal, with the lines of code that these name.
import { tellProblems, tellTerminal } from '../../compose/named-reports.js';
import { asksTo } from '../../text/question.js';
import { ideasLiteral, SAYS } from '../cell-parts.js';
import { type Look, nameOf } from './look.js';
import type { AskedOf, NamedThing } from './named.js';

export function problemLook({ token, index }: NamedThing, asked: AskedOf): Look {
  return {
    code: `const all = mentions[${index}].value;
console.log('problems ' + all.length);
${relevance(asked)}
${PROBLEMS}`,
    tell: (seen) =>
      tellProblems(
        nameOf(token),
        { ...asked, mends: asked.mends || asksTo('mends', asked.question) },
        seen,
      ),
  };
}

export function terminalLook({ token, index }: NamedThing, asked: AskedOf): Look {
  const { question } = asked;
  const mends = asked.mends || asksTo('mends', question);
  const whole = asked.whole || mends || asksTo('wentWrong', question);
  const said = whole
    ? TELLING
    : String.raw`${ideasLiteral(question.ideas)}
${SAYS}
const telling = lines.filter(({ text }) => ideas.some((idea) => strength(idea, text) > 0));`;
  return {
    code: `const { command, output, exitCode } = mentions[${index}].value;
const lines = output.split('\\n').map((text, i) => ({ text: text.trimEnd(), row: i + 1 })).filter(({ text }) => text.trim() !== '');
${said}
${TERMINAL}`,
    tell: (seen) => tellTerminal(nameOf(token), { ...asked, whole, mends }, seen),
  };
}

/** Leaves in `meant` the problems that the question speaks of; all of them where it speaks of none. */
function relevance({ question, whole }: AskedOf): string {
  if (whole) return 'const meant = all;';
  return String.raw`${ideasLiteral(question.ideas)}
${SAYS}
const spokenOf = all.filter(({ path, message }) => ideas.some((idea) => strength(idea, message) > 0 || strength(idea, path) > 0));
if (spokenOf.length === 0 && all.length > 0) console.log('none meant');
const meant = spokenOf.length === 0 ? all : spokenOf;`;
}

const PROBLEMS = String.raw`for (const { path, line, severity, message } of meant.slice(0, 10)) {
  console.log('problem ' + severity + ' ' + path + ':' + line + ' ' + message.replace(/\s+/g, ' ').slice(0, 300));
  const around = await readFile(path, { startLine: Math.max(1, line - 2), endLine: line + 2 }).catch(() => undefined);
  around?.text.split('\n').forEach((text, i) => console.log((around.startLine + i) + '| ' + text.slice(0, 140)));
}
if (meant.length > 10) console.log('left ' + (meant.length - 10));`;

/** Lines that speak of a failure; without any, the last ones. */
const TELLING = String.raw`const speaks = /\b\w*(error|exception)\b|\b(fail(s|ed|ing|ure)?|panic(ked)?|fatal|cannot|can't|not found|no such|undefined|expected|received|warning|denied|refused|timed? ?out|traceback|assert\w*|ERR!)\b|[✗✘×❌]/i;
const failing = lines.filter(({ text }) => speaks.test(text));
const telling = failing.length > 0 ? failing : lines.slice(-8);
console.log(failing.length > 0 ? 'failing' : 'ending');`;

/** Prints the lines, and the code at the places that these or their neighbours name. */
const TERMINAL = String.raw`console.log('terminal ' + lines.length + ' ' + (exitCode ?? '?') + ' ' + command.replace(/\s+/g, ' ').slice(0, 200));
for (const { text, row } of telling.slice(0, 14)) console.log('said ' + row + ' ' + text.slice(0, 200));
if (telling.length > 14) console.log('left ' + (telling.length - 14));
const near = lines.filter(({ row }) => telling.some((one) => Math.abs(one.row - row) <= 4));
const known = new Set();
for (const { text } of near) {
  const places = [...text.matchAll(/((?:[\w@.+-]*\/)*[\w@.+-]+\.\w{1,6})(?::|\(|", line )(\d+)/g)];
  for (const [, written, row] of places) {
    const parts = written.replace(/^\.\//, '').split('/').filter((part) => part !== '');
    const line = Number(row);
    for (let from = 0; from < parts.length && known.size < 4; from++) {
      const path = parts.slice(from).join('/');
      if (known.has(path + ':' + line)) break;
      const around = await readFile(path, { startLine: Math.max(1, line - 2), endLine: line + 2 }).catch(() => undefined);
      if (around === undefined || around.endLine < line) continue;
      known.add(path + ':' + line);
      console.log('place ' + path + ':' + line);
      around.text.split('\n').forEach((code, i) => console.log((around.startLine + i) + '| ' + code.slice(0, 140)));
      break;
    }
  }
}`;
