// Reading questions and writing answers: words, ideas, kinds, and literals that survive any content.
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fence, literal } from '../../../runtime/models/offline/text/markdown.js';
import { readQuestion } from '../../../runtime/models/offline/text/question.js';
import { sameWord, wordsOf } from '../../../runtime/models/offline/text/words.js';

test('identifiers of every style are the same words', () => {
  for (const name of [
    'parseHTTPHeader',
    'parse_http_header',
    'parse-http-header',
    'ParseHttpHeader',
  ]) {
    expect(wordsOf(name)).toEqual(['parse', 'http', 'header']);
  }
});

test('inflections are one word, look-alikes are not', () => {
  expect(sameWord('validates', 'validation')).toBe(true);
  expect(sameWord('retries', 'retry')).toBe(true);
  expect(sameWord('port', 'portal')).toBe(false);
});

test('an idea is searched for in its other words and spellings', () => {
  const [memory] = readQuestion('how does it recover from an out-of-memory cell?').ideas;
  expect(memory?.label).toBe('out of memory');
  for (const spelling of ['outOfMemory', 'out_of_memory', 'OOM', 'heap limit']) {
    expect(new RegExp(memory?.search ?? '$^', 'i').test(spelling), spelling).toBe(true);
  }
});

test('names weigh more than words that all code is full of', () => {
  const { ideas, identifiers } = readQuestion('which function calls parseHeader?');
  expect(identifiers).toEqual(['parseHeader']);
  expect(ideas[0]?.label).toBe('parseHeader');
});

describe('the kind of a question', () => {
  test.each([
    ['where is the cache?', 'where'],
    ['how does login work?', 'how'],
    ['why is a POST not retried?', 'why'],
    ['what is this project?', 'overview'],
    ['who changed settings.py last?', 'history'],
    ['add a flag for verbose output', 'create'],
    ['what does the breaker do?', 'what'],
  ] as const)('“%s” is %s', (text, kind) => expect(readQuestion(text).kind).toBe(kind));
});

test('a literal in a cell gives back the text, whatever it holds', () => {
  const piece = fc.oneof(fc.constantFrom('`', '${', '\\', '\n', '"', '}', '$'), fc.string());
  fc.assert(
    fc.property(fc.array(piece), (parts) => {
      const text = parts.join('').replaceAll('\r', '');
      expect(vm.runInNewContext(literal(text))).toBe(text);
    }),
  );
});

test('a fence cannot be closed by what it holds', () => {
  expect(fence('```', 'md')).toBe('````md\n```\n````');
});
