// Finds a Node that can load the isolated-vm addon: the editor's own process, when it is plain Node 24.

/** Modules version of Node 24, for which the addon is built. */
const NODE_24_MODULES = '137';

/** `process.execPath` when this process is Node 24 itself and not Electron with the same number. */
export function hostNode24(
  versions: Readonly<Record<string, string | undefined>> = process.versions,
  execPath: string = process.execPath,
): string | undefined {
  return versions['modules'] === NODE_24_MODULES && versions['electron'] === undefined
    ? execPath
    : undefined;
}
