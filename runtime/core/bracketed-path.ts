// How paths look whose folders and files have brackets, as routes of web frameworks do: `app/(shop)/[id]/page.tsx`.

/** `[id]`, `[[...slug]]`, `(shop)`, `(..)`; a number in brackets is an index. */
const GROUP = String.raw`(?:\[\[?(?:\.{3})?(?!\d+\])[\w=+$-]+\]?\]|\((?:\.{1,3}|[\w$-]+)\))`;
/** A group never follows a letter or digit: `a[i]` is an access, `f(x)` a call. */
const WITH_GROUPS = String.raw`(?:(?:[\w@.+-]*[.@+_-])?${GROUP})+`;
const FOLDER = String.raw`(?:${WITH_GROUPS}[\w@.+-]*|[\w@.+-]+)/`;
const FILE = String.raw`(?:${WITH_GROUPS}|[\w@+-])[\w@.+-]*\.[a-zA-Z]\w{0,7}`;

/**
 * The source of an expression for a path with at least one folder and one pair of brackets, without groups of its own.
 * What stands before it is the matter of whoever uses it.
 */
export const BRACKETED_PATH = String.raw`(?=[^\s:]{0,200}[[(])(?:${FOLDER})+${FILE}`;
