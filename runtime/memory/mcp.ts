// What clients of the Model Context Protocol can read of memory, and the prompts that use it: data for any server.
import { MemoryMissingError } from './errors.js';
import { memoryProfile } from './profile.js';
import { isTurn } from './said.js';
import { timelineOf, timelineText } from './timeline.js';
import type { MemoryService } from './types.js';

export interface MemoryResource {
  readonly name: string;
  /** An address, or a template of one with a variable in braces. */
  readonly uri: string;
  readonly title: string;
  /** Markdown. @param variable what stands in the place of the braces */
  readonly read: (variable: string) => Promise<string>;
}

export interface MemoryPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** One argument. */
  readonly argument: { readonly name: string; readonly description: string };
  /** What is said to the model, as by the user. */
  readonly text: (argument: string) => Promise<string>;
}

/** Turns of one conversation that are shown at most. */
const SESSION_LIMIT = 500;

export function memoryResources(memory: MemoryService): readonly MemoryResource[] {
  return [
    {
      name: 'profile',
      uri: 'memory://profile',
      title: 'Who the user is, and what holds in the project',
      read: async () => (await memoryProfile(memory)).markdown,
    },
    {
      name: 'project-memory',
      uri: 'memory://project/MEMORY.md',
      title: 'What is remembered about the project',
      read: async () => {
        const known = (await memory.list({ layers: ['project', 'recent'] })).filter(
          (one) => !isTurn(one),
        );
        const rows = known.map(
          ({ category, content, id }) =>
            `- [${category}] ${content.replaceAll(/\s+/g, ' ')} <!-- ${id} -->`,
        );
        return `# Memory of this project\n\n${rows.join('\n') || 'Nothing is remembered yet.'}\n`;
      },
    },
    {
      name: 'session',
      uri: 'memory://session/{id}',
      title: 'What was said in one conversation, in its order',
      read: async (session) => {
        const said = await timelineOf(memory, { session, limit: SESSION_LIMIT });
        if (said.length === 0) throw new MemoryMissingError(session);
        return `# Conversation ${session}\n\n${timelineText(said)}\n`;
      },
    },
  ];
}

export function memoryPrompts(memory: MemoryService): readonly MemoryPrompt[] {
  return [
    {
      name: 'recall_context',
      title: 'Recall what bears on a task',
      description: 'Puts what is remembered about a topic before the work on it.',
      argument: { name: 'topic', description: 'what the work is about' },
      text: async (topic) => {
        const { lines } = await memory.recall(topic);
        const known = lines.map((line) => `- ${line}`).join('\n') || 'Nothing that bears on it.';
        return `I want to work on this: ${topic}\n\nThis is remembered from earlier conversations. It may be out of date; where the code says otherwise, the code holds.\n\n${known}`;
      },
    },
    {
      name: 'session_handoff',
      title: 'Hand this conversation over to the next one',
      description: 'Asks for a summary of this conversation, kept for the next one.',
      argument: { name: 'session', description: 'id of this conversation' },
      text: async (session) =>
        `Sum this conversation up for whoever goes on with it: topics, decisions with their reasons, what is done, what is open, and where in the code. No code, no secrets, at most 300 words. Keep it with memory_store, layer recent, category task, fields {"session": ${JSON.stringify(session)}}; then keep each lasting decision or convention by itself with memory_store. Do not keep what only a file said.`,
    },
  ];
}
