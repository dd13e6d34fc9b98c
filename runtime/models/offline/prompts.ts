// The prompts that the planner's cells give to llm(): the engine's own rule for sub-prompts knows them by these words.

/** Followed by the path; the context is the file's text. The answer is a JSON array of findings. */
export const REVIEW_PROMPT =
  'Review this file for faults. Answer with nothing but a JSON array of {path, line, endLine?, severity: "error" | "warning" | "info", title, detail, rule?}, empty when there are none. The file is ';

/** Followed by `path:start-end`; the context is the whole file. The answer is a JSON object. */
export const FIX_PROMPT =
  'Mend the faults in the given lines of this file and change nothing else. Answer with nothing but a JSON object {summary: string, replacement: string | null}: the new text of exactly these lines, or null when nothing needs to change. The lines are ';
