// Loads the tree-sitter runtime and its grammars from the folder of assets, each once.
import path from 'node:path';
import type { Language as TreeGrammar } from 'web-tree-sitter';
import type * as chunk from './tree-sitter.chunk.js';

type TreeSitter = typeof chunk;

export interface GrammarLoader {
  /** The tree-sitter module, ready to parse. */
  runtime(): Promise<TreeSitter>;
  /** @param file name below `grammars/`, e.g. `tree-sitter-bash.wasm` */
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
    return Language.load(path.join(assetsDir, 'grammars', file));
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
