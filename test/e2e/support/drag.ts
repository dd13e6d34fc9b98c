// Drags onto the message box of a real editor: files from the desktop, and what the editor itself lets be dragged.
import type { Locator } from 'playwright-core';
import type { Editor } from './editor.js';

const SHIFT = 8;
const COPY = 1;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Files and folders of the system hang over the message box, as the browser reports it; `drop` lets them go. */
export async function holdFiles(editor: Editor, files: readonly string[], withShift: boolean) {
  const client = await editor.page.context().newCDPSession(editor.page);
  const at = await middleOf(editor.frame().getByTestId('chat-input'));
  const data = { items: [], files: [...files], dragOperationsMask: COPY };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop', isShiftHeld: boolean): Promise<unknown> =>
    client.send('Input.dispatchDragEvent', {
      type,
      ...at,
      data,
      modifiers: isShiftHeld ? SHIFT : 0,
    });
  await send('dragEnter', withShift);
  await send('dragOver', withShift);
  return {
    over: (isShiftHeld: boolean) => send('dragOver', isShiftHeld),
    drop: async (): Promise<void> => {
      await send('drop', withShift);
      await client.detach();
    },
  };
}

export async function dropFiles(editor: Editor, files: readonly string[]): Promise<void> {
  const { drop } = await holdFiles(editor, files, true);
  await drop();
}

/**
 * Drags with the mouse and with Shift.
 * @param by places to wait at on the way, each until the element that belongs to it is there
 */
export async function dragToMessageBox(
  editor: Editor,
  from: Locator,
  by: readonly (readonly [place: Locator, until: Locator])[] = [],
): Promise<void> {
  const { mouse, keyboard } = editor.page;
  const start = await middleOf(from);
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(start.x - 10, start.y + 10, { steps: 5 });
  for (const [place, until] of by) {
    const { x, y } = await middleOf(place);
    await mouse.move(x, y, { steps: 5 });
    // A drag is told again and again only while it moves.
    for (let tries = 0; !(await until.isVisible()); tries++) {
      if (tries === 300) throw new Error('what the drag waits for does not come');
      await mouse.move(x + (tries % 2), y);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await keyboard.down('Shift');
  const input = editor.frame().getByTestId('chat-input');
  const box = editor.frame().locator('.composer-box[data-hovered="true"]');
  for (let tries = 0; !(await box.isVisible()); tries++) {
    if (tries === 300) throw new Error('the message box does not notice the drag');
    const { x, y } = await middleOf(input);
    await mouse.move(x + (tries % 2), y, { steps: 5 });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await mouse.up();
  await keyboard.up('Shift');
}

async function middleOf(element: Locator): Promise<Place> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('there is nothing to drag here');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
