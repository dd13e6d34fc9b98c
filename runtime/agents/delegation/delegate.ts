// The tool delegate: a specialist with its own instructions, REPL and rights works on a part of the task.
import * as z from 'zod';
import { type Budget, citationSchema, type EmitEvent, WaitingLine } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import {
  CHILDREN_AT_ONCE,
  type LoopOptions,
  type LoopResult,
  SubcallError,
} from '../../rlm/index.js';
import { defineTool } from '../../tools/index.js';
import type { AgentDefinition } from '../definitions/index.js';
import { agentInput } from './agent-input.js';

export interface DelegateDeps {
  readonly agents: readonly AgentDefinition[];
  readonly budget: Budget;
  readonly emit: EmitEvent;
  /** Runs a loop with the tools of an agent. */
  readonly runAs: (agent: AgentDefinition, options: LoopOptions) => Promise<LoopResult>;
}

const inputOf = agentInput({ task: z.string().trim().min(1) });
const outputSchema = z.object({
  answer: z.string(),
  citations: z.array(citationSchema),
  complete: z.boolean().describe('false when it had to end early'),
});

/** None where no agent is defined. */
export function delegateTool({ agents, budget, emit, runAs }: DelegateDeps): readonly AnyTool[] {
  const callable = agents.filter(({ byModel }) => byModel !== false);
  const [first, ...more] = callable.map(({ name }) => name);
  if (first === undefined) return [];
  const line = new WaitingLine(CHILDREN_AT_ONCE);
  const list = callable.map(({ name, description }) => `${name}: ${description.slice(0, 160)}`);
  return [
    defineTool({
      name: 'delegate',
      description: `Gives a part of the task to a specialist, who works with a REPL and tools of its own and shares nothing else with you: say all that it must know. ${list.join(' | ')}`,
      effect: 'model',
      positional: ['agent', 'task'],
      example: `const { answer } = await delegate('${first}', 'Review src/queue.ts for races.')`,
      input: inputOf([first, ...more]),
      output: outputSchema,
      async run({ agent: name, task }, { signal, turnId, stepId }) {
        const agent = callable.find((one) => one.name === name);
        if (agent === undefined) throw new TypeError(`no agent ${name}`);
        const work = (): Promise<LoopResult> =>
          runAs(agent, {
            task: taskFor(agent, task),
            variables: {},
            intent: 'ask',
            memories: [],
            budget: childOf(budget),
            signal,
            emit,
            turnId,
            maxSteps: agent.maxTurns,
            agent: agent.name,
            ...(stepId === undefined ? {} : { parentId: stepId }),
          });
        const result = await line.run(work, signal);
        if (result.answer === undefined) {
          const kind = result.stopReason === 'budget' ? 'budget' : 'no-answer';
          throw new SubcallError(kind, `${name} ended without an answer: ${result.reason}`, {
            remedy: 'Give it a smaller task, or do it yourself.',
          });
        }
        const { text, citations } = result.answer;
        return {
          answer: text,
          citations: [...citations],
          complete: result.stopReason === 'answered',
        };
      },
      summarize: ({ agent }, { complete }) => `${agent} ${complete ? 'answered' : 'ended early'}`,
    }),
  ];
}

/** The agent's own instructions, and what it is to do. */
export function taskFor({ name, instructions }: AgentDefinition, task: string): string {
  return `${task}\n\nYou work as the agent ${name}:\n${instructions}`;
}

function childOf(budget: Budget): Budget {
  try {
    return budget.child();
  } catch (thrown) {
    throw SubcallError.from(thrown);
  }
}
