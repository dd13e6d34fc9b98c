// A monorepo of small JavaScript packages whose calls, names and settings are known, because they are drawn first.
import { noise } from './needle.js';
import { randomOf } from './random.js';
import type { TaskFile } from './task.js';

/** Of one package; each file may call only those before it, here and in the two packages before. */
export const FILES = ['a', 'b', 'c'] as const;
export type FileName = (typeof FILES)[number];
const PER_FILE = 8;
/** About what one package has, in characters. */
export const PACKAGE_CHARS = 15_500;
export const MODULUS = 1_000_003;
export const SETTING_KEYS = ['retryLimit', 'cacheSize', 'timeoutMs', 'batchSize', 'poolSize'];

const VERBS = 'load store merge print count check retry split copy sort'.split(' ');
const NOUNS = 'Order Invoice Basket Parcel Voucher Stock Ledger Tariff'.split(' ');
const NAMES = VERBS.flatMap((verb) => NOUNS.map((noun) => verb + noun));
const PLACES = 'harbor meadow quarry temple valley saddle ribbon kettle'.split(' ');

export interface FunctionSpec {
  /** Number of its package. */
  readonly home: number;
  readonly file: FileName;
  readonly name: string;
  /** What it adds to its argument. */
  readonly plus: number;
  readonly calls: readonly {
    readonly home: number;
    readonly file: FileName;
    readonly at: number;
  }[];
}

export interface Monorepo {
  readonly packages: number;
  nameOf(home: number): string;
  /** Functions of one file, in order. */
  functionsOf(home: number, file: FileName): readonly FunctionSpec[];
  /** Functions that call the given one. */
  callersOf(target: FunctionSpec): readonly FunctionSpec[];
  valueOf(spec: FunctionSpec, argument: number): number;
  /** What holds for a package after all files of settings. */
  settingOf(home: number, key: string): number;
  files(): Iterable<TaskFile>;
}

/** @param packages at least three */
export function monorepoOf(seed: number, packages: number): Monorepo {
  const cache = new Map<number, readonly FunctionSpec[]>();
  const all = (home: number): readonly FunctionSpec[] => {
    const known = cache.get(home);
    if (known !== undefined) return known;
    const made = draw(seed, home);
    if (cache.size > 8) cache.clear();
    cache.set(home, made);
    return made;
  };
  const repo: Monorepo = {
    packages,
    nameOf,
    functionsOf: (home, file) => all(home).filter((spec) => spec.file === file),
    callersOf(target) {
      const homes = [0, 1, 2].map((distance) => target.home + distance);
      return homes
        .filter((home) => home < packages)
        .flatMap(all)
        .filter((spec) =>
          spec.calls.some((call) => {
            const callee = repo.functionsOf(call.home, call.file)[call.at];
            return callee !== undefined && isSame(callee, target);
          }),
        );
    },
    valueOf(spec, argument) {
      const parts = spec.calls.map(({ home, file, at }) => {
        const callee = repo.functionsOf(home, file)[at];
        return callee === undefined ? 0 : repo.valueOf(callee, argument);
      });
      return parts.reduce((sum, part) => sum + part, argument + spec.plus) % MODULUS;
    },
    settingOf: (home, key) => {
      const { defaults, own, override } = settingsOf(seed, home);
      return override[key] ?? own[key] ?? defaults[key] ?? 0;
    },
    files: () => filesOf(seed, repo),
  };
  return repo;
}

/** Specifications are drawn anew whenever they are asked for. */
export function isSame(a: FunctionSpec, b: FunctionSpec): boolean {
  return a.home === b.home && a.file === b.file && a.name === b.name;
}

export function pathOf(home: number, file: FileName): string {
  return `packages/${nameOf(home)}/src/${file}.mjs`;
}

function nameOf(home: number): string {
  return `${PLACES[home % PLACES.length]}${home}`;
}

function draw(seed: number, home: number): readonly FunctionSpec[] {
  const random = randomOf(seed, `package ${home}`);
  const names = random.sample(NAMES, FILES.length * PER_FILE);
  return names.map((name, at) => {
    const level = Math.floor(at / PER_FILE);
    const below = FILES[level - 1];
    const calls =
      below === undefined
        ? []
        : Array.from({ length: random.int(1, 3) }, () => ({
            home: Math.max(0, home - random.int(0, 2)),
            file: below,
            at: random.int(0, PER_FILE - 1),
          }));
    return { home, file: FILES[level] ?? 'a', name, plus: random.int(1, 999), calls };
  });
}

type Settings = Readonly<Record<string, number>>;

function settingsOf(
  seed: number,
  home: number,
): {
  readonly defaults: Settings;
  readonly own: Settings;
  readonly override: Settings;
  readonly legacy: Settings;
} {
  const values = (stream: string, share: number): Settings => {
    const random = randomOf(seed, stream);
    return Object.fromEntries(
      SETTING_KEYS.flatMap((key) => {
        const value = random.int(1, 9_999);
        return random.next() < share ? [[key, value]] : [];
      }),
    );
  };
  return {
    defaults: values('defaults', 1),
    own: values(`own ${home}`, 0.5),
    override: values(`override ${home}`, 0.3),
    legacy: values(`legacy ${home}`, 0.8),
  };
}

const PRECEDENCE = `# Settings

A setting of a package is looked for in this order; the first file that has it counts:

1. \`config/overrides/<package>.json\`
2. \`packages/<package>/config.json\`
3. \`config/defaults.json\`

Files \`config/legacy/<package>.json\` are kept for the record and are not read any more.
`;

function* filesOf(seed: number, repo: Monorepo): Iterable<TaskFile> {
  const json = (settings: Settings): string => `${JSON.stringify(settings, null, 2)}\n`;
  yield { path: 'docs/settings.md', text: PRECEDENCE };
  yield { path: 'config/defaults.json', text: json(settingsOf(seed, 0).defaults) };
  for (let home = 0; home < repo.packages; home++) {
    const name = nameOf(home);
    const { own, override, legacy } = settingsOf(seed, home);
    yield { path: `config/legacy/${name}.json`, text: json(legacy) };
    if (Object.keys(override).length > 0)
      yield { path: `config/overrides/${name}.json`, text: json(override) };
    if (Object.keys(own).length > 0)
      yield { path: `packages/${name}/config.json`, text: json(own) };
    for (const file of FILES)
      yield { path: pathOf(home, file), text: sourceOf(seed, repo, home, file) };
  }
}

function sourceOf(seed: number, repo: Monorepo, home: number, file: FileName): string {
  const random = randomOf(seed, `text ${home} ${file}`);
  const specs = repo.functionsOf(home, file);
  const used = new Set(specs.flatMap(({ calls }) => calls.map((c) => `${c.home} ${c.file}`)));
  const imports = [...used].toSorted().map((key) => {
    const [number = '', from = ''] = key.split(' ');
    const other = nameOf(Number(number));
    return `import * as ${other}_${from} from '../../${other}/src/${from}.mjs';`;
  });
  const functions = specs.map((spec) => {
    const calls = spec.calls.map(({ home: at, file: from, at: index }) => {
      const callee = repo.functionsOf(at, from)[index];
      return `  total += ${nameOf(at)}_${from}.${callee?.name}(value);`;
    });
    return [
      `/**`,
      ...Array.from({ length: 4 }, () => ` * ${noise(random)}`),
      // A name in a comment is no call.
      ` * It is not to be mixed up with ${random.pick(NAMES)}(value).`,
      ` */`,
      `export function ${spec.name}(value) {`,
      `  let total = value + ${spec.plus};`,
      ...calls,
      `  return total % ${MODULUS};`,
      `}`,
    ].join('\n');
  });
  return `${[...imports, ...functions].join('\n\n')}\n`;
}
