// Bytes to text: byte order marks, UTF-16, UTF-8, then Latin-1; binary files are told apart.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1';

export type Decoded =
  | { readonly binary: false; readonly text: string; readonly encoding: Encoding }
  | { readonly binary: true };

/** Decodes a file. A NUL byte makes it binary, unless a byte order mark says UTF-16. */
export function decodeText(bytes: Uint8Array): Decoded {
  const utf16 = markOf(bytes);
  if (utf16 !== undefined) {
    return { binary: false, text: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  }
  if (bytes.includes(0)) return { binary: true };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { binary: false, text, encoding: 'utf-8' };
  } catch {
    return { binary: false, text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}

function markOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}
