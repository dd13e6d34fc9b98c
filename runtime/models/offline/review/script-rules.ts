// Static rules for JavaScript and TypeScript.
import type { StaticRule } from './rule.js';
import { indentOf, matching, matchingBoth, replaceInCode } from './rule.js';
import type { Source } from './source.js';

const families = ['script'] as const;

export const SCRIPT_RULES: readonly StaticRule[] = [
  {
    id: 'swallowed-error',
    families,
    severity: 'warning',
    title: 'An error is caught and dropped',
    detail:
      'The catch block is empty, so a failure here leaves no trace and the program goes on in an unknown state. Handle the cases you expect, and rethrow or log the rest.',
    find: ({ code, comments }) =>
      code.flatMap((line, index) => {
        const whole = `${line}\n${code[index + 1] ?? ''}\n${code[index + 2] ?? ''}`;
        const explained = [0, 1, 2].some((n) => (comments[index + n] ?? '').trim() !== '');
        const empty =
          /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}/.exec(whole) ??
          /\.catch\(\s*\(\w*\)\s*=>\s*\{\s*\}\s*\)/.exec(whole);
        return empty !== null && empty.index < line.length && !explained ? [{ index }] : [];
      }),
  },
  {
    id: 'loose-equality',
    families,
    severity: 'warning',
    title: 'Loose equality compares after conversion',
    detail:
      '`==` converts its operands, so `0 == ""` and `null == undefined` are true. Use `===` and `!==` (comparing with `null` to catch `undefined` too is left alone).',
    find: matching(/(?<![=!<>])[=!]=(?!=)(?!\s*null\b)/),
    fix: (source, index) =>
      replaceInCode(source, index, /(?<![=!<>])([=!]=)(?!=)(?!\s*null\b)/, '$1='),
  },
  {
    id: 'eval',
    security: true,
    families,
    severity: 'error',
    title: 'Code is made from text and run',
    detail:
      '`eval` and `new Function` run whatever text reaches them, with all rights of this program. Use a parser, a table of functions or JSON instead.',
    find: matching(/(?<![.\w])eval\s*\(|\bnew\s+Function\s*\(/),
  },
  {
    id: 'floating-promise',
    families,
    severity: 'error',
    title: 'A promise is started and not awaited',
    detail:
      'The function is async, but its result is dropped: errors become unhandled rejections, and what follows runs before it is done. Await it, return it, or handle its failure.',
    find: floatingPromises,
    fix: (source, index) => {
      const line = source.raw[index] ?? '';
      return insideAsync(source, index)
        ? [`${indentOf(line)}await ${line.trimStart()}`]
        : undefined;
    },
  },
  {
    id: 'async-for-each',
    families,
    severity: 'error',
    title: 'forEach does not wait for async functions',
    detail:
      'Every call runs at once, nobody waits, and failures are lost. Use `for … of` with `await`, or `await Promise.all(list.map(…))`.',
    find: matching(/\.forEach\(\s*async\b/),
  },
  {
    id: 'async-promise-executor',
    families,
    severity: 'error',
    title: 'An async function is given to new Promise',
    detail:
      'What it throws is not turned into a rejection, so the promise never settles. Make the outer function async and await inside it.',
    find: matching(/new\s+Promise(?:<[^>]*>)?\(\s*async\b/),
  },
  {
    id: 'sql-from-strings',
    security: true,
    families,
    severity: 'error',
    title: 'SQL is put together from strings',
    detail:
      'Values in the text of a statement can change its meaning (SQL injection). Use placeholders and pass the values separately.',
    find: matchingBoth(
      /["'`]/,
      /(?:`|"|')\s*(?:SELECT\b.+\bFROM|INSERT\s+INTO|UPDATE\b.+\bSET|DELETE\s+FROM)\b[^;]*(?:\$\{|["']\s*\+\s*\w)/i,
    ),
  },
  {
    id: 'command-from-strings',
    security: true,
    families,
    severity: 'error',
    title: 'A shell command is put together from strings',
    detail:
      'Anything in the value that the shell understands is executed. Use `execFile` or `spawn` with an array of arguments.',
    find: matchingBoth(
      /\bexec(?:Sync)?\s*\(/,
      /(?<!\.)\bexec(?:Sync)?\s*\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+)/,
    ),
  },
  {
    id: 'html-from-strings',
    security: true,
    families,
    severity: 'warning',
    title: 'HTML is set from a value',
    detail:
      'Markup in the value runs as part of the page (cross-site scripting). Set `textContent`, build elements, or sanitise first.',
    find: matching(
      /\.(?:innerHTML|outerHTML)\s*\+?=(?!=)\s*(?!\s*(?:""|''|``)\s*;?\s*$)|dangerouslySetInnerHTML/,
    ),
  },
  {
    id: 'debugger',
    families,
    severity: 'warning',
    title: 'A debugger statement was left in',
    detail: 'It stops the program whenever developer tools are open. Remove it.',
    find: matching(/^\s*debugger\s*;?\s*$/),
    fix: () => [],
  },
  {
    id: 'any-type',
    families,
    severity: 'info',
    title: 'The type is switched off with any',
    detail:
      '`any` turns off checking for everything that touches the value. `unknown` with a check keeps it.',
    find: (source) =>
      source.language.startsWith('t') ? matching(/(?::\s*|\bas\s+|<)any\b(?!\s*\()/)(source) : [],
  },
];

/** Statements that only call an async function of this file. */
function floatingPromises({ code }: Source): { index: number; what: string }[] {
  const names = new Set(
    code.flatMap((line) => {
      const m =
        /\basync\s+function\s*\*?\s*(\w+)/.exec(line) ??
        /\b(?:const|let)\s+(\w+)\s*(?::[^=]+)?=\s*async\b/.exec(line);
      return m?.[1] === undefined ? [] : [m[1]];
    }),
  );
  return code.flatMap((line, index) => {
    const call = /^\s*(\w+)\(.*\)\s*;?\s*$/.exec(line)?.[1];
    const before = (code[index - 1] ?? '').trimEnd();
    const continues = /[=(,&|?:+]$|=>$|\b(?:await|return|void)$/.test(before);
    return call !== undefined && names.has(call) && !continues ? [{ index, what: call }] : [];
  });
}

/** Whether the nearest function around a line, by indentation, is async. */
function insideAsync({ code }: Source, index: number): boolean {
  let depth = indentOf(code[index] ?? '').length;
  for (let i = index - 1; i >= 0; i--) {
    const line = code[i] ?? '';
    const own = indentOf(line).length;
    if (line.trim() === '' || own >= depth) continue;
    depth = own;
    if (
      /\bfunction\b|=>\s*\{\s*$|^\s*(?:\w+\s+)*\w+\(.*\)[^=]*\{\s*$/.test(line) &&
      !/^\s*(?:if|for|while|switch|catch)\b/.test(line)
    ) {
      return /\basync\b/.test(line);
    }
  }
  return false;
}
