// Archives of skills: read without trust (names, links, sizes, bombs), and written so that the same files give the same bytes.
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { throwIfAborted, toErrorInfo } from '../../core/index.js';
import { FileCollector, type SkillFiles, SOURCE_LIMITS } from './content.js';
import { SkillRefusedError, SkillSourceError } from './errors.js';

export type ArchiveFormat = 'zip' | 'tar.gz';

/** Headers and padding of a file in a tar, at most. */
const TAR_OVERHEAD = 4_096;
const S_IFMT = 0o170000;
const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
/** Of every file in an archive, so that the same files give the same archive. */
const DATE = new Date('1980-01-01T00:00:00Z');
const FILE_MODE = 0o100644;

/**
 * Every file of an archive, in memory. Which kind it is, is read from its first bytes.
 * @throws SkillRefusedError, SkillSourceError, AbortedError
 */
export async function readArchive(
  name: string,
  data: Uint8Array,
  signal: AbortSignal,
  limits = SOURCE_LIMITS,
): Promise<SkillFiles> {
  const collector = new FileCollector(`The archive ${name}`, limits);
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) await readZip(bytes, collector, signal);
    else if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      const tar = await unzipped(name, bytes, limits.bytes + limits.files * TAR_OVERHEAD);
      await readTar(tar, collector, signal);
    } else throw new TypeError('it is neither a zip nor a tar.gz');
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof SkillRefusedError) throw error;
    throw new SkillSourceError(
      `The archive ${name} cannot be read: ${toErrorInfo(error).message}.`,
      {
        remedy: 'Get it again; a .zip and a .tar.gz can be read.',
        cause: error,
      },
    );
  }
  return collector.files;
}

function libraries() {
  return import('./archive-libraries.chunk.js');
}

async function unzipped(name: string, bytes: Buffer, most: number): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError)
      throw new SkillRefusedError(
        `The archive ${name}`,
        'it becomes too large when it is unpacked',
      );
    throw error;
  }
}

async function readZip(
  bytes: Buffer,
  collector: FileCollector,
  signal: AbortSignal,
): Promise<void> {
  // Backslashes are checked below; the sizes that it names are compared with what comes out.
  const { fromBufferPromise } = await libraries();
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  for await (const entry of zip.eachEntry()) {
    throwIfAborted(signal);
    const { fileName: path, uncompressedSize, externalFileAttributes, versionMadeBy } = entry;
    const mode = versionMadeBy >> 8 === 3 ? (externalFileAttributes >>> 16) & S_IFMT : 0;
    if (path.endsWith('/')) {
      collector.wants(path.slice(0, -1), 0);
      continue;
    }
    if (mode !== 0 && mode !== S_IFREG && mode !== S_IFDIR)
      collector.refuse(path, 'is a link or no file');
    if (entry.isEncrypted()) collector.refuse(path, 'is encrypted');
    if (!collector.wants(path, uncompressedSize)) continue;
    collector.add(path, await buffer(await zip.openReadStreamPromise(entry)));
  }
}

async function readTar(
  bytes: Buffer,
  collector: FileCollector,
  signal: AbortSignal,
): Promise<void> {
  const { extract } = await libraries();
  const tar = extract();
  const reading = Readable.from([bytes]).pipe(tar);
  for await (const entry of reading) {
    throwIfAborted(signal);
    const { name, type, size } = entry.header;
    const path = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
    if (type === 'file' || type === 'contiguous-file') {
      if (collector.wants(path, size)) collector.add(path, await buffer(entry));
    } else if (type === 'directory') {
      if (path !== '' && path !== '.') collector.wants(path, 0);
    } else {
      collector.refuse(path, 'is a link or no file');
    }
    entry.resume();
  }
}

/** All files under one folder, in the order of their paths. */
export async function writeArchive(
  folder: string,
  files: SkillFiles,
  format: ArchiveFormat,
): Promise<Uint8Array> {
  const { pack, ZipFile } = await libraries();
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  if (format === 'zip') {
    const zip = new ZipFile();
    const options = { mtime: DATE, mode: FILE_MODE, forceDosTimestamp: true };
    for (const [path, data] of sorted)
      zip.addBuffer(Buffer.from(data), `${folder}/${path}`, options);
    zip.end();
    return await buffer(zip.outputStream);
  }
  const tar = pack();
  for (const [path, data] of sorted)
    tar.entry({ name: `${folder}/${path}`, mtime: DATE, mode: 0o644 }, Buffer.from(data));
  tar.finalize();
  return await promisify(gzip)(await buffer(tar));
}
