// Changes of a generated monorepo, judged by tests that whoever makes the change never sees.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { packagesFor } from './code.js';
import { FILES, type FunctionSpec, isSame, type Monorepo, monorepoOf, pathOf } from './monorepo.js';
import { randomOf } from './random.js';
import type { ProofTask, TaskOptions } from './task.js';

export const EDIT_KINDS = ['rename', 'migrate'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

const ARGUMENT = 5;
const TEST_MS = 60_000;

export function editTask({
  seed,
  tokens,
  kind = EDIT_KINDS[seed % EDIT_KINDS.length] ?? 'rename',
}: TaskOptions & { readonly kind?: EditKind }): ProofTask {
  const repo = monorepoOf(seed, packagesFor(tokens));
  const target = targetOf(repo, seed);
  const place = pathOf(target.home, target.file);
  const fresh = `${target.name}Anew`;
  const question =
    kind === 'rename'
      ? `Rename the function ${target.name} of ${place} to ${fresh}, with every call of it in all packages. Functions of the same name in other files stay as they are.`
      : `Change the function ${target.name} of ${place}: it shall take one object { value, scale } instead of value, and return its result as now, times scale, modulo 1000003. Change every call of it in all packages so that it passes { value, scale: 1 }. Functions of the same name in other files stay as they are.`;
  const script = kind === 'rename' ? renamed(repo, target, fresh) : migrated(repo, target);
  return {
    set: 'edit',
    seed,
    kind,
    tokens,
    question,
    truth: 'the hidden tests pass',
    files: () => repo.files(),
    score: (_answer, folder) => passes(script, folder),
  };
}

/** One that is called by some, so that there is something to change. */
function targetOf(repo: Monorepo, seed: number): FunctionSpec {
  const random = randomOf(seed, 'edit');
  for (;;) {
    const home = random.int(0, repo.packages - 1);
    const spec = random.pick(repo.functionsOf(home, random.pick(['a', 'b'] as const)));
    if (repo.callersOf(spec).length >= 2) return spec;
  }
}

function renamed(repo: Monorepo, target: FunctionSpec, fresh: string): string {
  const own = moduleOf(target);
  return [
    `const own = await import(${own});`,
    `equal(typeof own.${fresh}, 'function');`,
    `equal(typeof own.${target.name}, 'undefined');`,
    `equal(own.${fresh}(${ARGUMENT}), ${repo.valueOf(target, ARGUMENT)});`,
    ...surroundings(repo, target),
  ].join('\n');
}

function migrated(repo: Monorepo, target: FunctionSpec): string {
  const value = repo.valueOf(target, ARGUMENT);
  return [
    `const own = await import(${moduleOf(target)});`,
    `equal(own.${target.name}({ value: ${ARGUMENT}, scale: 1 }), ${value});`,
    `equal(own.${target.name}({ value: ${ARGUMENT}, scale: 3 }), ${(value * 3) % 1_000_003});`,
    ...surroundings(repo, target),
  ].join('\n');
}

/** Every other function of the packages around gives what it gave before. */
function surroundings(repo: Monorepo, target: FunctionSpec): readonly string[] {
  const homes = [-1, 0, 1, 2]
    .map((distance) => target.home + distance)
    .filter((home) => home >= 0 && home < repo.packages);
  return homes.flatMap((home) =>
    FILES.flatMap((file) =>
      repo
        .functionsOf(home, file)
        .filter((spec) => !isSame(spec, target))
        .map(
          (spec) =>
            `equal((await import(${moduleOf(spec)})).${spec.name}(${ARGUMENT}), ${repo.valueOf(spec, ARGUMENT)});`,
        ),
    ),
  );
}

function moduleOf({ home, file }: FunctionSpec): string {
  return `base + ${JSON.stringify(pathOf(home, file))}`;
}

function passes(script: string, folder: string): number {
  const base = pathToFileURL(`${path.resolve(folder)}/`).href;
  const program = `import { strictEqual as equal } from 'node:assert';\nconst base = ${JSON.stringify(base)};\n${script}`;
  const args = ['--input-type=module', '--eval', program];
  const ended = spawnSync(process.execPath, args, { timeout: TEST_MS, stdio: 'ignore' });
  return ended.status === 0 ? 1 : 0;
}
