// What a checkout was when its writer began, kept in a repository of our own beside it: what changed since, with contents.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { namesOf, runGit } from './git.js';

const LINE_END = 0x0a;

export interface RecordedFile {
  /** `undefined`: there was, or is, no such file. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
  readonly path: string;
  /** Where an unchanged content stood before. */
  readonly from?: string;
  /** As git has it: `100644`, `100755`, `120000` a link, `160000` another repository. `000000`: none. */
  readonly modes: readonly [before: string, after: string];
}

export class BaseRecord {
  #tree = '';

  constructor(
    private readonly folder: string,
    private readonly checkout: string,
  ) {}

  /** Takes in all files, as they are byte for byte. @param exclude the user's own list of what git ignores */
  async take(exclude: string, signal: AbortSignal): Promise<void> {
    const { folder, checkout } = this;
    await runGit(
      { cwd: checkout, args: ['init', '--quiet', '--bare', '--template=', folder] },
      signal,
    );
    await mkdir(path.join(folder, 'info'), { recursive: true });
    // Outranks every .gitattributes of the project: no conversion of line ends, no filter.
    await writeFile(
      path.join(folder, 'info/attributes'),
      '* -text -filter -ident -working-tree-encoding\n',
    );
    await copyFile(exclude, path.join(folder, 'info/exclude')).catch(() => undefined);
    // Also what is ignored and yet in the repository: nothing else that is ignored is there yet.
    await this.#git(['add', '--all', '--force', '.'], signal);
    await this.retake(signal);
  }

  /** From now on this is the beginning. */
  async retake(signal: AbortSignal): Promise<void> {
    await this.#git(['add', '--all', '.'], signal);
    this.#tree = (await this.#git(['write-tree'], signal)).toString('utf8').trim();
  }

  /** @param also files that count even where git ignores them */
  async changed(also: readonly string[], signal: AbortSignal): Promise<readonly RecordedFile[]> {
    await this.#git(['add', '--all', '.'], signal);
    if (also.length > 0) {
      const args = ['add', '--force', '--pathspec-from-file=-', '--pathspec-file-nul'];
      await this.#git(args, signal, also.join('\0'));
    }
    const args = ['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '-M100%', this.#tree];
    const entries = entriesOf(namesOf(await this.#git(args, signal)));
    const contents = await this.#contents(
      entries.flatMap(({ ids, modes }) => ids.filter((_, index) => isFile(modes[index]))),
      signal,
    );
    return entries.map(({ ids: [old, now], modes, path, from }) => ({
      path,
      modes,
      ...(from === undefined ? {} : { from }),
      before: isFile(modes[0]) ? contents.get(old) : undefined,
      after: isFile(modes[1]) ? contents.get(now) : undefined,
    }));
  }

  async #contents(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return contents;
    const output = await this.#git(['cat-file', '--batch'], signal, `${wanted.join('\n')}\n`);
    let at = 0;
    for (const id of wanted) {
      const end = output.indexOf(LINE_END, at);
      const size = Number(output.toString('latin1', at, end).split(' ')[2]);
      contents.set(id, new Uint8Array(output.subarray(end + 1, end + 1 + size)));
      at = end + 1 + size + 1;
    }
    return contents;
  }

  #git(args: readonly string[], signal: AbortSignal, input?: string): Promise<Buffer> {
    const { folder, checkout } = this;
    return runGit(
      {
        cwd: checkout,
        args: [`--git-dir=${folder}`, `--work-tree=${checkout}`, ...args],
        ...(input === undefined ? {} : { input }),
      },
      signal,
    );
  }
}

interface Entry {
  readonly modes: readonly [string, string];
  readonly ids: readonly [string, string];
  readonly path: string;
  readonly from?: string;
}

/** `:mode mode id id letter`, then one path, or two of a move. */
function entriesOf(parts: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < parts.length; ) {
    const [, ...fields] = /^:(\d+) (\d+) (\w+) (\w+) (\w)/.exec(parts[at] ?? '') ?? [];
    const [modeBefore = '', modeAfter = '', before = '', after = '', letter = ''] = fields;
    const first = parts[at + 1] ?? '';
    const isMove = letter === 'R';
    entries.push({
      modes: [modeBefore, modeAfter],
      ids: [before, after],
      path: isMove ? (parts[at + 2] ?? '') : first,
      ...(isMove ? { from: first } : {}),
    });
    at += isMove ? 3 : 2;
  }
  return entries;
}

/** A file of its own, not a link or another repository. */
export function isFile(mode: string | undefined): boolean {
  return mode?.startsWith('100') === true;
}
