// What Memfun serves to clients of the Model Context Protocol: its tools, its memory, its skills, and the agent itself.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import { MemfunError } from '../core/index.js';
import type { McpSurface } from '../mcp/index.js';
import { memoryPrompts, memoryResources } from '../memory/index.js';
import { SkillCatalogue } from '../skills/index.js';
import { turnTools } from './turn-tools.js';

/** @param signal ends what is under way */
export function surfaceOf(memfun: Memfun, signal: AbortSignal): McpSurface {
  const desk = memfun.toolDesk(turnTools(memfun));
  const skills = async () => new SkillCatalogue((await memfun.skills()).skills);
  return {
    tools: () => desk.tools(signal),
    call: (tool, input, { name, signal: callSignal, progress }) =>
      desk.call(tool, input, { caller: name, signal: callSignal, progress }),
    skills: async () => {
      const catalogue = await skills();
      return catalogue.list().map(({ name }) => ({ name, files: () => catalogue.files(name) }));
    },
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
