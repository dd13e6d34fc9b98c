// `memfun skill create|install|update|remove|restore|export|search|stats|enable|disable`: the life of a skill, by hand.
import path from 'node:path';
import type { PendingSkill, RegistrySettings, SkillDesk, SkillScope } from '../skills/index.js';
import { type CliOptions, type CommandLine, UsageError } from './arguments.js';
import { reviewText, statisticsText } from './skill-text.js';

export interface SkillLifeSite {
  readonly desk: SkillDesk;
  readonly signal: AbortSignal;
  /** Standard output. */
  readonly output: { write(text: string): unknown };
}

export const LIFE_USAGE =
  'create NAME "WHAT AND WHEN" | install SOURCE [--skill NAME] [--digest D] [--yes] | update [NAME] [--yes] | remove NAME | restore NAME | export NAME FILE | search [WORDS] | stats | enable NAME | disable NAME';

type Verb = (words: readonly string[], options: CliOptions, site: SkillLifeSite) => Promise<Said>;

interface Said {
  readonly data: object;
  readonly text: string;
}

const VERBS: Readonly<Record<string, Verb>> = {
  create: async ([name = '', ...words], options, { desk, signal }) => {
    const description = words.join(' ');
    if (name === '' || description === '') throw usage('a name and what the skill is for');
    const folder = await desk.create({ name, description }, scopeOf(options), signal);
    return { data: { name, folder }, text: `made: ${path.join(folder, 'SKILL.md')}` };
  },
  install: async ([source = ''], options, { desk, signal }) => {
    if (source === '') throw usage('where it comes from');
    const registry = registryOf(options);
    const { skill, digest } = options;
    const pending =
      registry !== undefined && /^[a-z0-9-]+$/.test(source)
        ? await desk.lookInRegistry(source, registry, signal)
        : await desk.look(source, { skill, digest, signal });
    const { review } = pending;
    if (options.yes !== true)
      return {
        data: { review, installed: false },
        text: `${reviewText(review)}\n\nNothing is installed yet. Look at it, then: memfun skill install … --digest ${review.digest} --yes`,
      };
    const record = await desk.install(pending, scopeOf(options), signal);
    return {
      data: { review, installed: true, record },
      text: `${reviewText(review)}\n\ninstalled: ${record.name}`,
    };
  },
  update: async ([name], options, { desk, signal }) => {
    const names =
      name === undefined
        ? (await desk.list()).skills.flatMap(({ skill, installed }) =>
            installed === undefined || installed.origin.kind === 'made' ? [] : [skill.name],
          )
        : [name];
    const updates: { readonly pending: PendingSkill; readonly taken: boolean }[] = [];
    for (const one of names) {
      const pending = await desk.lookForUpdate(one, signal);
      if (pending === undefined) continue;
      if (options.yes === true) await desk.update(pending, signal);
      updates.push({ pending, taken: options.yes === true });
    }
    const text = updates.map(
      ({ pending, taken }) =>
        `${reviewText(pending.review)}\n\n${taken ? 'updated' : 'not taken yet; --yes takes it'}: ${pending.review.name}`,
    );
    return {
      data: { updates: updates.map(({ pending, taken }) => ({ review: pending.review, taken })) },
      text: text.join('\n\n') || 'Everything is as new as where it came from.',
    };
  },
  remove: async ([name = ''], _options, { desk, signal }) => {
    if (name === '') throw usage('which skill');
    const kept = await desk.remove(name, signal);
    return {
      data: { removed: name, kept },
      text: `removed: ${name}\nA copy is kept in ${kept}; "memfun skill restore ${name}" brings it back.`,
    };
  },
  restore: async ([name = ''], _options, { desk, signal }) => {
    if (name === '') throw usage('which skill');
    const record = await desk.restore(name, signal);
    return { data: { record }, text: `brought back: ${name} (${record.digest})` };
  },
  export: async ([name = '', target = ''], _options, { desk, signal }) => {
    if (target === '') throw usage('which skill, and the folder or archive to write');
    const file = path.resolve(target);
    const digest = await desk.export(name, file, signal);
    return { data: { name, file, digest }, text: `${file}\n${digest}` };
  },
  search: async (words, options, { desk, signal }) => {
    const registry = registryOf(options);
    if (registry === undefined) throw usage('which registry: --registry FILE or ADDRESS');
    const found = await desk.search(words.join(' '), registry, signal);
    const rows = found.map(
      ({ name, version, description }) => `${name} ${version}\n  ${description}`,
    );
    return { data: { skills: found }, text: rows.join('\n') || 'No skill of it fits these words.' };
  },
  stats: async (_words, _options, { desk }) => {
    const statistics = await desk.statistics();
    return { data: { statistics }, text: statisticsText(statistics) };
  },
  enable: ([name = ''], _options, site) => switched(name, true, site),
  disable: ([name = ''], _options, site) => switched(name, false, site),
};

/** `undefined` when it is another verb. @returns the exit code @throws UsageError, MemfunError */
export function skillLife(
  line: CommandLine,
): ((site: SkillLifeSite) => Promise<number>) | undefined {
  const [verb = '', ...words] = line.words;
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (run === undefined) return undefined;
  return async (site) => {
    const { data, text } = await run(words, line.options, site);
    site.output.write(line.options.json === true ? `${JSON.stringify(data)}\n` : `${text}\n`);
    return 0;
  };
}

async function switched(name: string, on: boolean, { desk }: SkillLifeSite): Promise<Said> {
  const { skills } = await desk.list();
  if (!skills.some(({ skill }) => skill.name === name))
    throw usage('one of the skills that there are');
  await desk.switch('skills', name, on);
  return { data: { name, enabled: on }, text: `${name} is ${on ? 'on' : 'off'} in this project` };
}

function scopeOf({ project }: CliOptions): SkillScope {
  return project === true ? 'workspace' : 'user';
}

/** Named on the command line, or once for all in the environment. */
function registryOf({ registry, key }: CliOptions): RegistrySettings | undefined {
  const location = registry ?? process.env['MEMFUN_SKILL_REGISTRY'];
  if (location === undefined || location === '') return undefined;
  const publicKey = key ?? process.env['MEMFUN_SKILL_KEY'];
  return { location, ...(publicKey === undefined ? {} : { publicKey }) };
}

function usage(missing: string): UsageError {
  return new UsageError(`It is not said ${missing}.`, `Use: memfun skill ${LIFE_USAGE}`);
}
