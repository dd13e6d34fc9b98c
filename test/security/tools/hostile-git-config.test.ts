// Looking at a repository runs none of the programs that its own configuration names.
import { chmod, mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { call, emptyFolder, gitTool, Repository } from '../../unit/tools/support/repository.js';

interface Trap {
  readonly repository: Repository;
  /** A shell command that leaves a mark and then passes its input through. */
  readonly program: (name: string) => string;
  readonly marks: () => Promise<readonly string[]>;
}

/** A repository with a change in the working tree, and a folder that any program sprung would leave a mark in. */
async function trap(attributes: string): Promise<Trap> {
  const repository = await Repository.create();
  const folder = await emptyFolder();
  await repository.commit('first', { 'a.txt': 'one\n', '.gitattributes': attributes });
  await repository.commit('second', { 'a.txt': 'one\ntwo\n' });
  await repository.write('a.txt', 'one\ntwo\nthree, which is longer\n');
  const program = (name: string): string => `touch ${path.join(folder, name)}; cat`;
  return { repository, program, marks: () => readdir(folder) };
}

/** A commit with a signature, which git would have checked by the configured program. */
async function commitSigned(repository: Repository): Promise<void> {
  const signer = path.join(await emptyFolder(), 'signer');
  const signature = '-----BEGIN PGP SIGNATURE-----\\n\\nAAAA\\n-----END PGP SIGNATURE-----\\n';
  // It reads all that it is given: git takes a signer that does not for one that failed.
  await writeFile(
    signer,
    `#!/bin/sh\ncat > /dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\nprintf '%b' '${signature}'\n`,
  );
  await chmod(signer, 0o755);
  const sign = ['-c', `gpg.program=${signer}`, 'commit', '--quiet', '-S'];
  await repository.write('b.txt', 'text\n');
  repository.git('add', 'b.txt');
  repository.git(...sign, '-m', 'signed');
}

/** Everything a model can ask of git. Refusals are fine here; only marks are not. */
async function askEverything(repository: Repository): Promise<readonly string[]> {
  const workspace = repository.workspace();
  const asked = [
    ['gitLog', { grep: 'first' }],
    ['gitLog', {}],
    ['gitDiff', {}],
    ['gitDiff', { staged: true }],
    ['gitDiff', { from: 'HEAD~1', to: 'HEAD' }],
    ['gitBlame', { path: 'a.txt' }],
  ] as const;
  const refused: string[] = [];
  for (const [name, input] of asked) {
    await call(gitTool(workspace, name), input, z.unknown()).catch((error: unknown) => {
      refused.push(`${name}: ${String(error)}`);
    });
  }
  return refused;
}

describe('nothing runs when the configuration names', () => {
  test('a file-system monitor', async () => {
    const { repository, program, marks } = await trap('');
    await repository.configure(`[core]\n\tfsmonitor = "${program('fsmonitor')}"\n`);
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('a text converter or a diff command for a kind of file', async () => {
    const { repository, program, marks } = await trap('*.txt diff=evil\n');
    await repository.configure(
      `[diff "evil"]\n\ttextconv = "${program('textconv')}"\n\tcommand = "${program('command')}"\n`,
    );
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('an external diff', async () => {
    const { repository, program, marks } = await trap('');
    await repository.configure(`[diff]\n\texternal = "${program('external')}"\n`);
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('filters, also required ones and ones that stay running', async () => {
    const { repository, program, marks } = await trap('*.txt filter=evil\n');
    await repository.configure(
      `[filter "evil"]\n\tclean = "${program('clean')}"\n\tsmudge = "${program('smudge')}"\n\tprocess = "${program('process')}"\n\trequired = true\n`,
    );
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('filters in a file that the configuration includes', async () => {
    const { repository, program, marks } = await trap('*.txt filter=evil\n');
    await repository.write('more.ini', `[filter "evil"]\n\tclean = "${program('clean')}"\n`);
    await repository.configure('[include]\n\tpath = ../more.ini\n');
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('a filter whose name hides it from being switched off: git is refused', async () => {
    const { repository, program, marks } = await trap('*.txt filter=a=b\n');
    await repository.configure(`[filter "a=b"]\n\tclean = "${program('clean')}"\n`);
    const refused = await askEverything(repository);
    expect(refused).toHaveLength(6);
    expect(refused[0]).toMatch(/cannot be switched off \("filter\.a=b\.clean"\)/);
    expect(await marks()).toEqual([]);
  });

  test('hooks, a pager, an editor, a signature checker', async () => {
    const { repository, program, marks } = await trap('');
    await commitSigned(repository);
    // This one is started without a shell, so it has to be a file.
    const checker = path.join(await emptyFolder(), 'checker');
    await writeFile(checker, `#!/bin/sh\n${program('gpg')}\n`, { mode: 0o755 });
    const hooks = path.join(repository.root, '.git/hooks');
    await mkdir(hooks, { recursive: true });
    for (const name of ['post-index-change', 'post-checkout', 'reference-transaction']) {
      await writeFile(path.join(hooks, name), `#!/bin/sh\n${program(name)}\n`);
      await chmod(path.join(hooks, name), 0o755);
    }
    await repository.configure(
      `[core]\n\tpager = "${program('pager')}"\n\teditor = "${program('editor')}"\n` +
        `[pager]\n\tlog = "${program('pager-log')}"\n\tdiff = "${program('pager-diff')}"\n` +
        `[log]\n\tshowSignature = true\n[gpg]\n\tprogram = ${checker}\n` +
        `[alias]\n\tlog = "!${program('alias')}"\n`,
    );
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });

  test('a promisor remote for objects that are missing', async () => {
    const { repository, program, marks } = await trap('');
    const blob = repository.git('rev-parse', 'HEAD~1:a.txt').trim();
    const other = await Repository.create();
    repository.git('config', 'core.repositoryFormatVersion', '1');
    await repository.configure(
      `[extensions]\n\tpartialClone = origin\n[protocol "file"]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n` +
        `[remote "origin"]\n\tpromisor = true\n\turl = ${other.root}\n\tuploadpack = "${program('uploadpack')}"\n`,
    );
    await unlink(path.join(repository.root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    expect((await askEverything(repository)).join()).toContain('unable to read');
    expect(await marks()).toEqual([]);
  });

  test('a program in a repository within the repository', async () => {
    const { repository, program, marks } = await trap('');
    await mkdir(path.join(repository.root, 'inner'));
    const inner = await Repository.create(path.join(repository.root, 'inner'));
    await inner.commit('inner', { 'b.txt': 'one\n' });
    repository.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'inner');
    repository.git('commit', '--quiet', '-m', 'a link to the inner one');
    await inner.configure(`[core]\n\tfsmonitor = "${program('fsmonitor')}"\n`);
    await repository.configure('[diff]\n\tignoreSubmodules = none\n\tsubmodule = diff\n');
    expect(await askEverything(repository)).toEqual([]);
    expect(await marks()).toEqual([]);
  });
});

test('the traps are real: the same configuration springs when git is run carelessly', async () => {
  const { repository, program, marks } = await trap('*.txt filter=evil diff=evil\n');
  await repository.configure(
    `[filter "evil"]\n\tclean = "${program('clean')}"\n[core]\n\tfsmonitor = "${program('fsmonitor')}"\n` +
      `[diff "evil"]\n\ttextconv = "${program('textconv')}"\n`,
  );
  repository.git('diff', 'HEAD');
  expect(await marks()).toEqual(expect.arrayContaining(['clean', 'fsmonitor', 'textconv']));
});
