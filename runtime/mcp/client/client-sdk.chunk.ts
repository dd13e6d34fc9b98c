// The client half of the protocol's SDK, in a bundle of its own: only workspaces with servers need it.
export {
  auth,
  Client,
  computeScopeUnion,
  deserializeMessage,
  extractWWWAuthenticateParams,
  InsufficientScopeError,
  isStrictScopeSuperset,
  OAuthError,
  SdkError,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  serializeMessage,
  validateAuthorizationResponseIssuer,
} from '@modelcontextprotocol/client';
export { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
