// What is used of WebAssembly: Node's types do not declare it.

interface WebAssemblyApi {
  readonly Memory: new (descriptor: { initial: number; maximum: number }) => object;
  readonly Module: abstract new (bytes: Uint8Array) => object;
  /** Off this thread. */
  compile(bytes: Uint8Array): Promise<object>;
}

export const { WebAssembly: webAssembly } = globalThis as unknown as {
  readonly WebAssembly: WebAssemblyApi;
};
