// What every engine's global scope starts with: the host functions, the console, the variable table, determinism.
// The source runs inside the sandbox, so it is plain JavaScript text, and it keeps its own copies of the intrinsics
// that it needs: code of a cell may break the visible ones.

/**
 * Source of a function body with one parameter `post(kind, text)`; it returns `control(method, text, cell)`, through
 * which the engine drives the scope. Methods: open, start, answer, abandon, set, get, variables.
 */
export const PRELUDE = String.raw`
"use strict";
const { stringify, parse } = JSON;
const { keys, getOwnPropertyNames, getOwnPropertyDescriptor, defineProperty, freeze, getPrototypeOf } = Object;
const { isArray } = Array;
const { min, max, floor } = Math;
const apply = Reflect.apply, ownKeys = Reflect.ownKeys;
const then = Promise.prototype.then, slice = String.prototype.slice, match = String.prototype.match, replace = String.prototype.replace, NativeRegExp = RegExp;
const NativeDate = Date, NativeMap = Map, NativeSet = Set, NativeWeakSet = WeakSet, NativeError = Error, NativeTypeError = TypeError, NativePromise = Promise, NativeString = String, NativeProxy = Proxy;
const objectToString = Object.prototype.toString, functionToString = Function.prototype.toString;
const cut = (text, from, to) => apply(slice, text, [from, to]);
const scope = globalThis;
for (const name of ["WebAssembly", "SharedArrayBuffer", "Atomics"]) delete scope[name];

// --- determinism -------------------------------------------------------------------------------------------
let seed = 1, clock = 0;
// mulberry32
defineProperty(Math, "random", { value: function random() { seed = (seed + 0x6D2B79F5) | 0; let t = seed; t = Math.imul(t ^ (t >>> 15), t | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296; }, writable: true, configurable: true });
const now = () => clock++;
function FixedDate(...args) {
  if (new.target === undefined) return new NativeDate(now()).toString();
  const date = args.length === 0 ? new NativeDate(now()) : new NativeDate(...args);
  Object.setPrototypeOf(date, new.target.prototype);
  return date;
}
FixedDate.prototype = NativeDate.prototype;
FixedDate.now = now; FixedDate.parse = NativeDate.parse; FixedDate.UTC = NativeDate.UTC;
defineProperty(NativeDate.prototype, "constructor", { value: FixedDate, writable: true, configurable: true });
defineProperty(FixedDate, "name", { value: "Date" });
scope.Date = FixedDate;

// --- values as text ----------------------------------------------------------------------------------------
const promises = new NativeWeakSet();
const isPending = (value) => value !== null && typeof value === "object" && apply(NativeWeakSet.prototype.has, promises, [value]);
function plain(value, depth, seen) {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value === value && value !== 1 / 0 && value !== -1 / 0 ? value : NativeString(value);
  if (typeof value === "bigint" || typeof value === "symbol") return NativeString(value);
  if (typeof value === "undefined") return undefined;
  if (typeof value === "function") return undefined;
  if (isPending(value)) throw new NativeTypeError("missing await: the value is a promise of a host function");
  if (depth > 64) return "[too deep]";
  for (let i = 0; i < seen.length; i++) if (seen[i] === value) return "[circular]";
  seen[seen.length] = value;
  let copy;
  if (isArray(value)) { copy = []; for (let i = 0; i < value.length; i++) { const item = plain(value[i], depth + 1, seen); copy[i] = item === undefined ? null : item; } }
  else if (value instanceof NativeMap) { copy = []; for (const [k, v] of value) copy[copy.length] = [plain(k, depth + 1, seen) ?? null, plain(v, depth + 1, seen) ?? null]; }
  else if (value instanceof NativeSet) { copy = []; for (const v of value) copy[copy.length] = plain(v, depth + 1, seen) ?? null; }
  else if (value instanceof NativeError) { copy = { name: NativeString(value.name), message: NativeString(value.message) }; }
  else if (typeof value.toJSON === "function") { copy = plain(value.toJSON(), depth + 1, seen); }
  else { copy = {}; for (const key of keys(value)) { const item = plain(value[key], depth + 1, seen); if (item !== undefined) defineProperty(copy, key, { value: item, enumerable: true, writable: true, configurable: true }); } }
  seen.length--;
  return copy;
}
const toText = (value) => { const copy = plain(value, 0, []); return copy === undefined ? undefined : stringify(copy); };
function show(value, limit) {
  try {
    if (typeof value === "string") return value;
    if (typeof value === "function") return cut(apply(replace, apply(functionToString, value, []), ["__cell_", ""]), 0, limit);
    if (value === undefined) return "undefined";
    if (isPending(value)) return "[a promise: missing await]";
    if (value instanceof NativeError) return NativeString(value.name) + ": " + NativeString(value.message);
    if (value instanceof NativePromise) return "[a promise: missing await]";
    return apply(replace, stringify(plain(value, 0, []), null, 1), [/\n\s*/g, " "]);
  } catch (error) { return "[cannot be shown: " + (error && error.message) + "]"; }
}

// --- console -----------------------------------------------------------------------------------------------
let outputLimit = 20000, head = "", tail = "", printed = 0;
function print(...values) {
  let line = "";
  for (let i = 0; i < values.length; i++) line += (i === 0 ? "" : " ") + show(values[i], 2000);
  line += "\n";
  printed += line.length;
  const room = floor(outputLimit / 2) - head.length;
  if (room > 0) { head += cut(line, 0, room); line = cut(line, room); }
  tail = tail + line;
  if (tail.length > outputLimit) tail = cut(tail, -floor(outputLimit / 2));
}
function drain() {
  const half = floor(outputLimit / 2), end = cut(tail, -half), hidden = printed - head.length - end.length;
  const report = { output: hidden > 0 ? head + "\n… [" + hidden + " characters left out] …\n" + end : head + end, outputChars: printed };
  head = ""; tail = ""; printed = 0;
  return report;
}
scope.console = freeze({ log: print, info: print, warn: print, error: print, debug: print });
scope.print = print;

// --- host functions ----------------------------------------------------------------------------------------
let cell = 0, calls = 0;
const pending = new NativeMap(), setPending = pending.set.bind(pending), getPending = pending.get.bind(pending), dropPending = pending.delete.bind(pending), clearPending = pending.clear.bind(pending);
class HostError extends Error { constructor(name, code, message) { super(message); defineProperty(this, "name", { value: name, writable: true, configurable: true }); this.code = code; } }
function guard(promise, name) {
  const proxy = new NativeProxy(promise, {
    get(target, key) {
      if (key === "then") return (...args) => apply(then, target, args);
      if (key === "catch") return (failed) => apply(then, target, [undefined, failed]);
      if (key === "finally") return (done) => apply(then, target, [(value) => { done(); return value; }, (error) => { done(); throw error; }]);
      if (key === "constructor") return NativePromise;
      if (key === Symbol.toStringTag) return "Promise";
      throw new NativeTypeError("missing await: " + name + "() returns a promise. Write: await " + name + "(…)");
    },
    ownKeys() { throw new NativeTypeError("missing await: " + name + "() returns a promise. Write: await " + name + "(…)"); },
  });
  promises.add(proxy);
  return proxy;
}
function hostFunction(name) {
  const call = (...args) => {
    const id = ++calls, owner = cell;
    const promise = new NativePromise((resolve, reject) => setPending(id, { resolve, reject, owner }));
    apply(then, promise, [undefined, () => undefined]); // an answer that nobody waits for is no fault
    let text;
    try { text = stringify(plain(args, 0, [])); }
    catch (error) { getPending(id).reject(error); dropPending(id); return guard(promise, name); }
    post("call", stringify({ cell: owner, call: id, name, args: text }));
    return guard(promise, name);
  };
  defineProperty(call, "name", { value: name });
  return freeze(call);
}
const reserved = new NativeSet();
function install(names) {
  const groups = Object.create(null);
  for (const name of names) {
    const path = name.split("."), last = path.length - 1;
    if (last === 0) { reserve(name, hostFunction(name)); continue; }
    let group = (groups[path[0]] ??= Object.create(null));
    for (let i = 1; i < last; i++) group = (group[path[i]] ??= Object.create(null));
    group[path[last]] = hostFunction(name);
  }
  for (const name of keys(groups)) {
    const existing = getOwnPropertyDescriptor(scope, name);
    reserve(name, sealed(existing ? Object.assign(existing.get(), groups[name]) : groups[name]));
  }
}
function sealed(group) {
  for (const key of keys(group)) if (typeof group[key] === "object") sealed(group[key]);
  return freeze(group);
}
function reserve(name, value) {
  reserved.add(name);
  defineProperty(scope, name, { get: () => value, set() { throw new NativeTypeError('"' + name + '" is a function of the host and cannot be replaced. Choose another name.'); }, enumerable: false, configurable: false });
}

// --- variables ---------------------------------------------------------------------------------------------
const builtin = new NativeSet(ownKeys(scope));
const isUser = (name) => typeof name === "string" && !builtin.has(name) && !reserved.has(name);
function shapeOf(value, depth) {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  if (isPending(value) || value instanceof NativePromise) return "promise (missing await)";
  if (isArray(value)) return value.length === 0 ? "empty array" : (depth > 1 ? "array" : shapeOf(value[0], depth + 1)) + "[" + value.length + "]";
  if (value instanceof NativeMap) return "Map(" + value.size + ")";
  if (value instanceof NativeSet) return "Set(" + value.size + ")";
  if (value instanceof NativeError) return "error";
  const names = keys(value), shown = [];
  for (let i = 0; i < names.length && i < 8; i++) shown[i] = names[i] + ": " + (depth > 1 ? typeof value[names[i]] : shapeOf(value[names[i]], depth + 1));
  return "{" + shown.join(", ") + (names.length > 8 ? ", … " + (names.length - 8) + " more" : "") + "}";
}
function sizeOf(value) {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 1;
  if (isArray(value)) return value.length;
  if (value instanceof NativeMap || value instanceof NativeSet) return value.size;
  return keys(value).length;
}
function shorten(value) {
  if (isArray(value)) return value.length > 6 ? [...apply(Array.prototype.slice, value, [0, 4]), "…", value[value.length - 1]] : value;
  return value;
}
function preview(value) {
  let text = typeof value === "string" ? (value.length > 400 ? cut(value, 0, 200) + " … " + cut(value, -100) : value) : show(shorten(value), 200);
  return text.length > 240 ? cut(text, 0, 160) + " … " + cut(text, -60) : text;
}
function describe(name) {
  try {
    const descriptor = getOwnPropertyDescriptor(scope, name);
    if (!("value" in descriptor)) return { name, type: "accessor", shape: "accessor", size: 1, preview: "" };
    const value = descriptor.value;
    const type = value === null ? "null" : isArray(value) ? "array" : typeof value;
    return { name, type, shape: cut(shapeOf(value, 0), 0, 240), size: sizeOf(value), preview: preview(value) };
  } catch (error) { return { name, type: "unknown", shape: "cannot be inspected", size: 0, preview: NativeString(error && error.message) }; }
}
function variables() {
  const table = [];
  for (const name of getOwnPropertyNames(scope)) if (isUser(name) && table.length < 200) table[table.length] = describe(name);
  return table;
}

// --- cells -------------------------------------------------------------------------------------------------
function errorOf(thrown, id) {
  let name = "Error", message, line;
  try {
    if (thrown instanceof NativeError || (thrown !== null && typeof thrown === "object" && "message" in thrown)) {
      name = NativeString(thrown.name ?? "Error"); message = NativeString(thrown.message);
      if (typeof thrown.code === "string") message += " [" + thrown.code + "]";
      try {
        const found = typeof thrown.stack === "string" ? apply(match, thrown.stack, [new NativeRegExp("cell-" + id + "\\.js:(\\d+)")]) : null;
        if (found) line = +found[1];
      } catch { /* a stack that cannot be read has no line */ }
    } else message = "thrown: " + show(thrown, 500);
  } catch { message = "an error that cannot be shown"; }
  // QuickJS ends an async function that ran out of time by rejecting its promise.
  if (name === "InternalError" && message === "interrupted") return { name: "TimeoutError", message: "The cell ran out of time and was ended. Do less in one cell, or in smaller parts.", kind: "timeout" };
  if (name === "InternalError" && message === "out of memory") return { name: "OutOfMemoryError", message: "The cell used more memory than the sandbox has. Keep less in variables, or work in smaller parts.", kind: "memory" };
  return line === undefined ? { name, message: cut(message, 0, 4000), kind: "exception" } : { name, message: cut(message, 0, 4000), line, kind: "exception" };
}
function finish(id, outcome) {
  if (id !== cell) return; // this cell was given up
  const report = { ...outcome, ...drain(), variables: variables() };
  cell = -id; clearPending();
  post("done", stringify({ id, report }));
}
function succeed(id, value) {
  let text;
  try { text = toText(value); } catch (error) { return finish(id, { ok: false, error: errorOf(error, id) }); }
  finish(id, text === undefined ? { ok: true } : { ok: true, value: text });
}
const methods = {
  open(text) { const o = parse(text); seed = o.seed | 0; clock = o.startTime; outputLimit = o.outputLimit; install(o.hostFunctions); },
  start(text, run) {
    const id = +text;
    cell = id;
    let promise;
    try { promise = run(); } catch (error) { return finish(id, { ok: false, error: errorOf(error, id) }); }
    apply(then, promise, [(value) => succeed(id, value), (error) => finish(id, { ok: false, error: errorOf(error, id) })]);
  },
  answer(text) {
    const { cell: owner, call, result } = parse(text), waiting = getPending(call);
    if (waiting === undefined || owner !== cell) return;
    dropPending(call);
    const answer = parse(result);
    if (answer.ok) waiting.resolve(answer.value);
    else waiting.reject(new HostError(answer.error.name, answer.error.code, answer.error.message));
  },
  abandon(text) { const { id, error } = parse(text); if (cell !== -id) cell = id; if (cell === id) finish(id, { ok: false, error }); },
  set(text) { const { name, value } = parse(text); if (reserved.has(name) || builtin.has(name)) throw new NativeTypeError('"' + name + '" cannot be set'); scope[name] = value; return "{}"; },
  get(text) {
    const { name } = parse(text), descriptor = getOwnPropertyDescriptor(scope, name);
    if (!isUser(name) || descriptor === undefined || !("value" in descriptor)) return "{}";
    try { const value = toText(descriptor.value); return value === undefined ? "{}" : '{"value":' + value + "}"; } catch { return "{}"; }
  },
  variables() { return stringify(variables()); },
};
return (method, text, run) => { const reply = methods[method](text, run); return typeof reply === "string" ? reply : ""; };
`;
