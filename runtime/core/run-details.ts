// What is worth keeping of a run for its trace alone: whole prompts and answers, and cells that can be run again.
import * as z from 'zod';
import { jsonSchema } from './json.js';

/** What a model was sent and what it answered. Told before its `model.called`, for the trace alone. */
export const modelExchange = {
  type: z.literal('model.exchanged'),
  callId: z.string(),
  messages: z.array(z.object({ role: z.string(), text: z.string() })),
  /** Empty when there was none. */
  answer: z.string(),
};
const recordedResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: jsonSchema }),
  z.object({
    ok: z.literal(false),
    error: z.object({ name: z.string(), code: z.string(), message: z.string() }),
  }),
]);
/** A cell with the answers of its host calls, from which a REPL can be rebuilt. */
export const recordedCellSchema = z.object({
  code: z.string(),
  ok: z.boolean(),
  replayable: z.boolean(),
  hostResults: z
    .array(
      z.object({
        name: z.string(),
        args: z.array(jsonSchema).readonly(),
        result: recordedResultSchema.readonly(),
        settled: z.number(),
      }),
    )
    .readonly(),
  setBefore: z.record(z.string(), jsonSchema).readonly(),
});
/** How a cell ran, whole. For the trace alone. */
export const cellRecord = {
  type: z.literal('cell.recorded'),
  stepId: z.string(),
  engine: z.enum(['isolated-vm', 'quickjs', 'docker', 'modal']),
  seed: z.number(),
  startTime: z.number(),
  hostFunctions: z.array(z.string()).readonly(),
  /** Absent when it was too large to be kept: the REPL cannot be rebuilt beyond this step. */
  cell: recordedCellSchema.optional(),
  /** Of the first cell of a run that was gone through again: the steps before, which are not in this run. */
  earlier: z
    .object({
      cells: z.array(recordedCellSchema).readonly(),
      past: z
        .array(
          z.object({
            index: z.number().int(),
            reasoning: z.string(),
            code: z.string(),
            observation: z.string(),
          }),
        )
        .readonly(),
    })
    .optional(),
  /** What it printed. */
  output: z.string(),
  outputChars: z.number(),
};
