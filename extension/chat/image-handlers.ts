// What the host does for images of messages: keeps them, gives them to the page, opens them.
import type { Memfun } from '../../runtime/app/index.js';
import type { BridgeHandlers } from './bridge-server.js';

type ImageHandlers = Pick<BridgeHandlers, 'image.keep' | 'image.get' | 'image.open'>;
type Images = Memfun['images'];

/** @param open shows a file of a folder in the editor */
export function imageHandlers(
  images: () => Promise<Images>,
  open: (place: ReturnType<Images['placeOf']>) => Promise<void>,
): ImageHandlers {
  return {
    'image.keep': async ({ data }) => (await images()).keep(Buffer.from(data, 'base64')),
    'image.get': async (image, signal) => {
      const { mediaType, data } = await (await images()).read(image, signal);
      const base64 = Buffer.from(data).toString('base64');
      return { url: `data:${mediaType};base64,${base64}`, bytes: data.length };
    },
    'image.open': async (image) => {
      await open((await images()).placeOf(image));
      return {};
    },
  };
}
