// Where editors keep their own ripgrep: the layouts of desktop, server and older builds.
import path from 'node:path';

/**
 * Paths to try, best first. None of them is checked here.
 * @param appRoot the editor's `env.appRoot`
 */
export function ripgrepCandidates(
  appRoot: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): readonly string[] {
  const binary = platform === 'win32' ? 'rg.exe' : 'rg';
  return ['node_modules', 'node_modules.asar.unpacked'].flatMap((modules) => [
    path.join(appRoot, modules, '@vscode', 'ripgrep', 'bin', binary),
    path.join(
      appRoot,
      modules,
      '@vscode',
      'ripgrep-universal',
      'bin',
      `${platform}-${arch}`,
      binary,
    ),
    path.join(appRoot, modules, 'vscode-ripgrep', 'bin', binary),
  ]);
}
