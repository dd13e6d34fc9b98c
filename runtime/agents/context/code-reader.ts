// The code that memories speak of, read from the workspace: what a symbol looks like now, as a fingerprint.
import { createHash } from 'node:crypto';
import {
  type CodeService,
  type CodeSymbol,
  decodeText,
  flatten,
  languageOf,
} from '../../code/index.js';
import { isAbort, throwIfAborted } from '../../core/index.js';
import type { CodeReader, CodeState } from '../../memory/index.js';
import type { FileStore } from '../../ports/index.js';

const MAX_BYTES = 512 * 1024;

/** @param workspace the files as they are on disk */
export function createCodeReader(workspace: FileStore, code: CodeService): CodeReader {
  async function textOf(
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly text: string } | 'gone' | 'unknown'> {
    try {
      const info = await workspace.stat(path);
      if (info?.kind !== 'file') return 'gone';
      if (info.size > MAX_BYTES) return 'unknown';
      const decoded = decodeText(await workspace.read(path, signal));
      return decoded.binary ? 'unknown' : { text: `${decoded.text}\n` };
    } catch (thrown) {
      throwIfAborted(signal);
      if (isAbort(thrown)) throw thrown;
      return 'gone';
    }
  }

  /** `undefined` when the file cannot be parsed. */
  async function symbolsOf(
    path: string,
    text: string,
    signal: AbortSignal,
  ): Promise<readonly CodeSymbol[] | undefined> {
    const language = languageOf(path);
    if (language === undefined) return undefined;
    try {
      return flatten((await code.parse(text, language, signal)).symbols);
    } catch (thrown) {
      throwIfAborted(signal);
      if (isAbort(thrown)) throw thrown;
      return undefined;
    }
  }

  return {
    async state(path, symbol, signal): Promise<CodeState> {
      const read = await textOf(path, signal);
      if (read === 'gone' || read === 'unknown') return read;
      const { text } = read;
      const symbols = await symbolsOf(path, text, signal);
      if (symbol === undefined) {
        // What a file is for changes with what it defines, not with every line.
        const outline = symbols?.map(({ kind, signature }) => `${kind} ${signature}`);
        return { fingerprint: fingerprint(outline ?? text.split('\n')) };
      }
      if (symbols === undefined) return 'unknown';
      const found = symbols.filter(({ name }) => name === symbol);
      const lines = text.split('\n');
      const bodies = found.flatMap(({ startLine, endLine }) => lines.slice(startLine - 1, endLine));
      return found.length === 0 ? 'gone' : { fingerprint: fingerprint(bodies) };
    },

    async symbols(path, signal) {
      const read = await textOf(path, signal);
      if (read === 'gone' || read === 'unknown') return [];
      return (await symbolsOf(path, read.text, signal)) ?? [];
    },

    async head() {
      const read = async (path: string): Promise<string> =>
        new TextDecoder().decode(await workspace.read(path)).trim();
      try {
        const head = await read('.git/HEAD');
        const ref = /^ref: (\S+)$/.exec(head)?.[1];
        const commit = ref === undefined ? head : await read(`.git/${ref}`);
        return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
      } catch {
        // Not a repository, a packed reference, or a worktree: the fingerprint tells changes without it.
        return undefined;
      }
    },
  };
}

/** Of lines, whatever stands at their ends. */
function fingerprint(lines: readonly string[]): string {
  const text = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
