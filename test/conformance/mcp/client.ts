// The program that the referee starts against its own servers: our connection, doing what the scenario wants of a client.
import * as z from 'zod';
import { silentLogger, systemClock } from '../../../runtime/core/index.js';
import { McpConnection } from '../../../runtime/mcp/index.js';

const url = process.argv.at(-1) ?? '';
const transport = { kind: 'http' as const, url, headers: {} };
const connection = new McpConnection({
  definition: { name: 'referee', file: '.mcp.json', transport },
  resolve: async () => ({ transport, hidden: [] }),
  env: process.env,
  clock: systemClock,
  logger: silentLogger,
});
const signal = AbortSignal.timeout(25_000);

/** What the referee wants called, where a scenario leaves no choice. */
const contextSchema = z.looseObject({
  toolCalls: z
    .array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
    .optional(),
});
const { toolCalls } = contextSchema.parse(
  JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}'),
);

/** An argument of each type that a tool asks for. */
const VALUES = new Map<unknown, unknown>([
  ['string', 'a text'],
  ['number', 7],
  ['integer', 7],
  ['boolean', true],
]);
const propertySchema = z.looseObject({ type: z.unknown() });

await connection.ready(signal);
const calls =
  toolCalls ??
  connection.tools.map(({ name, inputSchema }) => {
    // This one wants to see that the schema of the tool beside it came through whole.
    const beside = connection.tools.find((tool) => tool.name !== name);
    if (name === 'json_schema_echo') return { name, arguments: { schema: beside?.inputSchema } };
    const given = Object.entries(inputSchema.properties ?? {}).flatMap(([key, schema]) => {
      const value = VALUES.get(propertySchema.safeParse(schema).data?.type);
      return value === undefined ? [] : [[key, value] as const];
    });
    return { name, arguments: Object.fromEntries(given) };
  });
for (const call of calls) {
  await connection
    .callTool(call.name, call.arguments, { signal })
    .catch((error: unknown) => process.stderr.write(`${call.name}: ${String(error)}\n`));
}
await connection.close();
