// Reads the set on which the finding of memories is measured: long conversations, each with questions and evidence.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Where the conversations are, one file each. */
export const MEMORY_QUALITY_DIR = path.resolve(import.meta.dirname, '../fixtures/memory-quality');

/** Turns of a session follow each other at this distance. */
const TURN_MS = 2 * 60_000;
/** The speaker who is the agent. */
const AGENT = 'Memfun';

const QUESTION_KINDS = ['single', 'several', 'time', 'update', 'contradiction', 'none'] as const;

const turnSchema = z.object({
  /** Number of the turn in its conversation, from 1. */
  id: z.int().positive(),
  /** Number of the session in its conversation, from 1. */
  session: z.int().positive(),
  createdAt: z.iso.datetime(),
  speaker: z.string().regex(/^\p{Lu}\p{L}+$/u),
  role: z.enum(['user', 'agent']),
  text: z.string().min(2),
});

const questionSchema = z
  .object({
    /** `none`: the conversation has no answer. */
    kind: z.enum(QUESTION_KINDS),
    question: z.string().min(10).regex(/[?.]$/),
    /** The turns that one must have read to answer; without `none`, at least one. */
    evidence: z.array(z.int().positive()),
    answer: z.string(),
  })
  .refine(({ kind, evidence }) => (kind === 'none') === (evidence.length === 0), {
    message: 'a question has evidence, or is of the kind "none"',
  })
  .refine(({ kind, answer }) => (kind === 'none') === (answer === ''), {
    message: 'a question has an answer, or is of the kind "none"',
  });

const conversationSchema = z.object({
  name: z.string(),
  title: z.string().min(3),
  /** Ranking is tuned on `dev` only; `held` says what that is worth. */
  split: z.enum(['dev', 'held']),
  /** When the questions are asked. */
  asked: z.iso.datetime(),
  turns: z.array(turnSchema).min(1),
  questions: z.array(questionSchema).min(1),
});

export type QualityTurn = z.infer<typeof turnSchema>;
export type QualityQuestion = z.infer<typeof questionSchema>;
export type QualityConversation = z.infer<typeof conversationSchema>;

/** All conversations by name. @throws Error naming the file, or the line of it, that is not in the form */
export function loadMemoryQuality(
  dir: string = MEMORY_QUALITY_DIR,
): readonly QualityConversation[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) =>
      parseConversation(path.basename(file, '.md'), readFileSync(path.join(dir, file), 'utf8')),
    );
}

/** The form is told in the folder's README. @throws Error */
export function parseConversation(name: string, text: string): QualityConversation {
  const head: Record<string, string> = {};
  const turns: unknown[] = [];
  const questions: unknown[] = [];
  let session = 0;
  let at = Number.NaN;
  let part: 'head' | 'session' | 'questions' = 'head';
  for (const [index, line] of text.split('\n').entries()) {
    const fail = (): never => {
      throw new Error(`${name}, line ${index + 1}: ${line}`);
    };
    if (line.trim() === '') continue;
    if (line.startsWith('# ')) {
      const title = line.slice(2).trim();
      part = title === 'Questions' ? 'questions' : 'session';
      if (part === 'session') {
        session++;
        at = Date.parse(title);
        if (Number.isNaN(at)) fail();
      }
      continue;
    }
    if (part === 'head') {
      const [, key, value] = /^(\w+): (.+)$/.exec(line) ?? fail();
      head[key ?? ''] = value ?? '';
    } else if (part === 'session') {
      const [, id, speaker, said] = /^(\d+) ([^\s:]+): (.+)$/.exec(line) ?? fail();
      const role = speaker === AGENT ? 'agent' : 'user';
      const createdAt = new Date(at).toISOString();
      turns.push({ id: Number(id), session, createdAt, speaker, role, text: said });
      at += TURN_MS;
    } else {
      const fields = line.split('|').map((field) => field.trim());
      if (fields.length !== 4) fail();
      const [kind, evidence = '', question, answer] = fields;
      const ids = evidence.split(' ').filter((id) => id !== '');
      questions.push({ kind, question, evidence: ids.map(Number), answer });
    }
  }
  const parsed = conversationSchema.safeParse({ ...head, name, turns, questions });
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
