// Tools and prompts of the referee that answer in the protocol's own words, or ask the client for something first.
import {
  type CallToolResult,
  type InputRequiredResult,
  type InputRequiredSpec,
  inputRequired,
  inputResponse,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { DirectCall, DirectTool, ServedPrompt } from '../../../runtime/mcp/index.js';

export const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

type Requests = NonNullable<InputRequiredSpec['inputRequests']>;
type Schema = Parameters<typeof inputRequired.elicit>[0] extends infer P
  ? Extract<P, { requestedSchema: unknown }>['requestedSchema']
  : never;

const text = (said: string): CallToolResult => ({ content: [{ type: 'text', text: said }] });
const embedded = (uri: string, mimeType: string, inside: string) =>
  ({ type: 'resource', resource: { uri, mimeType, text: inside } }) as const;
const picture = { type: 'image', data: PNG, mimeType: 'image/png' } as const;

const form = (message: string, requestedSchema: Schema) =>
  inputRequired.elicit({ mode: 'form', message, requestedSchema });
const sample = (said: string, maxTokens = 100) =>
  inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: said } }],
    maxTokens,
  });
const NAME: Schema = {
  type: 'object',
  properties: { name: { type: 'string' } },
  required: ['name'],
};
const OK: Schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] };

function tool(
  name: string,
  run: DirectTool['run'],
  properties: Record<string, { type: string }> = {},
): DirectTool {
  const inputSchema = { type: 'object' as const, properties, required: Object.keys(properties) };
  return { name, description: `${name}, for the referee.`, inputSchema, run };
}

/** Asks once, and then says what came. @param signed whether what is asked is signed and checked */
async function asks(
  { context, state }: DirectCall,
  requests: Requests,
  say: (answers: readonly unknown[]) => string,
  signed = false,
): Promise<CallToolResult | InputRequiredResult> {
  const { inputResponses } = context.mcpReq;
  const views = Object.keys(requests).map((key) => inputResponse(inputResponses, key));
  if (views.some(({ kind }) => kind === 'missing'))
    return inputRequired({
      inputRequests: requests,
      ...(signed ? { requestState: await state.mint({ asked: true }, context) } : {}),
    });
  if (signed && context.mcpReq.requestState() === undefined) return text('no state');
  return text(say(views));
}

const completed = ([view]: readonly unknown[]): string => {
  const { action, content } = view as { action?: string; content?: unknown };
  return `Elicitation completed: action=${action}, content=${JSON.stringify(content)}`;
};

const DEFAULTS: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};
const titled = (words: readonly string[]) =>
  words.map((title, at) => ({ const: `value${at + 1}`, title }));
const ENUMS: Schema = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    titledSingle: {
      type: 'string',
      oneOf: titled(['First Option', 'Second Option', 'Third Option']),
    },
    legacyEnum: {
      type: 'string',
      enum: ['opt1', 'opt2', 'opt3'],
      enumNames: ['Option One', 'Option Two', 'Option Three'],
    },
    untitledMulti: {
      type: 'array',
      items: { type: 'string', enum: ['option1', 'option2', 'option3'] },
    },
    titledMulti: {
      type: 'array',
      items: { anyOf: titled(['First Choice', 'Second Choice', 'Third Choice']) },
    },
  },
};

export function directTools(toolsChange: () => void): readonly DirectTool[] {
  return [
    tool('test_image_content', async () => ({ content: [picture] })),
    tool('test_audio_content', async () => ({
      content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
    })),
    tool('test_embedded_resource', async () => ({
      content: [
        embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
      ],
    })),
    tool('test_multiple_content_types', async () => ({
      content: [
        { type: 'text', text: 'Multiple content types test:' },
        picture,
        embedded(
          'test://mixed-content-resource',
          'application/json',
          '{"test":"data","value":123}',
        ),
      ],
    })),
    ...['test_tool_with_logging', 'test_logging_tool'].map((name) =>
      tool(name, async (_input, { context }) => {
        for (const said of [
          'Tool execution started',
          'Tool processing data',
          'Tool execution completed',
        ]) {
          await context.mcpReq.log('info', said);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return text('logged');
      }),
    ),
    tool(
      'test_sampling',
      ({ prompt }, call) =>
        asks(
          call,
          { answer: sample(String(prompt)) },
          (views) => `LLM response: ${JSON.stringify(views)}`,
        ),
      { prompt: { type: 'string' } },
    ),
    tool(
      'test_elicitation',
      ({ message }, call) =>
        asks(
          call,
          {
            user: form(String(message), {
              type: 'object',
              properties: {
                username: { type: 'string', description: "User's response" },
                email: { type: 'string', description: "User's email address" },
              },
              required: ['username', 'email'],
            }),
          },
          (views) => `User response: ${JSON.stringify(views)}`,
        ),
      { message: { type: 'string' } },
    ),
    tool('test_elicitation_sep1034_defaults', (_input, call) =>
      asks(call, { user: form('Please check.', DEFAULTS) }, completed),
    ),
    tool('test_elicitation_sep1330_enums', (_input, call) =>
      asks(call, { user: form('Please choose.', ENUMS) }, completed),
    ),
    ...['test_input_required_result_elicitation', 'test_streaming_elicitation'].map((name) =>
      tool(name, (_input, call) =>
        asks(call, { user_name: form('What is your name?', NAME) }, (views) =>
          JSON.stringify(views),
        ),
      ),
    ),
    ...['test_input_required_result_sampling', 'test_missing_capability'].map((name) =>
      tool(name, (_input, call) =>
        asks(call, { capital_question: sample('What is the capital of France?') }, (views) =>
          JSON.stringify(views),
        ),
      ),
    ),
    tool('test_input_required_result_list_roots', (_input, call) =>
      asks(call, { client_roots: inputRequired.listRoots() }, (views) => JSON.stringify(views)),
    ),
    ...[
      'test_input_required_result_request_state',
      'test_input_required_result_tampered_state',
    ].map((name) =>
      tool(name, (_input, call) =>
        asks(call, { confirm: form('Please confirm', OK) }, () => 'state-ok', true),
      ),
    ),
    tool('test_input_required_result_multiple_inputs', (_input, call) =>
      asks(
        call,
        {
          user_name: form('What is your name?', NAME),
          greeting: sample('Generate a greeting', 50),
          client_roots: inputRequired.listRoots(),
        },
        (views) => JSON.stringify(views),
        true,
      ),
    ),
    tool('test_input_required_result_multi_round', (_input, call) => rounds(call)),
    tool('test_input_required_result_capabilities', (_input, call) => withinCapabilities(call)),
    tool('test_trigger_tool_change', async () => {
      toolsChange();
      return text('changed');
    }),
  ];
}

/** Two questions, the second after the answer to the first; which round it is stands in the state. */
async function rounds({
  context,
  state,
}: DirectCall): Promise<CallToolResult | InputRequiredResult> {
  const { mcpReq } = context;
  const round = (mcpReq.requestState() as { round?: number } | undefined)?.round ?? 0;
  const answered = inputResponse(mcpReq.inputResponses, `step${round}`).kind === 'elicit';
  const next = answered || round === 0 ? round + 1 : round;
  if (next > 2) return text('both answered');
  const [message, name] =
    next === 1
      ? ['Step 1: What is your name?', 'name']
      : ['Step 2: What is your favorite color?', 'color'];
  const schema: Schema = {
    type: 'object',
    properties: { [name]: { type: 'string' } },
    required: [name],
  };
  return inputRequired({
    inputRequests: { [`step${next}`]: form(message, schema) },
    requestState: await state.mint({ round: next }, context),
  });
}

const envelopeOf = ({ context }: DirectCall): Readonly<Record<string, unknown>> => ({
  ...context.mcpReq.envelope,
});

/** Asks only in the ways that the client knows. */
async function withinCapabilities(call: DirectCall): Promise<CallToolResult | InputRequiredResult> {
  const capabilities = z
    .looseObject({ sampling: z.unknown(), elicitation: z.unknown() })
    .partial()
    .parse(envelopeOf(call)['io.modelcontextprotocol/clientCapabilities'] ?? {});
  const requests: Requests = {
    ...(capabilities?.sampling === undefined ? {} : { answer: sample('Say something.') }),
    ...(capabilities?.elicitation === undefined ? {} : { name: form('Your name?', NAME) }),
  };
  return asks(call, requests, (views) => JSON.stringify(views));
}

export const directPrompts: readonly ServedPrompt[] = [
  {
    name: 'test_prompt_with_embedded_resource',
    description: 'A prompt with a resource in it.',
    arguments: [{ name: 'resourceUri', description: 'Which.' }],
    text: async () => '',
    direct: async ({ resourceUri = '' }) => ({
      messages: [
        {
          role: 'user',
          content: embedded(resourceUri, 'text/plain', 'Embedded resource content for testing.'),
        },
        {
          role: 'user',
          content: { type: 'text', text: 'Please process the embedded resource above.' },
        },
      ],
    }),
  },
  {
    name: 'test_prompt_with_image',
    description: 'A prompt with a picture.',
    arguments: [],
    text: async () => '',
    direct: async () => ({
      messages: [
        { role: 'user', content: picture },
        { role: 'user', content: { type: 'text', text: 'Please analyze the image above.' } },
      ],
    }),
  },
  {
    name: 'test_input_required_result_prompt',
    description: 'A prompt that asks first.',
    arguments: [],
    text: async () => '',
    direct: async (_given, { context }) => {
      const view = inputResponse(context.mcpReq.inputResponses, 'user_context');
      if (view.kind !== 'elicit')
        return inputRequired({
          inputRequests: {
            user_context: form('What is it about?', {
              type: 'object',
              properties: { context: { type: 'string' } },
              required: ['context'],
            }),
          },
        });
      return {
        messages: [{ role: 'user', content: { type: 'text', text: JSON.stringify(view.content) } }],
      };
    },
  },
];
