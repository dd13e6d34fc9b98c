// The server half of the protocol's SDK, in a bundle of its own: only `memfun mcp` needs it.
export {
  createMcpHandler,
  createRequestStateCodec,
  hostHeaderValidationResponse,
  inputRequired,
  inputResponse,
  isInitializeRequest,
  isLegacyRequest,
  originValidationResponse,
  ProtocolError,
  ResourceNotFoundError,
  Server,
  UriTemplate,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
export { serveStdio } from '@modelcontextprotocol/server/stdio';
