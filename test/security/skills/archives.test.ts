// Archives made to get out of their folder, to fill the disk or to show something else than they are: all refused, nothing written.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { type Header, pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { createIds, systemClock } from '../../../runtime/core/index.js';
import { InstalledSkills, SkillDesk, SkillUses, Switches } from '../../../runtime/skills/index.js';
import { createNodeFileStore } from '../../../runtime/storage/index.js';

const { signal } = new AbortController();
const GOOD = '---\nname: greet\ndescription: Greets.\n---\nGreet.\n';
const LARGE = 65 * 1024 * 1024;
let root = '';
let desk: SkillDesk;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'skill-archives-'));
  const ids = createIds();
  const files = createNodeFileStore(path.join(root, 'user'));
  const folder = path.join(root, 'user/skills');
  desk = new SkillDesk({
    discover: async () => ({ skills: [], warnings: [] }),
    places: { user: new InstalledSkills({ folder, clock: systemClock, ids }) },
    uses: new SkillUses(files, { window: ids.next('window'), clock: systemClock }),
    switches: new Switches(files),
    fetch: undefined,
    cwd: root,
    ids,
  });
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

async function look(name: string, data: Uint8Array) {
  writeFileSync(path.join(root, name), data);
  return desk.look(name, { signal });
}

interface Part {
  readonly name: string;
  readonly text?: string | Buffer;
  readonly tar?: Partial<Header>;
  /** Unix mode, of a zip. */
  readonly mode?: number;
}

async function tarOf(parts: readonly Part[]): Promise<Uint8Array> {
  const tar = pack();
  for (const { name, text = GOOD, tar: more = {} } of parts)
    if (more.type === undefined) tar.entry({ name }, text);
    else tar.entry({ name, ...more });
  tar.finalize();
  return gzipSync(await buffer(tar));
}

/** The library writes no bad names, so they are put in afterwards, in both places where a name stands. */
async function zipOf(parts: readonly Part[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  const safe = parts.map(({ name }, i) => String(i).padStart(name.length, 'n'));
  parts.forEach(({ text = GOOD, mode = 0o100644 }, i) =>
    zip.addBuffer(Buffer.from(text), safe[i] ?? '', { mode }),
  );
  zip.end();
  const bytes = await buffer(zip.outputStream);
  parts.forEach(({ name }, i) => {
    const old = Buffer.from(safe[i] ?? '');
    for (let found = bytes.indexOf(old); found >= 0; found = bytes.indexOf(old, found + 1))
      Buffer.from(name).copy(bytes, found);
  });
  return bytes;
}

const skill: Part = { name: 'greet/SKILL.md' };
const bad: readonly (readonly [string, Part])[] = [
  ['a path that leads out', { name: 'greet/../../../../evil.md' }],
  ['a path out of its beginning', { name: '../evil.md' }],
  ['an absolute path', { name: '/tmp/memfun-evil.md' }],
  ['a path of Windows', { name: 'C:/evil/evil.md' }],
  ['backslashes', { name: String.raw`greet\..\..\evil.md` }],
  ['a device of Windows', { name: 'greet/aux.md' }],
  ['a name that ends with a dot', { name: 'greet/evil.' }],
  ['a name with a line break', { name: 'greet/a\nb.md' }],
  ['a stream of NTFS', { name: 'greet/a.md:evil' }],
  ['a file twice, in another case', { name: 'greet/skill.MD' }],
  ['a file as the folder of another', { name: 'greet/SKILL.md/more.md' }],
];

describe.each([
  ['x.zip', zipOf],
  ['x.tar.gz', tarOf],
] as const)('%s', (name, make) => {
  test('that is what it says is taken', async () => {
    const { review } = await look(name, await make([skill]));
    expect(review).toMatchObject({ name: 'greet', files: [{ path: 'SKILL.md' }] });
  });

  test.each(bad)('with %s is refused', async (_what, part) => {
    await expect(look(name, await make([skill, part]))).rejects.toMatchObject({
      code: expect.stringMatching(/^skill\.(refused|source)$/),
    });
    expect(existsSync(path.join(root, 'user/skills'))).toBe(false);
    expect(readdirSync(root).sort()).toEqual([name]);
  });

  test('with more files than a skill has is refused', async () => {
    const many = Array.from({ length: 520 }, (_, i) => ({ name: `greet/${i}.md`, text: 'x' }));
    await expect(look(name, await make([skill, ...many]))).rejects.toThrow(/more than 512 files/);
  });

  test('that becomes huge when it is unpacked is refused', async () => {
    const bomb = { name: 'greet/zero.md', text: Buffer.alloc(LARGE) };
    await expect(look(name, await make([skill, bomb]))).rejects.toMatchObject({
      code: 'skill.refused',
    });
  });

  test('that is cut off is refused', async () => {
    const whole = await make([skill]);
    await expect(look(name, whole.subarray(0, whole.length - 40))).rejects.toMatchObject({
      code: 'skill.source',
    });
  });

  test('without a skill in it is refused', async () => {
    await expect(look(name, await make([{ name: 'readme.md' }]))).rejects.toThrow(/no SKILL\.md/);
  });
});

test('a zip that says a file is smaller than it is, is refused', async () => {
  const bytes = Buffer.from(await zipOf([{ name: 'greet/SKILL.md', text: 'x'.repeat(100_000) }]));
  const central = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  bytes.writeUInt32LE(10, central + 24);
  await expect(look('x.zip', bytes)).rejects.toMatchObject({ code: 'skill.source' });
});

test.each(['symlink', 'link', 'character-device', 'fifo'] as const)(
  'a %s in a tar refuses the whole',
  async (type) => {
    const part: Part = { name: 'greet/evil', tar: { type, linkname: '/etc/passwd', size: 0 } };
    await expect(look('x.tar.gz', await tarOf([skill, part]))).rejects.toThrow(
      /is a link or no file/,
    );
  },
);

test('a link in a zip refuses the whole', async () => {
  const part = { name: 'greet/evil', text: '/etc/passwd', mode: 0o120777 };
  await expect(look('x.zip', await zipOf([skill, part]))).rejects.toThrow(/is a link/);
});

test('what is no archive is said to be none', async () => {
  await expect(look('x.zip', Buffer.from('hello'))).rejects.toThrow(/neither a zip nor a tar\.gz/);
});

test('hidden files are no part of a skill', async () => {
  const parts = [skill, { name: 'greet/.env' }, { name: '__MACOSX/greet/._SKILL.md' }];
  const { review } = await look('x.zip', await zipOf(parts));
  expect(review.files.map(({ path: file }) => file)).toEqual(['SKILL.md']);
});
