// A failure that the host reported, with what to do about it, in the language of the page.

import { localError } from '../localized.js';

export interface HostErrorInfo {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
}

export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: string;
  readonly remedy: string | undefined;

  constructor(info: HostErrorInfo) {
    const { code, message, remedy } = localError(info);
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
