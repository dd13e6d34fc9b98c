// Checks of JavaScript and TypeScript packages: their own scripts first, then the tools they depend on.
import * as z from 'zod';
import type { Check, CheckKind } from '../types.js';
import { join, type Project, quoted } from './project.js';

const SOURCES = /\.(?:[cm]?[jt]sx?|vue|svelte|json|css)$/;

const manifestSchema = z.object({
  scripts: z.record(z.string(), z.string()).catch({}).default({}),
  dependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}).default({}),
  packageManager: z.string().optional().catch(undefined),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Names of scripts that do a kind of check, best first. */
const SCRIPTS: readonly (readonly [CheckKind, readonly string[]])[] = [
  ['format', ['format:check', 'check:format', 'prettier:check', 'fmt:check']],
  ['lint', ['lint', 'lint:check', 'eslint', 'check:lint']],
  ['types', ['typecheck', 'type-check', 'check-types', 'check:types', 'tsc']],
  ['test', ['test:unit', 'test', 'unit']],
];
/** A script that changes files, stays, or does more than check. */
const NOT_A_CHECK =
  /--fix\b|--write\b|--watch\b|(?:^|\s)-w\b|\bpublish\b|\bdeploy\b|\bnodemon\b|\bserve\b|no test specified/;

export async function detectNode(project: Project): Promise<readonly Check[]> {
  const roots = await project.roots(SOURCES, ['package.json']);
  return (await Promise.all(roots.map((root) => checksOf(project, root)))).flat();
}

async function checksOf(project: Project, root: string): Promise<readonly Check[]> {
  const manifest = readManifest(await project.text(join(root, 'package.json')));
  if (manifest === undefined) return [];
  const manager = await managerOf(project, root, manifest);
  const checks: Check[] = [];
  for (const [kind, names] of SCRIPTS) {
    const script = names.find((name) => {
      const text = manifest.scripts[name];
      return text !== undefined && !NOT_A_CHECK.test(text);
    });
    const command =
      script === undefined
        ? await toolCommand(kind, project, root, manifest)
        : script === 'test'
          ? `${manager} test`
          : `${manager} run ${quoted(script)}`;
    if (command !== undefined) {
      checks.push({ id: `node:${kind}:${root}`, kind, tool: command, command, cwd: root });
    }
  }
  return checks;
}

function readManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const LOCKS: readonly (readonly [string, string])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
];

/** Said by the package, else by the lock file here or at the top of the workspace. */
async function managerOf(
  project: Project,
  root: string,
  { packageManager }: Manifest,
): Promise<string> {
  const said = /^(npm|pnpm|yarn|bun)@/.exec(packageManager ?? '')?.[1];
  if (said !== undefined) return said;
  for (const folder of new Set([root, ''])) {
    for (const [lock, manager] of LOCKS) if (await project.has(join(folder, lock))) return manager;
  }
  return 'npm';
}

/** Without a script: the tool itself, on the changed files, as far as it can be told to check only them. */
async function toolCommand(
  kind: CheckKind,
  project: Project,
  root: string,
  { dependencies, devDependencies }: Manifest,
): Promise<string | undefined> {
  const uses = (name: string): boolean => name in devDependencies || name in dependencies;
  const npx = (text: string): string => `npx --no-install ${text}`;
  const scripts = project.below(root, /\.[cm]?[jt]sx?$/).map(quoted);
  const files = scripts.slice(0, 50).join(' ');
  if (files === '') return undefined;
  if (kind === 'lint') {
    if (uses('eslint')) return npx(`eslint ${files}`);
    if (uses('@biomejs/biome')) return npx(`biome lint ${files}`);
    return uses('oxlint') ? npx(`oxlint ${files}`) : undefined;
  }
  if (kind === 'types') {
    const typed = uses('typescript') && (await project.has(join(root, 'tsconfig.json')));
    return typed ? npx('tsc --noEmit --pretty false') : undefined;
  }
  if (kind === 'test') {
    if (uses('vitest')) return npx(`vitest related --run ${files}`);
    if (uses('jest')) return npx(`jest --findRelatedTests ${files}`);
    return uses('mocha') ? npx('mocha') : undefined;
  }
  return undefined;
}
