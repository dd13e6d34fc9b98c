// The program that the referee starts against its own servers: our connection, doing what the scenario wants of a client.
import * as z from 'zod';
import { type Json, silentLogger, systemClock } from '../../../runtime/core/index.js';
import { McpConnection, McpSignInError } from '../../../runtime/mcp/index.js';
import type { Person, SecretStore } from '../../../runtime/ports/index.js';

const url = process.argv.at(-1) ?? '';
const scenario = process.env['MCP_CONFORMANCE_SCENARIO'] ?? '';
const signal = AbortSignal.timeout(25_000);

/** What the referee wants called, where a scenario leaves no choice, and which client it knows already. */
const contextSchema = z.looseObject({
  toolCalls: z
    .array(z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()) }))
    .optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});
const context = contextSchema.parse(JSON.parse(process.env['MCP_CONFORMANCE_CONTEXT'] ?? '{}'));

/** Says yes to everything: its browser follows a page to the end, its answers are those that were proposed. */
const person: Person = {
  async visit({ address }) {
    void fetch(address).catch(() => undefined);
    return 'opened';
  },
  async fill({ fields }) {
    const given = fields.flatMap(({ name, given: value }): [string, Json][] =>
      value === undefined ? [] : [[name, value]],
    );
    return { action: 'accept', content: Object.fromEntries(given) };
  },
};
const kept = new Map<string, string>();
const secrets: SecretStore = {
  get: async (name) => kept.get(name),
  set: async (name, value) => void kept.set(name, value),
  delete: async (name) => void kept.delete(name),
};

const transport = {
  kind: 'http' as const,
  url,
  headers: {},
  oauth: {
    clientMetadataUrl: 'https://conformance-test.local/client-metadata.json',
    ...(context.client_id === undefined
      ? {}
      : { clientId: context.client_id, clientSecret: context.client_secret }),
  },
};
const connection = new McpConnection({
  definition: { name: 'referee', file: '.mcp.json', transport },
  resolve: async () => ({ transport, hidden: [] }),
  env: process.env,
  clock: systemClock,
  logger: silentLogger,
  secrets,
  person,
  times: { signIn: 5_000 },
});

/** An argument of each type that a tool asks for. */
const VALUES = new Map<unknown, unknown>([
  ['string', 'a text'],
  ['number', 7],
  ['integer', 7],
  ['boolean', true],
]);
const propertySchema = z.looseObject({ type: z.unknown() });

function callsNow(): readonly {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
}[] {
  return connection.tools.map(({ name, inputSchema }) => {
    // This one wants to see that the schema of the tool beside it came through whole.
    const beside = connection.tools.find((tool) => tool.name !== name);
    if (name === 'json_schema_echo') return { name, arguments: { schema: beside?.inputSchema } };
    const given = Object.entries(inputSchema.properties ?? {}).flatMap(([key, schema]) => {
      const value = VALUES.get(propertySchema.safeParse(schema).data?.type);
      return value === undefined ? [] : [[key, value] as const];
    });
    return { name, arguments: Object.fromEntries(given) };
  });
}

async function callAll(): Promise<void> {
  for (const call of context.toolCalls ?? callsNow()) {
    await connection
      .callTool(call.name, call.arguments, { signal })
      .catch((error: unknown) => process.stderr.write(`${call.name}: ${String(error)}\n`));
  }
}

try {
  if (scenario.startsWith('auth/')) await connection.signIn(signal);
  else await connection.ready(signal);
  await callAll();
  // A sign-in that the server ends in the middle is made anew, once.
  if (connection.state === 'signed-out') {
    await connection.signIn(signal);
    await callAll();
  }
} catch (error) {
  // What must not be trusted is refused: that is what some scenarios are about.
  if (!(error instanceof McpSignInError)) throw error;
  process.stderr.write(`${error.message}\n`);
} finally {
  await connection.close();
}
