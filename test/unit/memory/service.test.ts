// Memory as a service: what is saved is found, what is unrelated stays quiet.
import { expect, test } from 'vitest';
import { openWindow, tempFolder } from '../../support/memory.js';

test('a', async () => {
  const m = await openWindow(tempFolder());
  console.log(await m.save({ content: 'I prefer port 8080 for dev servers' }));
  console.log(await m.recall('which port do I prefer?'));
  console.log(await m.recall('how does the sandbox recover from an out-of-memory cell?'));
  console.log(await m.save({ content: 'I prefer port 3000 for dev servers' }));
  console.log(await m.recall('which port do I prefer?'));
  console.log(m.health());
  expect(1).toBe(1);
});
