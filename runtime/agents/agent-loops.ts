// The loops of one turn: with which tools, rights and questions each agent works. A child never has more than its turn.
import { Overlay } from '../changes/index.js';
import type { Budget, EmitEvent } from '../core/index.js';
import type { AnyTool, FileStore } from '../ports/index.js';
import { type LoopOptions, type LoopResult, runLoop } from '../rlm/index.js';
import { type HostAuthority, hostsNamedIn, type TurnGuards } from '../safety/index.js';
import { createToolRegistry } from '../tools/index.js';
import { type ChangeSite, settleChanges } from './changes.js';
import { createCommandAuthority, type TurnCommands } from './command-authority.js';
import { commitMessageTool } from './commit-message.js';
import { type AgentDefinition, chooseTools } from './definitions/index.js';
import { delegateTool } from './delegate.js';
import { createHostAuthority } from './host-authority.js';
import { InstructionsInForce } from './instructions/index.js';
import type { AgentGround, TeamMember } from './team.js';
import type { TurnDeps } from './types.js';

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

export class AgentLoops {
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
    return this.#loop(this.#toolsOf(agent), this.#guards(this.commands, undefined), options);
  }

  /** The loop of an agent that another one, or a plan, has given a part of the work. */
  readonly runAs = (
    agent: AgentDefinition,
    options: LoopOptions,
    ground?: AgentGround,
  ): Promise<LoopResult> => {
    const tools = this.#toolsOf(agent);
    const place: CommandPlace = { folder: undefined };
    const guards = this.#guards(this.#commandsOf(agent.name, ground, place), agent.name);
    if (ground === undefined) return this.#loop(tools, guards, options);
    const over = this.deps.changes?.toolsOver?.(ground.overlay, () => place.folder) ?? [];
    // What runs on in the background would outlive the folder that it runs in.
    const own = tools
      .filter(({ name }) => name !== 'background.start')
      .map((tool) => over.find(({ name }) => name === tool.name) ?? tool);
    return this.#loop(own, guards, options, ground.overlay);
  };

  /** The agents with what they may do at most. */
  members(): readonly TeamMember[] {
    const all = this.deps.tools.list();
    return this.deps.agents.map((agent) => ({
      agent,
      canWrite:
        this.deps.changes !== undefined &&
        chooseTools(all, agent.tools, agent.disallowedTools).tools.some(
          ({ effect }) => effect === 'write',
        ),
    }));
  }

  #loop(
    tools: readonly AnyTool[],
    guards: TurnGuards,
    options: LoopOptions,
    workspace = this.deps.workspace,
  ): Promise<LoopResult> {
    const deps: TurnDeps = {
      ...this.deps,
      workspace,
      tools: createToolRegistry([...tools]),
      gateFor: (registry) => this.deps.gateFor(registry, guards),
    };
    const { standing } = options;
    return runLoop(deps, {
      ...options,
      standing: () => [...this.#instructed(workspace), ...(standing?.() ?? [])],
    });
  }

  /** With those of the folders that the loop has begun to change, from its next step on. */
  #instructed(workspace: FileStore): readonly string[] {
    if (!this.#isInstructed) return [];
    const changed = workspace instanceof Overlay ? workspace.changes() : [];
    void this.instruct(changed.map(({ path }) => path));
    return this.#instructions?.texts() ?? [];
  }

  /** Of a named agent only those that its file names, and no further agents. */
  #toolsOf(agent: AgentDefinition | undefined): readonly AnyTool[] {
    const all = [...this.deps.tools.list(), this.#commitMessage()];
    if (agent !== undefined) return chooseTools(all, agent.tools, agent.disallowedTools).tools;
    const { agents } = this.deps;
    const { budget, emit } = this.options;
    return [...all, ...delegateTool({ agents, budget, emit, runAs: this.runAs })];
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
