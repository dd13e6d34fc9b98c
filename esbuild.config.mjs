// Builds everything that ships into dist/: the extension, its lazy chunks, the webview, workers, the command line.
// A file named `x.chunk.ts` becomes `dist/x.chunk.cjs`, loaded on its first `import('./x.chunk.js')`.

import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(root, 'dist');
const production = process.argv.includes('--production');
// Maps are for debugging: a page with its map inside is eight times as large to load.
const maps = !production && !process.argv.includes('--without-maps');

const HOST = 'extension/host/program.ts';

/** Programs: output name → entry. Those that do not exist yet are left out. */
const PROGRAMS = {
  extension: 'extension/extension.ts',
  // Loaded by the extension on its first use, so that activation stays cheap.
  host: HOST,
  memfun: 'runtime/cli/main.ts',
  'sandbox-child': 'runtime/sandbox/isolated-vm/child.ts',
  'quickjs-worker': 'runtime/sandbox/quickjs/worker.ts',
  'sandbox-stdio': 'runtime/sandbox/stdio/child.ts',
  'code-worker': 'runtime/code/worker.ts',
  'memory-worker': 'runtime/memory/worker.ts',
  'custom-tool-child': 'runtime/custom-tools/child.ts',
};

/** Files that are loaded as they are: target name → source. */
const ASSETS = {
  'sql-wasm.wasm': 'node_modules/sql.js/dist/sql-wasm.wasm',
  'quickjs.wasm': 'node_modules/@jitl/quickjs-wasmfile-release-sync/dist/emscripten-module.wasm',
  'codicon.css': 'node_modules/@vscode/codicons/dist/codicon.css',
  'codicon.ttf': 'node_modules/@vscode/codicons/dist/codicon.ttf',
  'tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'isolated-vm.node': isolatedVmPrebuild(),
};

const GRAMMARS = [
  'typescript',
  'tsx',
  'javascript',
  'python',
  'go',
  'rust',
  'java',
  'cpp',
  'c-sharp',
  'ruby',
  'php',
  'bash',
];

/** Chunk imports stay imports, of the chunk's own bundle beside the importing one. */
const chunksStayOutside = {
  name: 'chunks',
  setup(b) {
    b.onResolve({ filter: /\.chunk\.js$/ }, (args) =>
      args.kind === 'dynamic-import' || args.kind === 'require-call'
        ? { path: `./${path.basename(args.path, '.js')}.cjs`, external: true }
        : {
            errors: [
              { text: `${args.path} is a chunk: load it with import(), not with a static import.` },
            ],
          },
    );
  },
};

/** The host is a program of its own: the extension requires it, it is not bundled into it. */
const hostStaysOutside = {
  name: 'host',
  setup(b) {
    b.onResolve({ filter: /\/host\/program\.js$/ }, () => ({ path: './host.cjs', external: true }));
  },
};

const node = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'isolated-vm'],
  plugins: [chunksStayOutside, hostStaysOutside],
  // Some packages ask for import.meta.url, which CommonJS does not have.
  banner: { js: "const __importMetaUrl=require('url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__importMetaUrl' },
  sourcemap: maps,
  minify: production,
  // Class names are part of error messages and logs.
  keepNames: true,
  outExtension: { '.js': '.cjs' },
  outdir: out,
  logLevel: 'warning',
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const programs = Object.fromEntries(
  Object.entries(PROGRAMS).filter(([, entry]) => existsSync(path.join(root, entry))),
);
const chunks = Object.fromEntries(chunkFiles().map((file) => [path.basename(file, '.ts'), file]));
const work = [build({ ...node, entryPoints: { ...programs, ...chunks } })];
if (existsSync(path.join(root, 'webview/main.tsx'))) {
  work.push(
    build({
      entryPoints: { webview: 'webview/main.tsx', 'webview-first': 'webview/first.ts' },
      outdir: out,
      bundle: true,
      platform: 'browser',
      format: 'iife',
      target: 'chrome120',
      jsx: 'automatic',
      loader: { '.ttf': 'file' },
      assetNames: '[name]',
      sourcemap: maps ? 'inline' : false,
      minify: production,
      define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
      logLevel: 'warning',
    }),
  );
}
await Promise.all(work);

for (const [target, source] of Object.entries(ASSETS)) {
  if (source === undefined || !existsSync(path.join(root, source))) {
    process.stderr.write(
      `build: ${target} is not available for ${process.platform}-${process.arch}\n`,
    );
    continue;
  }
  mkdirSync(path.dirname(path.join(out, target)), { recursive: true });
  copyFileSync(path.join(root, source), path.join(out, target));
}
packGrammars();
if (existsSync(path.join(out, 'memfun.cjs'))) chmodSync(path.join(out, 'memfun.cjs'), 0o755);

/** They are mostly tables: a fifteenth of their size on disk, and unpacked in milliseconds. */
function packGrammars() {
  const folder = path.join(out, 'grammars');
  mkdirSync(folder);
  // The best quality gains a tenth and takes twenty times as long.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };
  for (const name of GRAMMARS) {
    const file = `tree-sitter-${name}.wasm`;
    const grammar = readFileSync(
      path.join(root, 'node_modules/@vscode/tree-sitter-wasm/wasm', file),
    );
    writeFileSync(path.join(folder, `${file}.br`), brotliCompressSync(grammar, { params }));
  }
}

function chunkFiles() {
  const found = [];
  const walk = (dir) => {
    for (const name of readdirSync(path.join(root, dir))) {
      const file = `${dir}/${name}`;
      if (statSync(path.join(root, file)).isDirectory()) walk(file);
      else if (name.endsWith('.chunk.ts')) found.push(file);
    }
  };
  for (const dir of ['extension', 'runtime']) if (existsSync(path.join(root, dir))) walk(dir);
  return found;
}

/** The prebuilt addon of this platform, for the ABI of Node 24. */
function isolatedVmPrebuild() {
  const folder = `node_modules/isolated-vm/prebuilds/${process.platform}-${process.arch}`;
  const full = path.join(root, folder);
  if (!existsSync(full)) return undefined;
  const musl =
    process.platform === 'linux' &&
    process.report?.getReport().header.glibcVersionRuntime === undefined;
  const name = readdirSync(full).find(
    (n) =>
      n.includes('abi137') && (process.platform !== 'linux' || n.includes(musl ? 'musl' : 'glibc')),
  );
  return name === undefined ? undefined : `${folder}/${name}`;
}
