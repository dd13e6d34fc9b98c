// What writers say they will write: whether two of them could meet, and whether a file is among it.

/** A pattern is taken as the folder that it begins with: rather too much than too little. */
function prefixOf(output: string): string {
  const plain = output.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const wild = plain.search(/[*?[{]/);
  if (wild === -1) return plain.replace(/\/+$/, '');
  return plain.slice(0, Math.max(0, plain.lastIndexOf('/', wild)));
}

function holds(folder: string, path: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether two lists of outputs can name the same file. An empty list names every file. */
export function overlap(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  const others = b.map(prefixOf);
  return a.map(prefixOf).some((one) => others.some((two) => holds(one, two) || holds(two, one)));
}

/** Whether a file is among the outputs. */
export function isOutput(outputs: readonly string[], path: string): boolean {
  return outputs.length === 0 || outputs.some((output) => holds(prefixOf(output), path));
}
