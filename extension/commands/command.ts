// What a command is: one function that does one thing with the host.
import type { HostContext } from '../host/context.js';

export type Command = (host: HostContext, ...args: readonly unknown[]) => Promise<unknown>;
