// Public face of the client half: connections to servers of others.
export * from './clients.js';
export * from './connection.js';
export * from './connection-options.js';
export * from './errors.js';
export { serverNames, toolNames } from './names.js';
export {
  McpOffers,
  McpPromptError,
  type ServerPrompt,
  type ServerResource,
  type ServerText,
} from './offers.js';
export * from './sign-in/index.js';
export * from './states.js';
