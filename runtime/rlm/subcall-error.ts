// The typed failure of a sub-call: never a string that looks like an answer.
import { BudgetExceededError, isAbort, MemfunError, toErrorInfo } from '../core/index.js';

export type SubcallErrorKind =
  /** The prompt does not fit the model's window. */
  | 'too-large'
  /** The tree's account is used up. */
  | 'budget'
  /** `rlm()` would go deeper than allowed. */
  | 'depth'
  /** The model could not be reached, refused, or gave an unusable answer. */
  | 'model'
  /** The child ended without any answer. */
  | 'no-answer'
  | 'stopped';

export class SubcallError extends MemfunError {
  readonly code: `subcall.${SubcallErrorKind}`;
  constructor(
    readonly kind: SubcallErrorKind,
    message: string,
    options: { readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options);
    this.code = `subcall.${kind}`;
  }

  /** Any failure of a sub-call, typed. */
  static from(thrown: unknown): SubcallError {
    if (thrown instanceof SubcallError) return thrown;
    const { message, remedy } = toErrorInfo(thrown);
    return new SubcallError(kindOf(thrown), message, {
      cause: thrown,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
}

function kindOf(thrown: unknown): SubcallErrorKind {
  if (isAbort(thrown)) return 'stopped';
  if (thrown instanceof BudgetExceededError) return thrown.limit === 'depth' ? 'depth' : 'budget';
  return 'model';
}
