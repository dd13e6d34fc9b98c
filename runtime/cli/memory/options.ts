// The options of `memfun memory` as values: filters, parts of a memory, numbers and times.
import type { MemoryDraft, MemoryFilter, MemoryQuery, Said } from '../../memory/index.js';
import { memoryCategorySchema, memoryLayerSchema, memoryStatusSchema } from '../../memory/index.js';
import type { CliOptions } from '../arguments.js';
import { UsageError } from '../arguments.js';

/** Parts of a memory that were given. */
export function draftOf(options: CliOptions): Omit<MemoryDraft, 'content'> {
  const { layer, category, tag, field, importance, expires } = options;
  return {
    ...(layer === undefined ? {} : { layer: layerOf(layer) }),
    ...(category === undefined ? {} : { category: categoryOf(category) }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(field === undefined ? {} : { fields: fieldsOf(field) }),
    ...(importance === undefined ? {} : { importance: shareOf(importance, 'importance') }),
    ...(expires === undefined ? {} : { expiresAt: timeOf(expires, 'expires') }),
  };
}

/** Who said it, where and when. */
export function saidOf({ session, speaker, role, 'created-at': createdAt }: CliOptions): Said {
  return {
    session,
    speaker,
    role,
    createdAt: createdAt === undefined ? undefined : timeOf(createdAt, 'created-at'),
  };
}

export function filterOf(options: CliOptions): MemoryFilter {
  const { layer, category, tag, field, limit, after, before, status, all } = options;
  const asOf = options['as-of'];
  return {
    ...(layer === undefined ? {} : { layers: [layerOf(layer)] }),
    ...(category === undefined ? {} : { category: categoryOf(category) }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(field === undefined ? {} : { fields: fieldsOf(field) }),
    ...(limit === undefined ? {} : { limit: limitOf(limit) }),
    ...(after === undefined ? {} : { after: timeOf(after, 'after') }),
    ...(before === undefined ? {} : { before: timeOf(before, 'before') }),
    ...(asOf === undefined ? {} : { asOf: timeOf(asOf, 'as-of') }),
    ...(status === undefined ? {} : { statuses: [statusOf(status)] }),
    ...(all === true ? { includeSuperseded: true } : {}),
  };
}

export function queryOf(options: CliOptions): Omit<MemoryQuery, 'text'> {
  return { ...filterOf(options), ...(options.explain === true ? { explain: true } : {}) };
}

/** 0 to 1. */
export function shareOf(text: string, option: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new UsageError(`"${text}" is no value for --${option}.`, 'Give a number from 0 to 1.');
}

function layerOf(text: string): NonNullable<MemoryDraft['layer']> {
  const parsed = memoryLayerSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no layer.`, oneOf(memoryLayerSchema.options));
}

function categoryOf(text: string): NonNullable<MemoryDraft['category']> {
  const parsed = memoryCategorySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no category.`, oneOf(memoryCategorySchema.options));
}

function statusOf(text: string): (typeof memoryStatusSchema.options)[number] {
  const parsed = memoryStatusSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new UsageError(`"${text}" is no status.`, oneOf(memoryStatusSchema.options));
}

function limitOf(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`"${text}" is no number of memories.`, 'Give a whole number from 1.');
}

/** Milliseconds since the epoch. */
function timeOf(text: string, option: string): number {
  const ms = Date.parse(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(ms)) return ms;
  throw new UsageError(
    `"${text}" is no time for --${option}.`,
    'Give one in ISO 8601, e.g. 2026-03-01 or 2026-03-01T10:00:00Z.',
  );
}

/** `name=value`; what reads as a number or as true or false is one. */
function fieldsOf(pairs: readonly string[]): NonNullable<MemoryDraft['fields']> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at <= 0) throw new UsageError(`"${pair}" is no field.`, 'Give --field NAME=VALUE.');
      return [pair.slice(0, at).trim(), valueOf(pair.slice(at + 1).trim())];
    }),
  );
}

function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}

function oneOf(values: readonly string[]): string {
  return `Use one of: ${values.join(', ')}.`;
}
