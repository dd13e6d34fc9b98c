// What every search is given.
import type { Component } from '../component.js';
import type { Account } from '../evaluation.js';
import type { TextWriter } from '../writer.js';

export interface SearchOptions {
  readonly components: readonly Component[];
  /** Examples to learn from, and others to choose by. */
  readonly train: readonly string[];
  readonly val: readonly string[];
  readonly account: Account;
  readonly writer: TextWriter;
  readonly seed?: number;
}
