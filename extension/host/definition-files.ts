// Looks at the files that define agents and skills while somebody may see them: watchers of an editor can miss a folder that is new.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where such files lie in a folder of the workspace. */
export const DEFINITION_PLACES = [
  '.memfun/agents',
  '.memfun/skills',
  '.agents/skills',
  '.claude/agents',
  '.claude/skills',
  '.github/agents',
] as const;
/** More files than this in one place are not compared one by one. */
const MOST_FILES = 500;

export interface DefinitionLookOptions {
  /** Folders of the workspace that are on this machine. */
  readonly roots: () => readonly string[];
  /** Whether somebody sees what would change; nothing is read otherwise. */
  readonly isShown: () => boolean;
  readonly changed: () => void;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
}

/**
 * Compares names, sizes and times of the files at every look, and tells when they are others than at the one before. A look that
 * was not made for long is made up for by the next.
 */
export function lookAtDefinitions(options: DefinitionLookOptions): { dispose(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let known: string | undefined;
  const look = async (): Promise<void> => {
    if (known === undefined || options.isShown()) {
      const found = await marksOf(options.roots());
      const isOther = known !== undefined && known !== found;
      known = found;
      if (isOther && !isOver) options.changed();
    }
    if (!isOver) timer = setTimeout(() => void look(), options.everyMs);
  };
  void look();
  return {
    dispose: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** What tells one state of the files from another; what cannot be read counts as not there. */
async function marksOf(roots: readonly string[]): Promise<string> {
  const places = roots.flatMap((root) => DEFINITION_PLACES.map((place) => path.join(root, place)));
  return (await Promise.all(places.map(marksIn))).flat().join('\n');
}

async function marksIn(place: string): Promise<readonly string[]> {
  const names = await readdir(place, { recursive: true }).catch(() => []);
  const looked = names.sort().slice(0, MOST_FILES);
  return Promise.all(
    looked.map(async (name) => {
      const file = path.join(place, name);
      const found = await stat(file).catch(() => undefined);
      return found?.isFile() === true ? `${file} ${found.size} ${found.mtimeMs}` : file;
    }),
  );
}
