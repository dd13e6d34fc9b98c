// Plans an explanation: find the function, type or file that is meant, read it and its users, tell what it does.
import { composeExplanation } from '../compose/explanation.js';
import { readQuestion } from '../text/question.js';
import { planAsk } from './ask.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer, stageOf } from './cell.js';
import { LISTED, WHOLE_TEXT, WITH_COMMENT } from './cell-parts.js';
import { NOTHING, STAGE } from './stages.js';
import type { Task } from './task.js';

export function planExplain(input: StepInput, task: Task): Cell {
  const stage = lastStage(input);
  if (stage === undefined && !mustAnswer(input)) {
    return {
      reasoning: 'I read what is meant with its comments and structure, and look for who uses it.',
      code: inspectTask(task),
    };
  }
  const inspected = input.history.find((entry) => stageOf(entry.code) === 'inspect');
  const explanation =
    inspected === undefined ? undefined : composeExplanation(inspected.observation);
  if (explanation !== undefined) {
    return finalProse(explanation, 'That is enough to explain it from its own lines.');
  }
  // Not a thing of its own: answer it as a question. The failed look must not count as a stage of that.
  const history = input.history.filter((entry) => stageOf(entry.code) !== 'inspect');
  return planAsk({ ...input, history }, readQuestion(task.words));
}

function inspectTask({ place, name }: Task): string {
  return String.raw`${STAGE.inspect} read what is meant and find who uses it.
${inspectCell(place, JSON.stringify(name?.split('.').pop() ?? ''))}`;
}

/**
 * Prints the meant definition whole, or shortened, or a file's outline; and where it is used.
 * @param meant JavaScript for the place, or `undefined`
 * @param called JavaScript for the name that is meant, or an empty text
 */
export function inspectCell(meant: string, called: string): string {
  return String.raw`${LISTED}
${WHOLE_TEXT}
${WITH_COMMENT}
let place = ${meant};
const name = ${called};
if (place === undefined && name !== '') {
  const known = listed(await symbols(name).catch(() => []), 'symbols').filter((s) => s.name === name);
  const kinds = ['class', 'interface', 'function', 'method', 'type', 'struct'];
  known.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || /test|fixture/i.test(a.path) - /test|fixture/i.test(b.path));
  place = known[0];
}
if (place === undefined) console.log('${NOTHING}');
else {
  const lines = (await wholeText(place.path)).split('\n');
  const all = listed(await outline(place.path).catch(() => []), 'symbols');
  const start = place.startLine ?? place.line ?? 1;
  const end = place.endLine ?? (place.startLine || place.line ? start : lines.length);
  const around = all.filter((s) => s.startLine <= start + 1 && s.endLine + 1 >= end).sort((a, b) => a.endLine - a.startLine - (b.endLine - b.startLine));
  const inside = all.filter((s) => s.startLine >= start && s.endLine <= end);
  const part = end > start && inside.length === 0 && around[0] && (around[0].endLine - around[0].startLine) > 2 * (end - start);
  const whole = start === 1 && end >= lines.length - 1;
  const meant = whole ? undefined : (name && all.find((s) => s.name === name && s.startLine <= end && s.endLine >= start)) || (inside.length === 1 ? inside[0] : part ? undefined : around[0])
    || { name: place.path.split('/').pop(), kind: 'lines', startLine: start, endLine: end };
  const head = lines.find((l) => /^\s*(\/\/|#\s|\/?\*+|"""|--)\s*\w/.test(l)) ?? '';
  // The comment of a member: as the outline gives it, else the line above it or the first string in it.
  const said = (s) => {
    const above = lines[s.startLine - 2] ?? '', below = lines[s.startLine] ?? '';
    const comment = s.doc || (/^\s*(\/\/|\/?\*)/.test(above) ? above : /^\s*"""/.test(below) ? below : '');
    return comment.replace(/^\s*(\/\/|\/?\*+\/?|""")\s*|\s*(\*\/|""")\s*$/g, '').replace(/\s+/g, ' ');
  };
  if (meant === undefined) {
    console.log('@ ' + place.path + ':1-' + lines.length + ' file ' + place.path.split('/').pop() + ' (1.00)');
    console.log('file: ' + head.trim().slice(0, 200));
    lines.slice(0, 12).forEach((l, i) => console.log((i + 1) + '| ' + l.slice(0, 160)));
    for (const s of all.slice(0, 40)) console.log('member ' + s.startLine + ' ' + s.kind + ' ' + s.name + ' :: ' + said(s).slice(0, 120));
  } else {
    console.log('@ ' + place.path + ':' + meant.startLine + '-' + meant.endLine + ' ' + meant.kind + ' ' + meant.name + ' (1.00)');
    console.log('file: ' + head.trim().slice(0, 200));
    let room = 4200;
    for (let n = withComment(meant, lines); n <= meant.endLine && room > 0; n++) {
      const line = n + '| ' + lines[n - 1].slice(0, 160);
      room -= line.length + 1;
      console.log(line);
    }
    const members = all.filter((s) => s !== meant && s.startLine > meant.startLine && s.endLine <= meant.endLine);
    for (const s of members.slice(0, 20)) console.log('member ' + s.startLine + ' ' + s.kind + ' ' + s.name + ' :: ' + said(s).slice(0, 100));
  }
  const wanted = meant === undefined ? place.path.split('/').pop().replace(/\.\w+$/, '') : meant.name;
  const uses = meant?.kind === 'lines' ? { matches: [] } : await search('\\b' + wanted.replace(/[^\w]/g, '.') + '\\b', { regex: true, caseSensitive: true, limit: 100 }).catch(() => ({ matches: [] }));
  const bare = (text) => text.replace(/(["'\x60])(?:\\.|(?!\1).)*\1/g, '');
  const outside = uses.matches.filter((u) => (meant === undefined || bare(u.text).includes(wanted)) && !(u.path === place.path && (meant === undefined || (u.line >= meant.startLine && u.line <= meant.endLine)))
    && !/^\s*(\/\/|\*|#)|\.(md|json|lock|snap)$/.test(u.text + u.path));
  const calls = outside.filter((u) => !/^\s*(import|from|export \{|export \*|use )/.test(u.text));
  for (const u of (calls.length > 0 ? calls : outside).slice(0, 8)) console.log('use ' + u.path + ':' + u.line + ' ' + u.text.trim().slice(0, 120));
}`;
}
