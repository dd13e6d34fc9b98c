// The ways in which tools write down a finding: each reader knows one form.
import type { CheckFinding } from '../types.js';

/** A finding whose path is as the tool wrote it. */
export type RawFinding = Omit<CheckFinding, 'source'>;
type Reader = (output: string) => readonly RawFinding[];
type Severity = CheckFinding['severity'];

const FILE = String.raw`(?:[A-Za-z]:)?[^\s:()'"<>|*?]+\.\w{1,10}`;

export const READERS: readonly Reader[] = [lined, tsc, stylish, pointed, graphical, framed];

/** `path:line:col: error: message [code]`: compilers, go, ruff, flake8, mypy, pyright, grep-like tools. */
function lined(output: string): readonly RawFinding[] {
  const form = new RegExp(
    `^\\s*(${FILE}):(\\d+)(?::\\d+)?(?::| -)\\s+(?:(error|warning|note|info|information)(?:\\[(\\w+)\\])?:\\s+)?(.+)$`,
    'gm',
  );
  return [...output.matchAll(form)].flatMap(([, path = '', line, level, rust, rest = '']) => {
    if (level === 'note') return [];
    const ruff = /^([A-Z]{1,4}\d{2,4})\s+(?:\[\*\]\s+)?(.+)$/.exec(rest);
    const tail = /^(.*?)\s+[[(]([\w/@-]+)[\])]$/.exec(rest);
    const code = rust ?? ruff?.[1] ?? tail?.[2];
    const message = ruff?.[2] ?? tail?.[1] ?? rest;
    return [finding(path, line, severityOf(level ?? 'error'), message, code)];
  });
}

/** `path(line,col): error TS2322: message`. */
function tsc(output: string): readonly RawFinding[] {
  const form = new RegExp(`^(${FILE})\\((\\d+),\\d+\\): (error|warning) (\\w+): (.+)$`, 'gm');
  return [...output.matchAll(form)].map(([, path = '', line, level = '', code, message = '']) =>
    finding(path, line, severityOf(level), message, code),
  );
}

/** ESLint's own form: a line with the path, then `line:col  error  message  rule`. */
function stylish(output: string): readonly RawFinding[] {
  const found: RawFinding[] = [];
  let path: string | undefined;
  for (const text of output.split('\n')) {
    if (/^\S.*\.\w{1,10}$/.test(text)) path = text.trim();
    else if (text.trim() === '') path = undefined;
    const row = /^\s+(\d+):\d+\s+(error|warning)\s+(.+?)(?:\s{2,}([\w@/-]+))?$/.exec(text);
    if (row !== null && path !== undefined)
      found.push(finding(path, row[1], severityOf(row[2] ?? ''), row[3] ?? '', row[4]));
  }
  return found;
}

/** Rust and new ruff: `error[E0425]: message`, and below it `--> path:line:col`. */
function pointed(output: string): readonly RawFinding[] {
  const form = new RegExp(
    `^(error|warning)?(?:\\[(\\w+)\\])?:?\\s*([A-Z]{1,4}\\d{2,4})?\\s*(.*)\\n\\s*--> (${FILE}):(\\d+):\\d+`,
    'gm',
  );
  return [...output.matchAll(form)].map(([, level, code, ruff, message = '', path = '', line]) =>
    finding(
      path,
      line,
      severityOf(level ?? 'error'),
      message.replace(/^\[\*\]\s*/, ''),
      code ?? ruff,
    ),
  );
}

/** Biome and oxlint: `path:line:col lint/rule` and the message below; `,-[path:line:col]` with the message above. */
function graphical(output: string): readonly RawFinding[] {
  const biome = new RegExp(
    `^(${FILE}):(\\d+):\\d+ ([\\w/]+)[^\\n]*\\n\\s*\\n\\s*[×!✖i]\\s+(.+)$`,
    'gm',
  );
  const oxlint = new RegExp(
    `^\\s*([x×!⚠])\\s+(?:([\\w-]+\\([\\w-]+\\)):\\s+)?(.+)\\n\\s*[,╭][-─]+\\[(${FILE}):(\\d+):\\d+\\]`,
    'gm',
  );
  return [
    ...[...output.matchAll(biome)].map(([, path = '', line, code, message = '']) =>
      finding(path, line, 'error', message, code),
    ),
    ...[...output.matchAll(oxlint)].map(([, mark, code, message = '', path = '', line]) =>
      finding(path, line, mark === '!' || mark === '⚠' ? 'warning' : 'error', message, code),
    ),
  ];
}

/** Where a test runner says that a test stands: `❯ path:line:col` of vitest, `location: 'path:line:col'` of Node. */
function framed(output: string): readonly RawFinding[] {
  const form = new RegExp(`^\\s*(?:❯|test at|location:) '?(${FILE}):(\\d+):\\d+'?\\s*$`, 'gm');
  return [...output.matchAll(form)].map(([, path = '', line]) =>
    finding(path, line, 'error', 'A test failed here.', undefined),
  );
}

function finding(
  path: string,
  line: string | undefined,
  severity: Severity,
  message: string,
  code: string | undefined,
): RawFinding {
  return {
    path,
    line: Math.max(1, Number(line)),
    severity,
    message: message.trim().slice(0, 500),
    ...(code === undefined ? {} : { code }),
  };
}

function severityOf(level: string): Severity {
  if (level.startsWith('warn')) return 'warning';
  return level.startsWith('info') || level === 'note' ? 'info' : 'error';
}
