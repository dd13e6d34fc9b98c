// Finds the checks that concern some changed files, in the order in which they are run.
import type { FileStore } from '../../ports/index.js';
import type { Check, CheckKind } from '../types.js';
import { detectDotnet, detectGo, detectJava, detectRust } from './compiled.js';
import { detectMake } from './make.js';
import { detectNode } from './node.js';
import { Project } from './project.js';
import { detectPython } from './python.js';

type Detector = (project: Project) => Promise<readonly Check[]>;

const DETECTORS: readonly Detector[] = [
  detectNode,
  detectPython,
  detectGo,
  detectRust,
  detectJava,
  detectDotnet,
];
/** What is quick and says most comes first. */
const ORDER: readonly CheckKind[] = ['format', 'lint', 'types', 'build', 'test'];

/** Reads a few configuration files; runs nothing. */
export async function detectChecks(
  files: FileStore,
  changed: readonly string[],
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const project = new Project(files, changed, signal);
  const found = (await Promise.all(DETECTORS.map((detect) => detect(project)))).flat();
  // A Makefile usually only calls what was found already.
  const checks = found.length > 0 ? found : await detectMake(project);
  return [...checks].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  );
}
