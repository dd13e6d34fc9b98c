// Accepted skills as files of the workspace: written when a proposal is accepted, removed when it is taken back.
import { MemfunError } from '../core/index.js';
import type { Report } from '../optimizer/index.js';
import type { FileStore } from '../ports/index.js';

/** The file cannot be made, or holds something else. */
class SkillPlaceError extends MemfunError {
  readonly code = 'synthesize.place';
}

export class SkillFiles {
  readonly #workspace: FileStore | undefined;

  constructor(workspace: FileStore | undefined) {
    this.#workspace = workspace;
  }

  /** @throws SkillPlaceError when a skill of the report could not be written */
  async check(report: Report): Promise<void> {
    for (const { path } of skillsIn(report)) {
      if (this.#workspace === undefined)
        throw new SkillPlaceError('A workspace that is not trusted gets no skills.', {
          remedy: 'Trust the workspace first.',
        });
      if ((await this.#workspace.stat(path)) !== undefined)
        throw new SkillPlaceError(`There is a file "${path}" already.`, {
          remedy: 'Move it away, or reject the proposal.',
        });
    }
  }

  async write(report: Report): Promise<void> {
    for (const { path, text } of skillsIn(report)) {
      await this.#workspace?.ensureDir(path.slice(0, path.lastIndexOf('/')));
      await this.#workspace?.write(path, new TextEncoder().encode(text));
    }
  }

  /** What somebody has changed since stays. */
  async remove(report: Report): Promise<void> {
    for (const { path, text } of skillsIn(report)) {
      const data = await this.#workspace?.read(path).catch(() => undefined);
      if (data !== undefined && new TextDecoder().decode(data) === text)
        await this.#workspace?.remove(path);
    }
  }
}

function skillsIn({
  components,
}: Report): readonly { readonly path: string; readonly text: string }[] {
  return components.flatMap(({ id, kind, after }) => {
    const [, name] = /^skill\/([a-z0-9-]+)$/.exec(id) ?? [];
    return kind === 'skill-body' && name !== undefined && typeof after === 'string'
      ? [{ path: `.memfun/skills/${name}/SKILL.md`, text: after }]
      : [];
  });
}
