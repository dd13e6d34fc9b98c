// A skill's way from where it was made to where it is used: looked at, installed as a whole, updated, removed, brought back.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIds, silentLogger, systemClock } from '../../../runtime/core/index.js';
import {
  digestOfSkill,
  discoverSkills,
  InstalledSkills,
  SkillDesk,
  SkillUses,
  Switches,
  signedText,
} from '../../../runtime/skills/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';
import { beginRepository, gitIn } from '../../support/git.js';

const { signal } = new AbortController();
let root = '';
let desk: SkillDesk;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'skill-life-'));
  desk = openDesk();
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

function openDesk(): SkillDesk {
  const ids = createIds();
  const files = createNodeFileStore(path.join(root, 'user'));
  const place = { source: 'user' as const, files, folder: 'skills' };
  const folder = at('user/skills');
  return new SkillDesk({
    discover: () => discoverSkills([place], silentLogger),
    places: { user: new InstalledSkills({ folder, clock: systemClock, ids }) },
    uses: new SkillUses(files, { window: ids.next('window'), clock: systemClock }),
    switches: new Switches(files),
    fetch: undefined,
    cwd: root,
    ids,
  });
}

const at = (name: string): string => path.join(root, name);

/** A skill in a folder of its own. */
function make(
  folder: string,
  body = 'Greet in Latin.',
  more: Readonly<Record<string, string>> = {},
) {
  const files = {
    'SKILL.md': `---\nname: greet\ndescription: Greets. Use when somebody comes.\n---\n${body}\n`,
    'references/latin.md': 'Salve\n',
    ...more,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(at(folder), name)), { recursive: true });
    writeFileSync(path.join(at(folder), name), text);
  }
}

const installed = async () =>
  (await desk.list()).skills.map(({ skill, installed: record }) => [skill.name, record?.state]);

describe('from a folder', () => {
  test('it is said what is in it, and nothing is installed before that is taken', async () => {
    make('src/greet', 'Hello <!-- obey --> https://example.com/x', {
      'scripts/run.sh': '#!/bin/sh\ncurl evil\n',
      'notes.md': 'zero\u200bwidth',
      'tool.bin': 'a\0b',
    });
    const { review } = await desk.look('src/greet', { signal });
    expect(review).toMatchObject({
      name: 'greet',
      origin: { kind: 'folder', location: at('src/greet') },
      files: expect.arrayContaining([
        { path: 'scripts/run.sh', bytes: 20, kind: 'script' },
        { path: 'tool.bin', bytes: 3, kind: 'binary' },
      ]),
      problems: [],
    });
    const said = review.warnings.join('\n');
    for (const part of ['scripts/run.sh', 'tool.bin', 'SKILL.md:5', 'notes.md:1', 'example.com'])
      expect(said).toContain(part);
    expect(await installed()).toEqual([]);
    expect(existsSync(at('user/skills/greet'))).toBe(false);
  });

  test('exactly what was looked at is installed, without rights to run', async () => {
    make('src/greet', undefined, { 'scripts/run.sh': '#!/bin/sh\n' });
    const pending = await desk.look('src/greet', { signal });
    make('src/greet', 'Changed after the look.');
    await desk.install(pending, 'user', signal);
    expect(readFileSync(at('user/skills/greet/SKILL.md'), 'utf8')).toContain('Latin');
    expect(statSync(at('user/skills/greet/scripts/run.sh')).mode & 0o111).toBe(0);
    expect(await installed()).toEqual([['greet', 'as-installed']]);
    writeFileSync(at('user/skills/greet/SKILL.md'), '---\ndescription: x\n---\ny');
    expect((await installed())[0]?.[1]).toBe('changed');
  });

  test('an update says what is new, and the one before can come back', async () => {
    make('src/greet');
    await desk.install(await desk.look('src/greet', { signal }), 'user', signal);
    expect(await desk.lookForUpdate('greet', signal)).toBeUndefined();
    make('src/greet', 'Greet in Greek.', { 'references/greek.md': 'Chaire\n' });
    rmSync(at('src/greet/references/latin.md'));
    const update = await desk.lookForUpdate('greet', signal);
    expect(update?.review.changes).toMatchObject([
      { path: 'SKILL.md', kind: 'changed', diff: expect.stringContaining('+Greet in Greek.') },
      { path: 'references/greek.md', kind: 'added' },
      { path: 'references/latin.md', kind: 'removed' },
    ]);
    if (update === undefined) throw new Error('there is an update');
    await desk.update(update, signal);
    const text = () => readFileSync(at('user/skills/greet/SKILL.md'), 'utf8');
    expect(text()).toContain('Greek');
    await desk.restore('greet', signal);
    expect(text()).toContain('Latin');
    expect(await installed()).toEqual([['greet', 'as-installed']]);
  });

  test('a removed one is kept, and comes back', async () => {
    make('src/greet');
    await desk.install(await desk.look('src/greet', { signal }), 'user', signal);
    const kept = await desk.remove('greet', signal);
    expect(existsSync(path.join(kept, 'SKILL.md'))).toBe(true);
    expect(await installed()).toEqual([]);
    await desk.restore('greet', signal);
    expect(await installed()).toEqual([['greet', 'as-installed']]);
    await expect(desk.remove('other', signal)).rejects.toMatchObject({ code: 'skill.install' });
  });

  test('one of the same name that was not installed is left alone', async () => {
    make('src/greet');
    make('user/skills/greet', 'My own.');
    const pending = await desk.look('src/greet', { signal });
    await expect(desk.install(pending, 'user', signal)).rejects.toThrow(/not installed/);
    expect(readFileSync(at('user/skills/greet/SKILL.md'), 'utf8')).toContain('My own.');
  });

  test('a link in it refuses the whole', async () => {
    make('src/greet');
    symlinkSync('/etc/passwd', at('src/greet/references/passwd'));
    await expect(desk.look('src/greet', { signal })).rejects.toThrow(/is a link/);
  });

  test('of several the name says which is meant', async () => {
    make('src/greet');
    cpSync(at('src/greet'), at('src/other'), { recursive: true });
    writeFileSync(at('src/other/SKILL.md'), '---\nname: other\ndescription: x\n---\ny');
    await expect(desk.look('src', { signal })).rejects.toMatchObject({
      remedy: expect.stringContaining('greet, other'),
    });
    expect((await desk.look('src', { skill: 'other', signal })).review.name).toBe('other');
  });
});

describe('an install that is cut off', () => {
  test('before it was there leaves nothing', async () => {
    make('src/greet');
    const pending = await desk.look('src/greet', { signal });
    await expect(desk.install(pending, 'user', AbortSignal.abort())).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(readdirSync(at('user/skills'))).toEqual([]);
  });

  test('by a crash is finished or taken back by the next one', async () => {
    make('src/greet');
    const record = await desk.install(await desk.look('src/greet', { signal }), 'user', signal);
    // As a crash leaves it: the old one is moved away, the new one is only staged.
    const lock = JSON.parse(readFileSync(at('user/skills/skills.lock.json'), 'utf8'));
    const before = { record, kept: '.removed/greet-chg_1', at: 1 };
    lock.pending = { record: { ...record, digest: 'sha256:new' }, before };
    mkdirSync(at('user/skills/.removed'), { recursive: true });
    cpSync(at('user/skills/greet'), at('user/skills/.removed/greet-chg_1'), { recursive: true });
    rmSync(at('user/skills/greet'), { recursive: true });
    make('user/skills/.staging-chg_2');
    writeFileSync(at('user/skills/skills.lock.json'), JSON.stringify(lock));
    expect(await installed()).toEqual([]);
    make('src/later');
    writeFileSync(at('src/later/SKILL.md'), '---\nname: later\ndescription: x\n---\ny');
    await desk.install(await desk.look('src/later', { signal }), 'user', signal);
    expect(await installed()).toEqual([
      ['greet', 'as-installed'],
      ['later', 'as-installed'],
    ]);
    expect(readdirSync(at('user/skills')).some((name) => name.startsWith('.staging'))).toBe(false);
  });

  test('beside another window loses neither', async () => {
    const other = openDesk();
    try {
      for (const name of ['a', 'b', 'c', 'd']) {
        make(`src/${name}`);
        writeFileSync(at(`src/${name}/SKILL.md`), `---\nname: ${name}\ndescription: x\n---\ny`);
      }
      await Promise.all(
        ['a', 'b', 'c', 'd'].map(async (name, index) => {
          const own = index % 2 === 0 ? desk : other;
          await own.install(await own.look(`src/${name}`, { signal }), 'user', signal);
        }),
      );
      expect((await installed()).map(([name]) => name)).toEqual(['a', 'b', 'c', 'd']);
    } finally {
      await other.close();
    }
  });
});

describe('from git', () => {
  const repository = (): string => {
    make('repo/skills/greet', 'Greet $Id$ in Latin.');
    writeFileSync(at('repo/.gitattributes'), '*.md export-subst ident\n');
    beginRepository(at('repo'));
    return `file://${at('repo')}`;
  };

  test('the commit is recorded, the bytes are those of the repository', async () => {
    const url = repository();
    const { review, files } = await desk.look(url, { signal });
    expect(review.origin).toMatchObject({
      kind: 'git',
      location: url,
      commit: gitIn(at('repo'))('rev-parse', 'HEAD'),
    });
    expect(new TextDecoder().decode(files.get('SKILL.md'))).toContain('$Id$');
    const named = await desk.look(`${url}#main:skills/greet`, { signal });
    expect(named.review.digest).toBe(review.digest);
  });

  test('nothing of the repository runs, and a link in it refuses the whole', async () => {
    const url = repository();
    writeFileSync(at('repo/.git/hooks/post-checkout'), `#!/bin/sh\ntouch ${at('ran')}\n`, {
      mode: 0o755,
    });
    await desk.look(url, { signal });
    expect(existsSync(at('ran'))).toBe(false);
    symlinkSync('/etc/passwd', at('repo/skills/greet/references/passwd'));
    const git = gitIn(at('repo'));
    git('add', '--all');
    git('commit', '--quiet', '-m', 'second');
    await expect(desk.look(url, { signal })).rejects.toThrow(/is a link/);
  });

  test.each([
    'ext::sh -c touch% ran',
    'http://example.com/x.git',
    'file:///nowhere/at/all',
    'ftp://example.com/x',
  ])('%s is no place to get one from', async (source) => {
    await expect(desk.look(source, { signal })).rejects.toMatchObject({ code: 'skill.source' });
  });

  test('a branch that looks like an option is none', async () => {
    await expect(desk.look(`${repository()}#--upload-pack=x`, { signal })).rejects.toThrow(
      /no branch/,
    );
  });
});

describe('shared', () => {
  test.each(['greet.zip', 'greet.tar.gz', 'folder/greet'])(
    'as %s it is the same again by its digest',
    async (name) => {
      make('src/greet', undefined, { 'assets/logo.bin': 'a\0b', 'assets/empty.txt': '' });
      const pending = await desk.look('src/greet', { signal });
      await desk.install(pending, 'user', signal);
      const digest = await desk.export('greet', at(name), signal);
      expect(digest).toBe(pending.review.digest);
      expect((await desk.look(name, { signal })).review.digest).toBe(digest);
      await expect(desk.export('greet', at(name), signal)).rejects.toThrow(/there already/);
    },
  );

  test('twice, the archives are the same bytes', async () => {
    make('src/greet');
    await desk.install(await desk.look('src/greet', { signal }), 'user', signal);
    for (const format of ['zip', 'tar.gz']) {
      await desk.export('greet', at(`one.${format}`), signal);
      await desk.export('greet', at(`two.${format}`), signal);
      expect(readFileSync(at(`one.${format}`)).equals(readFileSync(at(`two.${format}`)))).toBe(
        true,
      );
    }
  });

  test('the digest is what sha256sum says', async () => {
    make('src/greet');
    const list = execFileSync(
      'sh',
      [
        '-c',
        'LC_ALL=C find . -type f | sed "s,^./,," | LC_ALL=C sort | xargs sha256sum | sha256sum',
      ],
      { cwd: at('src/greet'), encoding: 'utf8' },
    );
    const { files } = await desk.look('src/greet', { signal });
    expect(digestOfSkill(files)).toBe(`sha256:${list.split(' ')[0]}`);
  });
});

describe('a registry', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const index = async (change: Readonly<Record<string, unknown>> = {}) => {
    make('src/greet');
    const { digest } = (await desk.look('src/greet', { signal })).review;
    const entry = {
      name: 'greet',
      version: '1.0',
      description: 'Greets people',
      source: 'src/greet',
      digest,
      tags: ['latin'],
      ...change,
    };
    const signature = sign(null, Buffer.from(signedText(entry)), privateKey).toString('base64');
    const skills = [{ signature, ...entry }];
    writeFileSync(at('index.json'), JSON.stringify({ version: 1, skills }));
    return { location: at('index.json'), publicKey: pem };
  };

  test('is searched by name, tag and description, and gives what it promised', async () => {
    const settings = await index();
    expect(await desk.search('latin', settings, signal)).toMatchObject([{ name: 'greet' }]);
    expect(await desk.search('greet klingon', settings, signal)).toEqual([]);
    const pending = await desk.lookInRegistry('greet', settings, signal);
    const { origin } = await desk.install(pending, 'user', signal);
    expect(origin).toMatchObject({ registry: at('index.json'), version: '1.0' });
  });

  test('with another digest, signature or key than promised gives nothing', async () => {
    const wrong = { digest: `sha256:${'0'.repeat(64)}` };
    await expect(desk.lookInRegistry('greet', await index(wrong), signal)).rejects.toMatchObject({
      code: 'skill.digest',
    });
    for (const signature of [undefined, Buffer.alloc(64).toString('base64')])
      await expect(
        desk.lookInRegistry('greet', await index({ signature }), signal),
      ).rejects.toMatchObject({ code: 'skill.signature' });
    const other = generateKeyPairSync('ed25519').publicKey;
    const raw = other.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64');
    await expect(
      desk.search('greet', { ...(await index()), publicKey: raw }, signal),
    ).rejects.toMatchObject({ code: 'skill.signature' });
    expect(await installed()).toEqual([]);
  });

  test('of another form is refused with the place of the fault', async () => {
    const settings = await index({ digest: 'md5:1' });
    await expect(desk.search('', settings, signal)).rejects.toThrow(/skills\.0\.digest/);
    writeFileSync(at('index.json'), '{');
    await expect(desk.search('', settings, signal)).rejects.toThrow(/no JSON/);
  });
});

describe('a new one', () => {
  test('is valid from the start and is offered', async () => {
    const folder = await desk.create(
      { name: 'say-hello', description: 'Says hello: "kindly". Use when somebody comes.' },
      'user',
      signal,
    );
    expect(existsSync(path.join(folder, 'SKILL.md'))).toBe(true);
    const { skills, warnings } = await desk.list();
    expect(warnings).toEqual([]);
    expect(skills[0]?.skill).toMatchObject({ name: 'say-hello', warnings: [] });
    const again = desk.create({ name: 'say-hello', description: 'x' }, 'user', signal);
    await expect(again).rejects.toThrow(/already/);
    for (const name of ['Hello', '../x', 'a--b', ''])
      await expect(desk.create({ name, description: 'x' }, 'user', signal)).rejects.toMatchObject({
        code: 'skill.install',
      });
  });
});

test('uses are counted over all windows, and outlive them', async () => {
  const use = {
    skill: 'greet',
    at: 5,
    turnId: 't',
    success: true,
    tokens: 10,
    costUsd: 0.1,
    ms: 4,
  };
  const other = openDesk();
  await desk.noteUses([use]);
  await other.noteUses([{ ...use, success: false, at: 9, ms: 8 }]);
  await other.close();
  const later = openDesk();
  const [sum] = await later.statistics();
  await later.close();
  expect(sum).toEqual({
    skill: 'greet',
    uses: 2,
    successes: 1,
    tokens: 20,
    costUsd: 0.2,
    averageMs: 6,
    lastUsedAt: 9,
  });
});

test('one that is switched off stays off in every window', async () => {
  make('src/greet');
  await desk.install(await desk.look('src/greet', { signal }), 'user', signal);
  await desk.switch('skills', 'greet', false);
  const other = openDesk();
  expect((await other.list()).skills.map(({ enabled }) => enabled)).toEqual([false]);
  await other.close();
});
