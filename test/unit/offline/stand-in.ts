// A small REPL over a folder on disk, with the host functions that the planner's cells call.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Intent, Json } from '../../../runtime/core/index.js';
import type { HistoryEntry } from '../../../runtime/models/index.js';
import { rlmStepRule } from '../../../runtime/models/offline/rules/rlm-step.js';
import { subPromptRule } from '../../../runtime/models/offline/rules/sub-prompt.js';

export interface Final {
  readonly answer: string;
  readonly citations: readonly { path: string; line: number; endLine?: number }[];
  readonly summary?: string;
  readonly findings?: readonly { path: string; line: number; rule?: string; severity: string }[];
  readonly replacement?: string | null;
}

export interface Run {
  readonly final: Final | undefined;
  readonly history: readonly HistoryEntry[];
}

/** As many characters of a cell's output as the loop shows. */
const OBSERVATION = 6000;

/** Lets the planner work on a folder until it answers, at most eight steps. */
export async function answerOn(
  root: string,
  task: string,
  intent: Intent = 'ask',
  attachments?: Json,
): Promise<Run> {
  const repl = new StandIn(root, attachments);
  const history: HistoryEntry[] = [];
  for (let index = 1; index <= 8; index++) {
    const cell = rlmStepRule.answer({
      task,
      intent,
      memories: [],
      functions: '',
      answerType: '',
      variables:
        attachments === undefined
          ? []
          : [{ name: 'attachments', type: 'array', shape: '', size: 1, preview: '' }],
      history,
      step: { index, of: 8 },
      budget: '',
    }) as { reasoning: string; code: string };
    const observation = await repl.run(cell.code);
    history.push({ index, ...cell, observation });
    if (repl.final !== undefined) break;
  }
  return { final: repl.final, history };
}

class StandIn {
  final: Final | undefined;
  readonly #context: vm.Context;
  #output: string[] = [];

  constructor(root: string, attachments: Json | undefined) {
    this.#context = vm.createContext({
      console: { log: (...parts: unknown[]) => this.#output.push(parts.join(' ')) },
      final: async (value: Json) => {
        this.final = JSON.parse(JSON.stringify(value)) as Final;
      },
      llm: async (prompt: string, context: string) =>
        subPromptRule.answer({ prompt, context })['answer'],
      ...hostOf(root),
      ...(attachments === undefined ? {} : { attachments }),
    });
  }

  async run(code: string): Promise<string> {
    this.#output = [];
    // An answer declares nothing; the code that it quotes must not be touched.
    const persistent = code.startsWith('// Answer:')
      ? code
      : code
          .replace(/^(?:const|let) (\w+) =/gm, '$1 =')
          .replace(/^let (\w+), (\w+);?/gm, '')
          .replace(/^function (\w+)/gm, 'globalThis.$1 = function $1');
    const functions = persistent.split(/^(?=(?:\/\/ .*\n)*globalThis\.\w+ = function )/m);
    const hoisted = [...functions.slice(1), functions[0]].join('\n;');
    try {
      await vm.runInContext(`(async () => {${hoisted}\n})()`, this.#context);
    } catch (thrown) {
      this.#output.push(String(thrown));
    }
    const text = this.#output.join('\n');
    return text.length <= OBSERVATION
      ? text
      : `${text.slice(0, OBSERVATION / 2)}\n… cut …\n${text.slice(-OBSERVATION / 2)}`;
  }
}

function hostOf(root: string): Record<string, unknown> {
  const all = walk(root, '');
  const lines = (file: string): string[] => readFileSync(path.join(root, file), 'utf8').split('\n');
  return {
    readFile: async (file: string) => ({
      path: file,
      text: lines(file).join('\n'),
      truncated: false,
    }),
    listFiles: async () => ({ files: all.map((file) => ({ path: file })), truncated: false }),
    search: async (pattern: string, options: { caseSensitive?: boolean; limit: number }) => {
      const wanted = new RegExp(pattern, options.caseSensitive === true ? '' : 'i');
      const matches = all.flatMap((file) =>
        lines(file).flatMap((text, i) =>
          wanted.test(text) ? [{ path: file, line: i + 1, column: 1, text }] : [],
        ),
      );
      return {
        matches: matches.slice(0, options.limit),
        truncated: matches.length > options.limit,
      };
    },
    outline: async (file: string) => ({ path: file, symbols: outlineOf(file, lines(file)) }),
    symbols: async (query: string) => ({
      symbols: all.flatMap((file) =>
        outlineOf(file, lines(file))
          .filter((s) => s.name.includes(query))
          .map((s) => ({ ...s, path: file })),
      ),
    }),
    repoMap: async () => ({ files: [] }),
    gitLog: async () => ({ commits: [] }),
  };
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    if (
      ['node_modules', '.git', 'dist', '.host', 'offline', 'fixtures'].includes(name) &&
      folder !== ''
    )
      return [];
    if (['node_modules', '.git', 'dist'].includes(name)) return [];
    const file = folder === '' ? name : `${folder}/${name}`;
    const stat = statSync(path.join(root, file));
    if (stat.isDirectory()) return walk(root, file);
    return stat.size < 200_000 &&
      /\.(ts|tsx|py|go|md|json|toml|mod|js|mjs)$/.test(name) &&
      name !== 'package-lock.json'
      ? [file]
      : [];
  });
}

interface OutlineSymbol {
  readonly name: string;
  readonly kind: string;
  readonly startLine: number;
  readonly endLine: number;
}

const HEADS: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:export )?(?:default )?(?:async )?function\*? (\w+)/, 'function'],
  [/^\s*(?:export )?(?:abstract )?class (\w+)/, 'class'],
  [/^\s*(?:export )?interface (\w+)/, 'interface'],
  [/^(?:export )?const (\w+)[^=]*=\s*(?:async )?\(/, 'function'],
  [/^(?:export )?const (\w+)/, 'constant'],
  [/^\s*(?:async )?def (\w+)/, 'function'],
  [/^func (?:\([^)]*\) )?(\w+)/, 'function'],
  [/^type (\w+)/, 'type'],
  [
    /^ {2}(?:(?:public|private|static|async|get|set) )*(?!if|for|while|switch|return|catch)(#?\w+)(?:<[^>]*>)?\(.*\{\s*$/,
    'method',
  ],
];

function outlineOf(file: string, lines: readonly string[]): OutlineSymbol[] {
  if (!/\.(ts|tsx|py|go|js|mjs)$/.test(file)) return [];
  return lines.flatMap((line, i) => {
    for (const [head, kind] of HEADS) {
      const name = head.exec(line)?.[1];
      if (name === undefined) continue;
      const depth = line.search(/\S/);
      let end = i;
      for (let j = i + 1; j < lines.length; j++) {
        const text = lines[j] ?? '';
        if (text.trim() === '') continue;
        const own = text.search(/\S/);
        if (own < depth || (own === depth && !/^\s*[)\]}]/.test(text))) break;
        end = j;
        if (own === depth && /^\s*\};?$/.test(text)) break;
      }
      return [{ name, kind, startLine: i + 1, endLine: end + 1 }];
    }
    return [];
  });
}
