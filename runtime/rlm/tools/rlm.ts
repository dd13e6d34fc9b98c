// The REPL function `rlm`: a child loop with its own REPL works on a sub-problem.
import * as z from 'zod';
import type { Json } from '../../core/index.js';
import { citationSchema, jsonSchema, WaitingLine } from '../../core/index.js';
import type { AnyTool, ToolContext } from '../../ports/index.js';
import { defineTool } from '../../tools/index.js';
import { SubcallError } from '../subcall-error.js';
import { oneLine } from '../text.js';
import type { LoopOptions, LoopResult } from '../types.js';

/** A cell may ask for any number of children: so many of one loop work at a time, the others wait. */
export const CHILDREN_AT_ONCE = 8;
/** A child may take at most this many steps of its tree's. */
const CHILD_STEPS = 12;

const inputSchema = z.object({ task: z.string().min(1), context: jsonSchema.optional() });

const outputSchema = z.object({
  answer: z.string(),
  citations: z.array(citationSchema),
  complete: z.boolean().describe('false when the child had to end early'),
});

/** @param runChild the loop itself, handed in because it owns this tool */
export function rlmTool(
  parent: LoopOptions,
  runChild: (options: LoopOptions) => Promise<LoopResult>,
): AnyTool {
  const line = new WaitingLine(CHILDREN_AT_ONCE);
  return defineTool({
    name: 'rlm',
    description:
      'Gives a sub-problem to a child with a REPL of its own. The keys of `context` become its variables; it shares nothing else with you.',
    input: inputSchema,
    output: outputSchema,
    effect: 'model',
    positional: ['task', 'context'],
    example: "const { answer } = await rlm('How does retrying work here?', { files })",
    run: async (input, site) => {
      const result = await line.run(() => runChild(childOptions(parent, input, site)), site.signal);
      if (result.answer === undefined) throw noAnswer(result);
      const { text, citations } = result.answer;
      return {
        answer: text,
        citations: [...citations],
        complete: result.stopReason === 'answered',
      };
    },
    summarize: ({ task }, { complete }) =>
      `"${oneLine(task, 60)}" → ${complete ? 'answered' : 'ended early'}`,
  });
}

function childOptions(
  parent: LoopOptions,
  { task, context }: z.infer<typeof inputSchema>,
  site: ToolContext,
): LoopOptions {
  let budget: LoopOptions['budget'];
  try {
    budget = parent.budget.child();
  } catch (thrown) {
    throw SubcallError.from(thrown);
  }
  const { agent: _agent, resume: _resume, ...rest } = parent;
  return {
    ...rest,
    task,
    intent: 'ask',
    variables: asVariables(context),
    budget,
    signal: site.signal,
    maxSteps: CHILD_STEPS,
    ...(site.stepId === undefined ? {} : { parentId: site.stepId }),
  };
}

/** An object's keys as variables; any other value as the variable `context`. */
function asVariables(context: Json | undefined): Readonly<Record<string, Json>> {
  if (context === undefined || context === null) return {};
  const named =
    typeof context === 'object' && !Array.isArray(context) && Object.keys(context).every(isName);
  return named ? (context as Readonly<Record<string, Json>>) : { context };
}

function isName(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}

function noAnswer(result: LoopResult): SubcallError {
  if (result.stopReason === 'stopped') {
    return new SubcallError('stopped', 'The child was stopped.');
  }
  const kind = result.stopReason === 'budget' ? 'budget' : 'no-answer';
  return new SubcallError(kind, `The child ended without an answer: ${result.reason}`, {
    remedy: 'Give it a smaller task, or do it in steps of your own.',
  });
}
