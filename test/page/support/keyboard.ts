// Walks a page with the keyboard: what can be reached, what shows that it has the focus, what holds the keyboard.
import type { ChatPage } from './chat-page.js';

/** What went wrong on a walk, a line each; nothing if all is well. */
export interface Walk {
  /** Can be used with the mouse, and no key leads to it. */
  readonly unreached: readonly string[];
  /** Looks the same with and without the focus. */
  readonly unmarked: readonly string[];
  /** Tab goes round without an end to it. */
  readonly trapped: boolean;
  /** How many controls there are. */
  readonly controls: number;
}

/** What the page keeps while it is walked. */
interface Walker {
  /** Elements that had the focus or were pointed at by what has it. */
  readonly reached: Set<Element>;
  readonly unmarked: Set<Element>;
  readonly marked: Set<Element>;
  /** Marks what an arrow key has chosen. */
  look(): void;
  name(element: Element): string;
  controls(): readonly Element[];
  /** What can be used with a mouse once Tab has been everywhere. */
  found: readonly Element[];
  /** How often the keyboard came by the tab of the open view, where a page begins. */
  begun: number;
}
type WalkedWindow = typeof globalThis & { walker: Walker };

/** Puts the walker into a page; harmless when it is there. */
async function install(chat: ChatPage): Promise<void> {
  await chat.page.evaluate(() => {
    const CONTROLS =
      'a[href], button, input, select, textarea, summary, vscode-button, [tabindex], [contenteditable=true], ' +
      ['button', 'link', 'tab', 'menuitem', 'checkbox', 'radio', 'switch', 'textbox', 'combobox']
        .concat(['option', 'treeitem', 'slider', 'application'])
        .map((role) => `[role=${role}]`)
        .join(', ');
    // Off, the frame around controls that a script may focus, or a view's tab, which has a walk of its own.
    const NONE =
      ':disabled, [disabled], label, [tabindex="-1"]:not([role]), [tabindex="-1"][role=tab], ' +
      '[tabindex="-1"][role=tablist], [tabindex="-1"][role=toolbar]';
    const HANDLERS = ['onClick', 'onPointerDown', 'onMouseDown', 'onDoubleClick'];
    /** React keeps what a component gave to an element under a name of its own. */
    const clickable = (element: Element): boolean => {
      const key = Object.keys(element).find((name) => name.startsWith('__reactProps$'));
      const props: unknown = key === undefined ? undefined : Reflect.get(element, key);
      return typeof props === 'object' && props !== null && HANDLERS.some((one) => one in props);
    };
    const visible = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return (
        width > 0 &&
        height > 0 &&
        element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
        element.closest('[aria-hidden=true], [inert]') === null
      );
    };
    const looksOf = (element: Element): string => {
      const inner = element.shadowRoot?.querySelector('.control');
      const parts = [inner, element, element.parentElement, element.parentElement?.parentElement];
      return parts
        .map((part) => {
          if (part === undefined || part === null) return '';
          const style = getComputedStyle(part);
          const outline = style.outlineStyle === 'none' ? '' : style.outline;
          return `${outline}|${style.boxShadow}|${style.borderColor}`;
        })
        .join(' / ');
    };
    const reached = new Set<Element>();
    const unmarked = new Set<Element>();
    const marked = new Set<Element>();
    const name = (element: Element): string => {
      const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
      const { testid } = (element as HTMLElement).dataset;
      const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
      return `${role} ${JSON.stringify(label.trim().slice(0, 50))}${testid === undefined ? '' : ` #${testid}`} .${element.className}`;
    };
    let last: { readonly element: Element; readonly looks: string } | undefined;
    /** Chosen inside a list that keeps the focus itself. */
    const look = (): void => {
      const id = document.activeElement?.getAttribute('aria-activedescendant');
      const chosen =
        id === null || id === undefined ? null : document.querySelector(`#${CSS.escape(id)}`);
      if (chosen !== null) reached.add(chosen);
    };
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element)) return;
      if (last !== undefined && last.element !== target && last.element.isConnected) {
        (looksOf(last.element) === last.looks ? unmarked : marked).add(last.element);
      }
      reached.add(target);
      if (target.matches('[role=tab]')) walker.begun++;
      last = { element: target, looks: looksOf(target) };
      look();
    });
    const walker: Walker = {
      reached,
      unmarked,
      marked,
      look,
      name,
      found: [],
      begun: 0,
      controls: () =>
        [...document.body.querySelectorAll('*')]
          .filter((element) => element.matches(CONTROLS) || clickable(element))
          .filter((element) => !element.matches(NONE))
          .filter(visible),
    };
    (globalThis as WalkedWindow).walker = walker;
  });
}

const MOST = 400;
const AT_ONCE = 8;

/** Presses Tab from the start of the page to its end, arrows inside what has them, and Shift+Tab back. */
export async function walk(chat: ChatPage): Promise<Walk> {
  await install(chat);
  const { page } = chat;
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.collapse(document.body, 0);
    scrollTo(0, 0);
  });
  const free = (await round(chat, 'Tab')) && (await round(chat, 'Shift+Tab'));
  await page.evaluate(() => {
    const { walker } = globalThis as WalkedWindow;
    walker.found = walker.controls();
  });
  await insideGroups(chat);
  const found = await page.evaluate(() => {
    const { walker } = globalThis as WalkedWindow;
    return {
      controls: walker.found.length,
      unreached: walker.found
        .filter((one) => !walker.reached.has(one))
        .map((one) => walker.name(one)),
      unmarked: [...walker.unmarked]
        .filter((one) => !walker.marked.has(one))
        .map((one) => walker.name(one)),
    };
  });
  return { ...found, trapped: !free };
}

/** Whether the keyboard comes by the start of the page twice, which means that it has been everywhere between. */
async function round({ page }: ChatPage, key: string): Promise<boolean> {
  await page.evaluate(() => {
    (globalThis as WalkedWindow).walker.begun = 0;
  });
  for (let presses = 0; presses < MOST; presses += AT_ONCE) {
    for (let i = 0; i < AT_ONCE; i++) await page.keyboard.press(key);
    if (await page.evaluate(() => (globalThis as WalkedWindow).walker.begun > 1)) return true;
  }
  return false;
}

/** Goes through every group that is one stop for Tab, with the keys of its role. */
async function insideGroups(chat: ChatPage): Promise<void> {
  const { page } = chat;
  const groups = await page
    .locator('[role=tree], [role=listbox], [role=toolbar], [role=radiogroup], [role=menu]')
    .all();
  for (const group of groups) {
    const holder = await group.evaluateHandle((element) => {
      const { walker } = globalThis as WalkedWindow;
      const inside = [element, ...element.querySelectorAll('*')].find((one) =>
        walker.reached.has(one),
      );
      return inside ?? document.querySelector(`[aria-controls="${element.id}"]`);
    });
    const target = holder.asElement();
    if (target === null) continue;
    await target.focus();
    await page.keyboard.press('Home');
    const count = Math.min(await group.locator('[role]').count(), 60);
    for (let i = 0; i <= count; i++) {
      await page.evaluate(() => (globalThis as WalkedWindow).walker.look());
      await page.keyboard.press('ArrowDown');
    }
  }
}
