// Static rules for Python.
import type { StaticRule } from './rule.js';
import { indentOf, matching, matchingBoth, replaceInCode } from './rule.js';

const families = ['python'] as const;
const MUTABLE = /(\w+)(\s*:\s*[^=,()]+)?\s*=\s*(\[\]|\{\}|set\(\)|list\(\)|dict\(\))(?=\s*[,)])/;

export const PYTHON_RULES: readonly StaticRule[] = [
  {
    id: 'bare-except',
    families,
    severity: 'warning',
    title: 'A bare except catches everything',
    detail:
      '`except:` also catches KeyboardInterrupt and SystemExit, so the program cannot be stopped here and real faults are hidden. Name the exceptions that you expect.',
    find: matching(/^\s*except\s*:/),
    fix: (source, index) => replaceInCode(source, index, /except\s*:/, 'except Exception:'),
  },
  {
    id: 'swallowed-error',
    families,
    severity: 'warning',
    title: 'An exception is caught and dropped',
    detail:
      'The handler does nothing, so a failure here leaves no trace. Handle the case, log it, or narrow the exception and use `contextlib.suppress` to say that it is meant.',
    find: ({ code, comments }) =>
      code.flatMap((line, index) =>
        /^\s*except\s*(?:\(?\s*(?:Base)?Exception\b.*)?:\s*(?:pass|\.\.\.)?\s*$/.test(line) &&
        (/:\s*(?:pass|\.\.\.)\s*$/.test(line) ||
          /^\s*(?:pass|\.\.\.)\s*$/.test(code[index + 1] ?? '')) &&
        (comments[index + 1] ?? '').trim() === ''
          ? [{ index }]
          : [],
      ),
  },
  {
    id: 'mutable-default',
    families,
    severity: 'warning',
    title: 'A mutable default is shared by all calls',
    detail:
      'The default is made once, when the function is defined; what one call adds, the next one sees. Use `None` and make the value inside.',
    find: ({ code }) =>
      code.flatMap((line, index) => {
        const what = /^\s*(?:async\s+)?def\b/.test(line) ? MUTABLE.exec(line)?.[1] : undefined;
        return what === undefined ? [] : [{ index, what }];
      }),
    fix: ({ code, raw }, index) => {
      const line = raw[index] ?? '';
      const match = MUTABLE.exec(code[index] ?? '');
      const next = raw[index + 1] ?? '';
      // A docstring must stay the first statement: then the place of the new lines is not this one.
      if (match === null || !/:\s*$/.test(code[index] ?? '') || /^\s*[rf]?["']{3}/.test(next))
        return undefined;
      const [whole, name = '', type = '', value = ''] = match;
      const optional = type === '' ? '' : `${type.trimEnd()} | None`;
      const inner = indentOf(next) || `${indentOf(line)}    `;
      return [
        line.replace(whole, `${name}${optional}${type === '' ? '=' : ' = '}None`),
        `${inner}if ${name} is None:`,
        `${inner}    ${name} = ${value}`,
      ];
    },
  },
  {
    id: 'none-comparison',
    families,
    severity: 'warning',
    title: 'None is compared with ==',
    detail: 'A class may define `==` in its own way. There is one `None`: compare with `is`.',
    find: matching(/[=!]=\s*None\b/),
    fix: (source, index) => {
      const equal = replaceInCode(source, index, /==\s*None\b/, 'is None');
      return equal ?? replaceInCode(source, index, /!=\s*None\b/, 'is not None');
    },
  },
  {
    id: 'eval',
    security: true,
    families,
    severity: 'error',
    title: 'Code is made from text and run',
    detail:
      '`eval` and `exec` run whatever text reaches them, with all rights of this program. Use `ast.literal_eval`, JSON, or a table of functions.',
    find: matching(/(?<![.\w])(?:eval|exec)\s*\(/),
  },
  {
    id: 'command-from-strings',
    security: true,
    families,
    severity: 'error',
    title: 'A shell command runs with shell=True',
    detail:
      'With a shell, anything in the text that the shell understands is executed. Pass a list of arguments and leave `shell` off.',
    find: matching(/\bshell\s*=\s*True\b|\bos\.system\s*\(/),
  },
  {
    id: 'sql-from-strings',
    security: true,
    families,
    severity: 'error',
    title: 'SQL is put together from strings',
    detail:
      'Values in the text of a statement can change its meaning (SQL injection). Use the placeholders of your driver and pass the values separately.',
    find: matchingBoth(
      /["']/,
      /(?:\bf["']{1,3}\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b[^"']*\{|["']\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b[^"]*["']\s*(?:%|\+|\.format\())/i,
    ),
  },
  {
    id: 'unsafe-load',
    security: true,
    families,
    severity: 'error',
    title: 'Untrusted data can run code while it is loaded',
    detail:
      '`yaml.load` without a safe loader and `pickle.loads` make arbitrary objects. Use `yaml.safe_load` or JSON.',
    find: matching(/\byaml\.load\s*\((?!.*Safe)|\bpickle\.loads?\s*\(/),
    fix: (source, index) =>
      replaceInCode(source, index, /\byaml\.load\s*\((?=[^,]*\))/, 'yaml.safe_load('),
  },
  {
    id: 'no-timeout',
    families,
    severity: 'warning',
    title: 'A request without a timeout can hang forever',
    detail: '`requests` waits without limit unless `timeout=` is given.',
    find: matching(
      /\brequests\.(?:get|post|put|patch|delete|head)\s*\((?!.*timeout).*\)\s*(?:\.\w+\(?\)?)?\s*$/,
    ),
    fix: (source, index) =>
      replaceInCode(
        source,
        index,
        /(\brequests\.(?:get|post|put|patch|delete|head)\s*\([^()]*)\)/,
        '$1, timeout=10)',
      ),
  },
  {
    id: 'literal-identity',
    families,
    severity: 'error',
    title: 'A literal is compared with is',
    detail:
      '`is` compares identity; whether two equal strings or numbers are one object is an accident. Use `==`.',
    find: matching(/\bis\s+(?:not\s+)?(?:["']|\d)/),
    fix: (source, index) => {
      const not = replaceInCode(source, index, /\bis\s+not\s+(?=["']|\d)/, '!= ');
      return not ?? replaceInCode(source, index, /\bis\s+(?=["']|\d)/, '== ');
    },
  },
  {
    id: 'unclosed-file',
    families,
    severity: 'warning',
    title: 'A file is opened without with',
    detail: 'When something fails before `close()`, the file stays open. Use `with open(…) as f:`.',
    find: matching(/^(?!\s*with\b).*(?:=\s*|\()open\s*\([^)]*\)(?:\.(?:read|write)\w*\(|\s*$)/),
  },
];
