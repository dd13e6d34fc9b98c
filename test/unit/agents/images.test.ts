// Images reach a model that sees, from @path and from the clipboard, and what cannot is told.
import { expect, test } from 'vitest';
import { imageShelf, imagesOf, keepImage } from '../../../runtime/agents/context/images.js';
import { imagesNamedIn, type TurnRequest } from '../../../runtime/core/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1');
const JPEG = Buffer.from('\xff\xd8\xff\xe0 0000', 'latin1');

async function folder() {
  const workspace = createMemoryFileStore();
  const store = createMemoryFileStore();
  await workspace.write('docs/shot.png', PNG);
  await workspace.write('a photo.jpg', JPEG);
  await workspace.write('text.png', Buffer.from('no image at all'));
  const look = (text: string, attachments: TurnRequest['attachments'] = []) =>
    imagesOf({ intent: 'ask', text, attachments, effort: 'auto' }, { workspace, store });
  return { workspace, store, look };
}

test('images named with @ are read, each once, also in quotes and before a full stop', async () => {
  const { look } = await folder();
  const { images, problems } = await look(
    'Compare @docs/shot.png with @"a photo.jpg", and @docs/shot.png.',
  );
  expect(images.map(({ mediaType }) => mediaType)).toEqual(['image/png', 'image/jpeg']);
  expect(problems).toEqual([]);
});

test('an address of mail is no image, and neither is a word', async () => {
  const { look } = await folder();
  expect((await look('ask ada@shot.png or @ada about docs/shot.png')).images).toEqual([]);
});

test('a pasted image is kept under its content and found again', async () => {
  const { look, store } = await folder();
  const kept = await keepImage(PNG, store);
  expect(await keepImage(PNG, store)).toEqual(kept);
  const { images } = await look('this?', [
    { kind: 'image', path: 'Pasted image 1', stored: kept.stored },
  ]);
  expect(images).toMatchObject([{ mediaType: 'image/png' }]);
});

test.each([
  ['@missing.png', /missing\.png/],
  ['@text.png', /no PNG, JPEG, GIF or WebP/],
  ['@../outside.png', /outside/],
])('%s is left out and said', async (text, said) => {
  const { look } = await folder();
  const { images, problems } = await look(text);
  expect(images).toEqual([]);
  expect(problems.join()).toMatch(said);
});

test('a name that leads elsewhere is not followed', async () => {
  const { look } = await folder();
  const { problems } = await look('x', [
    { kind: 'image', path: 'Pasted image 1', stored: '../audit/log' },
  ]);
  expect(problems.join()).toContain('not kept here');
});

test('more than eight are too many, and one of more than 5 MB too', async () => {
  const { workspace, look, store } = await folder();
  for (let i = 0; i < 10; i++) await workspace.write(`${i}.png`, PNG);
  const many = await look(Array.from({ length: 10 }, (_, i) => `@${i}.png`).join(' '));
  expect(many.images).toHaveLength(8);
  expect(many.problems.join()).toContain('first 8 of 10');
  const large = Buffer.concat([PNG, Buffer.alloc(6 * 1024 * 1024)]);
  await expect(keepImage(large, store)).rejects.toThrow(/5 MB/);
});

test('what the page shows of an image is what a model would get, and where it lies', async () => {
  const { workspace, store } = await folder();
  const shelf = imageShelf({ workspace, store });
  const kept = await shelf.keep(PNG);
  const pasted = { path: 'Pasted image 1', stored: kept.stored };
  expect(await shelf.read(pasted)).toMatchObject({ mediaType: 'image/png' });
  expect(shelf.placeOf(pasted)).toEqual({ root: store.root, path: `images/${kept.stored}` });
  expect((await shelf.read({ path: 'a photo.jpg' })).mediaType).toBe('image/jpeg');
  await expect(shelf.read({ path: 'text.png' })).rejects.toThrow(/no PNG, JPEG, GIF or WebP/);
  await expect(shelf.read({ path: '../secret.png' })).rejects.toThrow(/outside/);
  await expect(shelf.read({ path: 'x', stored: '../audit/log' })).rejects.toThrow(/not kept/);
  expect(() => shelf.placeOf({ path: 'x', stored: '../audit/log' })).toThrow(/not kept/);
});

test('an image named in a text has its place there', () => {
  const text = 'see (@"my shot.png") and @docs/a.gif.';
  const names = imagesNamedIn(text);
  expect(names.map(({ from, to }) => text.slice(from, to))).toEqual([
    '@"my shot.png"',
    '@docs/a.gif',
  ]);
});
