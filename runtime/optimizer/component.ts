// What can be optimised: one part of what models are told, with its bounds; and a candidate, a value for each part.
import { createHash } from 'node:crypto';
import type { Json } from '../core/index.js';

/** An example that is shown to the model: an input and a good output of one signature. */
export interface Demo {
  readonly input: Json;
  readonly output: Json;
}

interface ComponentBase {
  /** Stable, e.g. `direct.answer/instructions`. */
  readonly id: string;
  /** What it is for, in words, for whoever writes a better one. */
  readonly about: string;
}

export interface TextComponent extends ComponentBase {
  readonly kind: 'instructions' | 'agent-prompt' | 'skill-body' | 'tool-description';
  /** As it is without any optimisation. */
  readonly value: string;
  readonly maxChars: number;
  /** Texts that every version must contain, letter by letter: names of functions, markers, placeholders. */
  readonly preserve: readonly string[];
}

export interface DemosComponent extends ComponentBase {
  readonly kind: 'demos';
  readonly value: readonly Demo[];
  readonly maxDemos: number;
  /** Of all demos together, as JSON. */
  readonly maxChars: number;
}

export interface ThresholdComponent extends ComponentBase {
  readonly kind: 'threshold';
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

export type Component = TextComponent | DemosComponent | ThresholdComponent;
export type ComponentValue = Component['value'];

/** A value for each component, by its id. What is missing is as it was. */
export type Candidate = Readonly<Record<string, ComponentValue>>;

/** Everything as it is without any optimisation. */
export function originalOf(components: readonly Component[]): Candidate {
  return Object.fromEntries(components.map(({ id, value }) => [id, value]));
}

/** The text of a candidate for a component; empty where it is none. */
export function textIn(candidate: Candidate, id: string): string {
  const value = candidate[id];
  return typeof value === 'string' ? value : '';
}

export function isText(component: Component): component is TextComponent {
  return component.kind !== 'demos' && component.kind !== 'threshold';
}

export function isDemos(component: Component): component is DemosComponent {
  return component.kind === 'demos';
}

/** Why a value may not stand for a component, in words for whoever wrote it; `undefined` when it may. */
export function problemOf(component: Component, value: ComponentValue): string | undefined {
  if (component.kind === 'threshold')
    return typeof value === 'number' && value >= component.min && value <= component.max
      ? undefined
      : `It must be a number from ${component.min} to ${component.max}.`;
  if (component.kind === 'demos') return demosProblem(component, value);
  if (typeof value !== 'string' || value.trim() === '') return 'It must be a text.';
  if (value.length > component.maxChars)
    return `It has ${value.length} characters; at most ${component.maxChars} are allowed.`;
  const missing = component.preserve.filter((literal) => !value.includes(literal));
  return missing.length === 0
    ? undefined
    : `These must stand in it exactly: ${missing.map((literal) => `"${literal}"`).join(', ')}.`;
}

function demosProblem(
  { maxDemos, maxChars }: DemosComponent,
  value: ComponentValue,
): string | undefined {
  if (typeof value !== 'object') return 'It must be a list of examples.';
  if (value.length > maxDemos) return `At most ${maxDemos} examples are allowed.`;
  const chars = JSON.stringify(value).length;
  return chars > maxChars
    ? `The examples have ${chars} characters; at most ${maxChars} are allowed.`
    : undefined;
}

/** A name for the content of a candidate: the same for the same values in any order of components. */
export function candidateKey(candidate: Candidate): string {
  const sorted = Object.keys(candidate)
    .sort()
    .map((id) => [id, candidate[id]]);
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 24);
}
