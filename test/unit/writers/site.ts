// Writers on a workspace in memory, and on a git repository on disk, for tests.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Overlay } from '../../../runtime/changes/index.js';
import { systemClock } from '../../../runtime/core/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import {
  createWriters,
  openWorktrees,
  type WriterEvent,
  type Writers,
  type WritersOptions,
} from '../../../runtime/writers/index.js';
import { createMemoryFileStore } from '../../support/file-stores.js';
import { beginRepository, type Git } from '../../support/git.js';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const signal = new AbortController().signal;

export interface Site {
  readonly turn: Overlay;
  readonly writers: Writers;
  readonly told: readonly WriterEvent[];
  /** Text of a file in the turn; `undefined`: there is none. */
  readonly text: (file: string) => Promise<string | undefined>;
}

export async function textIn(overlay: Overlay, file: string): Promise<string | undefined> {
  const info = await overlay.stat(file);
  return info === undefined ? undefined : Buffer.from(await overlay.read(file)).toString();
}

export function siteOver(
  turn: Overlay,
  options: Pick<Partial<WritersOptions>, 'worktrees' | 'decide' | 'mend'> = {},
): Site {
  const told: WriterEvent[] = [];
  let conflicts = 0;
  const writers = createWriters({
    overlay: turn,
    conflictId: () => `conflict-${++conflicts}`,
    owner: { taskId: 'turn', agent: 'memfun' },
    tell: (event) => told.push(event),
    ...options,
  });
  return { turn, writers, told, text: (file) => textIn(turn, file) };
}

export async function memorySite(
  files: Readonly<Record<string, string>>,
  options: Pick<Partial<WritersOptions>, 'decide' | 'mend'> = {},
): Promise<Site> {
  const workspace = createMemoryFileStore();
  for (const [file, text] of Object.entries(files)) await workspace.write(file, utf8(text));
  return siteOver(new Overlay({ workspace }), options);
}

export interface Repository {
  readonly root: string;
  /** Folder of Memfun's own. */
  readonly place: string;
  readonly git: Git;
  readonly put: (file: string, content: string | Uint8Array) => void;
}

/** A repository with one commit of these files. */
export function repository(files: Readonly<Record<string, string>>): Repository {
  const base = realpathSync(mkdtempSync(path.join(tmpdir(), 'memfun-writers-')));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const root = path.join(base, 'project');
  mkdirSync(root);
  const put = (file: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  for (const [file, text] of Object.entries(files)) put(file, text);
  const git = beginRepository(root);
  return { root, place: path.join(base, 'own'), git, put };
}

export function worktreesOf({ root, place }: Repository, workspace = root) {
  let made = 0;
  const nextId = () => `tsk_${process.pid}_${String(++made).padStart(6, '0')}`;
  return openWorktrees({ workspace, place, clock: systemClock, nextId }, signal);
}

export function turnOn(root: string): Overlay {
  return new Overlay({ workspace: createNodeFileStore(root) });
}
