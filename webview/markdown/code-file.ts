// Which file a block of code says it belongs to: in its info string, or in a comment that is its first line.
import { BRACKETED_PATH } from '../../runtime/core/index.js';

const NAMED = /(?:title|file|filename|path)=["']?([^"'\s}]+)/;
const FILE = new RegExp(String.raw`^(?:[\w@.][\w@./-]*\.[A-Za-z]\w{0,9}|${BRACKETED_PATH})$`);
const COMMENT = /^(?:\/\/|#|--|;|\/\*|<!--)\s*(?:file:\s*)?(\S+?)\s*(?:\*\/|-->)?$/i;

/** @param info what stands behind the opening fence, for example `ts src/retry.ts` */
export function fileOfCode(info: string, code: string): string | undefined {
  const candidates = [
    NAMED.exec(info)?.[1],
    ...info.split(/\s+/).slice(1),
    info.split(':')[1]?.split(/\s/)[0],
    COMMENT.exec(code.split('\n', 1)[0]?.trim() ?? '')?.[1],
  ];
  return candidates.find((one) => one !== undefined && FILE.test(one) && !one.includes('../'));
}
