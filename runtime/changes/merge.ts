// Three-way merge of whole files: two sets of changes of one base, as long as they do not touch each other.
import { decodeFile, encodeFile, splitLines, type TextFile } from './text-file.js';
import { type MergeRegion, threeWay, twoWay, withSide } from './three-way.js';

export type MergeResult =
  | { readonly merged: true; readonly content: Uint8Array }
  | { readonly merged: false; readonly reason: string };

/** Three texts compared line by line. */
export interface Merge {
  readonly regions: readonly MergeRegion[];
  readonly encode: (lines: readonly string[]) => Uint8Array;
}

/** Makes the step from `base` to `ours` on `theirs`. Never throws; binary files are not merged. */
export function merge(base: Uint8Array, ours: Uint8Array, theirs: Uint8Array): MergeResult {
  const compared = compareThree(base, ours, theirs);
  if ('reason' in compared) return { merged: false, reason: compared.reason };
  const { regions, encode } = compared;
  if (regions.some(({ kind }) => kind === 'conflict')) {
    return { merged: false, reason: 'it was edited on the same or on neighbouring lines' };
  }
  return { merged: true, content: encode(withSide(regions, 'ours')) };
}

/**
 * The regions of a merge; without a base, of two files that were made side by side. The result is encoded as
 * `theirs` is. @returns a reason, as the end of a sentence, for files that are no texts of one encoding
 */
export function compareThree(
  base: Uint8Array | undefined,
  ours: Uint8Array,
  theirs: Uint8Array,
): Merge | { readonly reason: string } {
  const ourFile = textOf(ours);
  const theirFile = textOf(theirs);
  const baseFile = base === undefined ? theirFile : textOf(base);
  if (baseFile === undefined || ourFile === undefined || theirFile === undefined) {
    return { reason: 'it was changed, and it is not a text that could be merged' };
  }
  const { encoding, bom } = baseFile;
  if ([ourFile, theirFile].some((file) => file.encoding !== encoding || file.bom !== bom)) {
    return { reason: 'its encoding was changed' };
  }
  const ourLines = splitLines(ourFile.text);
  const theirLines = splitLines(theirFile.text);
  return {
    regions:
      base === undefined
        ? twoWay(ourLines, theirLines)
        : threeWay(splitLines(baseFile.text), ourLines, theirLines),
    encode: (lines) => encodeFile({ ...theirFile, text: lines.join('') }),
  };
}

function textOf(bytes: Uint8Array): TextFile | undefined {
  try {
    return decodeFile('', bytes);
  } catch {
    return undefined;
  }
}
