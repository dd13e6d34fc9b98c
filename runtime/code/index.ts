// Public face of reading code: decoding of files and the walk over a workspace.
export { type Decoded, decodeText, type Encoding } from './decode.js';
export {
  ignoredBecause,
  noSkips,
  VENDORED,
  type WalkOptions,
  type WalkSkips,
  walkWorkspace,
} from './workspace-walk.js';
