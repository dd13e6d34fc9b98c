// Home as a process of its own: gives a plan, and says when a question of a worker waits for its person, who never answers.
import { createMemfun, type MemfunEnvironment, tierHomeOf } from '../../../runtime/app/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { environmentOn } from '../../support/environment.js';

export interface HomeJob {
  readonly repository: string;
  /** What is its own. */
  readonly storage: string;
  /** Where the tiers of the machine lie. */
  readonly home: string;
  readonly settings: MemfunEnvironment['settings'];
  readonly text: string;
}

async function main({ repository, storage, home, settings, text }: HomeJob): Promise<void> {
  const memfun = await createMemfun(
    environmentOn(repository, {
      projectStorage: createNodeFileStore(storage),
      tierHome: await tierHomeOf(repository, home),
      approvals: {
        ask: ({ command }) => {
          process.send?.({ command });
          return new Promise(() => undefined);
        },
      },
      settings,
    }),
    { prewarm: false },
  );
  const { sessionId } = await memfun.sessions.create('killed');
  await memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal: new AbortController().signal,
    emit: () => undefined,
  });
}

const [job] = process.argv.slice(2);
if (process.send !== undefined && job !== undefined) void main(JSON.parse(job) as HomeJob);
