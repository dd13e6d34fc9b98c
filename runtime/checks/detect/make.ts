// Checks that a Makefile offers, where nothing more precise is known.
import type { Check, CheckKind } from '../types.js';
import type { Project } from './project.js';

const TARGETS: readonly (readonly [CheckKind, string])[] = [
  ['lint', 'lint'],
  ['types', 'check'],
  ['test', 'test'],
];

export async function detectMake(project: Project): Promise<readonly Check[]> {
  const text = (await project.text('Makefile')) ?? (await project.text('makefile'));
  if (text === undefined || project.changed.length === 0) return [];
  return TARGETS.filter(([, target]) => new RegExp(`^${target}\\s*:(?!=)`, 'm').test(text)).map(
    ([kind, target]) => ({
      id: `make:${target}`,
      kind,
      tool: `make ${target}`,
      command: `make ${target}`,
      cwd: '',
    }),
  );
}
