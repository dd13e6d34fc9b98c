// A memory that nobody had to store.
import type { Memory } from '../../runtime/memory/index.js';

/** A fact of the project that a person told, of the year 1970, where `more` does not say otherwise. */
export const remembered = (content: string, more: Partial<Memory> = {}): Memory => ({
  id: 'mem_one',
  layer: 'project',
  category: 'fact',
  content,
  tags: [],
  importance: 0.5,
  confidence: 1,
  fields: {},
  pinned: false,
  status: 'active',
  version: 1,
  provenance: { source: 'user' },
  createdAt: 0,
  updatedAt: 0,
  useCount: 0,
  ...more,
});
