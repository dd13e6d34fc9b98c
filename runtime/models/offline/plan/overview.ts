// Plans the answer to “what is this project?”: survey files, manifest, read-me, ranked map and history.
import { composeOverview } from '../compose/overview.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer, stageOf } from './cell.js';
import { IS_TEST, LANGUAGE_NAMES, LISTED } from './cell-parts.js';
import { STAGE } from './stages.js';

export function planOverview(input: StepInput): Cell {
  if (lastStage(input) === undefined && !mustAnswer(input)) {
    return {
      reasoning:
        'I survey the project: its files and languages, manifest, read-me, most referenced modules and recent history.',
      code: SURVEY,
    };
  }
  const survey = input.history.find((entry) => stageOf(entry.code) === 'survey');
  return finalProse(
    composeOverview(survey?.observation ?? ''),
    'The survey shows what the project is and where to begin; I put it in order.',
  );
}

const SURVEY = String.raw`${STAGE.survey} languages, size, manifest, read-me, central modules, tests and history.
${LISTED}
const listing = await listFiles('**/*').catch(() => []);
const paths = listed(listing, 'files').map((f) => f.path ?? f);
console.log('files ' + paths.length + (listing.truncated ? ' or more' : ''));
${LANGUAGE_NAMES}
const count = (keys) => Object.entries(keys.reduce((all, k) => ({ ...all, [k]: (all[k] ?? 0) + 1 }), {})).sort((a, b) => b[1] - a[1]);
const sources = paths.filter((p) => names[p.split('.').pop()]);
for (const [language, n] of count(sources.map((p) => names[p.split('.').pop()])).slice(0, 6)) console.log('language ' + n + ' ' + language);
${IS_TEST}
console.log('tests ' + sources.filter(isTest).length);
for (const [folder, n] of count(sources.filter((p) => p.includes('/')).map((p) => p.split('/')[0])).slice(0, 8)) console.log('folder ' + n + ' ' + folder);
const at = (pattern) => paths.filter((p) => pattern.test(p)).sort((a, b) => a.split('/').length - b.split('/').length)[0];
const readme = at(/(^|\/)readme(\.\w+)?$/i);
if (readme) {
  const { text } = await readFile(readme);
  const lines = text.split('\n');
  let said = 0, fenced = false;
  lines.forEach((line, i) => {
    if (/^\s*(${'```'}|~~~)/.test(line)) fenced = !fenced;
    const prose = !fenced && line.trim().length > 30 && !/^\s*([#|>*<!-]|\[!|\d+\.)/.test(line);
    if (prose && said < 900) { console.log('readme ' + readme + ':' + (i + 1) + ' ' + line.trim().slice(0, 300)); said += line.length; }
  });
}
const manifest = at(/(^|\/)(package\.json|pyproject\.toml|go\.mod|Cargo\.toml|pom\.xml|Gemfile|composer\.json)$/);
if (manifest) {
  const { text } = await readFile(manifest);
  console.log('manifest ' + manifest);
  if (manifest.endsWith('package.json')) {
    try {
      const json = JSON.parse(text);
      if (json.description) console.log('about ' + json.description);
      for (const [name, run] of Object.entries(json.scripts ?? {}).slice(0, 10)) console.log('script ' + name + ' ' + run);
      const main = json.main ?? json.module;
      if (main) console.log('declared ' + main);
      console.log('uses ' + Object.keys(json.dependencies ?? {}).slice(0, 12).join(', '));
    } catch (e) { console.log('the manifest is not valid JSON'); }
  } else {
    const about = /^description\s*=\s*"(.+)"/m.exec(text);
    if (about) console.log('about ' + about[1]);
    for (const m of text.matchAll(/^([\w-]+)\s*=\s*"([\w.]+:[\w.]+)"/gm)) console.log('script ' + m[1] + ' ' + m[2]);
    const deps = manifest.endsWith('go.mod') ? [...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[\w./-]+) v/gm)] : [...text.matchAll(/^\s*"([\w-]+)[\w\[\],. ]*[<>=~!]/gm)];
    console.log('uses ' + deps.map((m) => m[1]).slice(0, 12).join(', '));
  }
}
const entries = sources.filter((p) => !isTest(p) && /(^|\/)(main|__main__|cli|app|server|extension|manage|wsgi)\.\w+$|^(src\/|lib\/)?index\.\w+$/.test(p))
  .sort((a, b) => a.split('/').length - b.split('/').length).slice(0, 6);
const head = (text) => (text.split('\n').find((l) => /^\s*(\/\/|#(?!!)|\/?\*+|"""|package\b.*\/\/)\s*\w/.test(l)) ?? '').replace(/^\s*(\/\/|#|\/?\*+|""")\s?/, '').replace(/("""|\*\/)\s*$/, '').slice(0, 140);
for (const path of entries) console.log('entry ' + path + ' ' + head((await readFile(path).catch(() => ({ text: '' }))).text));
const map = await repoMap({ tokens: 1200 }).catch(() => undefined);
const central = listed(map, 'files').map((f) => f.path ?? f).filter((p) => !isTest(p)).slice(0, 8);
for (const path of central) console.log('central ' + path + ' ' + head((await readFile(path).catch(() => ({ text: '' }))).text));
const log = await gitLog({ limit: 6 }).catch(() => undefined);
for (const c of listed(log, 'commits')) console.log('commit ' + String(c.date ?? '').slice(0, 10) + ' ' + String(c.subject ?? c.message ?? '').split('\n')[0].slice(0, 100));`;
