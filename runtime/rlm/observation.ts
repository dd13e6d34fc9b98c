// What the model reads after a cell: output, value, error and losses, short and in the cell's own terms.
import type { CellError, CellResult } from '../ports/index.js';
import { OBSERVATION_CHARS } from './history.js';
import { cutMiddle } from './text.js';

export interface Observation {
  /** Bounded text for the prompt. */
  readonly text: string;
  /** The whole text, when it had to be cut: belongs into a variable of the REPL. */
  readonly full: string | undefined;
}

/** @param spillName the variable that will hold the whole text when it is cut */
export function describeCell(result: CellResult, spillName: string): Observation {
  const printed = [result.output.trimEnd(), valueText(result)].filter((t) => t !== '').join('\n');
  const cut = printed.length > OBSERVATION_CHARS || result.outputChars > result.output.length;
  const parts = [cut ? cutMiddle(printed, OBSERVATION_CHARS) : printed];
  if (cut) {
    const kept = result.outputChars > result.output.length ? 'Its kept part' : 'All of it';
    const total = Math.max(printed.length, result.outputChars);
    parts.push(`(${total} characters in all. ${kept} is in the variable ${spillName}.)`);
  }
  if (result.error !== undefined) parts.push(errorText(result.error));
  if (result.restarted !== undefined) parts.push(restartText(result.restarted));
  const text = parts.filter((p) => p !== '').join('\n');
  return {
    text: text === '' ? '(no output: print what you want to see)' : text,
    full: cut ? printed : undefined,
  };
}

function valueText(result: CellResult): string {
  if (result.value === undefined || result.value === null) return '';
  const value = typeof result.value === 'string' ? result.value : JSON.stringify(result.value);
  return `=> ${value}`;
}

const ADVICE: Readonly<Record<CellError['kind'], string>> = {
  syntax: 'Nothing of the cell ran. Write it again.',
  exception: 'What ran before that line is kept.',
  timeout: 'The cell took too long and was ended. Do less in one cell.',
  memory: 'The cell used too much memory. Work on smaller pieces and do not keep whole files.',
  crash: 'The sandbox ended while the cell ran. Try another way.',
  aborted: 'The cell was stopped.',
};

function errorText(error: CellError): string {
  const at = error.line === undefined ? '' : ` (line ${error.line})`;
  return `${cutMiddle(`${error.name}${at}: ${error.message}`, 1_200)}\n${ADVICE[error.kind]}`;
}

function restartText(restarted: NonNullable<CellResult['restarted']>): string {
  const names = (list: readonly string[]): string =>
    list.length === 0 ? 'nothing' : cutMiddle(list.join(', '), 600);
  return `The sandbox was restarted. Kept: ${names(restarted.kept)}. Lost: ${names(restarted.lost)}.`;
}
