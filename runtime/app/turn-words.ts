// The words of one turn: what was accepted, what a comparison gives its conversation, and what is being tried.
import type { AgentDefinition } from '../agents/index.js';
import { readAgent } from '../agents/index.js';
import type { Logger } from '../core/index.js';
import type { Signature } from '../models/index.js';
import {
  MODEL_PART,
  tuneBy,
  tunedAgents,
  tunedRouter,
  tunedSkills,
  tunedTools,
  type Words,
} from '../optimizer/index.js';
import type { AnyTool } from '../ports/index.js';
import type { RouterLimits } from '../rlm/index.js';
import { discoverSkills, type Skill } from '../skills/index.js';
import { createScratchStore } from './scratch-store.js';

const NEW = /^(skill|agent)\/([a-z0-9-]+)$/;

export class TurnWords {
  readonly #words: Words;
  readonly #added: Words;
  readonly #logger: Logger;

  /**
   * @param accepted what holds for every turn
   * @param added what takes its place in this one; whole files of skills and agents are offered from here alone
   */
  constructor(accepted: Words | undefined, added: Words | undefined, logger: Logger) {
    this.#added = added ?? { values: {}, originals: {} };
    this.#words = {
      values: { ...accepted?.values, ...this.#added.values },
      originals: { ...accepted?.originals, ...this.#added.originals },
    };
    this.#logger = logger;
  }

  get tune(): (signature: Signature) => Signature {
    return tuneBy(this.#words.values, this.#words.originals);
  }

  get router(): RouterLimits {
    return tunedRouter(this.#words);
  }

  /** Another model than the configured one, as long as that is the one it is compared with. */
  modelFor(configured: string | undefined): string | undefined {
    const { values, originals } = this.#added;
    const value = values[MODEL_PART];
    return typeof value === 'string' && originals[MODEL_PART] === (configured ?? '')
      ? value
      : undefined;
  }

  async skills(found: readonly Skill[]): Promise<readonly Skill[]> {
    const names = new Set(found.map(({ name }) => name));
    const files = this.#newFiles('skill').filter(({ name }) => !names.has(name));
    if (files.length === 0) return tunedSkills(found, this.#words);
    const store = createScratchStore(
      Object.fromEntries(files.map(({ name, text }) => [`skills/${name}/SKILL.md`, text])),
    );
    // Read from a file like any other skill.
    const place = { source: 'user' as const, files: store, folder: 'skills' };
    const { skills } = await discoverSkills([place], this.#logger);
    return [...tunedSkills(found, this.#words), ...skills];
  }

  agents(found: readonly AgentDefinition[]): readonly AgentDefinition[] {
    const names = new Set(found.map(({ name }) => name));
    const added = this.#newFiles('agent').flatMap(({ name, text }) => {
      const path = `agents/${name}/AGENT.md`;
      const { agent } = readAgent(path, text, { source: 'user', fallback: name });
      return agent === undefined || names.has(agent.name) ? [] : [agent];
    });
    return [...tunedAgents(found, this.#words), ...added];
  }

  tools(found: readonly AnyTool[]): readonly AnyTool[] {
    return tunedTools(found, this.#words);
  }

  #newFiles(kind: 'skill' | 'agent'): readonly { readonly name: string; readonly text: string }[] {
    return Object.entries(this.#added.values).flatMap(([id, text]) => {
      const [, of, name] = NEW.exec(id) ?? [];
      return of === kind && name !== undefined && typeof text === 'string' && text !== ''
        ? [{ name, text }]
        : [];
    });
  }
}
