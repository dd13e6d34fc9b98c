// What the host does for the Safety view: rules, tools of the workspace, the audit.
import { MemfunError } from '../../runtime/core/index.js';
import type { SafetyRule } from '../bridge/index.js';
import type { HostContext } from '../host/context.js';
import type { BridgeHandlers } from './bridge-server.js';

type Names = 'safety.get' | 'safety.rule' | 'safety.trustTool';

const SHOWN = 200;

export function safetyHandlers(host: () => HostContext): Pick<BridgeHandlers, Names> {
  const safety = async () => (await host().runtime.get()).safety;
  return {
    'safety.get': async (_input, signal) => {
      const desk = await safety();
      const { commands, hosts, tools } = desk;
      const audit = await desk.history(SHOWN);
      return {
        ...(commands === undefined ? {} : { commands: rulesOf(commands.list()) }),
        ...(hosts === undefined ? {} : { hosts: rulesOf(hosts.list()) }),
        tools: [...((await tools?.list(signal)) ?? [])],
        audit: audit.map(({ at, action, detail, by, why }) => ({
          at,
          action,
          detail,
          by,
          ...(why === undefined ? {} : { why }),
        })),
        auditBroken: await desk.brokenEntries(),
      };
    },
    'safety.rule': async ({ about, list, pattern, action }) => {
      const desk = (await safety())[about];
      if (desk === undefined) throw new NoRulesError();
      await (action === 'add' ? desk.add(list, pattern) : desk.remove(list, pattern));
      return {};
    },
    'safety.trustTool': async ({ name, trust }) => {
      const { tools } = await safety();
      if (tools === undefined) throw new NoRulesError();
      await (trust ? tools.trust(name) : tools.distrust(name));
      return {};
    },
  };
}

type Rule = Pick<SafetyRule, 'pattern' | 'by' | 'addedAt'>;

/** Denials first: they win. */
function rulesOf(policy: {
  readonly allow: readonly Rule[];
  readonly deny: readonly Rule[];
}): SafetyRule[] {
  return (['deny', 'allow'] as const).flatMap((list) =>
    policy[list].map(({ pattern, by, addedAt }) => ({ list, pattern, by, addedAt })),
  );
}

/** In restricted mode, or away from this machine's disk, there is nothing to decide. */
class NoRulesError extends MemfunError {
  readonly code = 'safety.no_rules';
  constructor() {
    super('There is nothing to allow or deny in this workspace.', {
      remedy: 'Trust the workspace, and open it from a local folder.',
    });
  }
}
