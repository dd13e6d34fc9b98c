// The cells that look for the answer to a question: gather candidate files, then read the best passages.
import type { Question } from '../text/question.js';
import { ideasLiteral, LISTED, SAYS, WHOLE_TEXT, WITH_COMMENT, worthOf } from './cell-parts.js';
import { NOTHING, STAGE } from './stages.js';

/**
 * Searches every idea in all its spellings and leaves the ranked files in `ranked`.
 * @param scope JavaScript for the places that are searched, `{folder}` or `{path, startLine?, endLine?}`; all without it
 */
export function gatherCell(question: Question, scope?: string): string {
  return String.raw`${STAGE.gather} search each idea of the question in all its spellings, rank the files that speak of them.
${ideasLiteral(question.ideas)}
${SAYS}
${scope === undefined ? worthOf(question.wants) : 'const worth = () => 1;'}
${scope === undefined ? SEARCH_ALL : searchWithin(scope)}
const files = new Map();
for (const idea of ideas) {
  const found = await look(idea.search);
  const seen = new Set();
  for (const { path, line, text } of found.matches) {
    const hit = strength(idea, text);
    if (hit === 0) continue;
    seen.add(path);
    const file = files.get(path) ?? { path, lines: {}, ideas: {} };
    const defines = /^\s*(export |public |private |protected |static |async |pub )*(function|class|def|func|interface|type|struct|enum|fn|trait|impl|module)\b|^\s*[\w$]+(\.[\w$]+)+\s*=\s*(async\s+)?(function\b|\(|[\w$]+\s*=>)/.test(text);
    const value = hit * (defines ? 2.5 : /^\s*(import|from|use|require|#include)\b/.test(text) ? 0.2 : 1);
    file.ideas[idea.label] = (file.ideas[idea.label] ?? 0) + value;
    file.lines[line] = (file.lines[line] ?? 0) + value * idea.weight;
    files.set(path, file);
  }
  idea.files = seen.size;
}
for (const file of files.values()) {
  let covered = 0, all = 0;
  file.score = 0;
  for (const idea of ideas) {
    const rarity = Math.log(1 + (files.size + 1) / Math.max(1, idea.files));
    const inPath = strength(idea, file.path);
    const tf = (file.ideas[idea.label] ?? 0) + inPath * 2.5;
    file.score += idea.weight * rarity * (tf / (tf + 1.5));
    all += idea.weight;
    if (tf > 0) covered += idea.weight;
  }
  file.score *= worth(file.path) * (0.3 + covered / all);
}
const ranked = [...files.values()].sort((a, b) => b.score - a.score).slice(0, 12);
for (const idea of ideas) console.log('idea ' + idea.label + ': ' + idea.files + ' files');
for (const file of ranked) console.log('file ' + file.path + ' ' + file.score.toFixed(2) + ' ' + Object.keys(file.ideas).join(', '));
if (ranked.length === 0) console.log('${NOTHING}');`;
}

const SEARCH_ALL =
  'const look = (pattern) => search(pattern, { regex: true, caseSensitive: false, limit: 5000 });';

/** Files that the search leaves out, such as ignored ones, are read when they are named themselves. */
function searchWithin(scope: string): string {
  return String.raw`const scope = ${scope};
const escaped = (path) => path.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
const plainly = new Map();
for (const place of scope) {
  place.glob = place.folder === undefined ? escaped(place.path) : escaped(place.folder.replace(/^\/+/, '')) + '**';
  const seen = place.path === undefined ? undefined : await listFiles(place.glob, { limit: 1 });
  if (seen?.total === 0) plainly.set(place, (await readFile(place.path)).text.split('\n'));
}
const look = async (pattern) => {
  const matches = [];
  for (const place of scope) {
    const lines = plainly.get(place);
    const found = lines === undefined
      ? (await search(pattern, { regex: true, caseSensitive: false, glob: place.glob, limit: 5000 })).matches
      : lines.map((text, i) => ({ path: place.path, line: i + 1, text })).filter((one) => new RegExp(pattern, 'i').test(one.text));
    matches.push(...found.filter(({ line }) => line >= (place.startLine ?? 1) && line <= (place.endLine ?? Infinity)));
  }
  return { matches };
};`;
}

/**
 * Outlines the ranked files, ranks their functions, and prints the best ones shortened to their telling lines.
 * @param only whether nothing but these files is looked at
 */
export function readCell({ kind }: Question, only = false): string {
  // What a type holds does not tell how something happens.
  const typeWorth = kind === 'how' || kind === 'why' ? '0.4' : '0.75';
  return String.raw`${STAGE.read} find the functions around the hits in the best files, and print the most telling ones.
${LISTED}
${WHOLE_TEXT}
${WITH_COMMENT}
const passages = [];
for (const candidate of ranked.slice(0, 8)) {
  const lines = (await wholeText(candidate.path).catch(() => '')).split('\n');
  const outlined = listed(await outline(candidate.path).catch(() => []), 'symbols');
  // Where one place is meant, and in a long file, only what a hit stands in is read.
  const hits = Object.keys(candidate.lines).map(Number);
  const known = ${only ? 'false' : 'lines.length < 2000'} ? outlined : outlined.filter((s) => hits.some((line) => line >= s.startLine - 4 && line <= s.endLine));
  const about = (known.length > 0 ? known : sections(lines, candidate)).map((s) => ({ ...s, from: withComment(s, lines), doc: s.doc ?? '' }));
  const head = lines.find((l) => /^\s*(\/\/|#\s|\/?\*+|"""|--)\s*\w/.test(l)) ?? '';
  for (const symbol of about) {
    const body = lines.slice(symbol.from - 1, symbol.endLine);
    const named = plain(candidate.path), file = plain(candidate.path.split('/').pop());
    const doc = body.filter((l) => /^\s*(\/\/|#\s|\/?\*|"""|--)/.test(l)).join(' ') + ' ' + (symbol.doc ?? '');
    let score = 0, covered = 0, all = 0;
    for (const idea of ideas) {
      const hits = body.reduce((n, l) => n + strength(idea, l), 0);
      const rarity = Math.log(1 + (files.size + 1) / Math.max(1, idea.files));
      const tf = hits / (1 + body.length / 60) + 3.5 * strength(idea, symbol.name) + 1.6 * strength(idea, doc)
        + (says(idea.main, file) ? 1.5 : says(idea.main, named) ? 0.4 : 0) + 0.5 * strength(idea, head);
      score += idea.weight * rarity * (tf / (tf + 2.5) + (says(idea.main, plain(symbol.name)) ? 0.35 : 0));
      all += idea.weight;
      if (tf > 0) covered += idea.weight;
    }
    const container = /^(class|interface|module|namespace|impl)$/.test(symbol.kind);
    const size = (container && (body.length > 40 || body.length < 8)) || body.length > 150 ? 0.6 : body.length < 3 || /^(const|var|field|prop|enum)/.test(symbol.kind) || /^(constructor|__init__)$/.test(symbol.name) ? 0.6 : /^(interface|type)/.test(symbol.kind) ? ${typeWorth} : 1;
    passages.push({ path: candidate.path, head, ...symbol, body, score: score * size * worth(candidate.path) * (0.3 + covered / all) });
  }
}
passages.sort((a, b) => b.score - a.score);
const best = [];
for (const p of passages) {
  // A part that says nearly as much as its whole is the better place.
  if (passages.some((q) => q !== p && q.path === p.path && q.startLine >= p.startLine && q.endLine <= p.endLine && q.body.length > 1 && q.body.length < p.body.length && q.score > 0.7 * p.score)) continue;
  const overlaps = best.some((b) => b.path === p.path && p.from <= b.endLine && b.from <= p.endLine);
  const crowded = best.filter((b) => b.path === p.path).length >= 3;
  if (!overlaps && !crowded && p.score > 0.2 * (best[0]?.score ?? 0)) best.push(p);
  if (best.length === 6) break;
}
best.forEach((p, rank) => {
  console.log('@ ' + p.path + ':' + p.startLine + '-' + p.endLine + ' ' + p.kind + ' ' + p.name + ' (' + p.score.toFixed(2) + ')');
  console.log('file: ' + p.head.trim().slice(0, 160));
  for (const line of digest(p, rank === 0 ? 1500 : rank < 3 ? 800 : 480)) console.log(line);
});
if (${only ? 'false' : "best[0] && best[0].kind !== 'section'"}) {
  const uses = await search('\\b' + best[0].name.replace(/\W.*$/, '') + '\\b', { regex: true, caseSensitive: true, limit: 60 }).catch(() => ({ matches: [] }));
  const outside = (text) => text.replace(/(["'\x60])(?:\\.|(?!\1).)*\1/g, '');
  const bare = new RegExp('(?<!(function|def|func|class|fn) )\\b' + best[0].name.replace(/\W.*$/, '') + '\\b');
  for (const use of uses.matches.filter((u) => worth(u.path) >= 0.9 && bare.test(outside(u.text)) && !/^\s*(import|from|export \{|export \*|\/\/|\*|#\s)/.test(u.text)
    && !(u.path === best[0].path && u.line >= best[0].from && u.line <= best[0].endLine)).slice(0, 5)) {
    console.log('use ' + use.path + ':' + use.line + ' ' + use.text.trim().slice(0, 100));
  }
}
if (best.length === 0) console.log('${NOTHING}');

// A file without an outline is read around its hits: headings of documents, a few lines elsewhere.
function sections(lines, candidate) {
  const starts = [];
  lines.forEach((l, i) => { if (/^#{1,4} \S/.test(l)) starts.push(i + 1); });
  if (starts.length > 0 && /\.mdx?$/.test(candidate.path)) {
    return starts.map((from, i) => ({ name: lines[from - 1].replace(/^#+\s*/, ''), kind: 'section', startLine: from, endLine: Math.min(from + 30, (starts[i + 1] ?? lines.length + 1) - 1) }));
  }
  return Object.entries(candidate.lines).sort((a, b) => b[1] - a[1]).slice(0, 3).map(([line]) => {
    const from = Math.max(1, Number(line) - 4);
    return { name: candidate.path.split('/').pop(), kind: 'lines', startLine: from, endLine: Math.min(lines.length, Number(line) + 8) };
  });
}
// The lines that tell most, within a number of characters, in order.
function digest(p, limit) {
  const rated = p.body.map((text, i) => {
    let value = p.from + i === p.startLine ? 6 : i < 3 ? 2 : 0;
    for (const idea of ideas) value += 2 * strength(idea, text) * idea.weight;
    if (/^\s*(\/\/|#\s|\/?\*|"""|--)/.test(text)) value += i < 8 ? 2 : 1.2;
    if (/\b(return|throw|raise|yield|if|except|catch|panic)\b/.test(text)) value += 0.8;
    if (/\w\(/.test(text)) value += 0.5;
    return { i, text: text.slice(0, 150), value: text.trim().length < 3 ? value - 1 : value };
  });
  let left = limit;
  const kept = new Set();
  for (const line of [...rated].sort((a, b) => b.value - a.value || a.i - b.i)) {
    if (line.text.length + 6 > left) continue;
    left -= line.text.length + 6;
    kept.add(line.i);
  }
  return rated.filter((line) => kept.has(line.i)).map((line) => (p.from + line.i) + '| ' + line.text);
}`;
}
