// Looks at the files that define agents and skills while somebody may see them: on a busy machine the editor's watcher did not
// tell of a folder that was new.
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
/** More files than this in one folder are not looked at. */
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
  return (await Promise.all(places.map((place) => marksIn(place)))).flat().join('\n');
}

/** An agent or skill is a file here, or a file in a folder here; what lies deeper is not what is listed. */
async function marksIn(folder: string, below = 1): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const marks = entries.slice(0, MOST_FILES).map(async (entry) => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) return below > 0 ? marksIn(inside, below - 1) : [];
    const found = await stat(inside).catch(() => undefined);
    return `${inside} ${found?.size} ${found?.mtimeMs}`;
  });
  return (await Promise.all(marks)).flat().sort();
}
