// The package holds what it needs, nothing else, and stays small.
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listZip } from './support/zip.js';

const VSIX = path.resolve(import.meta.dirname, '../../dist/memfun.vsix');
const BUDGET_BYTES = 6_000_000;

/** Everything that may be in the package. A new file needs a reason and a line here. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/(package\.nls|l10n\/bundle\.l10n)\.de\.json$/,
  /^extension\/media\/[\w.-]+\.svg$/,
  /^extension\/dist\/[\w.-]+\.cjs$/,
  /^extension\/dist\/(webview\.(js|css)|webview-first\.js|codicon\.(css|ttf))$/,
  /^extension\/dist\/(sql-wasm|quickjs|tree-sitter)\.wasm$/,
  /^extension\/dist\/grammars\/tree-sitter-[\w-]+\.wasm\.br$/,
  /^extension\/dist\/isolated-vm\.node$/,
  /^extension\/(skills|agents)\/.+\.md$/,
];

describe('the package', () => {
  it('holds only expected files', () => {
    const unexpected = listZip(VSIX)
      .map((entry) => entry.name)
      .filter((name) => !ALLOWED.some((pattern) => pattern.test(name)));
    expect(unexpected).toEqual([]);
  });

  it('holds the programs and assets that run', () => {
    const names = new Set(listZip(VSIX).map((entry) => entry.name));
    for (const file of [
      'extension.cjs',
      'memfun.cjs',
      'sandbox-child.cjs',
      'quickjs-worker.cjs',
      'sandbox-stdio.cjs',
      'code-worker.cjs',
      'webview-first.js',
      'webview.js',
      'webview.css',
      'sql-wasm.wasm',
      'quickjs.wasm',
      'tree-sitter.wasm',
      'isolated-vm.node',
    ]) {
      expect(names, file).toContain(`extension/dist/${file}`);
    }
  });

  it('holds one prebuilt addon, the one of this platform', () => {
    expect(listZip(VSIX).filter((entry) => entry.name.endsWith('.node'))).toHaveLength(1);
  });

  it('stays within its size budget', () => {
    expect(statSync(VSIX).size).toBeLessThan(BUDGET_BYTES);
  });
});
