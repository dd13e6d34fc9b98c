// Tools for callers outside of a turn: what looks and remembers, and of servers what the user has allowed for good.
import type { Config } from '../config/index.js';
import { type IdMaker, type Logger, MemfunError, systemClock } from '../core/index.js';
import type { AnyTool, ToolRegistry } from '../ports/index.js';
import { type CommandAuthority, redactText } from '../safety/index.js';
import { createToolRegistry } from '../tools/index.js';
import type { MemfunParts } from './parts.js';
import type { ToolDesk } from './types.js';

export interface ToolDeskDeps {
  readonly parts: Pick<MemfunParts, 'tools' | 'gateFor' | 'audit' | 'commands' | 'mcp'>;
  readonly config: () => Config;
  readonly ids: IdMaker;
  readonly logger: Logger;
  readonly closing: AbortSignal;
}

/** @param more offered besides */
export function createToolDesk(deps: ToolDeskDeps, more: readonly AnyTool[]): ToolDesk {
  const { parts, config, ids, logger, closing } = deps;
  const { tools, gateFor, audit, commands, mcp } = parts;
  const own = [
    ...tools.list().filter(({ effect }) => effect === 'read' || effect === 'memory'),
    ...more,
  ];

  async function offered(signal: AbortSignal): Promise<ToolRegistry> {
    return createToolRegistry([...own, ...(await ofServers(signal))]);
  }

  /** Those that nobody would be asked about: who calls from outside cannot be shown a question. */
  async function ofServers(signal: AbortSignal): Promise<readonly AnyTool[]> {
    const remote = (await mcp?.tools(Number.POSITIVE_INFINITY, signal)) ?? [];
    const allowed: AnyTool[] = [];
    for (const tool of remote) {
      if (!tool.name.startsWith('mcp.') || tool.command === undefined) continue;
      const decision = await commands?.judge(tool.command({}), 'ask');
      if (decision?.decision === 'allow') allowed.push(tool);
    }
    return allowed;
  }

  const policyAlone: CommandAuthority | undefined = commands && {
    async authorize(command) {
      const { decision, reason } = await commands.judge(command, 'ask');
      if (decision !== 'allow') throw new NotAllowedOutsideError(reason);
    },
  };

  return {
    tools: async (signal) => (await offered(signal)).list(),
    async call(name, input, { caller, signal, progress }) {
      const turnId = ids.next('turn');
      const registry = await offered(signal);
      const gate = gateFor(registry, { ...config(), mode: 'plan' }, { commands: policyAlone });
      const { result, summary } = await gate.call(name, input, {
        signal: AbortSignal.any([signal, closing]),
        logger,
        caller,
        turnId,
        stepId: undefined,
        ...(progress === undefined ? {} : { progress }),
      });
      const words = wordsFor(registry.get(name));
      if (words !== undefined)
        await audit?.add({
          at: systemClock.now(),
          sessionId: caller,
          turnId,
          action: result.ok ? words.done : words.failed,
          detail: redactText(summary),
          by: caller,
        });
      return result;
    },
  };
}

/** How a call is put down in the audit; what only looks is not. */
function wordsFor(tool: AnyTool | undefined): { done: string; failed: string } | undefined {
  if (tool?.effect === 'memory') return { done: 'used memory', failed: 'did not use memory' };
  return tool?.remote === true ? { done: 'called', failed: 'did not call' } : undefined;
}

/** Nobody can be asked, so only what is allowed by a rule is done. */
class NotAllowedOutsideError extends MemfunError {
  readonly code = 'tool.refused';
  constructor(reason: string) {
    super(`The call was refused: ${reason}.`, {
      remedy: 'The user can allow it with /mcp allow SERVER TOOL.',
    });
  }
}
