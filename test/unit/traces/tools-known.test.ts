// The analysis knows the tools that there are: one that only looks changes nothing that could be read again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createMemfun } from '../../../runtime/app/index.js';
import { mayChange } from '../../../runtime/traces/analysis/findings.js';
import { environmentOn } from '../../support/environment.js';

it('no tool that reads or remembers is taken for one that changes files; those that write and run are', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'tools-known-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const memfun = await createMemfun(environmentOn(root), { prewarm: false });
  onTestFinished(() => memfun.close());
  const tools = await memfun.toolDesk([]).tools(new AbortController().signal);
  expect(tools.length).toBeGreaterThan(20);
  expect(tools.map(({ name }) => name).filter(mayChange)).toEqual([]);
  const writing = ['writeFile', 'editFile', 'multiEdit', 'run', 'background.start', 'notes.append'];
  expect(writing.filter((name) => !mayChange(name))).toEqual([]);
});
