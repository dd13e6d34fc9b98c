// What the runtime says to a person, in the language of the editor.
import * as vscode from 'vscode';
import { type Figures, figuresIn, languageOf, wordsIn } from '../../runtime/language/index.js';

let say = (text: string): string => text;

/** Loads the texts, where the editor is not in English; before it, and without them, English is said. */
export async function loadTexts(): Promise<void> {
  say = (await wordsIn(languageOf(vscode.env.language))).text;
}

/** Texts of the runtime, and of parts that do not know the editor; those of the editor's own parts are asked of it. */
export const told = (text: string): string => say(text);

/** The same for what an input is refused with; nothing when it is right. */
export const toldProblem = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : told(problem);

/** How figures are written in that language. */
export const figures = (): Figures => figuresIn(languageOf(vscode.env.language));
