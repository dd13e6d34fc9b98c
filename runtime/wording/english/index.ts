// English: how people ask and tell.
import type { Wording } from '../wording.js';
import { about } from './about.js';
import { facts } from './facts.js';
import { files } from './files.js';
import { question } from './question.js';
import { request } from './request.js';
import { runs } from './runs.js';
import { statement } from './statement.js';
import { MARKS, STOP_WORDS } from './words.js';

export const english: Wording = {
  stopWords: STOP_WORDS,
  marks: MARKS,
  plain: (text) => text,
  question,
  request,
  about,
  facts,
  runs,
  files,
  statement,
};
