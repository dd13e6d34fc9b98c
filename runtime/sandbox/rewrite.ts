// Rewrites a cell so that a persistent REPL can run it: top-level await, declarations that survive and can be
// repeated, hoisting, a completion value. Every line keeps its number.
import type * as ESTree from 'acorn';
import { parse } from 'acorn';
import { full } from 'acorn-walk';
import MagicString from 'magic-string';

export type RewriteResult =
  | { readonly ok: true; readonly code: string; readonly declared: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly line: number };

/**
 * Makes an expression that evaluates to an async function without parameters, which is the cell. Declarations at
 * the top become assignments to globals, so that they outlive the cell also when it throws half-way.
 * @param reserved names that a cell may not declare: the host's functions
 */
export function rewriteCell(
  source: string,
  reserved: ReadonlySet<string> = new Set(),
): RewriteResult {
  let program: ESTree.Program;
  try {
    program = parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      allowHashBang: true,
    });
  } catch (error) {
    return syntaxFailure(error);
  }
  const cell = new CellRewriter(source, program);
  cell.rewrite();
  const taken = cell.declared.find((name) => reserved.has(name));
  if (taken !== undefined) {
    return {
      ok: false,
      message: `"${taken}" is a function of the host and cannot be declared. Choose another name.`,
      line: cell.lineOf(taken),
    };
  }
  return { ok: true, code: cell.text(), declared: cell.declared };
}

class CellRewriter {
  readonly #out: MagicString;
  readonly #names = new Map<string, number>();
  readonly #vars = new Set<string>();
  readonly #functions: string[] = [];

  constructor(
    readonly source: string,
    readonly program: ESTree.Program,
  ) {
    this.#out = new MagicString(source);
  }

  get declared(): readonly string[] {
    return [...this.#names.keys()];
  }

  lineOf(name: string): number {
    return this.source.slice(0, this.#names.get(name) ?? 0).split('\n').length;
  }

  rewrite(): void {
    for (const statement of this.program.body) this.#topLevel(statement);
    this.#nestedVars();
    this.#completionValue();
  }

  text(): string {
    // A leading ";" keeps a 'use strict' of the cell from becoming a directive: assignments must make globals.
    const vars = [...this.#vars].map(
      (name) => `${quote(name)} in globalThis||(globalThis[${quote(name)}]=undefined);`,
    );
    const functions = this.#functions.map(
      (name) =>
        `globalThis[${quote(name)}]=Object.defineProperty(${local(name)},"name",{value:${quote(name)},configurable:true});`,
    );
    return `(async()=>{;${vars.join('')}${functions.join('')}${this.#out.toString()}\n})`;
  }

  #topLevel(statement: ESTree.Statement | ESTree.ModuleDeclaration): void {
    if (statement.type === 'VariableDeclaration') this.#declaration(statement);
    else if (statement.type === 'ClassDeclaration') {
      this.#declare(statement.id);
      this.#out.appendRight(statement.start, `${statement.id.name}=`);
      this.#out.appendLeft(statement.end, ';');
    } else if (statement.type === 'FunctionDeclaration') {
      // The function stays where it is, hoisted, under a local name; everybody else sees the global.
      this.#declare(statement.id);
      if (!this.#functions.includes(statement.id.name)) this.#functions.push(statement.id.name);
      this.#out.overwrite(statement.id.start, statement.id.end, local(statement.id.name));
    }
  }

  /**
   * `const {a} = f(), b` → `void ({a} = f()),void (b=undefined);`. The keyword keeps a statement before it without a
   * semicolon from taking the parenthesis for a call.
   */
  #declaration(node: ESTree.VariableDeclaration): void {
    this.#out.remove(node.start, node.declarations[0]?.start ?? node.start);
    for (const declarator of node.declarations) {
      this.#patternNames(declarator.id);
      this.#out.appendRight(declarator.start, 'void (');
      if (declarator.init === null || declarator.init === undefined) {
        this.#out.appendLeft(declarator.end, node.kind === 'var' ? ')' : '=undefined)');
      } else this.#out.appendLeft(declarator.end, ')');
    }
    if (node.kind === 'var') for (const declarator of node.declarations) this.#hoist(declarator.id);
    if (this.source[node.end - 1] !== ';') this.#out.appendLeft(node.end, ';');
  }

  /** `var` inside blocks and loops belongs to the cell too. */
  #nestedVars(): void {
    const heads = new Set<ESTree.Node>();
    const functions: ESTree.Node[] = [];
    const vars: ESTree.VariableDeclaration[] = [];
    full(this.program, (node) => {
      if (/Function|^StaticBlock$/.test(node.type)) functions.push(node);
      else if (isFor(node) && node.init) heads.add(node.init);
      else if (isForEach(node)) heads.add(node.left);
      else if (isVar(node) && !this.program.body.includes(node)) vars.push(node);
    });
    for (const node of vars) {
      if (functions.some((outer) => outer.start <= node.start && node.end <= outer.end)) continue;
      if (heads.has(node)) this.#loopHead(node);
      else this.#declaration(node);
    }
  }

  #loopHead(node: ESTree.VariableDeclaration): void {
    this.#out.remove(node.start, node.declarations[0]?.start ?? node.start);
    for (const declarator of node.declarations) {
      this.#patternNames(declarator.id);
      this.#hoist(declarator.id);
    }
  }

  #completionValue(): void {
    const last = this.program.body.at(-1);
    if (last?.type !== 'ExpressionStatement') return;
    // Parentheses keep an object literal an expression; the newline ends a trailing line comment.
    this.#out.appendRight(last.start, 'return(');
    this.#out.appendLeft(last.expression.end, ')');
    const between = this.source.slice(last.expression.end, last.end);
    if (!between.includes(';')) this.#out.appendLeft(last.end, ';');
  }

  #declare(id: ESTree.Identifier): void {
    if (!this.#names.has(id.name)) this.#names.set(id.name, id.start);
  }

  #hoist(pattern: ESTree.Pattern): void {
    for (const id of identifiers(pattern)) this.#vars.add(id.name);
  }

  #patternNames(pattern: ESTree.Pattern): void {
    for (const id of identifiers(pattern)) this.#declare(id);
  }
}

function isFor(node: ESTree.Node): node is ESTree.ForStatement {
  return node.type === 'ForStatement';
}

function isForEach(node: ESTree.Node): node is ESTree.ForInStatement | ESTree.ForOfStatement {
  return node.type === 'ForInStatement' || node.type === 'ForOfStatement';
}

function isVar(node: ESTree.Node): node is ESTree.VariableDeclaration {
  return node.type === 'VariableDeclaration' && (node as ESTree.VariableDeclaration).kind === 'var';
}

/** The names that a pattern binds. */
function identifiers(pattern: ESTree.Pattern): readonly ESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        identifiers(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : identifiers(element)));
    case 'RestElement':
      return identifiers(pattern.argument);
    case 'AssignmentPattern':
      return identifiers(pattern.left);
    case 'MemberExpression': // binds nothing
    default:
      return [];
  }
}

function quote(name: string): string {
  return JSON.stringify(name);
}

function local(name: string): string {
  return `__cell_${name}`;
}

function syntaxFailure(error: unknown): RewriteResult {
  const message = error instanceof Error ? error.message : String(error);
  const line = /\((\d+):\d+\)$/.exec(message)?.[1];
  const plain = message.replace(/ \(\d+:\d+\)$/, '');
  const advice = /import.*export/.test(plain)
    ? 'There are no modules here: use the functions of the host instead of import and export.'
    : plain;
  return { ok: false, message: advice, line: line === undefined ? 1 : Number(line) };
}
