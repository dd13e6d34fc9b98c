// What Set Up asks for each provider.

export type ProviderChoice =
  | {
      readonly kind: 'service';
      /** First part of model ids. */
      readonly provider: 'anthropic' | 'openai' | 'openai-compatible' | 'ollama';
      readonly label: string;
      readonly detail: string;
      readonly key: 'required' | 'optional' | 'none';
      /** Proposed address; asked for only when `asksAddress`. */
      readonly address: string;
      readonly asksAddress: boolean;
      /** Models to choose from; any other name can be typed. */
      readonly models: readonly string[];
    }
  | { readonly kind: 'editor'; readonly label: string; readonly detail: string }
  | { readonly kind: 'offline'; readonly label: string; readonly detail: string }
  | { readonly kind: 'search'; readonly label: string; readonly detail: string };

export type ServiceChoice = Extract<ProviderChoice, { kind: 'service' }>;

export const PROVIDER_CHOICES: readonly ProviderChoice[] = [
  {
    kind: 'service',
    provider: 'anthropic',
    label: 'Anthropic',
    detail: 'Claude models; needs an API key',
    key: 'required',
    address: 'https://api.anthropic.com/v1',
    asksAddress: false,
    models: ['claude-sonnet-4-5', 'claude-opus-4-5', 'claude-haiku-4-5'],
  },
  {
    kind: 'service',
    provider: 'openai',
    label: 'OpenAI',
    detail: 'GPT models; needs an API key',
    key: 'required',
    address: 'https://api.openai.com/v1',
    asksAddress: false,
    models: ['gpt-5', 'gpt-5-mini', 'gpt-4.1'],
  },
  {
    kind: 'service',
    provider: 'openai-compatible',
    label: 'OpenAI-compatible server',
    detail: 'LM Studio, vLLM, llama.cpp, OpenRouter and others; needs an address',
    key: 'optional',
    address: 'http://127.0.0.1:8080/v1',
    asksAddress: true,
    models: [],
  },
  {
    kind: 'service',
    provider: 'ollama',
    label: 'Ollama',
    detail: 'Models on your own machine; needs a running Ollama',
    key: 'none',
    address: 'http://127.0.0.1:11434/api',
    asksAddress: true,
    models: ['qwen3-coder', 'llama3.1', 'gpt-oss'],
  },
  {
    kind: 'editor',
    label: "The editor's own models",
    detail: 'What another extension, such as Copilot, offers here',
  },
  {
    kind: 'offline',
    label: 'Built-in offline engine',
    detail: 'Rule-based; needs neither key nor network',
  },
  {
    kind: 'search',
    label: 'Web search…',
    detail: 'The engine that the agent searches the web with; the model stays as it is',
  },
];

/** What Set Up writes for an answer. The key itself is never part of it. */
export interface SetUpSettings {
  readonly model: string;
  /** An entry of `memfun.models`, where the model's id alone does not say everything. */
  readonly definition?: {
    readonly name: string;
    readonly value: { readonly provider: string; readonly model: string; readonly baseUrl: string };
  };
}

/** A service at its usual address needs only its id; any other gets a definition with a readable name. */
export function settingsFor(
  { provider, address: usual, asksAddress }: ServiceChoice,
  model: string,
  address: string,
): SetUpSettings {
  if (!asksAddress || (address === usual && provider === 'ollama'))
    return { model: `${provider}/${model}` };
  const name = `${provider}-${model}`.replace(/[^\w.-]+/g, '-');
  return { model: name, definition: { name, value: { provider, model, baseUrl: address } } };
}

/** Why an address cannot be used; `undefined` when it can. */
export function addressProblem(text: string): string | undefined {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol)
    ? undefined
    : 'Type a full address, for example http://127.0.0.1:8080/v1';
}
