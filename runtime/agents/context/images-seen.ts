// The images of a turn that its model sees: none for a model that does not.
import { abortable } from '../../core/index.js';
import type { TurnDeps, TurnOptions } from '../turn/types.js';
import { imagesOf, type RequestedImages } from './images.js';

/** @throws AbortedError */
export async function imagesSeen(
  { workspace, images: store, models }: Pick<TurnDeps, 'workspace' | 'images' | 'models'>,
  { request, signal }: Pick<TurnOptions, 'request' | 'signal'>,
): Promise<RequestedImages> {
  const requested = await imagesOf(request, { workspace, store });
  if (requested.images.length === 0) return requested;
  const { label, vision } = await abortable(models.forRole('root', signal), signal);
  if (vision) return requested;
  const paths = request.attachments.flatMap(({ kind, path }) => (kind === 'image' ? [path] : []));
  const told = `${label} does not see images, so it answers without. /model shows others.`;
  return { images: [], unseen: paths, problems: [...requested.problems, told] };
}
