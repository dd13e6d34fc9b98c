// German: how people ask and tell, with umlauts or without.
import type { Wording } from '../wording.js';
import { about } from './about.js';
import { facts } from './facts.js';
import { files } from './files.js';
import { question } from './question.js';
import { request } from './request.js';
import { runs } from './runs.js';
import { senses } from './senses.js';
import { plain } from './spelling.js';
import { statement } from './statement.js';
import { MARKS, STOP_WORDS } from './words.js';

export const german: Wording = {
  stopWords: STOP_WORDS,
  marks: MARKS,
  letters: /[äöüß]/,
  plain,
  question,
  request,
  about,
  facts,
  runs,
  files,
  statement,
  senses,
};
