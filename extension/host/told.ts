// What the runtime says to a person, in the language of the editor.
import * as vscode from 'vscode';
import { languageOf, localText } from '../../runtime/language/index.js';

/** Texts of the runtime, and of parts that do not know the editor; those of the editor's own parts are asked of it. */
export const told = (text: string): string => localText(text, languageOf(vscode.env.language));

/** The same for what an input is refused with; nothing when it is right. */
export const toldProblem = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : told(problem);
