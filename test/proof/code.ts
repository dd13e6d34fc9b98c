// Questions about a generated monorepo: who calls what, what is never called, which setting counts.
import { type Monorepo, monorepoOf, PACKAGE_CHARS, pathOf, SETTING_KEYS } from './monorepo.js';
import { type Random, randomOf } from './random.js';
import { CHARS_PER_TOKEN, mentions, type ProofTask, setF1, type TaskOptions } from './task.js';

export const CODE_KINDS = ['callers', 'unused', 'setting'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

export function packagesFor(tokens: number): number {
  return Math.max(3, Math.round((tokens * CHARS_PER_TOKEN) / PACKAGE_CHARS));
}

export function codeTask({
  seed,
  tokens,
  kind = CODE_KINDS[seed % CODE_KINDS.length] ?? 'callers',
}: TaskOptions & { readonly kind?: CodeKind }): ProofTask {
  const repo = monorepoOf(seed, packagesFor(tokens));
  const asked = ASK[kind](repo, randomOf(seed, 'code'));
  return { set: 'code', seed, kind, tokens, files: () => repo.files(), ...asked };
}

type Asked = Pick<ProofTask, 'question' | 'truth' | 'score'>;

const ASK: Readonly<Record<CodeKind, (repo: Monorepo, random: Random) => Asked>> = {
  callers(repo, random) {
    const home = random.int(0, repo.packages - 1);
    const file = random.pick(['a', 'b'] as const);
    const target = random.pick(repo.functionsOf(home, file));
    const truth = repo.callersOf(target).map((spec) => `${repo.nameOf(spec.home)}/${spec.name}`);
    return {
      question: `Which functions call the function ${target.name} of ${pathOf(home, file)} directly? Other packages may have functions of the same name, and names in comments are no calls. Answer with one line per caller in the form package/function, and nothing else; "none" when there is none.`,
      ...listed(truth),
    };
  },
  unused(repo, random) {
    const home = random.int(0, repo.packages - 1);
    const file = random.pick(['a', 'b'] as const);
    const specs = repo.functionsOf(home, file);
    const truth = specs.filter((spec) => repo.callersOf(spec).length === 0).map(({ name }) => name);
    return {
      question: `Which exported functions of ${pathOf(home, file)} are called nowhere in this repository? Answer with one name per line and nothing else; "none" when there is none.`,
      ...listed(truth),
    };
  },
  setting(repo, random) {
    const home = random.int(0, repo.packages - 1);
    const key = random.pick(SETTING_KEYS);
    const truth = String(repo.settingOf(home, key));
    return {
      question: `What is the value of the setting ${key} that counts for the package ${repo.nameOf(home)}? docs/settings.md tells which file counts. Answer with the number alone.`,
      truth,
      score: (answer) => mentions(answer, truth),
    };
  },
};

function listed(names: readonly string[]): Pick<ProofTask, 'truth' | 'score'> {
  const truth = names.toSorted();
  const linesOf = (answer: string): readonly string[] =>
    answer
      .split('\n')
      .map((line) => line.replaceAll(/^[\s*-]+|[\s`()]+$/g, ''))
      .filter((line) => line !== '' && line !== 'none');
  return {
    truth: truth.length === 0 ? 'none' : truth.join('\n'),
    score: (answer) => setF1(linesOf(answer), truth),
  };
}
