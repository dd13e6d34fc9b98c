// The server half of the protocol's SDK, in a bundle of its own: only `memfun mcp` needs it.
export { McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
export { serveStdio } from '@modelcontextprotocol/server/stdio';
