// The model calls whose words can be optimised, and the recorded calls that they are judged by.
import {
  changeReview,
  commitMessage,
  directAnswer,
  historyCompress,
  memoryExtract,
  memoryReconcile,
  rlmExtract,
  rlmStep,
  type Signature,
  sessionSummary,
  subPrompt,
} from '../models/index.js';
import { type Example, examplesFromTraces } from '../optimizer/index.js';
import type { Recorded } from './optimize-access.js';

export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  (
    [
      directAnswer,
      rlmStep,
      rlmExtract,
      subPrompt,
      memoryExtract,
      memoryReconcile,
      historyCompress,
      sessionSummary,
      commitMessage,
      changeReview,
    ] as unknown as readonly Signature[]
  ).map((signature) => [signature.name, signature]),
);
/** Where many answers are as good as the recorded one: agreement with it says nothing. */
const FREE: ReadonlySet<string> = new Set(['rlm.step']);

export function examplesOf(
  signature: Signature,
  { records, events }: Recorded,
): readonly Example[] {
  const examples = examplesFromTraces(signature, records, events);
  return FREE.has(signature.name)
    ? examples.map((example) => ({ ...example, expected: undefined }))
    : examples;
}
