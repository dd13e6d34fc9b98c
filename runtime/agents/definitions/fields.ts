// The field names of agent files: ours, their names in other dialects, and those that have no effect here.
import type { AgentDialect } from './types.js';

/** Our name, and what others call it. */
const NAMES = {
  name: [],
  description: [],
  tools: ['allowed-tools', 'allowed_tools', 'allowedTools'],
  disallowedTools: ['disallowed-tools', 'disallowed_tools'],
  agents: ['delegates-to', 'delegates_to', 'delegatesTo'],
  model: [],
  maxTurns: ['max-turns', 'max_turns', 'max-steps'],
  budget: [],
  skills: [],
  mcpServers: ['mcp-servers', 'mcp_servers'],
  handoffs: [],
  tags: ['capabilities'],
  version: [],
  'disable-model-invocation': ['disableModelInvocation'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type AgentField = keyof typeof NAMES;

/** Known elsewhere; why it does nothing here. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  permissionMode: 'rights come from the mode of the window, never from a file',
  hooks: 'programs that a file names are not run',
  isolation: 'where an agent writes is decided by the run',
  memory: 'what is remembered is decided by the settings',
  background: 'whether an agent runs in the background is decided by the run',
  effort: 'how much work a question needs is decided by the message',
  color: 'agents have no colours here',
  initialPrompt: 'the task is the first prompt',
  'argument-hint': 'no hint is shown',
  'user-invocable': 'every agent can be called by name',
  'user-invokable': 'every agent can be called by name',
  infer: 'it was given up by its own tool; use disable-model-invocation',
  target: 'the file is read here whatever its target',
  metadata: 'only the fields of agents count',
  license: 'only the fields of agents count',
};

/** Which of our fields each dialect can say. */
export const SAYS: Readonly<Record<AgentDialect, readonly AgentField[]>> = {
  memfun: [
    'name',
    'description',
    'tools',
    'disallowedTools',
    'agents',
    'model',
    'maxTurns',
    'budget',
    'skills',
    'mcpServers',
    'handoffs',
    'tags',
    'version',
    'disable-model-invocation',
  ],
  vscode: [
    'name',
    'description',
    'tools',
    'agents',
    'model',
    'mcpServers',
    'handoffs',
    'disable-model-invocation',
  ],
  claude: [
    'name',
    'description',
    'tools',
    'disallowedTools',
    'agents',
    'model',
    'maxTurns',
    'skills',
    'mcpServers',
  ],
  earlier: ['name', 'description', 'tools', 'agents', 'model', 'maxTurns', 'tags', 'version'],
};

/** What a dialect calls a field of ours. */
export function nameIn(dialect: AgentDialect, field: AgentField): string {
  if (dialect === 'vscode' && field === 'mcpServers') return 'mcp-servers';
  if (dialect !== 'earlier') return field;
  if (field === 'tools' || field === 'agents' || field === 'maxTurns') return NAMES[field][0];
  return field;
}

export type Meaning =
  | { readonly field: AgentField }
  | { readonly ignored: string }
  /** A field that nobody knows, and the one that may be meant. */
  | { readonly unknown: true; readonly meant: AgentField | undefined };

export function meaningOf(name: string): Meaning {
  for (const field of Object.keys(NAMES).filter(isField))
    if (field === name || (NAMES[field] as readonly string[]).includes(name)) return { field };
  const ignored = Object.hasOwn(WITHOUT_EFFECT, name) ? WITHOUT_EFFECT[name] : undefined;
  if (ignored !== undefined) return { ignored };
  const plain = simple(name);
  const meant = Object.keys(NAMES)
    .filter(isField)
    .find((field) => [field, ...NAMES[field]].some((known) => isNear(simple(known), plain)));
  return { unknown: true, meant };
}

/** The dialect of a file, by its place and by words that only one of them has. */
export function dialectOf(path: string, fields: readonly string[]): AgentDialect {
  const place = path.replaceAll('\\', '/');
  if (/(?:^|\/)\.claude\//.test(place)) return 'claude';
  if (place.endsWith('.agent.md') || /(?:^|\/)\.github\/agents\//.test(place)) return 'vscode';
  const older = ['allowed-tools', 'delegates-to', 'max-turns', 'capabilities'];
  return fields.some((field) => older.includes(field)) ? 'earlier' : 'memfun';
}

function isField(name: string): name is AgentField {
  return Object.hasOwn(NAMES, name);
}

function simple(name: string): string {
  return name.toLowerCase().replaceAll(/[-_ ]/g, '').replace(/s$/, '');
}

/** The same but for one letter too many, too few or wrong. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB || restA === restB.slice(1) || restA.slice(1) === restB.slice(1);
}
