// The images of a turn that its model sees: none for a model that does not.
import { abortable } from '../../core/index.js';
import type { TurnDeps, TurnOptions } from '../turn/types.js';
import { imagesOf, type TurnImage } from './images.js';

/** What is left out is named in `problems`, for people. @throws AbortedError */
export async function imagesSeen(
  { workspace, images: store, models }: Pick<TurnDeps, 'workspace' | 'images' | 'models'>,
  { request, signal }: Pick<TurnOptions, 'request' | 'signal'>,
): Promise<{ readonly images: readonly TurnImage[]; readonly problems: readonly string[] }> {
  const { images, problems } = await imagesOf(request, { workspace, store });
  if (images.length === 0) return { images, problems };
  const { label, vision } = await abortable(models.forRole('root', signal), signal);
  if (vision) return { images, problems };
  const told = `${label} does not see images, so it answers without. /model shows others.`;
  return { images: [], problems: [...problems, told] };
}
