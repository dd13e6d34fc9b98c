// Long lists are given page by page; a cursor that was never given is refused.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { serving } from './serving.js';

test('a list of 120 comes in three pages, each item once, in the same order every time', async () => {
  const uris = Array.from({ length: 120 }, (_, at) => `test://${String(at).padStart(3, '0')}`);
  const { url, token } = await serving({
    resources: async () =>
      uris.toReversed().map((uri) => ({
        uri,
        name: uri,
        description: '',
        mimeType: 'text/plain',
        read: async () => uri,
      })),
  });
  const client = new Client({ name: 'reader', version: '1' });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
  );
  onTestFinished(() => client.close());
  const sizes: number[] = [];
  const seen: string[] = [];
  const first = await client.listResources();
  expect(first.resources.map(({ uri }) => uri)).toEqual(uris);
  const ask = (cursor: string) => client.listResources({ cursor });
  for (let cursor = Buffer.from('after:').toString('base64url'); cursor !== ''; ) {
    const { resources, nextCursor = '' } = await ask(cursor);
    sizes.push(resources.length);
    seen.push(...resources.map(({ uri }) => uri));
    cursor = nextCursor;
  }
  expect(sizes).toEqual([50, 50, 20]);
  expect(seen).toEqual(uris);
  await expect(ask('of nobody')).rejects.toThrow('cursor');
});
