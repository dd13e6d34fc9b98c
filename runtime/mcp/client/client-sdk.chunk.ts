// The client half of the protocol's SDK, in a bundle of its own: only workspaces with servers need it.
export {
  Client,
  deserializeMessage,
  SdkError,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  serializeMessage,
} from '@modelcontextprotocol/client';
export { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
