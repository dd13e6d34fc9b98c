// The environment and the parts of a Memfun that is put together in a test: held in process, nothing of the disk.
import type { MemfunEnvironment, MemfunParts } from '../../../runtime/app/index.js';
import type { FileStore } from '../../../runtime/ports/index.js';
import { createInProcessTier } from '../../../runtime/tiers/index.js';
import { ConflictDesk } from '../../../runtime/writers/index.js';
import { environmentOn } from '../../support/environment.js';
import { emptySkillDesk } from '../../support/skill-desk.js';
import { memoryInProcess, sessionsInProcess } from '../agents/stores.js';
import { fakeGate, fakeSandbox } from '../rlm/fake-sandbox.js';
import { filesOf, registryOf } from '../rlm/harness.js';

/** A store that keeps what is written. */
function writable(texts: Record<string, string> = {}): FileStore {
  const files = filesOf(texts);
  return {
    ...files,
    write: async (path, data) => {
      texts[path] = new TextDecoder().decode(data);
    },
    remove: async (path) => {
      delete texts[path];
    },
  };
}

export function environment(change: Partial<MemfunEnvironment> = {}): MemfunEnvironment {
  return environmentOn('', {
    workspace: filesOf({ 'src/a.ts': 'one\n' }),
    projectStorage: writable(),
    userStorage: writable(),
    settings: {},
    assetsDir: '',
    ...change,
  });
}

export function parts(change: Partial<MemfunParts> = {}): MemfunParts {
  return {
    sandboxes: [fakeSandbox],
    memory: memoryInProcess('You prefer port 8080 for dev servers.'),
    codeReader: undefined,
    sessions: sessionsInProcess(),
    tools: registryOf([]),
    changes: undefined,
    custom: undefined,
    skills: async () => ({ skills: [], warnings: [] }),
    skillDesk: emptySkillDesk(),
    agentDesk: {
      list: async () => ({ agents: [], warnings: [] }),
      own: () => Promise.reject(new TypeError('no agents')),
    },
    commands: undefined,
    audit: undefined,
    web: undefined,
    conflicts: new ConflictDesk(),
    gateFor: fakeGate,
    tiers: { tier: async () => createInProcessTier(), close: async () => undefined },
    probes: [],
    close: async () => undefined,
    ...change,
  };
}
