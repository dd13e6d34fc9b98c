// A failure that the host reported, with what to do about it.

export interface HostErrorInfo {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string | undefined;
}

export class HostError extends Error {
  override readonly name = 'HostError';
  readonly code: string;
  readonly remedy: string | undefined;

  constructor({ code, message, remedy }: HostErrorInfo) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}
