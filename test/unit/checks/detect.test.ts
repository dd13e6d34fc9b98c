// A project's own checks are found from its configuration, for what was changed, and nothing that changes or stays is run.
import { expect, test } from 'vitest';
import { detectChecks } from '../../../runtime/checks/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

async function commands(
  files: Readonly<Record<string, string>>,
  ...changed: readonly string[]
): Promise<readonly string[]> {
  const store = createMemoryFileStore();
  const all = { ...Object.fromEntries(changed.map((name) => [name, ''])), ...files };
  for (const [name, text] of Object.entries(all))
    await store.write(name, new TextEncoder().encode(text));
  const checks = await detectChecks(store, changed, new AbortController().signal);
  return checks.map(({ command, cwd }) => (cwd === '' ? command : `${cwd}: ${command}`));
}
const manifest = (value: object): string => JSON.stringify(value);

test('scripts of a package come first, in the order lint, types, tests', async () => {
  const scripts = { test: 'vitest run', lint: 'eslint .', typecheck: 'tsc --noEmit', dev: 'vite' };
  expect(await commands({ 'package.json': manifest({ scripts }) }, 'src/a.ts')).toEqual([
    'npm run lint',
    'npm run typecheck',
    'npm test',
  ]);
});

test('without scripts the tools themselves look at the changed files', async () => {
  const devDependencies = { eslint: '9', typescript: '6', vitest: '4' };
  const files = { 'package.json': manifest({ devDependencies }), 'tsconfig.json': '{}' };
  expect(await commands(files, 'src/a b.ts', 'README.md')).toEqual([
    "npx --no-install eslint 'src/a b.ts'",
    'npx --no-install tsc --noEmit --pretty false',
    "npx --no-install vitest related --run 'src/a b.ts'",
  ]);
});

test.each([
  ['eslint . --fix'],
  ['prettier --write .'],
  ['vitest --watch'],
  ['npm publish'],
  ['echo "Error: no test specified" && exit 1'],
])('a script "%s" is no check', async (script) => {
  expect(
    await commands(
      { 'package.json': manifest({ scripts: { lint: script, test: script } }) },
      'a.ts',
    ),
  ).toEqual([]);
});

test('each changed package of a monorepo is checked in its own folder, with its package manager', async () => {
  const scripts = { test: 'node --test' };
  const files = {
    'pnpm-lock.yaml': '',
    'package.json': manifest({ scripts: { test: 'echo all' } }),
    'packages/one/package.json': manifest({ scripts }),
    'packages/two/package.json': manifest({ scripts, packageManager: 'yarn@4.1.0' }),
    'packages/three/package.json': manifest({ scripts }),
  };
  expect(await commands(files, 'packages/one/src/a.ts', 'packages/two/b.js')).toEqual([
    'packages/one: pnpm test',
    'packages/two: yarn test',
  ]);
});

test('Python projects are checked with what their configuration names', async () => {
  const files = {
    'pyproject.toml': '[tool.ruff]\nline-length = 100\n[tool.mypy]\n[tool.pytest.ini_options]\n',
  };
  expect(await commands(files, 'app/x.py')).toEqual([
    'ruff check --output-format concise app/x.py',
    'mypy app/x.py',
    'python -m pytest -q --no-header',
  ]);
  expect(
    await commands({ 'uv.lock': '', 'pyproject.toml': 'dependencies = ["pytest"]' }, 'x.py'),
  ).toEqual(['uv run python -m pytest -q --no-header']);
});

test('Go tests the packages that were changed, Rust and Java their project', async () => {
  expect(await commands({ 'go.mod': 'module x' }, 'internal/plan/plan.go', 'main.go')).toEqual([
    'go vet . ./internal/plan',
    'go test . ./internal/plan',
  ]);
  expect(await commands({ 'Cargo.toml': '' }, 'src/lib.rs')).toEqual([
    'cargo check --message-format short',
    'cargo test --quiet',
  ]);
  expect(await commands({ gradlew: '', 'build.gradle': '' }, 'src/A.java')).toEqual([
    './gradlew test',
  ]);
});

test('a Makefile is asked where nothing else is known', async () => {
  const files = { Makefile: 'all:\n\techo\nlint:\n\tshellcheck x\ntest: all\n\t./run\n' };
  expect(await commands(files, 'x.sh')).toEqual(['make lint', 'make test']);
});

test('documents alone concern no check, and a broken manifest is none', async () => {
  expect(
    await commands({ 'package.json': manifest({ scripts: { test: 'x' } }) }, 'README.md'),
  ).toEqual([]);
  expect(await commands({ 'package.json': '{ not json' }, 'a.ts')).toEqual([]);
});
