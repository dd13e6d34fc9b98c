// The ripgrep of the installed editor: there on every machine that runs the tests, as it is for whoever uses the editor.
import path from 'node:path';
import { ripgrepCandidates } from '../../extension/adapters/ripgrep.js';
import { codeServer } from '../host/paths.mjs';

export const editorsRipgrep = ripgrepCandidates(path.join(codeServer, 'lib/vscode'));
