// Which part of the disk a path belongs to: the open workspace, what is protected in it, or the world outside.

/** `protected` and `memfun` lie inside the workspace, or wherever a file of that name lies. */
export type Zone = 'workspace' | 'outside' | 'memfun' | 'protected';

export interface ZonePattern {
  /** Names the path must contain one after the other, in lower case; `*` stands for any characters of one name. */
  readonly names: readonly string[];
  readonly zone: 'memfun' | 'protected';
  /** `secret` must not be read unasked either; `guarded` decides what runs later, so it must not be written. */
  readonly guard: 'secret' | 'guarded';
  /** For people: why it is special. */
  readonly what: string;
}

const secret = (what: string, ...names: string[]): ZonePattern => ({
  names,
  zone: 'protected',
  guard: 'secret',
  what,
});
const guarded = (what: string, ...names: string[]): ZonePattern => ({
  names,
  zone: 'protected',
  guard: 'guarded',
  what,
});

/** The first row that fits counts. */
export const ZONE_PATTERNS: readonly ZonePattern[] = [
  { names: ['.memfun'], zone: 'memfun', guard: 'guarded', what: "Memfun's own folder" },
  { names: ['memfun.toml'], zone: 'memfun', guard: 'guarded', what: "Memfun's own settings" },
  secret('the repository itself', '.git'),
  secret('environment values', '.env*'),
  secret('a key', '*.pem'),
  secret('a key', '*.key'),
  secret('a key', '*.p12'),
  secret('a key', '*.pfx'),
  secret('a key', '*.keystore'),
  secret('a key', '*.jks'),
  secret('a key', 'id_rsa*'),
  secret('a key', 'id_dsa*'),
  secret('a key', 'id_ecdsa*'),
  secret('a key', 'id_ed25519*'),
  secret('keys', '.ssh'),
  secret('keys', '.gnupg'),
  secret('keys', '.aws'),
  secret('a registry token', '.npmrc'),
  secret('a registry token', '.yarnrc*'),
  secret('a registry token', '.pypirc'),
  secret('passwords', '.netrc'),
  secret('passwords', '.git-credentials'),
  guarded('instructions for agents', 'agents.md'),
  guarded('instructions for agents', 'claude.md'),
  guarded('instructions for agents', 'gemini.md'),
  guarded('instructions for agents', 'copilot-instructions.md'),
  guarded('instructions for agents', '.cursorrules'),
  guarded('instructions for agents', '.claude'),
  guarded('instructions for agents', '.agents'),
  guarded('instructions for agents', '.cursor'),
  guarded('git settings', '.gitconfig'),
  guarded('git settings', '.gitmodules'),
  guarded('git settings', '.gitattributes'),
  guarded('CI configuration', '.github', 'workflows'),
  guarded('CI configuration', '.github', 'actions'),
  guarded('CI configuration', '.gitlab-ci.yml'),
  guarded('CI configuration', '.circleci'),
  guarded('CI configuration', '.travis.yml'),
  guarded('CI configuration', 'azure-pipelines.yml'),
  guarded('CI configuration', 'jenkinsfile'),
  guarded('editor configuration', '.vscode'),
  guarded('editor configuration', '.idea'),
  guarded('editor configuration', '*.code-workspace'),
  guarded('a development container', '.devcontainer'),
  guarded('git hooks', '.husky'),
  guarded('git hooks', '.githooks'),
  guarded('a shell profile', '.envrc'),
  guarded('a shell profile', '.bashrc'),
  guarded('a shell profile', '.zshrc'),
];

export interface Places {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Absolute path of the user's home folder. */
  readonly home: string;
}

/** A path with `~` and `$HOME` replaced, made absolute from `from`, without `.` and `..`. Reads no disk. */
export function lexicalPath(path: string, { root, home }: Places, from: string = root): string {
  const expanded = path.replace(/^(?:~|\$HOME|\$\{HOME\})(?=[/\\]|$)/, () => home);
  const absolute = isAbsolute(expanded) ? expanded : `${from}/${expanded}`;
  const parts: string[] = [];
  for (const part of absolute.split(/[/\\]+/)) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  return drive ? parts.join('/') : `/${parts.join('/')}`;
}

/**
 * The zone of a path, by its spelling alone: whoever follows symbolic links asks again with the real path.
 * Upper and lower case count as the same in protected names, since on many disks they are.
 */
export function zoneOf(path: string, places: Places, from?: string): Zone {
  if (/^~[^/\\]/.test(path) || path.includes('\0')) return 'outside';
  const pattern = patternOf(path, places, from);
  const full = lexicalPath(path, places, from);
  if (!within(full, lexicalPath(places.root, places))) return 'outside';
  return pattern?.zone ?? 'workspace';
}

/** The row of the table that a path falls under, if any. */
export function patternOf(path: string, places: Places, from?: string): ZonePattern | undefined {
  const root = lexicalPath(places.root, places);
  const full = lexicalPath(path, places, from);
  // What the workspace's own folder is called does not make its files special.
  const below = within(full, root) ? full.slice(root.length) : full;
  const names = below.split('/').filter(Boolean).map(plainName);
  return ZONE_PATTERNS.find((pattern) => includesRun(names, pattern.names));
}

/** Whether something protected lies, or may lie, below this folder by the table: the root, `.github`. */
export function holdsProtected(path: string, places: Places, from?: string): boolean {
  const full = lexicalPath(path, places, from);
  const root = lexicalPath(places.root, places);
  if (within(root, full)) return true;
  const last = plainName(full.split('/').at(-1) ?? '');
  return ZONE_PATTERNS.some(({ names }) => names.length > 1 && names[0] === last);
}

function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

function within(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

/** As a disk that ignores case, trailing dots and spaces, and stream names would see it. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '');
}

function includesRun(names: readonly string[], wanted: readonly string[]): boolean {
  return names.some((_, at) =>
    wanted.every((pattern, step) => {
      const name = names[at + step];
      return name !== undefined && nameMatches(name, pattern);
    }),
  );
}

function nameMatches(name: string, pattern: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return name === pattern;
  return name.startsWith(head) && name.endsWith(tail);
}
