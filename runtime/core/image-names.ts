// The images that a text names with @path: what is sent to a model, and what the page shows of it.

interface ImageName {
  readonly path: string;
  /** Where it stands in the text, with its @. */
  readonly from: number;
  readonly to: number;
}

const NAMED =
  /(?:^|[\s(["'`])@(?:"([^"\n]+\.(?:png|jpe?g|gif|webp))"|([^\s"'`)\]]+?\.(?:png|jpe?g|gif|webp)))(?=$|[\s)\]"'`.,;:!?])/gi;

/** `@docs/shot.png` in a text, also in quotes or before a full stop; each path once, where it stands first. */
export function imagesNamedIn(text: string): readonly ImageName[] {
  const found = new Map<string, ImageName>();
  for (const { 0: all, 1: quoted, 2: plain, index } of text.matchAll(NAMED)) {
    const path = quoted ?? plain ?? '';
    const name = { path, from: index + all.indexOf('@'), to: index + all.length };
    if (!found.has(path)) found.set(path, name);
  }
  return [...found.values()];
}

/** Whether a path has the ending of an image that models take. */
export const isImagePath = (path: string): boolean => /\.(?:png|jpe?g|gif|webp)$/i.test(path);
