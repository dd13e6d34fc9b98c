// @path/to/file.ts or @path/to/file.ts:10-20: a file of the workspace; the loop reads it with readFile().
import { normalizePath } from '../../ports/index.js';
import { fitting } from './fuzzy.js';
import { type MentionProvider, written } from './provider.js';

const PLACE = /^(.*?)(?::(\d+)(?:-(\d+))?)?$/;

export const fileMention: MentionProvider = {
  kind: 'file',
  prefixed: false,
  hint: 'a file of the workspace',
  async suggest(query, limit, { files }) {
    return fitting(query, await files(), (path) => path, limit).map((path) => ({
      insert: written(path),
      label: path.slice(path.lastIndexOf('/') + 1),
      detail: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    }));
  },
  async resolve(name, { workspace }) {
    const [, text = name, from, to] = PLACE.exec(name) ?? [];
    const path = normalizePath(text, workspace.root);
    const info = path === '' ? undefined : await workspace.stat(path);
    if (info?.kind !== 'file') return undefined;
    const lines = from === undefined ? undefined : { from: Number(from), to: Number(to ?? from) };
    const range = lines === undefined ? '' : `:${lines.from}-${lines.to}`;
    const asked = lines === undefined ? '' : `, { startLine: ${lines.from}, endLine: ${lines.to} }`;
    return {
      label: `${path}${range}`,
      detail: `${info.size} bytes`,
      how: `readFile(${JSON.stringify(path)}${asked}) reads it.`,
      path,
      ...(lines === undefined || lines.from < 1 ? {} : { line: lines.from }),
    };
  },
};
