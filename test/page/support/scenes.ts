// Scenes in four themes and two widths: photographed, without a violation in axe, nothing wider than the page.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type ChatPage, NARROW, type OpenOptions, Pages, WIDE } from './chat-page.js';
import { THEMES, type Theme } from './page-server.js';

export interface Scene {
  readonly options: OpenOptions;
  /** Brings the page to where it is looked at. */
  readonly prepare: (chat: ChatPage) => Promise<void>;
}

/**
 * Declares a test of every scene, where width and theme are changed as in an open editor.
 * @param themes fewer, where only words are looked at
 * @param faults what else is wrong with a scene, a line each
 */
export function lookAtScenes(
  scenes: Readonly<Record<string, Scene>>,
  themes: readonly Theme[] = THEMES,
  faults: (chat: ChatPage) => Promise<readonly string[]> = async () => [],
): void {
  let pages: Pages;
  beforeAll(async () => {
    pages = await Pages.launch();
  });
  afterEach(() => pages.closeAll());
  afterAll(() => pages.close());

  it.each(Object.entries(scenes))(
    `%s in ${themes.join(', ')}, ${NARROW} and ${WIDE} pixels wide`,
    async (name, { options, prepare }) => {
      const chat = await pages.open({ ...options, width: NARROW });
      await prepare(chat);
      for (const width of [NARROW, WIDE]) {
        await chat.setWidth(width);
        for (const theme of themes) {
          await chat.setTheme(theme);
          await chat.screenshot(`${name}-${theme}-${width}`);
          expect(await chat.overflow(), `nothing is wider than the page (${theme})`).toEqual([]);
          // Structure does not depend on the theme, nor colours on the width.
          if (theme === themes[0]) {
            expect(await chat.axe(), theme).toEqual([]);
            expect(await chat.cutWords(), 'words that are cut').toEqual([]);
            expect(await faults(chat)).toEqual([]);
          } else if (width === NARROW) expect(await chat.axe('colours'), theme).toEqual([]);
          expect(chat.problems, theme).toEqual([]);
        }
      }
    },
  );
}
