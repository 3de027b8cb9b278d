import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CallExpression,
  type Expression,
  type Identifier,
  isArrayLiteralExpression,
  isArrowFunction,
  isAsExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isParameterDeclaration,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isSatisfiesExpression,
  isSpreadElement,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import {
  API,
  type Checker,
  type Symbol as NamedSymbol,
  type Project,
  SymbolFlags,
  type Type,
  TypeFlags,
} from 'typescript/unstable/sync';

/** What a field of a row type may be. `json`: anything else; the columns of such fields are JSON, whose inside is not described. */
export type FieldKind = 'string' | 'number' | 'boolean' | 'Date' | 'Buffer' | 'json' | `${'string' | 'number'}[]`;
export type Field = { kinds: readonly FieldKind[]; nullable: boolean; written: string };

/** One call of `query` on a database: what it says to PostgreSQL and what it takes its rows for. */
export type FoundStatement = {
  /** File from the root, and line. */
  place: string;
  file: string;
  /** Every text the call may send; null: it is put together from what is known at run time only. */
  texts: readonly string[] | null;
  /** The row type's fields; null: the rows are not read by name. */
  row: ReadonlyMap<string, Field> | null;
  /** How many parameters it sends; null: the list is made elsewhere. */
  paramCount: number | null;
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const databaseFile = 'server/src/platform/db/database.ts';
/** What a parameter of an inlined function stands for, while its body is folded. */
type Bindings = ReadonlyMap<number, readonly string[]>;

/** Finds all statements of the server's sources through the compiler's own checker, so that inferred row types count too. */
export function findStatements(): FoundStatement[] {
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProject: `${root}server/tsconfig.json` });
    const project = snapshot
      .getProjects()
      .find(({ configFileName }) => configFileName.endsWith('server/tsconfig.json'));
    if (!project) throw new Error('the project of the server was not opened');
    return readStatements(project);
  } finally {
    api.close();
  }
}

function readStatements(project: Project): FoundStatement[] {
  const { program, checker } = project;
  const reader = new StatementReader(project);
  const names = program.getSourceFileNames().filter((name) => {
    const path = relative(root, name);
    return path.startsWith('server/src/') && !/\.(test|contract)\.ts$/.test(path);
  });
  return names.flatMap((name) => {
    const file = program.getSourceFile(name);
    return file ? queriesIn(file, checker).map((call) => reader.read(file, call)) : [];
  });
}

/** Calls of the method that `Queries` and `Database` declare; the driver's own `query` is another. */
function queriesIn(file: SourceFile, checker: Checker): CallExpression[] {
  const calls: CallExpression[] = [];
  const visit = (node: Node): void => {
    if (
      isCallExpression(node) &&
      isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'query'
    ) {
      const declared = checker.getSymbolAtLocation(node.expression.name)?.declarations ?? [];
      if (declared.some(({ path }) => path.toLowerCase().endsWith(databaseFile))) calls.push(node);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return calls;
}

class StatementReader {
  readonly #project: Project;
  readonly #checker: Checker;

  constructor(project: Project) {
    this.#project = project;
    this.#checker = project.checker;
  }

  read(file: SourceFile, call: CallExpression): FoundStatement {
    const path = relative(root, file.fileName);
    const line = file.text.slice(0, call.getStart(file)).split('\n').length;
    const [text, params] = call.arguments;
    return {
      place: `${path}:${line}`,
      file: path,
      texts: text ? this.#fold(text, new Map()) : null,
      row: this.#rowOf(call),
      paramCount: countParams(params),
    };
  }

  /** Every text an expression may have; null: not known before it runs. */
  #fold(node: Expression, bound: Bindings): readonly string[] | null {
    if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return [node.text];
    if (isParenthesizedExpression(node) || isAsExpression(node) || isSatisfiesExpression(node))
      return this.#fold(node.expression, bound);
    if (isConditionalExpression(node)) {
      const [yes, no] = [this.#fold(node.whenTrue, bound), this.#fold(node.whenFalse, bound)];
      return yes && no ? [...yes, ...no] : null;
    }
    if (isTemplateExpression(node)) {
      let texts: readonly string[] | null = [node.head.text];
      for (const span of node.templateSpans) {
        const inside: readonly string[] | null = this.#fold(span.expression, bound);
        texts = texts && inside && texts.flatMap((before) => inside.map((each) => before + each + span.literal.text));
      }
      return texts;
    }
    if (isCallExpression(node)) return this.#foldCall(node, bound);
    return (isIdentifier(node) ? this.#foldName(node, bound) : null) ?? this.#literalsOf(node);
  }

  #foldName(node: Identifier, bound: Bindings): readonly string[] | null {
    const symbol = this.#meant(node);
    const known = symbol && bound.get(symbol.id);
    if (known) return known;
    const declaration = symbol?.valueDeclaration?.resolve(this.#project);
    if (!declaration || !isVariableDeclaration(declaration) || !declaration.initializer) return null;
    return this.#fold(declaration.initializer, bound);
  }

  /** `statement(name, text)` is its text; a function whose body is one expression is that expression. */
  #foldCall(node: CallExpression, bound: Bindings): readonly string[] | null {
    if (!isIdentifier(node.expression)) return null;
    const [first, second] = node.arguments;
    if (node.expression.text === 'statement') return second ? this.#fold(second, bound) : null;
    const declaration = this.#meant(node.expression)?.valueDeclaration?.resolve(this.#project);
    if (!declaration || !isVariableDeclaration(declaration) || !declaration.initializer) return null;
    const made = declaration.initializer;
    if (!isArrowFunction(made) || isBlock(made.body) || node.arguments.length !== 1 || !first) return null;
    const [parameter] = made.parameters;
    const symbol = parameter && isParameterDeclaration(parameter) && this.#checker.getSymbolAtLocation(parameter.name);
    const given = this.#fold(first, bound);
    if (!symbol || !given) return null;
    return this.#fold(made.body, new Map([...bound, [symbol.id, given]]));
  }

  #meant(node: Identifier): NamedSymbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  /** A name that is one of a few literals by its type. */
  #literalsOf(node: Expression): readonly string[] | null {
    const type = this.#checker.getTypeAtLocation(node);
    const each = type ? membersOf(type) : [];
    const literals = each.flatMap((one) =>
      one.isStringLiteralType() || one.isNumberLiteralType() ? [`${one.value}`] : [],
    );
    return literals.length > 0 && literals.length === each.length ? literals : null;
  }

  #rowOf(call: CallExpression): ReadonlyMap<string, Field> | null {
    const signature = this.#checker.getResolvedSignature(call);
    const promise = signature && this.#checker.getReturnTypeOfSignature(signature);
    const rows = promise && this.#argumentOf(promise);
    const row = rows && this.#argumentOf(rows);
    if (!row || this.#checker.getIndexInfosOfType(row).length > 0) return null;
    if (row.flags & (TypeFlags.AnyOrUnknown | TypeFlags.TypeParameter)) return null;
    return new Map(
      this.#checker
        .getPropertiesOfType(row)
        .map((field) => [field.name, this.#fieldOf(this.#checker.getTypeOfSymbolAtLocation(field, call))]),
    );
  }

  #argumentOf(type: Type): Type | undefined {
    return type.isTypeReference() ? this.#checker.getTypeArguments(type)[0] : undefined;
  }

  #fieldOf(type: Type): Field {
    const members = membersOf(type);
    const kinds = members.filter((one) => !(one.flags & TypeFlags.Nullable)).map((one) => this.#kindOf(one));
    return {
      kinds: [...new Set(kinds)],
      nullable: members.some((one) => one.flags & (TypeFlags.Null | TypeFlags.AnyOrUnknown)),
      written: this.#checker.typeToString(type),
    };
  }

  #kindOf(type: Type): FieldKind {
    if (type.flags & TypeFlags.StringLike) return 'string';
    if (type.flags & TypeFlags.NumberLike) return 'number';
    if (type.flags & TypeFlags.BooleanLike) return 'boolean';
    const name = type.getSymbol()?.name;
    if (name === 'Date' || name === 'Buffer') return name;
    if (!this.#checker.isArrayType(type)) return 'json';
    const inside = this.#argumentOf(type);
    const kinds = inside ? this.#fieldOf(inside).kinds : [];
    return kinds.length === 1 && (kinds[0] === 'string' || kinds[0] === 'number') ? `${kinds[0]}[]` : 'json';
  }
}

const membersOf = (type: Type): readonly Type[] => (type.isUnionType() ? type.getTypes() : [type]);

function countParams(params: Expression | undefined): number | null {
  if (!params) return 0;
  if (!isArrayLiteralExpression(params) || params.elements.some(isSpreadElement)) return null;
  return params.elements.length;
}
