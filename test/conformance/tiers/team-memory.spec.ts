// Two machines that share a tier share the project's memories: at once, after a time without the server, and without conflict.
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIds, silentLogger } from '../../../runtime/core/index.js';
import type { MemoryService } from '../../../runtime/memory/index.js';
import type { KnowledgeBase, StateStore } from '../../../runtime/ports/index.js';
import { createNodeFileStore, TeamLog } from '../../../runtime/storage/index.js';
import type { Tier } from '../../../runtime/tiers/index.js';
import { openWindow, tempFolder } from '../../support/memory.js';
import { eventually } from '../../support/waiting.js';
import { type Harness, type Namespace } from './support.js';

export function teamMemorySpec(harness: Harness): void {
  describe(`team memory, ${harness.name}`, () => {
    let namespace: Namespace;
    let open: Tier[] = [];
    beforeEach(async () => {
      namespace = await harness.namespace();
    });
    afterEach(async () => {
      await Promise.all(open.map((tier) => tier.close()));
      open = [];
    });

    const openState = async (): Promise<StateStore> => {
      const tier = await namespace.open();
      open.push(tier);
      return tier.state;
    };
    /** A machine's own folder; `reach` opens the common store, as long as there is a way to it. */
    const machine = (folder: string, reach = openState): Promise<MemoryService> => {
      const files = createNodeFileStore(path.join(folder, 'project/memory/team'));
      const share = (local: KnowledgeBase): KnowledgeBase =>
        new TeamLog({
          local,
          files,
          place: 'here',
          open: reach,
          newOrigin: () => createIds().next('window'),
          logger: silentLogger,
          retryMs: 10,
        });
      return openWindow(folder, { share, pollMs: 20 });
    };
    const save = (memory: MemoryService, content: string) =>
      memory.save({ layer: 'project', category: 'fact', content });
    const contents = async (memory: MemoryService): Promise<readonly string[]> =>
      (await memory.list({})).map(({ content }) => content).sort();

    test('what one remembers, the other finds, and the other way round', async () => {
      const [a, b] = [await machine(tempFolder()), await machine(tempFolder())];
      await save(a, 'The build runs with pnpm.');
      await eventually(async () =>
        expect(await contents(b)).toEqual(['The build runs with pnpm.']),
      );
      await save(b, 'Tests need a running Postgres.');
      await eventually(async () => expect(await contents(a)).toHaveLength(2));
      expect(await contents(a)).toEqual(await contents(b));
    });

    test('without the server each goes on alone, and both have everything when it is back', async () => {
      let isReachable = false;
      const reach = async (): Promise<StateStore> => {
        if (!isReachable) throw new Error('no way to the server');
        return openState();
      };
      const [a, b] = [await machine(tempFolder(), reach), await machine(tempFolder(), reach)];
      await save(a, 'Said on the train.');
      await save(b, 'Said on the plane.');
      expect(await contents(a)).toEqual(['Said on the train.']);
      isReachable = true;
      for (const one of [a, b])
        await eventually(async () =>
          expect(await contents(one)).toEqual(['Said on the plane.', 'Said on the train.']),
        );
    });

    test('what was not yet brought when a window closed is brought by the next one', async () => {
      const folder = tempFolder();
      const alone = await machine(folder, () => Promise.reject(new Error('no way to the server')));
      await save(alone, 'Said before the window closed.');
      await alone.close();
      const b = await machine(tempFolder());
      await machine(folder);
      await eventually(async () =>
        expect(await contents(b)).toEqual(['Said before the window closed.']),
      );
    });

    test('two that change one memory at the same time end with the same words', async () => {
      const [a, b] = [await machine(tempFolder()), await machine(tempFolder())];
      const { memory } = await save(a, 'The port is 8080.');
      await eventually(async () => expect(await contents(b)).toHaveLength(1));
      await Promise.all([
        a.update(memory.id, { content: 'The port is 8081.' }),
        b.update(memory.id, { content: 'The port is 8082.' }),
      ]);
      await eventually(async () => {
        const [here, there] = [await contents(a), await contents(b)];
        expect(here).toEqual(there);
        expect((await a.history(memory.id)).versions).toHaveLength(3);
        expect((await b.history(memory.id)).versions).toHaveLength(3);
      });
    });

    test('a machine that was away finds what was said meanwhile, once', async () => {
      const folder = tempFolder();
      const first = await machine(folder);
      const b = await machine(tempFolder());
      await save(b, 'Said while it was there.');
      await eventually(async () => expect(await contents(first)).toHaveLength(1));
      await first.close();
      await save(b, 'Said while it was away.');
      const again = await machine(folder);
      await eventually(async () => expect(await contents(again)).toHaveLength(2));
      const { versions } = await again.history((await again.list({}))[0]?.id ?? '');
      expect(versions).toHaveLength(1);
    });
  });
}
