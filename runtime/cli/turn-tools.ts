// Whole turns as tools of a client: a question to the agent, a task for one of the agents, a skill at work.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import { citationSchema, MemfunError } from '../core/index.js';
import type { AnyTool, ToolContext } from '../ports/index.js';
import { UnknownSkillError } from '../skills/index.js';
import { defineTool } from '../tools/index.js';

const session = z.string().optional().describe('of an earlier answer, to go on from there');
const name = z.string().regex(/^\S+$/).max(64);
const answered = z.object({
  answer: z.string(),
  citations: z.array(citationSchema),
  session: z.string(),
  stopReason: z.string(),
});

export function turnTools(memfun: Memfun): readonly AnyTool[] {
  // In the mode auto a turn may change files, which it lists and can take back.
  const effect = 'control';
  return [
    defineTool({
      name: 'ask',
      description:
        'Asks the agent about the folder. It explores with its own tools in as many steps as it takes, and answers with the places that the answer rests on.',
      effect,
      positional: ['question'],
      example: "await ask('how are failed deliveries retried?')",
      input: z.object({ question: z.string().trim().min(1).max(20_000), session }),
      output: answered,
      run: ({ question, session: before }, context) => turn(memfun, question, before, context),
    }),
    defineTool({
      name: 'agent.run',
      description:
        'Gives a task to one of the agents of the folder, which works with its own instructions and tools. The resource memfun://agents lists them.',
      effect,
      positional: ['agent', 'task'],
      example: "await agent.run('reviewer', 'look at src/queue.ts')",
      input: z.object({ agent: name, task: z.string().trim().min(1).max(20_000), session }),
      output: answered,
      async run({ agent, task, session: before }, context) {
        const { agents } = await memfun.agents();
        if (!agents.some((one) => one.name === agent))
          throw new UnknownAgentError(
            agent,
            agents.map((one) => one.name),
          );
        return turn(memfun, `/agent ${agent} ${task}`, before, context);
      },
    }),
    defineTool({
      name: 'skill.run',
      description:
        'Lets the agent work by the method of a skill. The prompts of this server name the skills, each with what it is for.',
      effect,
      positional: ['skill', 'input'],
      example: "await skill.run('explain-code', 'src/queue.ts')",
      input: z.object({ skill: name, input: z.string().trim().max(20_000).default(''), session }),
      output: answered,
      async run({ skill, input, session: before }, context) {
        const { skills } = await memfun.skills();
        if (!skills.some((one) => one.name === skill))
          throw new UnknownSkillError(
            skill,
            skills.map((one) => one.name),
          );
        return turn(memfun, `/${skill} ${input}`, before, context);
      },
    }),
  ];
}

class UnknownAgentError extends MemfunError {
  readonly code = 'agent.unknown';
  constructor(agent: string, known: readonly string[]) {
    super(`There is no agent "${agent}".`, { remedy: `There are: ${known.join(', ')}.` });
  }
}

async function turn(
  memfun: Memfun,
  text: string,
  before: string | undefined,
  { signal, progress }: ToolContext,
): Promise<z.infer<typeof answered>> {
  const sessionId = before ?? (await memfun.sessions.create(text.slice(0, 80))).sessionId;
  const { answer, citations, stopReason } = await memfun.runTurn({
    sessionId,
    request: { intent: 'ask', text, attachments: [], effort: 'auto' },
    signal,
    emit: (event) => {
      if (event.type === 'step.call' && event.state !== 'running') progress?.(event.summary);
    },
  });
  return { answer, citations: [...citations], session: sessionId, stopReason };
}
