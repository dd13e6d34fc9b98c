// New texts written by a language model.
import { Budget, type Clock, DEFAULT_LIMITS, type EmitEvent } from '../core/index.js';
import {
  optimizePropose,
  optimizeReflect,
  optimizeSummarize,
  type Prediction,
  type PredictOptions,
  type Predictor,
} from '../models/index.js';
import type { TextComponent } from './component.js';
import type { ProposeRequest, ReflectRequest, TextWriter, Written } from './writer.js';

export interface ModelWriterOptions {
  readonly predictor: Predictor;
  readonly clock: Clock;
  readonly emit: EmitEvent;
  readonly turnId: string;
}

export function modelWriter(options: ModelWriterOptions): TextWriter {
  const { predictor, clock, emit, turnId } = options;
  const site = (signal: AbortSignal): PredictOptions => ({
    signal,
    emit,
    turnId,
    budget: Budget.open(DEFAULT_LIMITS, clock),
  });
  return {
    summarize: async (inputs, signal) => {
      const { output, usage } = await predictor.predict(
        optimizeSummarize,
        { inputs: [...inputs] },
        site(signal),
      );
      return { text: output.summary, costUsd: usage.costUsd };
    },
    propose: async (
      { component, current, problem, summary, demos, tip, seed }: ProposeRequest,
      signal,
    ) =>
      written(
        await predictor.predict(
          optimizePropose,
          {
            ...part(component, current, problem),
            summary,
            demonstrations: demos.map(({ input, output }) => ({
              input: JSON.stringify(input),
              output: JSON.stringify(output),
            })),
            tip,
            number: seed,
          },
          site(signal),
        ),
      ),
    reflect: async ({ component, current, problem, reflections }: ReflectRequest, signal) =>
      written(
        await predictor.predict(
          optimizeReflect,
          {
            ...part(component, current, problem),
            runs: reflections.map(({ input, output, feedback, score }) => ({
              input,
              answer: output,
              feedback,
              score,
            })),
          },
          site(signal),
        ),
      ),
  };
}

function part(component: TextComponent, current: string, problem: string | undefined) {
  const { about, maxChars, preserve } = component;
  const kept =
    preserve.length === 0
      ? ''
      : ` These must stand in it exactly: ${preserve.map((literal) => JSON.stringify(literal)).join(', ')}.`;
  return {
    about,
    current,
    limits: `At most ${maxChars} characters.${kept}`,
    ...(problem === undefined ? {} : { problem }),
  };
}

function written({ output, usage }: Prediction<{ readonly text: string }>): Written {
  return { text: output.text.trim(), costUsd: usage.costUsd };
}
