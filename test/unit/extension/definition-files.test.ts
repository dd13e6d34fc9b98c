// Files of agents and skills that come, change and go are noticed without a watcher, and only while somebody may see them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DEFINITION_PLACES, lookAtDefinitions } from '../../../extension/host/definition-files.js';
import { tempFolder } from '../../support/memory.js';
import { eventually, settle } from '../../support/waiting.js';

/** Looks at a folder again and again; `looks` counts how often. */
async function looking() {
  const root = tempFolder();
  const changed = vi.fn<() => void>();
  const here = { isShown: true, looks: 0 };
  const look = lookAtDefinitions({
    roots: () => [root, '/not/there'],
    isShown: () => {
      here.looks++;
      return here.isShown;
    },
    changed,
    everyMs: 2,
  });
  onTestFinished(() => look.dispose());
  /** Until a whole look was made that began after this, and all of it is told. */
  const looked = async (): Promise<void> => {
    const { looks } = here;
    await eventually(() => expect(here.looks).toBeGreaterThan(looks + 2));
  };
  const tells = async (act: () => unknown): Promise<boolean> => {
    changed.mockClear();
    act();
    await looked();
    return changed.mock.calls.length > 0;
  };
  await looked();
  const file = (place: string, name: string): string => path.join(root, place, name);
  return { changed, here, look, looked, tells, file };
}

const put = (file: string, text: string): void => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

test.each(DEFINITION_PLACES)(
  'in %s, which was not there: each coming, change and going is told',
  async (place) => {
    const { tells, file } = await looking();
    const one = file(place, 'poet/SKILL.md');
    expect(await tells(() => put(one, 'Says in three lines.'))).toBe(true);
    expect(await tells(() => put(one, 'Says it in rhymes, and at more length.'))).toBe(true);
    expect(await tells(() => rmSync(one))).toBe(true);
    expect(await tells(() => undefined)).toBe(false);
  },
);

test('nothing is told while nobody sees it; what was missed is told afterwards', async () => {
  const { here, looked, tells, file } = await looking();
  here.isShown = false;
  await looked();
  const one = file('.github/agents', 'poet.agent.md');
  expect(await tells(() => put(one, 'Says in three lines.'))).toBe(false);
  expect(await tells(() => (here.isShown = true))).toBe(true);
});

test('a change while nothing is looked at any more is not told', async () => {
  const { changed, here, look, file } = await looking();
  look.dispose();
  const { looks } = here;
  const one = file('.claude/agents', 'poet.md');
  put(one, 'Says in three lines.');
  await settle();
  expect([changed.mock.calls, here.looks]).toEqual([[], looks]);
});
