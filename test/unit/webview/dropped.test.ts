// Paths and addresses that a drag of the editor brings are one thing, on every system.
import { expect, test } from 'vitest';
import { addressesIn } from '../../../webview/chat/dropped-addresses.js';

const dragged = (data: Readonly<Record<string, string>>) => addressesIn((type) => data[type] ?? '');

test.each([
  ['a path', '/home/ada/my notes.md', 'file:///home/ada/my%20notes.md'],
  ['a path with a drive', 'C:\\code\\a.ts', 'file:///C%3A/code/a.ts'],
  ['a path on a server', '\\\\nas\\code\\a.ts', 'file://nas/code/a.ts'],
])('%s becomes an address', (_, path, uri) => {
  expect(dragged({ codefiles: JSON.stringify([path]) })).toEqual([uri]);
});

test('what several lists name in different spellings is taken once', () => {
  const found = dragged({
    'text/uri-list': '# a comment\r\nfile:///c%3A/code/%5Bid%5D.ts\r\n',
    resourceurls: JSON.stringify(['file:///c:/code/[id].ts']),
    codefiles: JSON.stringify(['C:\\code\\[id].ts', 'C:\\code\\other.ts']),
  });
  expect(found).toEqual(['file:///c%3A/code/%5Bid%5D.ts', 'file:///C%3A/code/other.ts']);
});
