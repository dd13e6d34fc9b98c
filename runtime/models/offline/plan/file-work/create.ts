// Plans “create hello.ts with `…`”: a new file with the text that was given, where none stands yet.
import type { FileOrder } from '../../../../wording/index.js';
import { needsModel } from '../../label.js';
import { fence, languageOf, literal } from '../../text/markdown.js';
import { type Cell, finalProse, lastStage, mustAnswer, type StepInput } from '../cell.js';
import { STAGE } from '../stages.js';
import { MAY_NOT, rowsOf, told, troubles, UNTIL_ALLOWED } from './named.js';

type Create = Extract<FileOrder, { kind: 'create' }>;

const HOW_TO_GIVE =
  'By rule I make a file only with the text that you give: “create notes.md with "buy milk"”, or with a fenced block behind it.';

/** A file of which only the purpose is said. */
export function planCreateBySense(): Cell {
  return finalProse(
    told([needsModel('Writing a file from what it is for'), HOW_TO_GIVE]),
    'What is in it cannot be worked out by rule; I say so.',
  );
}

export function planCreate(input: StepInput, create: Create): Cell {
  const end = 'The work is done as far as it goes by rule; I say what was changed.';
  if (!/\bcreateFile\b/.test(input.functions)) return finalProse(told([MAY_NOT]), end);
  if (lastStage(input) === undefined && !mustAnswer(input))
    return {
      reasoning: `I make \`${create.name}\`, if nothing stands there.`,
      code: createCell(create),
    };
  return finalProse(createText(input.history.at(-1)?.observation ?? '', create), end);
}

function createText(seen: string, { name, content }: Create): ReturnType<typeof told> {
  if (/^taken$/m.test(seen))
    return told([
      `\`${name}\` exists already, so nothing was changed. Choose another name, or delete it first.`,
    ]);
  const [made] = rowsOf(seen, 'made');
  if (made === undefined) return told([...troubles(seen), 'Nothing was created.']);
  return told([
    content === ''
      ? `This creates \`${made}\` as an empty file.`
      : `This creates \`${made}\` with this text:`,
    content === '' ? '' : fence(content.replace(/\n$/, ''), languageOf(made)),
    UNTIL_ALLOWED,
  ]);
}

function createCell({ name, content }: Create): string {
  const text = content === '' || content.endsWith('\n') ? content : `${content}\n`;
  return String.raw`${STAGE.inspect} make the file, if nothing stands there.
const name = ${JSON.stringify(name)};
const text = ${literal(text)};
await createFile(name, text).then(
  ({ path }) => console.log('made ' + path),
  (e) => console.log(e.code === 'files.exists' ? 'taken' : 'trouble ' + e.message.replace(/\s+/g, ' ')),
);`;
}
