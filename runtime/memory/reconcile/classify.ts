// Where something belongs that was only said: about the user or the project, and of which kind.
import { wordingOf } from '../../wording/index.js';
import type { MemoryCategory, MemoryLayer } from '../types.js';

export function categoryOf(content: string): MemoryCategory {
  const { plain, statement } = wordingOf(content);
  const said = plain(content);
  return statement.categories.find(({ when }) => when.test(said))?.category ?? 'fact';
}

/** What a person says of themselves holds everywhere; the rest belongs to the project. */
export function layerOf(content: string): MemoryLayer {
  const { plain, statement } = wordingOf(content);
  const said = plain(content);
  return !statement.ours.test(said) && statement.mine.test(said) ? 'core' : 'project';
}
