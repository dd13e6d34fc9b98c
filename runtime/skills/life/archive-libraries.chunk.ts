// The packages that read and write archives, loaded when the first one is.
export { extract, pack } from 'tar-stream';
export { fromBufferPromise } from 'yauzl';
export { ZipFile } from 'yazl';
