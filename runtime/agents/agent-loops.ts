// The loops of one turn: with which tools, rights and questions each agent works. A child never has more than its turn.
import { Overlay } from '../changes/index.js';
import type { Budget, EmitEvent, GrantAmount } from '../core/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { type LoopOptions, type LoopResult, runLoop } from '../rlm/index.js';
import { type HostAuthority, hostsNamedIn, type TurnGuards } from '../safety/index.js';
import { SkillCatalogue } from '../skills/index.js';
import { createToolRegistry } from '../tools/index.js';
import { decideElsewhere } from './asked-elsewhere.js';
import { type ChangeSite, settleChanges } from './changes.js';
import { createCommandAuthority, type TurnCommands } from './command-authority.js';
import { commitMessageTool } from './commit-message.js';
import { type AgentDefinition, chooseTools } from './definitions/index.js';
import { delegateTool } from './delegate.js';
import { type HandoverSlot, handOverTool, takenOver } from './handover.js';
import { createHostAuthority } from './host-authority.js';
import { InstructionsInForce } from './instructions/index.js';
import { skillText } from './tasks.js';
import type { AgentGround, TeamMember, TeamSite } from './team.js';
import type { ModelParts, TurnDeps } from './types.js';

export interface AgentLoopsOptions {
  readonly site: ChangeSite;
  readonly budget: Budget;
  readonly emit: EmitEvent;
  /** The user's own words: only they name hosts, because attachments and earlier answers may come from anywhere. */
  readonly words: string;
}

/** Where the commands of one agent run. */
interface CommandPlace {
  /** `undefined`: in the workspace. */
  folder: string | undefined;
}

/** How an agent came to its work. */
interface Call {
  /** Names of the agents above it, the topmost first, with its own. */
  readonly callers: readonly string[];
  readonly ground?: AgentGround | undefined;
}

export class AgentLoops {
  readonly #told = new Set<string>();
  readonly #instructions: InstructionsInForce | undefined;
  #isInstructed = false;
  #commands: TurnCommands | undefined;

  constructor(
    private readonly deps: TurnDeps,
    private readonly options: AgentLoopsOptions,
  ) {
    const { recorder, taint } = options.site;
    const { instructionsIn: workspace } = deps;
    this.#instructions =
      workspace &&
      new InstructionsInForce({
        workspace,
        tell: (files) => {
          for (const { path, text } of files) taint.note({ name: path, remote: false }, text);
          recorder.tell({
            type: 'instructions.used',
            files: files.map(({ path, folder, bytes, cut }) => ({ path, folder, bytes, cut })),
          });
        },
      });
  }

  /** Reads the workspace's instructions for these files. What cannot be read is as if it were not there. */
  async instruct(paths: readonly string[]): Promise<readonly string[]> {
    this.#isInstructed = true;
    await this.#instructions?.look(paths, this.options.site.signal).catch(() => undefined);
    return this.#instructions?.texts() ?? [];
  }

  /** One for the whole turn: it knows what was allowed and run before. */
  get commands(): TurnCommands | undefined {
    const { commands, changes } = this.deps;
    if (commands === undefined || changes === undefined) return undefined;
    const { site } = this.options;
    this.#commands ??= createCommandAuthority(commands, site, () => settleChanges(changes, site));
    return this.#commands;
  }

  /** The turn's own loop, or that of the agent that it was put to. */
  run(agent: AgentDefinition | undefined, options: LoopOptions): Promise<LoopResult> {
    const tools = this.#toolsOf(agent);
    const guards = this.#guards(this.commands, undefined);
    const call = { callers: agent === undefined ? [] : [agent.name] };
    return this.#handingOver(agent, tools, options, call, (working, all) =>
      this.#loop(agent, all, guards, working),
    );
  }

  /** The work of an agent with the tools by which it calls others, and that of whoever it hands its task over to. */
  async #handingOver(
    agent: AgentDefinition | undefined,
    tools: readonly AnyTool[],
    options: LoopOptions,
    call: Call,
    work: (options: LoopOptions, tools: readonly AnyTool[]) => Promise<LoopResult>,
  ): Promise<LoopResult> {
    const slot: HandoverSlot = {};
    const result = await withinBudget(agent, options, (bounded) => {
      const called = this.#delegate(agent, tools, bounded, call);
      const handing = handOverTool(agent, this.deps.agents, call.callers, slot);
      const over = (): string | undefined => slot.handed?.note;
      return work({ ...bounded, over }, [...tools, ...called, ...handing]);
    });
    const { handed } = slot;
    if (agent === undefined || handed === undefined || result.stopReason !== 'answered')
      return result;
    const { recorder } = this.options.site;
    const text = `${agent.name} has handed over to ${handed.agent.name}: ${handed.note}`;
    recorder.tell({ type: 'notice', level: 'info', text });
    const next = await this.#runAs(
      handed.agent,
      tools,
      takenOver({ handed }, agent.name, options),
      call,
    );
    const inputTokens = [...result.inputTokens, ...next.inputTokens];
    return { ...next, steps: result.steps + next.steps, inputTokens };
  }

  /** The loop of an agent that another one, or a plan, has given a part of the work. */
  readonly runAs = (
    agent: AgentDefinition,
    options: LoopOptions,
    ground?: AgentGround,
  ): Promise<LoopResult> => {
    return this.#runAs(agent, this.#all(), options, { callers: [], ground });
  };

  /** @param within the tools of whoever gives the work */
  #runAs(
    agent: AgentDefinition,
    within: readonly AnyTool[],
    options: LoopOptions,
    { callers, ground }: Call,
  ): Promise<LoopResult> {
    const tools = toolsOfAgent(within, agent);
    const place: CommandPlace = { folder: undefined };
    const guards = this.#guards(this.#commandsOf(agent.name, ground, place), agent.name);
    const own = ground === undefined ? tools : this.#onGround(tools, ground, place);
    const call: Call = { callers: [...callers, agent.name], ground };
    return this.#handingOver(agent, own, options, call, (working, all) =>
      this.#loop(agent, all, guards, working, ground?.overlay),
    );
  }

  #onGround(
    tools: readonly AnyTool[],
    ground: AgentGround,
    place: CommandPlace,
  ): readonly AnyTool[] {
    const over = this.deps.changes?.toolsOver?.(ground.overlay, () => place.folder) ?? [];
    // What runs on in the background would outlive the folder that it runs in.
    return tools
      .filter(({ name }) => name !== 'background.start')
      .map((tool) => over.find(({ name }) => name === tool.name) ?? tool);
  }

  /** What a team works with. */
  lent(): Pick<TeamSite, 'members' | 'runAs' | 'decide'> {
    const decide = decideElsewhere(this.deps, this.options.site, this.options.words);
    return { members: this.#members(), runAs: this.runAs, decide };
  }

  /** The agents with what they may do at most. */
  #members(): readonly TeamMember[] {
    const all = this.deps.tools.list();
    return this.deps.agents.map((agent) => {
      const tools = toolsOfAgent(all, agent);
      const canWrite =
        this.deps.changes !== undefined && tools.some(({ effect }) => effect === 'write');
      return { agent, canWrite, tools: tools.map(({ name }) => name) };
    });
  }

  async #loop(
    agent: AgentDefinition | undefined,
    tools: readonly AnyTool[],
    guards: TurnGuards,
    options: LoopOptions,
    workspace = this.deps.workspace,
  ): Promise<LoopResult> {
    const deps: TurnDeps = {
      ...this.deps,
      ...(await this.#modelOf(agent)),
      workspace,
      tools: createToolRegistry([...tools]),
      gateFor: (registry) => this.deps.gateFor(registry, guards),
    };
    const methods = await this.#skillsOf(agent);
    const { standing } = options;
    return runLoop(deps, {
      ...options,
      standing: () => [...this.#instructed(workspace), ...methods, ...(standing?.() ?? [])],
    });
  }

  /** The model that the agent's file names, where it is set up here; else that of the turn. */
  async #modelOf(agent: AgentDefinition | undefined): Promise<Partial<ModelParts>> {
    if (agent?.model === undefined) return {};
    const own = await this.deps.withModel?.(agent.model);
    if (own === undefined) {
      this.#tellOnce(
        `${agent.name} asks for the model ${agent.model}, which is not set up here: that of the turn is used.`,
      );
    }
    return own ?? {};
  }

  /** The methods that the agent's file names, whole; one that is not there is told. */
  async #skillsOf(agent: AgentDefinition | undefined): Promise<readonly string[]> {
    // A catalogue of its own: what an agent follows does not stand in the prompts of others.
    const catalogue = new SkillCatalogue(this.deps.skills.list());
    const texts: string[] = [];
    for (const name of agent?.skills ?? []) {
      if (catalogue.get(name) !== undefined) texts.push(skillText(await catalogue.use(name)));
      else this.#tellOnce(`${agent?.name ?? ''} asks for the skill ${name}, which is not there.`);
    }
    return texts;
  }

  #tellOnce(text: string): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.options.site.recorder.tell({ type: 'notice', level: 'warning', text });
  }

  /** With those of the folders that the loop has begun to change, from its next step on. */
  #instructed(workspace: FileStore): readonly string[] {
    if (!this.#isInstructed) return [];
    const changed = workspace instanceof Overlay ? workspace.changes() : [];
    void this.instruct(changed.map(({ path }) => path));
    return this.#instructions?.texts() ?? [];
  }

  #all(): readonly AnyTool[] {
    return [...this.deps.tools.list(), this.#commitMessage()];
  }

  #toolsOf(agent: AgentDefinition | undefined): readonly AnyTool[] {
    return agent === undefined ? this.#all() : toolsOfAgent(this.#all(), agent);
  }

  /** The tool by which a turn calls any agent, and an agent those that its file names; nobody calls its own callers. */
  #delegate(
    agent: AgentDefinition | undefined,
    tools: readonly AnyTool[],
    { budget, emit }: LoopOptions,
    call: Call,
  ): readonly AnyTool[] {
    const agents = this.deps.agents.filter(
      ({ name }) =>
        !call.callers.includes(name) && (agent === undefined || agent.agents?.includes(name)),
    );
    return delegateTool({
      agents,
      budget,
      emit,
      runAs: (called, options) => this.#runAs(called, tools, options, call),
    });
  }

  #guards(commands: TurnCommands | undefined, asker: string | undefined): TurnGuards {
    return { commands, hosts: this.#hosts(asker), taint: this.options.site.taint };
  }

  #commandsOf(
    asker: string,
    ground: AgentGround | undefined,
    place: CommandPlace,
  ): TurnCommands | undefined {
    const { commands, changes } = this.deps;
    if (commands === undefined || changes === undefined) return undefined;
    const site = { ...this.options.site, asker };
    return createCommandAuthority(commands, site, async () => {
      place.folder = await ground?.isolate();
      if (place.folder !== undefined) return true;
      await ground?.settle();
      // Others may put their changes there meanwhile: what is being made must not be forgotten.
      return ground === undefined
        ? settleChanges(changes, site)
        : changes.overlay.exclusive(() => settleChanges(changes, site));
    });
  }

  #hosts(asker: string | undefined): HostAuthority | undefined {
    const { hosts } = this.deps;
    const { site, words } = this.options;
    const named = hostsNamedIn(words);
    return (
      hosts && createHostAuthority(hosts, asker === undefined ? site : { ...site, asker }, named)
    );
  }

  #commitMessage(): AnyTool {
    const { tools, gateFor, predictor, memory, recallTokens } = this.deps;
    const { budget, emit, site } = this.options;
    const gate = gateFor(tools, { taint: site.taint });
    return commitMessageTool({ predictor, memory, gate, budget, emit, recallTokens });
  }
}

/** Only those that its file names, of those that there are; of servers' tools those of the servers that it names. */
function toolsOfAgent(
  within: readonly AnyTool[],
  { tools, disallowedTools, mcpServers }: AgentDefinition,
): readonly AnyTool[] {
  const chosen = chooseTools(within, tools, disallowedTools).tools;
  if (mcpServers === undefined) return chosen;
  const ofServer = ({ name }: AnyTool): boolean =>
    mcpServers.some((server) => name.startsWith(`mcp.${server}.`));
  const served = chooseTools(within, undefined, disallowedTools).tools.filter(ofServer);
  return [...chosen.filter(({ name }) => !name.startsWith('mcp.')), ...served];
}

/** Of what an agent's file does not limit, it gets so much of what is left. */
const SHARE = 0.5;

/** Runs with what the agent's own file allows it at most, set aside before it starts. */
async function withinBudget(
  agent: AgentDefinition | undefined,
  options: LoopOptions,
  work: (bounded: LoopOptions) => Promise<LoopResult>,
): Promise<LoopResult> {
  const wanted = agent?.budget;
  if (wanted === undefined) return work(options);
  const { limits, spent, reserved } = options.budget.use();
  const part = (key: keyof GrantAmount): number => {
    const left = Math.max(0, limits[key] - spent[key] - reserved[key]);
    return Math.min(left, wanted[key] ?? left * SHARE);
  };
  const grant = options.budget.portion(
    {
      modelCalls: Math.floor(part('modelCalls')),
      tokens: Math.floor(part('tokens')),
      costUsd: part('costUsd'),
    },
    Math.max(1, limits.iterations - spent.iterations),
  );
  try {
    return await work({ ...options, budget: grant.budget });
  } finally {
    grant.close();
  }
}
