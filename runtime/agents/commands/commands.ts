// Slash commands that are answered without a model: each is one entry of the table.
import { MemfunError } from '../../core/index.js';
import type { AnyTool, FileStore } from '../../ports/index.js';
import type { Answer } from '../../rlm/index.js';
import type { AuditEntry } from '../../safety/index.js';
import type { SkillCatalogue } from '../../skills/index.js';
import type { HistoryDesk } from '../context/history-desk.js';
import type { AgentDefinition } from '../definitions/index.js';
import { agentsText } from '../delegation/agent-call.js';
import { instructionsFor, instructionsText } from '../instructions/index.js';
import {
  contextReport,
  costReport,
  exportReport,
  type ReportDeps,
  statusReport,
  tracesReport,
} from '../reports/index.js';
import { type BackgroundDesk, backgroundCommand } from './background.js';
import { type McpDesk, mcpCommand } from './mcp-desk.js';
import {
  forgetCommand,
  type MemoryCommandDeps,
  memoryCommand,
  rememberCommand,
  timelineCommand,
} from './memory-commands.js';
import { nearest } from './near.js';
import type { Projects } from './projects.js';
import { autoCommand, type SafetyDesk, safetyCommand, templateCommand } from './safety-desk.js';
import { type CustomToolsDesk, toolsCommand } from './tools-desk.js';
import { countIn, redo, rollBack, type UndoDeps, undoTurns } from './undo.js';
import { CommandUsageError } from './usage-error.js';

/** The models that can answer, and the choice among them. */
export interface ModelChooser {
  /** Id of the one that answers now. */
  current(): Promise<string>;
  choices(): readonly { readonly id: string; readonly label: string }[];
  /** From now on, in this window. @throws ModelError when there is no such model or it is not set up */
  use(id: string): Promise<void>;
}

/** What commands work with. */
export interface CommandDeps extends MemoryCommandDeps {
  /** What was done and who allowed it, newest first. */
  readonly history: (limit: number) => Promise<readonly AuditEntry[]>;
  readonly models: ModelChooser;
  readonly report: ReportDeps;
  /** Absent where projects are not kept. */
  readonly projects: Projects | undefined;
  readonly conversation: Pick<HistoryDesk, 'compressCommand' | 'pinCommand'>;
  readonly safety: SafetyDesk;
  readonly tools: readonly AnyTool[];
  /** Absent in a workspace that is not trusted. */
  readonly instructionsIn: FileStore | undefined;
  readonly skills: SkillCatalogue;
  readonly agents: readonly AgentDefinition[];
  /** Absent where nothing of the workspace may be run. */
  readonly custom: CustomToolsDesk | undefined;
  /** Absent where no server may be started. */
  readonly mcp: McpDesk | undefined;
  /** Absent where no command may run. */
  readonly background: BackgroundDesk | undefined;
  /** Absent where nothing can be changed. */
  readonly undo: UndoDeps | undefined;
}

interface Command {
  readonly usage: string;
  readonly does: string;
  /** Markdown. */
  run(rest: string, deps: CommandDeps): Promise<string>;
}

/** A single turn has no conversation that could be left. */
const ONE_TURN = 'Each `memfun ask` is a conversation of its own; `memfun chat` holds one open.';

const COMMANDS: Readonly<Record<string, Command>> = {
  help: {
    usage: '/help [command]',
    does: 'shows this list, or one command',
    run: async (rest, { skills }) => helpOn(rest, skills),
  },
  status: {
    usage: '/status',
    does: 'shows model, mode, conversation and spending',
    run: (_rest, { report }) => statusReport(report),
  },
  context: {
    usage: '/context',
    does: "shows how full the model's window is, and with what",
    run: (_rest, { report }) => contextReport(report),
  },
  cost: {
    usage: '/cost',
    does: 'shows tokens and money of the last turn, the conversation and the day',
    run: (_rest, { report }) => costReport(report),
  },
  traces: {
    usage: '/traces',
    does: 'shows the steps of the last turn that worked in steps',
    run: (_rest, { report }) => tracesReport(report),
  },
  export: {
    usage: '/export [md | json | file]',
    does: 'writes this conversation into a file of the workspace',
    run: (rest, { report }) => exportReport(rest, report),
  },
  project: {
    usage: '/project [list | workdir [folder] | rename <name> | delete <name> yes]',
    does: 'lists the projects, each with its own memory, and changes name and folder of this one',
    run: async (rest, { projects }) => {
      if (projects === undefined) throw new NoProjectsError();
      return projects.command(rest);
    },
  },
  clear: {
    usage: '/clear',
    does: 'begins a new conversation; this one stays in the history',
    // Where conversations are kept open, it is taken before it comes here.
    run: async () => ONE_TURN,
  },
  end: {
    usage: '/end',
    does: 'ends this conversation: it stays in the history and is summed up for memory',
    run: async () => ONE_TURN,
  },
  remember: {
    usage: '/remember [#tag …] [core|project] <text>',
    does: 'stores something for later conversations: about you (core) or this project',
    run: (rest, deps) => rememberCommand(rest, deps),
  },
  forget: {
    usage: '/forget <id or words>',
    does: 'forgets a memory; it can be brought back',
    run: (rest, { memory }) => forgetCommand(rest, memory),
  },
  memory: {
    usage:
      '/memory [words | get | set | del | pin | history | conflicts | import | export | help …]',
    does: 'lists what is remembered, searches it, shows and changes it; /memory help tells how',
    run: (rest, deps) => memoryCommand(rest, deps),
  },
  timeline: {
    usage: '/timeline [words]',
    does: 'shows what was said when, also what no longer holds',
    run: (rest, { memory }) => timelineCommand(rest, memory),
  },
  model: {
    usage: '/model [id]',
    does: 'shows the models that are set up, or lets another one answer in this window',
    run: async (rest, { models }) => {
      if (rest !== '') {
        await models.use(rest);
        return `From now on \`${await models.current()}\` answers in this window.`;
      }
      const current = await models.current();
      const rows = models
        .choices()
        .map(
          ({ id, label }) => `- \`${id}\` ${label}${id === current ? ' **(answers now)**' : ''}`,
        );
      return [...rows, '', '`/model <id>` chooses another.'].join('\n');
    },
  },
  safety: {
    usage: '/safety [ask|auto|plan|bypass yes]',
    does: 'shows what the agent may do and the rules about commands, or sets it for this window',
    run: async (rest, { safety }) => safetyCommand(rest, safety),
  },
  auto: {
    usage: '/auto [off | whitelist [add|remove <command>] | hosts [add|deny|remove <host>]]',
    does: 'makes changes without asking, or shows and changes which commands always run',
    run: (rest, { safety }) => autoCommand(rest, safety),
  },
  template: {
    usage: '/template [name]',
    does: 'adds ready-made rules for a kind of project to the allowed commands',
    run: (rest, { safety }) => templateCommand(rest, safety),
  },
  tools: {
    usage: '/tools [show|trust|distrust name]',
    does: 'lists what the agent can call; a tool of the workspace is used only when you trust it',
    run: (rest, { tools, custom, signal }) => toolsCommand(rest, tools, custom, signal),
  },
  mcp: {
    usage: '/mcp [show|allow|deny|login|logout|restart|logs <server> [tool] | prompts | resources]',
    does: 'lists the servers that the workspace configures; one is started only when you allow it',
    run: (rest, { mcp, signal }) => mcpCommand(rest, mcp, signal),
  },
  instructions: {
    usage: '/instructions [file or folder]',
    does: 'lists what the workspace tells agents, as it holds for all of it or for a file',
    run: async (rest, { instructionsIn, signal }) =>
      instructionsText(instructionsIn && (await instructionsFor(instructionsIn, rest, signal))),
  },
  skills: {
    usage: '/skills',
    does: 'lists the skills, each of which can be started by its name',
    run: async (_rest, { skills }) =>
      [
        ...skills
          .list()
          .map(({ name, description, source }) => `- \`/${name}\` (${source}) ${description}`),
        '',
        '[Agents and skills](memfun:skills) shows how they did, and is where more are made and installed.',
      ].join('\n'),
  },
  agents: {
    usage: '/agents',
    does: 'lists the agents, each with what it is for',
    run: async (_rest, { agents }) => agentsText(agents),
  },
  agent: {
    usage: '/agent <name> <task>',
    does: 'lets one agent do a task, with its own instructions and tools',
    // With a name it is taken before it comes here.
    run: async (_rest, { agents }) => agentsText(agents),
  },
  team: {
    usage: '/team <task> | resume',
    does: 'plans a task for several agents that work side by side, or goes on with the last plan',
    // With a task it is taken before it comes here.
    run: async (_rest, { agents }) => agentsText(agents),
  },
  background: {
    usage: '/background [id | stop id]',
    does: 'shows what runs in the background, what it printed, or ends it',
    run: (rest, { background }) => backgroundCommand(rest, background),
  },
  compress: {
    usage: '/compress [show|undo]',
    does: 'sums up older turns for the model, shows the summary, or gives the turns back',
    run: (rest, { conversation }) => conversation.compressCommand(rest),
  },
  pin: {
    usage: '/pin [number | off number | list]',
    does: 'keeps a turn as it is when older ones are summed up, counted from the last',
    run: (rest, { conversation }) => conversation.pinCommand(rest),
  },
  btw: {
    usage: '/btw <question>',
    does: 'answers beside a running turn, and is not told to later ones',
    // With a question it is taken before it comes here.
    run: async () => {
      throw new CommandUsageError('/btw <question>', '/btw what does retry do?');
    },
  },
  undo: {
    usage: '/undo',
    does: 'takes back what the last turn did to files, and the turn itself',
    run: (_rest, { undo }) => undoTurns(1, able(undo)),
  },
  rewind: {
    usage: '/rewind <number>',
    does: 'takes back what the last turns of this conversation did to files',
    run: async (rest, { undo }) => {
      if (rest === '') throw new CommandUsageError('/rewind <number>', '/rewind 2');
      return undoTurns(countIn(rest, '/rewind', 2), able(undo));
    },
  },
  rollback: {
    usage: '/rollback <file>',
    does: 'takes back the last change of one file',
    run: async (rest, { undo }) => {
      if (rest === '') throw new CommandUsageError('/rollback <file>', '/rollback src/retry.ts');
      return rollBack(rest, able(undo));
    },
  },
  history: {
    usage: '/history [number]',
    does: 'shows what was done lately and who allowed it',
    run: async (rest, { history }) =>
      historyText(await history(rest === '' ? 20 : countIn(rest, '/history', 50))),
  },
  redo: {
    usage: '/redo',
    does: 'brings again what was taken back last',
    run: (_rest, { undo }) => redo(able(undo)),
  },
};

/** All commands, or the one of that name, which may be a skill. @throws NoSuchCommandError */
function helpOn(name: string, skills: SkillCatalogue): string {
  const wanted = name.replace(/^\//, '');
  if (wanted === '') return Object.values(COMMANDS).map(helpLine).join('\n');
  if (Object.hasOwn(COMMANDS, wanted))
    return Object.values(COMMANDS)
      .filter((one) => one === COMMANDS[wanted])
      .map(helpLine)
      .join('\n');
  const skill = skills.get(wanted);
  if (skill === undefined) throw new NoSuchCommandError(wanted, namesOf(skills));
  const hint = skill.metadata['argument-hint'];
  const usage = hint === undefined ? `/${skill.name}` : `/${skill.name} ${hint}`;
  return helpLine({ usage, does: skill.description });
}

function helpLine({ usage, does }: Pick<Command, 'usage' | 'does'>): string {
  return `- \`${usage}\` ${does}`;
}

/** Of all that can be typed after a slash. */
function namesOf(skills: SkillCatalogue): readonly string[] {
  return [...SLASH_COMMANDS, ...skills.list().map(({ name }) => name)];
}

/** Names of all commands, without the slash. */
export const SLASH_COMMANDS: readonly string[] = Object.keys(COMMANDS);

function historyText(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'Nothing was changed or run here yet.';
  const rows = entries.map(
    ({ at, action, detail, by }) =>
      `| ${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} | ${action} | ${cell(detail)} | ${by} |`,
  );
  return ['| when (UTC) | what | detail | allowed by |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** Text inside a table of Markdown. */
function cell(text: string): string {
  return `\`${text.replaceAll('`', "'").replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 200)}\``;
}

/** @throws NothingChangeableError */
function able(undo: UndoDeps | undefined): UndoDeps {
  if (undo === undefined) throw new NothingChangeableError();
  return undo;
}

/** Nothing of this name can be called. */
class NoSuchCommandError extends MemfunError {
  readonly code = 'command.unknown';
  constructor(name: string, known: readonly string[]) {
    const near = nearest(name, known);
    super(`There is no command /${name}.`, {
      remedy:
        near === undefined
          ? 'Type /help for the list of commands.'
          : `Did you mean /${near}? Type /help for the list of commands.`,
    });
  }
}

/** The host keeps no projects. */
class NoProjectsError extends MemfunError {
  readonly code = 'command.no_projects';
  constructor() {
    super('Projects are not kept here.', { remedy: 'Open a folder.' });
  }
}

/** Files are not changed here, so there is nothing to take back. */
class NothingChangeableError extends MemfunError {
  readonly code = 'command.no_changes';
  constructor() {
    super('Memfun changes no files in this workspace.', {
      remedy: 'Trust the workspace first, if you trust it.',
    });
  }
}

function unknownText(name: string, skills: SkillCatalogue): string {
  const near = nearest(name, namesOf(skills));
  return near === undefined
    ? `There is no command /${name}. Type /help for the list of commands.`
    : `There is no command /${name}. Did you mean \`/${near}\`? Type /help for the list of commands.`;
}

/**
 * The reply to a slash command; `undefined` when the text is none.
 * @throws CommandUsageError, and whatever the memory throws
 */
export async function answerCommand(text: string, deps: CommandDeps): Promise<Answer | undefined> {
  const match = /^\/([a-z][a-z-]*)(?:\s+([\s\S]*))?$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const command = Object.hasOwn(COMMANDS, match[1]) ? COMMANDS[match[1]] : undefined;
  const reply =
    command === undefined
      ? unknownText(match[1], deps.skills)
      : await command.run(match[2]?.trim() ?? '', deps);
  return { text: reply, citations: [], data: undefined, notes: [] };
}
