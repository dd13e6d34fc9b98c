// Plans a rename: every occurrence of a name as a whole word, in all code files, as changes to look at.
import { WORDINGS } from '../../../wording/index.js';
import { listed } from '../text/markdown.js';
import type { Cell, StepInput } from './cell.js';
import { finalProse, lastStage, mustAnswer } from './cell.js';
import { runCell, runText } from './run-command.js';
import { STAGE } from './stages.js';

/** A rename that somebody asks for. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  /** Whether the project's tests are to run on it. */
  readonly test: boolean;
}

/** The rename in a request; `undefined` when it is none. */
export function renameIn(words: string): Rename | undefined {
  for (const { plain, question } of WORDINGS) {
    const said = plain(words.trim());
    for (const form of question.rename) {
      const [, from, to] = form.exec(said) ?? [];
      if (from === undefined || to === undefined || from === to) continue;
      return { from, to, test: question.andTests.test(said) };
    }
  }
  return undefined;
}

export function planRename(input: StepInput, rename: Rename): Cell {
  const seen = input.history.map(({ observation }) => observation).join('\n');
  if (!/\beditFile\b/.test(input.functions)) {
    return answer(
      'I may not change files here: the mode only reads, or the workspace is not trusted.',
      [],
    );
  }
  const stage = lastStage(input);
  if (stage === undefined && !mustAnswer(input)) {
    return {
      reasoning: `I look for \`${rename.from}\` as a whole word in the code, and whether \`${rename.to}\` is taken.`,
      code: renameCell(rename),
    };
  }
  const places = placesIn(seen, 'changed');
  if (stage === 'inspect' && rename.test && places.length > 0 && !mustAnswer(input)) {
    return {
      reasoning: 'I run the tests of the project on the renamed code.',
      code: runCell('test'),
    };
  }
  return outcome(rename, seen, places);
}

function outcome({ from, to, test }: Rename, seen: string, places: readonly Place[]): Cell {
  if (/^taken /m.test(seen)) {
    const taken = placesIn(seen, 'taken');
    return answer(
      `\`${to}\` exists already (${listed(taken.map(placeText))}), so nothing was renamed. Choose another name.`,
      taken,
    );
  }
  if (places.length === 0) {
    const trouble = /^\w*Error\b.*/m.exec(seen)?.[0];
    return answer(
      trouble === undefined
        ? `I found no \`${from}\` in the code, so nothing was renamed.`
        : `The rename did not work: ${trouble}`,
      [],
    );
  }
  const total = places.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    `Renaming \`${from}\` to \`${to}\` changes ${total} ${total === 1 ? 'place' : 'places'} in ${places.length} ${places.length === 1 ? 'file' : 'files'}:`,
    places.map((place) => `- ${placeText(place)}: ${place.count}`).join('\n'),
    ...(test ? [runText(seen, 'test')] : []),
    '_The built-in engine renames by whole words, also in comments and texts; it does not know scopes._',
  ];
  return answer(parts.join('\n\n'), places);
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly count: number;
}

const placeText = ({ path, line }: Place): string => `\`${path}:${line}\``;

function placesIn(observation: string, word: string): readonly Place[] {
  const row = new RegExp(`^${word} (\\S+):(\\d+) (\\d+)$`, 'gm');
  return [...observation.matchAll(row)].map((match) => ({
    path: match[1] ?? '',
    line: Number(match[2]),
    count: Number(match[3]),
  }));
}

function answer(text: string, places: readonly Place[]): Cell {
  return finalProse(
    { answer: text, citations: places.map(({ path, line }) => ({ path, line })) },
    'The work is done as far as it goes by rule; I say what was changed.',
  );
}

function renameCell({ from, to }: Rename): string {
  return String.raw`${STAGE.inspect} rename every whole word in code files; documents and data stay.
const code = (path) => /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|c|h|cc|cpp|hpp|swift|scala|sh|vue|svelte)$/.test(path);
const word = (name) => new RegExp('(?<![\\w$])' + name.replace(/\$/g, '\\$') + '(?![\\w$])', 'g');
const found = async (name) => (await search(name, { caseSensitive: true, limit: 10000 })).matches.filter((m) => code(m.path) && m.text.match(word(name)));
const taken = await found(${JSON.stringify(to)});
if (taken.length > 0) console.log('taken ' + taken[0].path + ':' + taken[0].line + ' ' + taken.length);
else {
  const places = await found(${JSON.stringify(from)});
  for (const path of new Set(places.map((m) => m.path))) {
    const { text } = await readFile(path);
    const lines = text.split('\n');
    const edits = [];
    let count = 0;
    lines.forEach((line, i) => {
      const hits = line.match(word(${JSON.stringify(from)}));
      if (hits === null) return;
      count += hits.length;
      edits.push(i);
    });
    const changed = lines.map((line) => line.replace(word(${JSON.stringify(from)}), () => ${JSON.stringify(to)})).join('\n');
    await editFile(path, text, changed);
    console.log('changed ' + path + ':' + (edits[0] + 1) + ' ' + count);
  }
}`;
}
