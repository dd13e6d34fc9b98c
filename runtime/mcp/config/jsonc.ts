// JSON as editors write it: with comments and trailing commas.
import { type Json, jsonSchema } from '../../core/index.js';

/** @throws SyntaxError when it is none */
export function parseJsonc(text: string): Json {
  return jsonSchema.parse(JSON.parse(withoutCommas(withoutComments(text.replace(/^\uFEFF/, '')))));
}

/** A string first, so that what looks like a comment in one stays. */
const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const STRING_OR_COMMA = /"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g;

/** Comments become blanks, so that places in messages stay right. */
function withoutComments(text: string): string {
  return text.replaceAll(STRING_OR_COMMENT, (found) =>
    found.startsWith('"') ? found : found.replaceAll(/[^\n]/g, ' '),
  );
}

function withoutCommas(text: string): string {
  return text.replaceAll(STRING_OR_COMMA, (found) => (found === ',' ? ' ' : found));
}
