// The bytes of a page as text: the charset comes from a mark, the header, the document, then UTF-8.

/** How far into a document its own word about its charset is looked for, as browsers do. */
const SNIFF_BYTES = 1024;

/**
 * Decodes a page. A charset that does not exist is passed over; bytes that do not fit become U+FFFD.
 * @param contentType the header's value, e.g. `text/html; charset=windows-1252`
 */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  const label = markOf(bytes) ?? charsetIn(contentType) ?? declaredIn(bytes, contentType);
  return new TextDecoder(label !== undefined && isKnown(label) ? label : 'utf-8').decode(bytes);
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function charsetIn(text: string): string | undefined {
  const label = /charset\s*=\s*["']?\s*([^\s"';>]+)/i.exec(text)?.[1];
  return label !== undefined && isKnown(label) ? label : undefined;
}

/** `<meta charset>` or `<?xml encoding?>`; in both the ASCII letters are readable in every charset they can name. */
function declaredIn(bytes: Uint8Array, contentType: string): string | undefined {
  if (!/html|xml/i.test(contentType)) return undefined;
  const head = Buffer.from(bytes.subarray(0, SNIFF_BYTES)).toString('latin1');
  const meta = /<meta\b[^>]*charset[^>]*>/i.exec(head)?.[0];
  const label =
    (meta === undefined ? undefined : charsetIn(meta)) ??
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)/i.exec(head)?.[1];
  // A document whose declaration could be read as ASCII is not UTF-16, whatever it says.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
