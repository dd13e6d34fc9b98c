// A language model that a test has written a script for: these texts, or these cells, one a call.
import { ScriptedModel } from '../unit/models/scripted-model.js';
import { cell } from './answering-model.js';

export const textModel = (texts: readonly string[]): ScriptedModel =>
  new ScriptedModel(texts.map((text) => ({ text, usage: { input: 100, output: 20 } })));

export const cellModel = (cells: readonly string[]): ScriptedModel => textModel(cells.map(cell));
