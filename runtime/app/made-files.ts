// Accepted new skills and agents as files of the workspace: written when a proposal is accepted, removed when it is taken back.
import { MemfunError } from '../core/index.js';
import type { Report } from '../optimizer/index.js';
import type { FileStore } from '../ports/index.js';

/** The file cannot be made, or holds something else. */
class PlaceError extends MemfunError {
  readonly code = 'synthesize.place';
}

export class MadeFiles {
  readonly #workspace: FileStore | undefined;

  constructor(workspace: FileStore | undefined) {
    this.#workspace = workspace;
  }

  /** @throws PlaceError when a file of the report could not be written */
  async check(report: Report): Promise<void> {
    for (const { path } of filesIn(report)) {
      if (this.#workspace === undefined)
        throw new PlaceError('A workspace that is not trusted gets no skills and agents.', {
          remedy: 'Trust the workspace first.',
        });
      if ((await this.#workspace.stat(path)) !== undefined)
        throw new PlaceError(`There is a file "${path}" already.`, {
          remedy: 'Move it away, or reject the proposal.',
        });
    }
  }

  async write(report: Report): Promise<void> {
    for (const { path, text } of filesIn(report)) {
      await this.#workspace?.ensureDir(path.slice(0, path.lastIndexOf('/')));
      await this.#workspace?.write(path, new TextEncoder().encode(text));
    }
  }

  /** What somebody has changed since stays. */
  async remove(report: Report): Promise<void> {
    for (const { path, text } of filesIn(report)) {
      const data = await this.#workspace?.read(path).catch(() => undefined);
      if (data !== undefined && new TextDecoder().decode(data) === text)
        await this.#workspace?.remove(path);
    }
  }
}

function filesIn({
  components,
}: Report): readonly { readonly path: string; readonly text: string }[] {
  return components.flatMap(({ id, after }) => {
    const [, of, name] = /^(skill|agent)\/([a-z0-9-]+)$/.exec(id) ?? [];
    if (name === undefined || typeof after !== 'string') return [];
    const file = of === 'agent' ? 'AGENT.md' : 'SKILL.md';
    return [{ path: `.memfun/${of}s/${name}/${file}`, text: after }];
  });
}
