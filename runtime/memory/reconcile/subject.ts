// Subject keys: the slot that a memory fills, of which one value holds, e.g. `project:package-manager`.
import type { MemoryLayer } from '../types.js';

const SCOPE = /^(?:user|project|file):/;

/** A subject with its scope: `user:` for what is known everywhere, `project:` for the rest; `file:…` stays. */
export function subjectKey(subject: string, layer: MemoryLayer): string {
  const slot = subject.trim().toLowerCase().replaceAll(/\s+/g, '-');
  // The case of a path matters.
  if (/^file:/i.test(slot)) return `file:${subject.trim().slice('file:'.length)}`;
  if (SCOPE.test(slot)) return slot;
  return `${layer === 'core' ? 'user' : 'project'}:${slot}`;
}

/** The forms in which a subject may be stored: memories of earlier versions have none of these scopes. */
export function subjectForms(key: string): readonly string[] {
  return key.startsWith('file:') ? [key] : [key, key.replace(SCOPE, '')];
}

export function sameSubject(key: string | undefined, other: string | undefined): boolean {
  if (key === undefined || other === undefined) return false;
  return subjectForms(key).includes(other) || subjectForms(other).includes(key);
}
