// What Memfun serves to clients of the Model Context Protocol: its tools, its memory, its skills, and the agent itself.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import { citationSchema, MemfunError } from '../core/index.js';
import type { McpSurface } from '../mcp/index.js';
import { memoryPrompts, memoryResources } from '../memory/index.js';
import { SkillCatalogue } from '../skills/index.js';
import { defineTool } from '../tools/index.js';

/** @param signal ends what is under way */
export function surfaceOf(memfun: Memfun, signal: AbortSignal): McpSurface {
  const desk = memfun.toolDesk([askTool(memfun)]);
  const skills = async () => new SkillCatalogue((await memfun.skills()).skills);
  return {
    tools: () => desk.tools(signal),
    call: (tool, input, { name, signal: callSignal, progress }) =>
      desk.call(tool, input, { caller: name, signal: callSignal, progress }),
    resources: async () => [
      {
        uri: 'memfun://memory',
        name: 'memory',
        description: 'What is remembered, one line each.',
        mimeType: 'text/markdown',
        read: () => memoryText(memfun),
      },
      {
        uri: 'memfun://agents',
        name: 'agents',
        description: 'The agents of this folder, each with what it is for.',
        mimeType: 'text/markdown',
        read: async () =>
          (await memfun.agents()).agents
            .map(({ name, description }) => `- ${name}: ${description}`)
            .join('\n'),
      },
      ...memoryResources(memfun.memory)
        .filter(({ uri }) => !isTemplate(uri))
        .map(({ uri, name, title, read }) => ({
          uri,
          name,
          description: title,
          mimeType: 'text/markdown',
          read: () => read(''),
        })),
    ],
    templates: [
      ...memoryResources(memfun.memory)
        .filter(({ uri }) => isTemplate(uri))
        .map(({ uri, name, title, read }) => ({
          template: uri,
          name,
          description: title,
          mimeType: 'text/markdown',
          read: (variables: Readonly<Record<string, string>>) =>
            read(decoded(Object.values(variables)[0] ?? '')),
        })),
      {
        template: 'memfun://file/{+path}',
        name: 'file',
        description: 'A text file of this folder, by its path in it.',
        mimeType: 'text/plain',
        async read({ path = '' }, { name, signal: callSignal }) {
          const site = { caller: name, signal: callSignal };
          const result = await desk.call('readFile', { path: decoded(path) }, site);
          if (!result.ok) throw new UnreadableFileError(result.error.message);
          return fileSchema.parse(result.value).text;
        },
      },
    ],
    prompts: async () => {
      const catalogue = await skills();
      const ofSkills = catalogue.list().map(({ name, description }) => ({
        name,
        description,
        arguments: [{ name: 'args', description: 'What to do it with, e.g. a file.' }],
        text: async ({ args = '' }: Readonly<Record<string, string>>) =>
          (await catalogue.use(name, args)).content,
      }));
      const ofMemory = memoryPrompts(memfun.memory).map(
        ({ name, description, argument, text }) => ({
          name,
          description,
          arguments: [argument],
          text: (given: Readonly<Record<string, string>>) => text(given[argument.name] ?? ''),
        }),
      );
      return [...ofSkills, ...ofMemory];
    },
  };
}

const isTemplate = (uri: string): boolean => uri.includes('{');

class UnreadableFileError extends MemfunError {
  readonly code = 'mcp.file';
}

const fileSchema = z.object({ text: z.string() });

/** A path may hold characters that an address cannot. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

async function memoryText({ memory }: Memfun): Promise<string> {
  const rows = (await memory.list()).map(
    ({ layer, category, content }) => `- [${layer}/${category}] ${content}`,
  );
  return rows.length === 0 ? 'Nothing is remembered yet.' : rows.join('\n');
}

/** A whole turn of the agent as one tool. */
function askTool(memfun: Memfun) {
  return defineTool({
    name: 'ask',
    description:
      'Asks the agent about the folder. It explores with its own tools in as many steps as it takes, and answers with the places that the answer rests on.',
    // In the mode auto it may change files, which it lists and can take back.
    effect: 'control',
    positional: ['question'],
    example: "await ask('how are failed deliveries retried?')",
    input: z.object({
      question: z.string().trim().min(1).max(20_000),
      session: z.string().optional().describe('of an earlier answer, to go on from there'),
    }),
    output: z.object({
      answer: z.string(),
      citations: z.array(citationSchema),
      session: z.string(),
      stopReason: z.string(),
    }),
    async run({ question, session }, { signal, progress }) {
      const sessionId = session ?? (await memfun.sessions.create(question.slice(0, 80))).sessionId;
      const { answer, citations, stopReason } = await memfun.runTurn({
        sessionId,
        request: { intent: 'ask', text: question, attachments: [], effort: 'auto' },
        signal,
        emit: (event) => {
          if (event.type === 'step.call' && event.state !== 'running') progress?.(event.summary);
        },
      });
      return { answer, citations: [...citations], session: sessionId, stopReason };
    },
  });
}
