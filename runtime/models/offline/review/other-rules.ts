// Static rules for Go and Rust, and those that read every language.

import { functionsOf } from './functions.js';
import type { Spot, StaticRule } from './rule.js';
import { indentOf, matching, matchingBoth } from './rule.js';
import type { Source } from './source.js';
import { familyOf } from './source.js';

const LONG_FUNCTION = 90;
const DEEP_NESTING = 5;

export const OTHER_RULES: readonly StaticRule[] = [
  {
    id: 'ignored-error',
    families: ['go'],
    severity: 'warning',
    title: 'An error is thrown away',
    detail:
      'The error result is assigned to `_`, so the code goes on with a value that may mean nothing. Check it, or say in a comment why it cannot fail.',
    find: ({ code, comments }) =>
      code.flatMap((line, index) =>
        /^\s*(?:[\w.]+,\s*_|_)\s*:?=\s*[\w.]+\(.*\)?\s*$/.test(line) &&
        !/\brange\b|\.\(|<-/.test(line) &&
        (comments[index] ?? '').trim() === ''
          ? [{ index }]
          : [],
      ),
  },
  {
    id: 'unchecked-error',
    families: ['go'],
    severity: 'error',
    title: 'err is assigned and not looked at',
    detail: 'The next statement uses the result as if the call had worked. Check `err` first.',
    find: uncheckedErrors,
    fix: ({ code, raw }, index) => {
      const line = raw[index] ?? '';
      const indent = indentOf(line);
      return enclosingReturns(code, index) === 'error'
        ? [line, `${indent}if err != nil {`, `${indent}\treturn err`, `${indent}}`]
        : undefined;
    },
  },
  {
    id: 'defer-in-loop',
    families: ['go'],
    severity: 'warning',
    title: 'defer inside a loop runs only at the end of the function',
    detail:
      'Files and locks pile up until then. Move the body of the loop into a function of its own.',
    find: ({ code }) =>
      code.flatMap((line, index) => {
        if (!/^\s*defer\b/.test(line)) return [];
        let depth = indentOf(line).length;
        for (let i = index - 1; i >= 0; i--) {
          const text = code[i] ?? '';
          if (text.trim() === '' || indentOf(text).length >= depth) continue;
          depth = indentOf(text).length;
          if (/\bfunc\b/.test(text)) return [];
          if (/^\s*for\b/.test(text)) return [{ index }];
        }
        return [];
      }),
  },
  {
    id: 'command-from-strings',
    security: true,
    families: ['go'],
    severity: 'error',
    title: 'A shell command is put together from strings',
    detail:
      'Anything in the value that the shell understands is executed. Run the program itself with separate arguments.',
    find: matchingBoth(
      /exec\.Command(?:Context)?\(/,
      /"(?:sh|bash|cmd)",\s*"(?:-c|\/C)",\s*(?:fmt\.Sprintf|\w+\s*\+|"[^"]*"\s*\+)/,
    ),
  },
  {
    id: 'sql-from-strings',
    security: true,
    families: ['go'],
    severity: 'error',
    title: 'SQL is put together from strings',
    detail:
      'Values in the text of a statement can change its meaning (SQL injection). Use placeholders and pass the values separately.',
    find: matchingBoth(
      /Sprintf\(|\+/,
      /["`]\s*(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b[^"`]*(?:%[svdq]|["`]\s*\+)/i,
    ),
  },
  {
    id: 'no-timeout',
    families: ['go'],
    severity: 'warning',
    title: 'A request without a timeout can hang forever',
    detail:
      'The default HTTP client never gives up. Use an `http.Client` with `Timeout`, or a request with a context.',
    find: matching(/\bhttp\.(?:Get|Post|PostForm|Head)\(/),
  },
  {
    id: 'unwrap',
    families: ['rust'],
    severity: 'warning',
    title: 'unwrap ends the program when the value is missing',
    detail:
      'Return the error with `?`, or handle the case; where it cannot happen, `expect` with the reason.',
    find: (source) =>
      /(^|\/)tests?\//.test(source.path)
        ? []
        : matching(/\.unwrap\(\)/)(source).filter(({ index }) => !inRustTests(source, index)),
  },
  {
    id: 'secret',
    security: true,
    families: 'any',
    severity: 'error',
    title: 'A secret stands in the source',
    detail:
      'Everyone with the source has it, also from old commits. Take it from the environment or a secret store, and replace the exposed one.',
    find: ({ raw }) =>
      raw.flatMap((line, index) =>
        /(?:password|passwd|secret|api_?key|access_?token|private_?key)\w*["']?\s*[:=]\s*["'](?!\s*["'])[^"'\s${}<>]{8,}["']/i.test(
          line,
        ) &&
        !/(?:example|changeme|placeholder|your[_-]|xxx|test|dummy|fake|\*{3}|process\.env|os\.environ)/i.test(
          line,
        )
          ? [{ index }]
          : /\b(?:AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}|sk-[A-Za-z0-9_-]{32,}|xox[bp]-[A-Za-z0-9-]{20,})\b|-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY/.test(
                line,
              )
            ? [{ index }]
            : [],
      ),
  },
  {
    id: 'todo',
    families: 'any',
    severity: 'info',
    title: 'Unfinished work is marked here',
    detail: 'Do it, or turn it into an issue with its reason, so that it is not forgotten.',
    find: ({ comments }) =>
      comments.flatMap((line, index) =>
        /\b(?:TODO|FIXME|XXX|HACK)\b/.test(line) ? [{ index }] : [],
      ),
  },
  {
    id: 'long-function',
    families: 'any',
    severity: 'info',
    title: 'A very long function',
    detail: 'It does more than can be read at once. Look for parts with a name of their own.',
    find: (source) =>
      functionsOf(source)
        .filter((f) => f.end - f.start + 1 > LONG_FUNCTION)
        .map((f) => ({
          index: f.start,
          endIndex: f.end,
          what: `${f.name}, ${f.end - f.start + 1} lines`,
        })),
  },
  {
    id: 'deep-nesting',
    families: 'any',
    severity: 'info',
    title: 'Deeply nested code',
    detail:
      'Returning early from the odd cases, or a function for the inner part, makes it readable.',
    find: deepNesting,
  },
];

function uncheckedErrors({ code }: Source): Spot[] {
  return code.flatMap((line, index) => {
    if (!/^\s*(?:[\w.]+,\s*)*err\s*:?=\s*[\w.]+\(.*\)\s*$/.test(line)) return [];
    const next = code
      .slice(index + 1)
      .filter((text) => text.trim() !== '')
      .slice(0, 3);
    const again = next.findIndex((text) => /\berr\s*:?=/.test(text));
    const seen = next.findIndex((text) => /\berr\b/.test(text));
    return seen >= 0 && seen !== again ? [] : [{ index }];
  });
}

function enclosingReturns(code: readonly string[], index: number): string | undefined {
  for (let i = index; i >= 0; i--) {
    const match = /^func\b.*\)\s*(.*?)\s*\{\s*$/.exec(code[i] ?? '');
    if (match !== null) return match[1];
  }
  return undefined;
}

function inRustTests({ code }: Source, index: number): boolean {
  return code.slice(0, index).some((line) => /#\[cfg\(test\)\]/.test(line));
}

/** One finding per function: its deepest control flow, when that is too deep. */
function deepNesting(source: Source): Spot[] {
  if (familyOf(source) === 'other') return [];
  return functionsOf(source).flatMap(({ start, end, name }) => {
    const open: number[] = [];
    let deepest = 0;
    let where = start;
    for (let i = start + 1; i <= end; i++) {
      const line = source.code[i] ?? '';
      if (line.trim() === '') continue;
      const indent = indentOf(line).length;
      while (open.length > 0 && (open.at(-1) ?? 0) >= indent) open.pop();
      if (!/^\s*\}?\s*(?:if|for|while|switch|try|with|else|elif|match|select|loop)\b/.test(line))
        continue;
      open.push(indent);
      if (open.length > deepest) [deepest, where] = [open.length, i];
    }
    return deepest >= DEEP_NESTING ? [{ index: where, what: `${deepest} levels in ${name}` }] : [];
  });
}
