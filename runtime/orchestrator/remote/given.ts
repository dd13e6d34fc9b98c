// What a worker is given for a loop: its words, the rights it may have at most, and the files that are not in the commit.
import type { TeamSite } from '../../agents/index.js';
import type { Mode } from '../../core/index.js';
import { FileMissingError, type FileStore } from '../../ports/index.js';
import { patternOf } from '../../safety/index.js';
import type { WriterSite } from '../ports.js';
import type { Contents } from './contents.js';
import type { Denied, LoopTaskInput } from './kind.js';
import { type Repository, repositoryOf } from './repository.js';
import type { LoopCall } from './types.js';

/** More of it is no work for a message. */
const MAX_BASE_FILES = 2_000;
const MAX_BASE_BYTES = 64 * 1024 * 1024;

export interface GivenOptions {
  /** Where the plan runs, on this disk. */
  readonly folder: string;
  readonly mode: Mode;
  /** What the rules here deny at this moment. */
  readonly denied: () => Denied;
}

export class Given {
  /** @param notice told of what is left out */
  constructor(
    private readonly options: GivenOptions,
    private readonly site: TeamSite,
    private readonly repository: Repository,
    private readonly contents: Contents,
    private readonly notice: (text: string) => void,
  ) {}

  /** @throws Error when the repository is another one, or too much of it is not committed; AbortedError */
  async of({
    planId,
    task,
    agent,
    options,
    writer,
  }: LoopCall): Promise<Omit<LoopTaskInput, 'limits' | 'wanted'>> {
    const { mode, folder } = this.options;
    // As it is now: a task before this one may have committed.
    const { id, commit, changed } = await repositoryOf(folder, options.signal);
    if (id !== this.repository.id) throw new Error('the repository is not what it was.');
    const briefing = {
      task: options.task,
      variables: options.variables,
      memories: options.memories,
    };
    const member = this.site.members.find((one) => one.agent.name === agent.name);
    return {
      planId,
      taskId: task.id,
      briefing: await this.contents.put(new TextEncoder().encode(JSON.stringify(briefing))),
      intent: options.intent,
      outputs: task.outputs,
      maxSteps: agent.maxTurns,
      tools: [...(member?.tools ?? [])],
      agents: [...(agent.agents ?? [])],
      mode: mode === 'bypass' ? 'auto' : mode,
      denied: this.options.denied(),
      answers: true,
      ...(commit === undefined ? {} : { commit }),
      base: await this.#base(changed, writer, options.signal),
    };
  }

  /** What is not as the commit has it: in the folder as it is now, in the changes of the run, and of the task itself. */
  async #base(
    changed: readonly string[],
    writer: WriterSite | undefined,
    signal: AbortSignal,
  ): Promise<LoopTaskInput['base']> {
    const { overlay, workspace } = this.site;
    const own = (await writer?.written(signal)) ?? [];
    const run = (overlay?.changes() ?? []).flatMap((change) =>
      change.kind === 'move' ? [change.from, change.path] : [change.path],
    );
    const all = [...new Set([...changed, ...run, ...own.map(({ path }) => path)])];
    const paths = all.filter((path) => this.#maySend(path));
    if (paths.length > MAX_BASE_FILES)
      throw new Error(`more than ${MAX_BASE_FILES} files are not committed.`);
    const base: LoopTaskInput['base'] = [];
    let bytes = 0;
    for (const path of paths) {
      const content = await contentOf(writer?.overlay ?? overlay ?? workspace, path, signal);
      bytes += content?.length ?? 0;
      if (bytes > MAX_BASE_BYTES)
        throw new Error(`more than ${MAX_BASE_BYTES} bytes are not committed.`);
      base.push({
        path,
        content: content === undefined ? null : await this.contents.put(content),
      });
    }
    return base;
  }

  /** A file that may not be read unasked is not laid into the tier unasked either. */
  #maySend(path: string): boolean {
    const { folder } = this.options;
    const pattern = patternOf(path, { root: folder, home: folder });
    if (pattern?.guard !== 'secret') return true;
    this.notice(`${path} is not sent to workers: ${pattern.what}.`);
    return false;
  }
}

/** Nothing where there is no file. */
export async function contentOf(
  files: Pick<FileStore, 'read'> | undefined,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    return await files?.read(path, signal);
  } catch (thrown) {
    if (thrown instanceof FileMissingError) return undefined;
    throw thrown;
  }
}
