// /safety, /auto and /template: what the agent may do in this window, and the rules about commands.
import type { Mode } from '../../core/index.js';
import { MemfunError, modeSchema } from '../../core/index.js';
import type { Policy, PolicyList } from '../../safety/index.js';
import { POLICY_TEMPLATES } from '../../safety/index.js';
import { nearest } from './near.js';
import { CommandArgumentError, CommandUsageError } from './usage-error.js';

/** What a person decides about safety. */
export interface SafetyDesk {
  mode(): Mode;
  /** For this window, until it is set again or closed. */
  setMode(mode: Mode): void;
  /** Absent where no command can run. */
  readonly policy: PolicyDesk | undefined;
  /** The hosts that may or may not be visited; absent where nothing may. */
  readonly hosts: PolicyDesk | undefined;
}

export interface PolicyDesk {
  list(): Policy;
  /** @throws PolicyRuleError */
  add(list: PolicyList, pattern: string): Promise<void>;
  remove(list: PolicyList, pattern: string): Promise<void>;
}

/** A mode that is not known, or one that wants to be confirmed. */
class SafetyModeError extends MemfunError {
  readonly code = 'command.safety';
}

const MEANING: Readonly<Record<Mode, string>> = {
  ask: 'every change and every command that is not known to be harmless is shown and asked about',
  auto: 'changes inside the workspace are made at once; commands run when the rules allow them, others are refused',
  plan: 'nothing is changed and nothing runs: those functions are not even there',
  bypass:
    'nothing is asked, except before what cannot be undone or understood; ends with this window',
};

/** `/safety`: shows the mode and the rules; `/safety auto` sets it. @throws SafetyModeError */
export function safetyCommand(rest: string, desk: SafetyDesk): string {
  if (rest === '') return `${modesText(desk)}\n\n${rulesText(desk)}`;
  const [word = '', ...more] = rest.split(/\s+/);
  const wanted = modeSchema.safeParse(word);
  if (!wanted.success) {
    throw new SafetyModeError(`"${word}" is no mode.`, {
      remedy: `Use one of: ${modeSchema.options.join(', ')}.`,
    });
  }
  if (wanted.data === 'bypass' && more.join(' ') !== 'yes') {
    throw new SafetyModeError(
      'In the mode bypass nothing is asked before it is done, except what cannot be undone.',
      { remedy: 'If you want that for this window, type: /safety bypass yes' },
    );
  }
  desk.setMode(wanted.data);
  return `From now on in this window: **${wanted.data}**: ${MEANING[wanted.data]}.`;
}

/** `/auto [whitelist|denylist [add|remove RULE] | hosts [add|deny|remove HOST]]`. @throws PolicyRuleError, SafetyModeError, CommandArgumentError, CommandUsageError */
export async function autoCommand(rest: string, desk: SafetyDesk): Promise<string> {
  const [, what = '', action = '', rule = ''] =
    /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
  if (what === '' || what === 'on') return safetyCommand('auto', desk);
  if (what === 'off') return safetyCommand('ask', desk);
  if (what === 'hosts') return hostsCommand(action, rule.trim(), desk);
  if (what !== 'whitelist' && what !== 'denylist')
    throw new CommandArgumentError('/auto', what, AUTO_WORDS, '/auto whitelist add npm test');
  const list: PolicyList = what === 'whitelist' ? 'allow' : 'deny';
  const policy = policyOf(desk);
  if (action === '') return rulesText(desk);
  if (action !== 'add' && action !== 'remove')
    throw new CommandArgumentError(
      `/auto ${what}`,
      action,
      ['add', 'remove'],
      `/auto ${what} add npm test`,
    );
  if (rule.trim() === '')
    throw new CommandUsageError(
      `/auto ${what} ${action} <command>`,
      `/auto ${what} ${action} npm test`,
    );
  if (action === 'add') await policy.add(list, rule.trim());
  else {
    known(rule.trim(), policy.list()[list], what);
    await policy.remove(list, rule.trim());
  }
  return rulesText(desk);
}

/** `/auto hosts [add|deny|remove HOST]`. `remove` takes it from both lists. */
async function hostsCommand(action: string, host: string, desk: SafetyDesk): Promise<string> {
  const { hosts } = desk;
  if (hosts === undefined) {
    throw new SafetyModeError('No page can be visited in this workspace.', {
      remedy: 'Trust the workspace.',
    });
  }
  if (action !== '' && !HOST_ACTIONS.includes(action))
    throw new CommandArgumentError(
      '/auto hosts',
      action,
      HOST_ACTIONS,
      '/auto hosts remove example.com',
    );
  if (action !== '' && host === '')
    throw new CommandUsageError(
      `/auto hosts ${action} <host>`,
      `/auto hosts ${action} example.com`,
    );
  const key = host.toLowerCase();
  if (action === 'add') await hosts.add('allow', key);
  if (action === 'deny') await hosts.add('deny', key);
  if (action === 'remove') {
    const { allow, deny } = hosts.list();
    known(key, [...allow, ...deny], 'hosts');
    await hosts.remove('allow', key);
    await hosts.remove('deny', key);
  }
  const rows = rowsOf(hosts);
  if (rows.length === 0) return 'There are no rules about hosts in this workspace yet.';
  return ['| rule | host | by |', '| --- | --- | --- |', ...rows].join('\n');
}

/** @throws UnknownRuleError when no rule has this pattern */
function known(pattern: string, rules: Policy['allow'], list: string): void {
  const patterns = rules.map((rule) => rule.pattern);
  if (!patterns.includes(pattern)) throw new UnknownRuleError(pattern, patterns, list);
}

/** A rule that is to be taken back, and is not there. */
class UnknownRuleError extends MemfunError {
  readonly code = 'command.rule';
  constructor(pattern: string, known: readonly string[], list: string) {
    const near = nearest(pattern, known);
    super(`There is no rule “${pattern}” to remove.`, {
      remedy:
        known.length === 0
          ? `There are no rules yet: /auto ${list} add … adds one.`
          : near === undefined
            ? `The rules are: ${known.join(', ')}.`
            : `Did you mean ${near}? The rules are: ${known.join(', ')}.`,
    });
  }
}

const HOST_ACTIONS: readonly string[] = ['add', 'deny', 'remove'];

const AUTO_WORDS = ['on', 'off', 'whitelist', 'denylist', 'hosts'];

/** `/template [NAME]`: ready-made rules for a kind of project. @throws SafetyModeError */
export async function templateCommand(rest: string, desk: SafetyDesk): Promise<string> {
  if (rest === '') {
    const rows = POLICY_TEMPLATES.map(
      ({ name, what, allow }) => `- \`/template ${name}\` ${what} (${allow.length} rules)`,
    );
    return `Ready-made rules about commands, to add to the allowed ones:\n\n${rows.join('\n')}`;
  }
  const template = POLICY_TEMPLATES.find(({ name }) => name === rest);
  if (template === undefined) {
    throw new SafetyModeError(`There is no template "${rest}".`, {
      remedy: `Use one of: ${POLICY_TEMPLATES.map(({ name }) => name).join(', ')}.`,
    });
  }
  const policy = policyOf(desk);
  const known = new Set(policy.list().allow.map(({ pattern }) => pattern));
  const added = template.allow.filter((pattern) => !known.has(pattern));
  for (const pattern of added) await policy.add('allow', pattern);
  return added.length === 0
    ? `All rules of \`${template.name}\` are there already.\n\n${rulesText(desk)}`
    : `Allowed from now on in this workspace: ${added.map(code).join(', ')}. \`/auto whitelist remove …\` takes one back.`;
}

function policyOf({ policy }: SafetyDesk): PolicyDesk {
  if (policy === undefined) {
    throw new SafetyModeError('No command can run in this workspace, so there are no rules.', {
      remedy: 'Trust the workspace, and open it from a local folder.',
    });
  }
  return policy;
}

function modesText(desk: SafetyDesk): string {
  const now = desk.mode();
  return modeSchema.options
    .map((mode) => `- ${mode === now ? `**${mode}** (now)` : mode}: ${MEANING[mode]}`)
    .join('\n');
}

function rulesText({ policy }: SafetyDesk): string {
  if (policy === undefined) return 'No command can run in this workspace.';
  const rows = rowsOf(policy);
  if (rows.length === 0) {
    return 'There are no rules about commands in this workspace yet. A denial always wins over an allowance.';
  }
  return ['| rule | command | by |', '| --- | --- | --- |', ...rows].join('\n');
}

function rowsOf(policy: PolicyDesk): readonly string[] {
  const { allow, deny } = policy.list();
  return [
    ...deny.map(({ pattern, by }) => `| denied | ${code(pattern)} | ${by} |`),
    ...allow.map(({ pattern, by }) => `| allowed | ${code(pattern)} | ${by} |`),
  ];
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}
