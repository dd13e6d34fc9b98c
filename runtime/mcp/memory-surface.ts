// Resources and prompts of memory on a server: registered from their definitions.
import type { McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { MemoryPrompt, MemoryResource } from '../memory/index.js';

export interface MemorySurface {
  readonly resources: readonly MemoryResource[];
  readonly prompts: readonly MemoryPrompt[];
}

/** @param Template the SDK's own, which is loaded with it */
export function registerMemory(
  server: McpServer,
  Template: typeof ResourceTemplate,
  { resources, prompts }: MemorySurface,
): void {
  for (const { name, uri, title, read } of resources) {
    const metadata = { title, mimeType: 'text/markdown' };
    const isTemplate = uri.includes('{');
    if (isTemplate) {
      server.registerResource(
        name,
        new Template(uri, { list: undefined }),
        metadata,
        async (address, variables) => {
          const [value] = Object.values(variables).flat();
          return { contents: [{ uri: address.href, text: await read(decode(value ?? '')) }] };
        },
      );
    } else {
      server.registerResource(name, uri, metadata, async (address) => ({
        contents: [{ uri: address.href, text: await read('') }],
      }));
    }
  }
  for (const { name, title, description, argument, text } of prompts) {
    const argsSchema = z.object({
      [argument.name]: z.string().min(1).max(2_000).describe(argument.description),
    });
    server.registerPrompt(name, { title, description, argsSchema }, async (given) => ({
      messages: [
        {
          role: 'user' as const,
          content: { type: 'text' as const, text: await text(given[argument.name] ?? '') },
        },
      ],
    }));
  }
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
