// Loads the tree-sitter runtime and its grammars from the folder of assets, each once.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { Language as TreeGrammar } from 'web-tree-sitter';
import type * as chunk from './tree-sitter.chunk.js';

type TreeSitter = typeof chunk;

const unpack = promisify(brotliDecompress);

export interface GrammarLoader {
  /** The tree-sitter module, ready to parse. */
  runtime(): Promise<TreeSitter>;
  /** @param file name below `grammars/`, e.g. `tree-sitter-bash.wasm`; there it is packed by Brotli, as `….wasm.br` */
  load(file: string): Promise<TreeGrammar>;
}

/** A loader over the `tree-sitter.wasm` and `grammars/` of a folder. Nothing is read before its first use. */
export function createGrammarLoader(assetsDir: string): GrammarLoader {
  let started: Promise<TreeSitter> | undefined;
  const loaded = new Map<string, Promise<TreeGrammar>>();

  async function start(): Promise<TreeSitter> {
    const module = await import('./tree-sitter.chunk.js');
    await module.Parser.init({ locateFile: () => path.join(assetsDir, 'tree-sitter.wasm') });
    return module;
  }

  function runtime(): Promise<TreeSitter> {
    started ??= start();
    return started;
  }

  async function open(file: string): Promise<TreeGrammar> {
    const { Language } = await runtime();
    const packed = await readFile(path.join(assetsDir, 'grammars', `${file}.br`));
    return Language.load(await unpack(packed));
  }

  return {
    runtime,
    load(file) {
      const grammar = loaded.get(file) ?? open(file);
      loaded.set(file, grammar);
      return grammar;
    },
  };
}
