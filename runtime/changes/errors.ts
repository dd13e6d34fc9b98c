// What can go wrong when files are to be changed: each error says what stands in the way and how to go on.
import { MemfunError } from '../core/index.js';

/** The file cannot be edited as text without damage to it. */
export class FileNotTextError extends MemfunError {
  readonly code = 'changes.not-text';
  constructor(
    readonly path: string,
    readonly reason: 'binary' | 'encoding',
  ) {
    super(
      reason === 'binary'
        ? `"${path}" is a binary file; it cannot be edited as text.`
        : `"${path}" is neither UTF-8 nor UTF-16 with a byte order mark; editing it could damage it.`,
      {
        remedy:
          reason === 'binary'
            ? 'Change the source that this file is made from.'
            : 'Convert the file to UTF-8 first, then edit it.',
      },
    );
  }
}

/** A place of a file that looks like the wanted text. */
export interface Candidate {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** 0 to 1. */
  readonly similarity: number;
}

const SHOWN_CHARS = 400;

/** The text to be replaced is not there, and nothing is close enough to be taken for it. */
export class EditNotFoundError extends MemfunError {
  readonly code = 'edit.not-found';
  constructor(
    readonly path: string,
    readonly candidates: readonly Candidate[],
  ) {
    const nearest = candidates.map(
      ({ line, text, similarity }) =>
        `line ${line} (${Math.round(similarity * 100)} % alike):\n${text.slice(0, SHOWN_CHARS)}`,
    );
    const seen =
      nearest.length === 0
        ? 'Nothing in the file looks like it.'
        : `Nearest: ${nearest.join('\n')}`;
    super(`oldText does not occur in "${path}"; the file is unchanged. ${seen}`, {
      remedy: 'Read the lines you mean again with readFile and copy oldText from there.',
    });
  }
}

const SHOWN_LINES = 10;

/** The text to be replaced is there more than once. */
export class EditAmbiguousError extends MemfunError {
  readonly code = 'edit.ambiguous';
  constructor(
    readonly path: string,
    /** Where it occurs, from 1. */
    readonly lines: readonly number[],
    readonly stage: MatchStage,
  ) {
    const shown = lines.slice(0, SHOWN_LINES).join(', ');
    const where = lines.length > SHOWN_LINES ? `${shown}, …` : shown;
    super(
      `${STAGE_TEXT[stage]} ${lines.length} times in "${path}", at lines ${where}; the file is unchanged.`,
      {
        remedy:
          stage === 'exact'
            ? 'Add neighbouring lines to oldText until it is unique, or pass replaceAll: true.'
            : 'Copy oldText from the file exactly, with neighbouring lines that make it unique.',
      },
    );
  }
}

/** How a place was found: as it is, apart from whitespace, or by likeness. */
export type MatchStage = 'exact' | 'whitespace' | 'fuzzy';

const STAGE_TEXT: Readonly<Record<MatchStage, string>> = {
  exact: 'oldText occurs',
  whitespace: 'oldText occurs, apart from whitespace,',
  fuzzy: 'oldText is about equally like the text',
};

/** An edit that asks for nothing or contradicts itself. */
export class EditInvalidError extends MemfunError {
  readonly code = 'edit.invalid';
  constructor(path: string, problem: string, remedy: string) {
    super(`The edit of "${path}" ${problem}; the file is unchanged.`, { remedy });
  }
}

/** A file stands where another one was to be made. */
export class FileExistsError extends MemfunError {
  readonly code = 'files.exists';
  constructor(readonly path: string) {
    super(`"${path}" exists already; it is unchanged.`, {
      remedy: 'Change it with editFile, or choose another path.',
    });
  }
}

/** The path names something that is not a file of its own: a folder, a link, a device. */
export class NotAFileError extends MemfunError {
  readonly code = 'files.not-a-file';
  constructor(
    readonly path: string,
    what: string,
  ) {
    super(`"${path}" is ${what}, not a file of its own; nothing was changed.`, {
      remedy: 'Name the file itself.',
    });
  }
}

/** There is no change that could be taken back. */
export class NothingToUndoError extends MemfunError {
  readonly code = 'backups.nothing';
  constructor(what: string) {
    super(`There is nothing to take back: ${what}.`, {
      remedy: 'Only changes that Memfun made and still has a backup of can be taken back.',
    });
  }
}

/** Memfun's own settings and memory: changed by the user, never by a tool. */
export class OwnFileError extends MemfunError {
  readonly code = 'files.own';
  constructor(readonly path: string) {
    super(`"${path}" belongs to Memfun itself; tools do not change it.`, {
      remedy: 'Describe the change in the answer, so that the user can make it.',
    });
  }
}

/** One edit of several failed, so none was made. */
export class MultiEditError extends MemfunError {
  readonly code = 'edit.multi';
  constructor(
    /** From 1. */
    readonly edit: number,
    readonly edits: number,
    cause: MemfunError,
  ) {
    super(`Edit ${edit} of ${edits} failed, so none was made: ${cause.message}`, {
      ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }),
      cause,
    });
  }
}

/** Writing the whole file would lose too much of what is in it. */
export class WriteLossError extends MemfunError {
  readonly code = 'write.loss';
  constructor(
    readonly path: string,
    readonly lost: number,
    readonly lines: number,
  ) {
    const share = Math.round((100 * lost) / lines);
    super(
      `Writing "${path}" would lose ${lost} of its ${lines} lines (${share} %); the file is unchanged.`,
      {
        remedy:
          'Change only the lines you mean, with editFile or multiEdit. If the whole file is to be replaced, use deleteFile and then createFile.',
      },
    );
  }
}
