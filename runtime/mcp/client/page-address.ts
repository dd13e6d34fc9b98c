// Which addresses a person's browser is ever sent to.

/** Nothing that runs a program or a script, and nothing that can be read on its way. */
export function isPage({ protocol, hostname }: URL): boolean {
  const here = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  return protocol === 'https:' || (protocol === 'http:' && here);
}
