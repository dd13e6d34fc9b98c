// Port: who writes new texts for components. A language model does, in a simulated world a rule.
import type { Demo, TextComponent } from './component.js';
import { problemOf } from './component.js';
import type { Account } from './evaluation.js';

export interface Written {
  readonly text: string;
  readonly costUsd: number;
}

interface WriteRequest {
  readonly component: TextComponent;
  readonly current: string;
  /** Why the text that was written before cannot be taken. */
  readonly problem?: string;
}

/** For a text that is written from what is known about the task. */
export interface ProposeRequest extends WriteRequest {
  /** What the examples have in common. */
  readonly summary: string;
  readonly demos: readonly Demo[];
  /** A direction, so that proposals differ. May be empty. */
  readonly tip: string;
  /** Another number is another text. */
  readonly seed: number;
}

/** How a text did on one example. */
export interface Reflection {
  readonly input: string;
  readonly output: string;
  readonly feedback: string;
  readonly score: number;
}

/** For a text that is written from what went wrong. */
export interface ReflectRequest extends WriteRequest {
  readonly reflections: readonly Reflection[];
}

export interface TextWriter {
  /** What these inputs have in common, in a few sentences. */
  summarize(inputs: readonly string[], signal: AbortSignal): Promise<Written>;
  propose(request: ProposeRequest, signal: AbortSignal): Promise<Written>;
  reflect(request: ReflectRequest, signal: AbortSignal): Promise<Written>;
}

/** A second try is told what was wrong with the first. @returns `undefined` when that cannot be taken either */
export async function writeValid<R extends WriteRequest>(
  account: Account,
  kind: 'propose' | 'reflect',
  request: R,
  write: (request: R, signal: AbortSignal) => Promise<Written>,
): Promise<string | undefined> {
  let tried = request;
  for (let attempt = 0; attempt < 2; attempt++) {
    const text = await account.write(writeKey(kind, tried), () => write(tried, account.signal));
    const problem = problemOf(request.component, text);
    if (problem === undefined) return text;
    tried = { ...request, problem };
  }
  return undefined;
}

export function writeKey(kind: string, request: object): string {
  return `${kind} ${JSON.stringify(request)}`;
}
