// The provider packages, in one bundle of their own: they share most of their code and are large.
export { createAnthropic } from '@ai-sdk/anthropic';
export { createOpenAI } from '@ai-sdk/openai';
export { createOpenAICompatible } from '@ai-sdk/openai-compatible';
export { createOllama } from 'ollama-ai-provider-v2';
