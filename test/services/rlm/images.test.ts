// An image in a request goes to a model that sees, in every step; for one that does not, the user is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemfun } from '../../../runtime/app/index.js';
import type { Attachment } from '../../../runtime/core/index.js';
import { cellModel } from '../../support/cell-model.js';
import { environmentOn } from '../../support/environment.js';
import { hostedModel } from '../../support/hosted-model.js';
import { turnOf } from '../../support/one-turn.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'images-'));
  writeFileSync(path.join(root, 'shot.png'), Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function ask(vision: boolean, attachments: Attachment[] = []) {
  const cells = ["console.log('looking')", "await final({ answer: 'A button.', citations: [] })"];
  const model = cellModel(cells);
  const hosted = { ...hostedModel(() => model), vision };
  const memfun = await createMemfun(
    environmentOn(root, {
      hostModels: [hosted],
      settings: {
        'memfun.model': hosted.id,
        'memfun.memory.enabled': false,
        'memfun.sandbox.engine': 'quickjs',
      },
    }),
    { prewarm: false },
  );
  const { result, events } = await turnOf(memfun, 'What is on @shot.png?', {
    effort: 'agent',
    attachments,
  });
  await memfun.close();
  const files = model.calls.map(
    ({ prompt }) =>
      prompt
        .flatMap(({ content }) =>
          typeof content === 'string' ? [] : content.map(({ type }) => type),
        )
        .filter((type) => type === 'file').length,
  );
  const [first] = model.calls;
  const notices = events.flatMap((event) => (event.type === 'notice' ? [event.text] : []));
  return { answer: result.answer, files, notices, prompt: JSON.stringify(first?.prompt) };
}

test('a model that sees gets it with every step', async () => {
  expect(await ask(true)).toMatchObject({ answer: 'A button.', files: [1, 1], notices: [] });
});

test('for a model that does not, the answer comes without, and the user is told', async () => {
  const { answer, files, notices } = await ask(false);
  expect({ answer, files }).toEqual({ answer: 'A button.', files: [0, 0] });
  expect(notices.join()).toContain('Script does not see images');
});

test('what is attached is called seen only where it is', async () => {
  const shot: Attachment = { kind: 'image', path: 'shot.png' };
  expect((await ask(true, [shot])).prompt).toContain('shot.png is attached: you see it.');
  const blind = await ask(false, [shot]);
  expect(blind.prompt).toContain('shot.png is attached, but you cannot see it.');
  const missing = await ask(true, [{ kind: 'image', path: 'gone.png' }]);
  expect(missing.prompt).toContain('gone.png is attached, but you cannot see it.');
});
