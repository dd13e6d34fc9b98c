// Plans the answer to “which libraries are used?”: what the manifests of the project name, each with its line.
import { composeDependencies } from '../compose/dependencies.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { IS_TEST } from './cell-parts.js';
import { STAGE } from './stages.js';

export function planDependencies(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input))
    return {
      reasoning: 'I read the manifests of the project: they name what it depends on.',
      code: DEPENDENCIES_CELL,
    };
  return finalProse(
    composeDependencies(input.history.at(-1)?.observation ?? ''),
    'The manifests answer it.',
  );
}

/** `parsers`: what each kind of manifest names, told by `add(line, kind, name, version)` with lines from 0. */
const PARSERS = String.raw`const inJson = (sections) => (text, lines, add) => {
  const json = JSON.parse(text);
  for (const [section, kind] of Object.entries(sections)) {
    const from = lines.findIndex((line) => line.includes('"' + section + '"'));
    for (const [name, version] of Object.entries(json[section] ?? {})) {
      if (/^(php|ext-.*)$/.test(name)) continue;
      const at = lines.findIndex((line, i) => i >= from && line.includes(JSON.stringify(name)));
      add(at, kind, name, typeof version === 'string' ? version : '');
    }
  }
};
const inToml = (text, lines, add) => {
  let kind, table, array = false;
  lines.forEach((line, i) => {
    const header = /^\s*\[+([^\]]+)\]/.exec(line);
    if (header && !array) {
      const [, section, one] = /^(?:.*\.)?((?:dev-|build-|optional-)?dependencies|dependency-groups)(?:\.([\w-]+))?$/.exec(header[1].replace(/"/g, '')) ?? [];
      table = section;
      kind = section === undefined ? undefined : /optional/.test(section) ? 'optional' : /dev-|build-|groups/.test(section) || /\bdev\b|\btest\b/.test(header[1]) ? 'dev' : 'main';
      if (header[1] === 'project') table = 'project';
      if (one) { add(i, kind, one, /version\s*=\s*"([^"]+)"/.exec(lines.slice(i + 1, i + 5).join('\n'))?.[1] ?? ''); table = undefined; }
      return;
    }
    const opens = /^\s*([\w.-]+)\s*=\s*\[/.exec(line);
    if (!array && opens && (table === 'project' ? opens[1] === 'dependencies' : kind !== undefined)) array = true;
    if (array) {
      const held = opens ? line.slice(line.indexOf('[') + 1) : line;
      for (const m of held.replace(/\s#.*$/, '').matchAll(/["']([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^"';]*)/g)) add(i, table === 'project' ? 'main' : kind, m[1], m[2].trim());
      if (/\](?![^"']*["']\s*,?\s*$)/.test(held.replace(/\[[^\]]*\]/g, ''))) array = false;
      return;
    }
    if (kind === undefined || table === undefined || table === 'project') return;
    const [, name, value = ''] = /^\s*"?([\w.-]+)"?\s*=\s*(.+)$/.exec(line) ?? [];
    if (name !== undefined && name !== 'python') add(i, kind, name, /^"([^"]*)"/.exec(value)?.[1] ?? /version\s*=\s*"([^"]+)"/.exec(value)?.[1] ?? '');
  });
};
const inGoMod = (text, lines, add) => {
  let inside = false;
  lines.forEach((line, i) => {
    if (/^require\s*\(/.test(line)) inside = true;
    else if (/^\)/.test(line)) inside = false;
    const [, name, version, rest] = (inside || /^require\s/.test(line) ? /^\s*(?:require\s+)?(\S+)\s+(v\S+)(.*)$/.exec(line) : null) ?? [];
    if (name) add(i, /indirect/.test(rest) ? 'indirect' : 'main', name, version);
  });
};
const inRequirements = (text, lines, add, path) => lines.forEach((line, i) => {
  const [, name, version = ''] = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[=<>~!]=?|===)[^;#]*)?(?:[;#].*)?$/.exec(line.trim()) ?? [];
  if (name) add(i, /dev|test/.test(path.split('/').pop()) ? 'dev' : 'main', name, version.trim());
});
const inPom = (text, lines, add) => {
  for (const m of text.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)) {
    const tag = (name) => new RegExp('<' + name + '>\\s*([^<]*?)\\s*</').exec(m[1])?.[1] ?? '';
    const at = m.index + m[0].indexOf('<artifactId>');
    add(text.slice(0, at).split('\n').length - 1, tag('scope') === 'test' ? 'dev' : 'main', tag('groupId') + ':' + tag('artifactId'), tag('version'));
  }
};
const inGradle = (text, lines, add) => lines.forEach((line, i) => {
  const [, how, name, version = ''] = /^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly))\s*\(?\s*["']([^"':]+:[^"':]+):?([^"']*)["']/.exec(line) ?? [];
  if (name) add(i, /test/i.test(how) ? 'dev' : 'main', name, version);
});
const inGemfile = (text, lines, add) => {
  let kind = 'main';
  lines.forEach((line, i) => {
    if (/^\s*group\b.*\bdo\b/.test(line)) kind = /development|test/.test(line) ? 'dev' : 'main';
    else if (/^\s*end\b/.test(line)) kind = 'main';
    const [, name, version = ''] = /^\s*gem\s+["']([^"']+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(line) ?? [];
    if (name) add(i, kind, name, version);
  });
};
const parsers = [
  [/(^|\/)package\.json$/, inJson({ dependencies: 'main', peerDependencies: 'main', optionalDependencies: 'optional', devDependencies: 'dev' })],
  [/(^|\/)composer\.json$/, inJson({ require: 'main', 'require-dev': 'dev' })],
  [/(^|\/)(pyproject|Cargo)\.toml$/, inToml],
  [/(^|\/)[\w-]*requirements[\w-]*\.txt$/, inRequirements],
  [/(^|\/)go\.mod$/, inGoMod],
  [/(^|\/)pom\.xml$/, inPom],
  [/(^|\/)build\.gradle(\.kts)?$/, inGradle],
  [/(^|\/)Gemfile$/, inGemfile],
];`;

/** As much as can be shown whole: what is printed beyond it would be cut in its middle. */
const DEPENDENCIES_CELL = String.raw`${STAGE.survey} what the manifests name.
${IS_TEST}
${PARSERS}
const { files } = await listFiles('**/*', { limit: 100000 });
const known = files.filter((path) => parsers.some(([name]) => name.test(path)));
const own = known.some((path) => !isTest(path)) ? known.filter((path) => !isTest(path)) : known;
const manifests = own.sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
let room = 5000, left = 0;
for (const path of manifests.slice(0, 20)) {
  const found = [];
  try {
    const { text } = await readFile(path);
    const [, parse] = parsers.find(([name]) => name.test(path));
    parse(text, text.split('\n'), (at, kind, name, version) => found.push([kind, at + 1, name, version].join(' ')), path);
  } catch (error) { console.log('unread ' + path); continue; }
  console.log('manifest ' + path);
  for (const row of found) {
    room -= row.length + 5;
    if (room < 0) left++;
    else console.log('dep ' + row);
  }
}
if (left > 0) console.log('left ' + left);
if (manifests.length > 20) console.log('unseen ' + (manifests.length - 20));`;
