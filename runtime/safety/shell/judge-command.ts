// Decides about a command line: every part must be allowed, a denial wins, and what is not understood asks.
import type { Places } from '../zones.js';
import { destructionOf } from './destructive.js';
import { effectOf } from './effects.js';
import type { Where } from './paths.js';
import { foldersOf, readProblem, writeProblem } from './paths.js';
import type { AllowMatch } from './patterns.js';
import { allowedBy, deniedBy, mayBeDenied } from './patterns.js';
import type {
  Assignment,
  CommandDecision,
  CommandMode,
  CommandPart,
  CommandVerdict,
  ParsedCommand,
  PartDecision,
  Redirection,
} from './types.js';
import { innerOf } from './unwrap.js';
import { wrapperOf } from './wrappers.js';

export interface JudgeOptions extends Places {
  /**
   * `ask`: known reading inside the workspace; `auto`: also known writing there; `plan`: reading, and nothing
   * else even if a pattern allows it; `bypass`: everything but what cannot be undone or understood.
   */
  readonly mode: CommandMode;
  /** The same words; with a closing ` *` any more literal ones. */
  readonly allow: readonly string[];
  /** Programs, perhaps with arguments; wins over everything. */
  readonly deny: readonly string[];
}

interface Ruling {
  readonly decision: CommandVerdict;
  readonly by: string;
  readonly reason: string;
  readonly match?: AllowMatch;
}

/** Behind most wrappers an assignment is the name of a program. */
const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;
const RANK: Readonly<Record<CommandVerdict, number>> = { allow: 0, ask: 1, deny: 2 };

/** Pure, and quick: no disk is read. Symbolic links are the business of who runs the command. */
export function judgeCommand(command: ParsedCommand, options: JudgeOptions): CommandDecision {
  const where: Where = {
    root: options.root,
    home: options.home,
    folders: foldersOf(command, options),
  };
  const rulings: Ruling[] = [];
  for (const part of command.parts)
    rulings.push(judgePart(part, command.parts, rulings, options, where));
  const parts: PartDecision[] = rulings.map(({ decision, by, reason }, at) => ({
    text: command.parts[at]?.text ?? '',
    decision,
    by,
    reason,
  }));
  for (const { text, reason } of command.problems) {
    parts.push({ text, decision: 'ask', by: 'not understood', reason });
  }
  const worst = parts.reduce<PartDecision | undefined>(
    (found, part) =>
      found === undefined || RANK[part.decision] > RANK[found.decision] ? part : found,
    undefined,
  );
  if (worst === undefined) return { decision: 'ask', parts, reason: 'there is nothing to run' };
  const { decision, reason } = worst;
  const said = parts.length > 1 && decision !== 'allow' ? `"${worst.text}": ${reason}` : reason;
  return { decision, parts, reason: said, ...remedyOf(decision, options.mode) };
}

function remedyOf(decision: CommandVerdict, mode: CommandMode): { readonly remedy?: string } {
  if (decision === 'allow') return {};
  if (decision === 'deny' && mode === 'plan') {
    return { remedy: 'Only reading is possible while planning; leave plan mode to run this.' };
  }
  if (decision === 'deny')
    return { remedy: 'Take another way, or change the deny list of the policy.' };
  return {
    remedy: 'Run simpler commands one by one with literal arguments, or have it approved.',
  };
}

function judgePart(
  part: CommandPart,
  parts: readonly CommandPart[],
  before: readonly Ruling[],
  options: JudgeOptions,
  where: Where,
): Ruling {
  const denied = deniedBy(part, options.deny);
  if (denied !== undefined)
    return { decision: 'deny', by: `deny pattern "${denied}"`, reason: `"${denied}" is denied` };
  if (mayBeDenied(part, options.deny))
    return ask('deny list', 'whether it is denied is known only when it runs');
  if (options.mode === 'bypass') return judgeBypass(part, options, where);
  const beside = besideProblem(part, options.mode, where);
  const destruction = destructionOf(part, where);
  const match = options.mode === 'plan' ? undefined : matchOf(part, parts, before, options);
  if (match !== undefined && (match.exact || destruction === undefined)) {
    return (
      beside ?? {
        decision: 'allow',
        by: `allow pattern "${match.pattern}"`,
        reason: 'it is on the allow list',
        match,
      }
    );
  }
  if (destruction !== undefined) return refuse(options.mode, 'never unasked', destruction);
  return worse(beside, judgeEffect(part, options.mode, where));
}

function judgeBypass(part: CommandPart, options: JudgeOptions, where: Where): Ruling {
  const destruction = destructionOf(part, where);
  if (destruction !== undefined) return ask('never unasked', destruction);
  const [program] = part.words;
  if (program !== undefined && program.kind !== 'literal') {
    return ask('not understood', `which program "${program.text}" is, is known only when it runs`);
  }
  if (program !== undefined && ASSIGNMENT.test(program.text)) {
    return ask('not understood', `"${program.text}" would be run as a program, not assigned`);
  }
  const hidden = innerOf(part).find((inner) => inner.kind === 'opaque');
  if (
    hidden !== undefined &&
    (options.deny.length > 0 || /^(?:eval|sh|bash|zsh)$/.test(program?.text ?? ''))
  ) {
    return ask('not understood', hidden.reason);
  }
  return { decision: 'allow', by: 'bypass mode', reason: 'in bypass mode nothing is asked' };
}

/** The pattern for the part itself, or the one under which the whole wrapper around it was allowed. */
function matchOf(
  part: CommandPart,
  parts: readonly CommandPart[],
  before: readonly Ruling[],
  { allow }: JudgeOptions,
): AllowMatch | undefined {
  const own = allowedBy(part, allow);
  if (own !== undefined || part.wrapper === undefined) return own;
  const { part: at, offset } = part.wrapper;
  const outer = before[at]?.match;
  if (outer === undefined) return undefined;
  if (outer.exact) return outer;
  // `npx vitest *` names the inner program; `env *` does not.
  const named =
    offset !== undefined && outer.length > offset && wrapperOf(part.words) === undefined;
  return named && parts[at] !== undefined ? outer : undefined;
}

function judgeEffect(part: CommandPart, mode: CommandMode, where: Where): Ruling {
  const found = effectOf(part, where);
  if (!found.known) return ask('not known', found.reason);
  if (found.effect === 'read') {
    return {
      decision: 'allow',
      by: 'read-only command',
      reason: 'it only reads, inside the workspace',
    };
  }
  if (found.effect !== 'write') return refuse(mode, `${found.effect} command`, found.reason);
  if (mode !== 'auto') return refuse(mode, 'write command', 'it changes files');
  if (found.targets.length === 0 && part.words[0]?.text !== 'tee')
    return ask('not known', 'it names no file');
  const problem = found.targets.map((word) => writeProblem(word, where)).find(Boolean);
  if (problem !== undefined) return ask('write command', problem);
  return { decision: 'allow', by: 'write command', reason: 'it changes files of the workspace' };
}

/** What assignments and redirections of a part are against. */
function besideProblem(part: CommandPart, mode: CommandMode, where: Where): Ruling | undefined {
  let found: Ruling | undefined;
  for (const assignment of part.assignments) found = worse(found, assignmentRuling(assignment));
  for (const redirection of part.redirections)
    found = worse(found, redirectionRuling(redirection, mode, where));
  return found;
}

/** Variables that change how a program prints, not what runs. */
const HARMLESS = /^(?:CI|FORCE_COLOR|NO_COLOR|CLICOLOR|LANG|LC_ALL|LC_CTYPE|TZ|COLUMNS|TERM)$/;

function assignmentRuling({ name, value }: Assignment): Ruling | undefined {
  if (HARMLESS.test(name) && value.kind === 'literal' && /^[\w.:/+-]*$/.test(value.text))
    return undefined;
  return ask('environment', `setting ${name} may change what runs`);
}

function redirectionRuling(
  { mode: kind, target }: Redirection,
  mode: CommandMode,
  where: Where,
): Ruling | undefined {
  if (kind === 'duplicate' || kind === 'text') return undefined;
  if (kind === 'read') {
    const problem = readProblem(target, where);
    return problem === undefined ? undefined : ask('redirection', problem);
  }
  const stream = target.kind === 'literal' && /^\/dev\/(?:null|stdout|stderr)$/.test(target.text);
  if (stream) return undefined;
  if (mode !== 'auto') return refuse(mode, 'redirection', `it writes to "${target.text}"`);
  const problem = writeProblem(target, where);
  return problem === undefined ? undefined : ask('redirection', problem);
}

function ask(by: string, reason: string): Ruling {
  return { decision: 'ask', by, reason };
}

/** While planning, what is known to be more than reading is not asked about. */
function refuse(mode: CommandMode, by: string, reason: string): Ruling {
  return { decision: mode === 'plan' ? 'deny' : 'ask', by, reason };
}

function worse(first: Ruling | undefined, second: Ruling): Ruling;
function worse(first: Ruling | undefined, second: Ruling | undefined): Ruling | undefined;
function worse(first: Ruling | undefined, second: Ruling | undefined): Ruling | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return RANK[second.decision] > RANK[first.decision] ? second : first;
}
