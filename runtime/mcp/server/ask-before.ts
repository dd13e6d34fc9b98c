// What takes a memory away is asked about, where the client can ask its user: it is done only after a yes to this very call.
import type {
  CallToolResult,
  InputRequiredResult,
  RequestStateCodec,
  Server,
  ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Json } from '../../core/index.js';
import type { AnyTool } from '../../ports/index.js';
import { digestOf } from '../client/digest.js';
import type * as ServerSdk from './server-sdk.chunk.js';

const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const elicitation = z.looseObject({ elicitation: z.looseObject({}) });
const envelopeSchema = z.looseObject({ [CAPABILITIES]: elicitation });
const stateSchema = z.object({ confirm: z.string() });

const KEY = 'confirm';

export interface AskSite {
  readonly server: Server;
  readonly context: ServerContext;
  readonly state: RequestStateCodec;
}

/** @returns the question or the end of it; `undefined` when the call may be made */
export async function askedBefore(
  sdk: typeof ServerSdk,
  { name, effect, hints }: AnyTool,
  input: Json,
  { server, context, state }: AskSite,
): Promise<CallToolResult | InputRequiredResult | undefined> {
  const { mcpReq } = context;
  // What runs programs or writes files is judged by the gate; of memory only the user can judge.
  if (effect !== 'memory' || hints?.destructive !== true || !canAsk(server, context))
    return undefined;
  const digest = digestOf({ name, input });
  const answer = sdk.inputResponse(mcpReq.inputResponses, KEY);
  const asked = stateSchema.safeParse(mcpReq.requestState()).data?.confirm;
  if (answer.kind === 'elicit' && asked === digest)
    return answer.action === 'accept' && answer.content?.['sure'] === true
      ? undefined
      : { isError: true, content: [{ type: 'text', text: 'The user said no (tool.refused)' }] };
  return sdk.inputRequired({
    inputRequests: {
      [KEY]: sdk.inputRequired.elicit({
        mode: 'form',
        message: `May this be done with what Memfun remembers? ${name} ${JSON.stringify(input).slice(0, 500)}`,
        requestedSchema: {
          type: 'object',
          properties: { sure: { type: 'boolean', title: 'Yes, do it' } },
          required: ['sure'],
        },
      }),
    },
    requestState: await state.mint({ confirm: digest }, context),
  });
}

function canAsk(server: Server, { mcpReq }: ServerContext): boolean {
  if (mcpReq.envelope !== undefined) return envelopeSchema.safeParse(mcpReq.envelope).success;
  return elicitation.safeParse(server.getClientCapabilities()).success;
}
