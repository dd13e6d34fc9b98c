// `memfun mcp`: the tools, the memory and the agent itself for any client of the Model Context Protocol.
import * as z from 'zod';
import type { Memfun } from '../app/index.js';
import { citationSchema } from '../core/index.js';
import { serveMcp } from '../mcp/index.js';
import { memoryPrompts, memoryResources } from '../memory/index.js';
import { defineTool } from '../tools/index.js';
import { serveMetrics } from './metrics-server.js';
import { VERSION } from './version.js';

/**
 * Resolves when the client has gone.
 * @param metricsPort of this machine, where metrics of memory are served meanwhile
 * @returns the exit code
 */
export async function runMcpCommand(
  memfun: Memfun,
  signal: AbortSignal,
  metricsPort?: string,
): Promise<number> {
  const metrics =
    metricsPort === undefined ? undefined : await serveMetrics(metricsPort, memfun.memory);
  if (metrics !== undefined) {
    process.stderr.write(`Metrics: http://127.0.0.1:${metrics.port}/metrics\n`);
  }
  const ask = askTool(memfun);
  const desk = memfun.toolDesk([ask]);
  await serveMcp(
    {
      version: VERSION,
      tools: desk.tools,
      call: (tool, input, callSignal) => desk.call(tool, input, 'mcp', callSignal),
      memoryText: async () => {
        const rows = (await memfun.memory.list()).map(
          ({ layer, category, content }) => `- [${layer}/${category}] ${content}`,
        );
        return rows.length === 0 ? 'Nothing is remembered yet.' : rows.join('\n');
      },
      memory: {
        resources: memoryResources(memfun.memory),
        prompts: memoryPrompts(memfun.memory),
      },
      // Standard output belongs to the protocol.
      onError: (error) => process.stderr.write(`${error.message}\n`),
    },
    signal,
  );
  await metrics?.close();
  return 0;
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
    async run({ question, session }, { signal }) {
      const sessionId = session ?? (await memfun.sessions.create(question.slice(0, 80))).sessionId;
      const { answer, citations, stopReason } = await memfun.runTurn({
        sessionId,
        request: { intent: 'ask', text: question, attachments: [], effort: 'auto' },
        signal,
        emit: () => undefined,
      });
      return { answer, citations: [...citations], session: sessionId, stopReason };
    },
  });
}
