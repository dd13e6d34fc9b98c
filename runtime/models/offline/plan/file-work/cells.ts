// Pieces of JavaScript that the cells for whole files share: finding what is named, and who imports it.
import { WHOLE_TEXT } from '../cell-parts.js';

/** Most files that one order may take. */
export const MOST_FILES = 200;

/**
 * `filesOf(name)` and `foldersOf(name)`: what is so named, the exact path alone where it is one. `near(name)`: what may
 * be meant where nothing is.
 */
export const FIND = String.raw`const { files } = await listFiles('**/*', { limit: 100000 });
const known = new Set(files);
const exists = (path) => known.has(path) || readFile(path, { endLine: 1 }).then(() => true, (e) => e.code !== 'files.missing' && e.code !== 'files.outside');
const filesOf = async (name) => {
  if (known.has(name)) return [name];
  const same = files.filter((path) => path.endsWith('/' + name.replace(/^\/+/, '')));
  if (same.length > 0) return same;
  return /^[/~]|\.\./.test(name) || files.some((path) => path.startsWith(name + '/')) || !(await exists(name)) ? [] : [name];
};
const foldersOf = (name) => {
  if (files.some((path) => path.startsWith(name + '/'))) return [name];
  const parents = files.flatMap((path) => {
    const at = path.indexOf('/' + name.replace(/^\/+/, '') + '/');
    return at < 0 ? [] : [path.slice(0, at + 1 + name.replace(/^\/+/, '').length)];
  });
  return [...new Set(parents)];
};
const stem = (path) => path.split('/').pop().replace(/(?!^)\..*$/, '').toLowerCase();
const near = (name) => files.filter((path) => stem(path) === stem(name)).slice(0, 3);
const dirOf = (path) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');`;

/** `usersOf(paths)`: the lines of other files that import one of these. `tellMentions(paths, users)`: others that hold their
 * path, or the end of it behind an alias. Needs `FIND`.
 * @param isForPython also look for imports of Python
 */
export function usersCell(isForPython: boolean): string {
  return String.raw`${WHOLE_TEXT}
const joined = (dir, spec) => {
  const parts = dir === '' ? [] : dir.split('/');
  for (const part of spec.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};
const isScript = (path) => /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path);
const endings = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte'];
const resolved = (from, spec) => {
  const path = joined(dirOf(from), spec);
  if (path === undefined) return undefined;
  const index = (path === '' ? '' : path + '/') + 'index';
  const [, start, type] = /^(.*)\.([cm]?)jsx?$/.exec(path) ?? [];
  const sources = start === undefined ? [] : [start + '.' + type + 'ts', start + '.tsx', start + '.d.ts'];
  return [path, ...sources, ...endings.map((end) => path + end), ...endings.map((end) => index + end)].find((one) => known.has(one));
};
const quoted = /(['"])(\.{1,2}(?:\/[^'"\s]*)?)\1/g;
const isImport = (line, at) => /\b(?:from|import|export|require|mock|unmock|doMock|import(?:Actual|Original|Mock)|requireActual|resolve|URL)\b[^'"]*$/.test(line.slice(0, at));
const specsIn = (line) => [...line.matchAll(quoted)].filter((m) => isImport(line, m.index)).map((m) => m[2]);
const escaped = (name) => name.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
const scriptUsers = async (paths) => {
  const wanted = paths.filter((path) => isScript(path) || path.endsWith('.json'));
  if (wanted.length === 0) return [];
  const names = [...new Set(wanted.flatMap((path) => [path.split('/').pop().replace(/(?:\.d)?\.\w+$/, ''), ...(/(^|\/)index\.\w+$/.test(path) ? [dirOf(path).split('/').pop()] : [])]))].filter((name) => name !== '' && name !== 'index');
  const dots = wanted.some((path) => /(^|\/)index\.\w+$/.test(path));
  const pattern = names.length > 8 ? '[\'"]\\.{1,2}(/[^\'"]*)?[\'"]'
    : [...(names.length === 0 ? [] : ['[\'"]\\.[^\'"]*(' + names.map(escaped).join('|') + ')[^\'"]*[\'"]']), ...(dots ? ['[\'"](\\.{1,2}/?|\\.[^\'"]*/index[^\'"]*)[\'"]'] : [])].join('|');
  const { matches } = await search(pattern, { regex: true, caseSensitive: true, limit: 10000, glob: '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte}' });
  return matches.filter(({ path, text }) => specsIn(text).some((spec) => wanted.includes(resolved(path, spec))));
};
${isForPython ? PYTHON_USERS : 'const pythonUsers = async () => [];'}
const usersOf = async (paths) => [...(await scriptUsers(paths)), ...(await pythonUsers(paths))].filter(({ path }) => !paths.includes(path));
const aliased = async (one) => {
  const parts = one.replace(/(?:\.d)?\.\w+$/, '').replace(/\/index$/, '');
  if (!isScript(one)) return [];
  const { matches } = await search('[\'"][@~#][^\'"]*' + escaped(parts.split('/').pop()) + '(\\.\\w+)?[\'"]', { regex: true, caseSensitive: true, limit: 1000 });
  return matches.filter(({ text }) => [...text.matchAll(/['"][@~#][^'"/]*\/?([^'"]*?)(?:\.[cm]?[jt]sx?)?['"]/g)].some(([, tail]) => tail !== '' && ('/' + parts).endsWith('/' + tail)));
};
const tellMentions = async (paths, users) => {
  const isUser = new Set(users.map(({ path, line }) => path + ':' + line));
  const told = new Set();
  for (const one of paths.slice(0, 5)) {
    if (!one.includes('/') && !one.includes('.')) continue;
    const { matches } = await search('(^|[^\\w./-]|\\./)' + escaped(one) + '($|[^\\w/-])', { regex: true, caseSensitive: true, limit: 50 });
    for (const { path, line } of [...matches, ...(await aliased(one))]) if (!paths.includes(path) && !isUser.has(path + ':' + line)) told.add(path + ':' + line);
  }
  for (const place of [...told].slice(0, 8)) console.log('mention ' + place);
};`;
}

const PYTHON_USERS = String.raw`const pythonModule = (from, dots, dotted) => {
  const tail = dotted.split('.').join('/');
  let dir = dirOf(from);
  for (let i = 1; i < dots.length; i++) dir = dirOf(dir);
  const at = (base) => [base, tail].filter((part) => part !== '').join('/');
  const places = (dots === '' ? ['', dirOf(from), 'src', 'lib'] : [dir]).map(at).flatMap((path) => [path + '.py', path + '/__init__.py']);
  const found = places.find((path) => known.has(path));
  if (found !== undefined || dots !== '' || tail === '') return found;
  const same = files.filter((path) => path.endsWith('/' + tail + '.py') || path.endsWith('/' + tail + '/__init__.py'));
  return same.length === 1 ? same[0] : undefined;
};
const pythonUsers = async (paths) => {
  const wanted = paths.filter((path) => path.endsWith('.py'));
  if (wanted.length === 0) return [];
  const names = wanted.map((path) => (path.endsWith('__init__.py') ? dirOf(path) : path.slice(0, -3)).split('/').pop());
  const { matches } = await search('^\\s*(from|import)\\s.*\\b(' + names.map(escaped).join('|') + ')\\b', { regex: true, caseSensitive: true, limit: 10000, glob: '**/*.py' });
  return matches.filter(({ path, text }) => {
    const [, dots, base, what] = /^\s*from\s+(\.*)([\w.]*)\s+import\s+(.*)$/.exec(text) ?? [];
    const named = (list) => list.replace(/[()]/g, '').replace(/#.*$/, '').split(',').map((one) => one.trim().split(/\s+/)[0]).filter((one) => one !== '');
    const modules = dots === undefined
      ? named(/^\s*import\s+(.*)$/.exec(text)?.[1] ?? '').map((one) => pythonModule(path, '', one))
      : [...(base === '' ? [] : [pythonModule(path, dots, base)]), ...named(what).map((one) => pythonModule(path, dots, base === '' ? one : base + '.' + one))];
    return modules.some((one) => wanted.includes(one));
  });
};`;

/** Whether what is named may hold Python: it says so, or is a folder or a name without an ending. */
export function mayBePython(name: string): boolean {
  return name.endsWith('.py') || !/[^/]\.\w+$/.test(name);
}
