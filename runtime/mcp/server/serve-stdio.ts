// Serves one client over standard input and output, in both generations of the protocol.
import { createServerFactory } from './create-server.js';
import type { McpSurface } from './surface.js';

export interface ServeOptions {
  readonly surface: McpSurface;
  /** Called when there are other tools than before. @returns how to stop that */
  readonly onToolsChanged: (handler: () => void) => { dispose(): void };
  /** Called with the address of a resource that is not what it was. @returns how to stop that */
  readonly onResourceChanged?: (handler: (uri: string) => void) => { dispose(): void };
  readonly onError: (error: Error) => void;
}

/** Serves until standard input ends or the signal fires. */
export async function serveMcp(options: ServeOptions, signal: AbortSignal): Promise<void> {
  const sdk = await import('./server-sdk.chunk.js');
  const { surface, onToolsChanged, onResourceChanged, onError } = options;
  const factory = createServerFactory(sdk, surface, signal, 'stdio');
  const serving = sdk.serveStdio(factory.create, { onerror: onError });
  const listening = onToolsChanged(() => factory.toolsChanged());
  const watching = onResourceChanged?.((uri) => factory.resourceChanged(uri));
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
  });
  listening.dispose();
  watching?.dispose();
  await serving.close();
}
