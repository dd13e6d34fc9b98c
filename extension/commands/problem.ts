// Memfun: Fix Problem, Explain Problem, Dismiss Finding: what the lightbulb offers, and the palette for the line at the cursor.
import * as vscode from 'vscode';
import { NothingToDoError } from '../host/failures.js';
import { FINDINGS_SOURCE, type Problem, problemFrom, problemText } from '../problems/problem.js';
import type { Command } from './command.js';
import { type LineRange, selectionAttachment, symbolAround } from './editor-target.js';
import { proposeFix } from './propose-fix.js';
import { runInChat } from './run-in-chat.js';

/** Lines of a function that is shown whole around a problem. */
const WHOLE_LINES = 80;
/** Lines before and after a problem outside of such a function. */
const AROUND = 5;

export const fixProblem: Command = async (host, argument) => {
  const { problem, document } = await open(argument);
  const name = vscode.workspace.asRelativePath(document.uri, false);
  const text = vscode.l10n.t(
    'Fix line {0} of {1}: {2}',
    problem.firstLine + 1,
    name,
    problemText(problem),
  );
  // A finding of our own names the very lines; a compiler names only where it noticed.
  const lines = problem.source === FINDINGS_SOURCE ? own(problem) : await around(document, problem);
  return proposeFix(host, document, clamp(document, lines), text);
};

export const explainProblem: Command = async (host, argument) => {
  const { problem, document } = await open(argument);
  const lines = clamp(document, await around(document, problem));
  const attachment = selectionAttachment(document, lines);
  return runInChat(host, {
    intent: 'explain',
    text: vscode.l10n.t(
      'Explain this problem in line {0} of {1}, why it is reported and what to do: {2}',
      problem.firstLine + 1,
      attachment.path,
      problemText(problem),
    ),
    attachments: [attachment],
    effort: 'auto',
  });
};

export const dismissFinding: Command = async (host, argument) => {
  const { problem } = await open(argument);
  host.findings.dismiss(problem);
};

async function open(
  argument: unknown,
): Promise<{ readonly problem: Problem; readonly document: vscode.TextDocument }> {
  const problem = problemFrom(argument);
  if (problem === undefined) {
    throw new NothingToDoError(
      'There is no problem on this line.',
      'Put the cursor on a line with a problem (F8 goes to the next one) and run the command again.',
    );
  }
  return {
    problem,
    document: await vscode.workspace.openTextDocument(vscode.Uri.parse(problem.uri)),
  };
}

function own({ firstLine, lastLine }: Problem): LineRange {
  return { first: firstLine, last: lastLine };
}

async function around(document: vscode.TextDocument, problem: Problem): Promise<LineRange> {
  const { firstLine, lastLine } = problem;
  const symbol = await symbolAround(document, firstLine);
  if (symbol !== undefined && symbol.endLine - symbol.startLine < WHOLE_LINES)
    return { first: symbol.startLine, last: Math.max(symbol.endLine, lastLine) };
  return { first: firstLine - AROUND, last: lastLine + AROUND };
}

function clamp(document: vscode.TextDocument, { first, last }: LineRange): LineRange {
  const end = document.lineCount - 1;
  return { first: Math.min(Math.max(0, first), end), last: Math.min(Math.max(0, last), end) };
}
