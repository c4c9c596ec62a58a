/**
 * Which options the classes of components have, and which of them the matrix uses: read off the types of the library and off the sources of the
 * sets by the TypeScript compiler, so that an option that somebody adds is missed by name.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const LIBRARY = join(__dirname, '..', '..', 'lib');
const COMPONENTS = join(LIBRARY, 'collector', 'components', 'index.ts');
const SETS = join(__dirname, 'sets');

/** Options by name: `OtlpReceiver.grpcPort`, `FileLogJson.parseTo`, `RoutingKey.SERVICE`, `SignalMetric.sum`, `SignalMetric.sum(options)`. */
export interface Options {
  readonly offered: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
  /** the types of components that have a class of their own */
  readonly classes: readonly string[];
}

/** Reads the options that the library offers and those that the sets use. */
export function readOptions(): Options {
  const files = readdirSync(SETS, { recursive: true }).map(String).filter((file) => file.endsWith('.ts')).map((file) => join(SETS, file));
  const program = ts.createProgram([COMPONENTS, ...files], {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, skipLibCheck: true, types: [],
  });
  const offer = new Offer(program);
  const use = new Use(program.getTypeChecker());
  files.forEach((file) => use.read(program.getSourceFile(file)!));
  return { offered: offer.options, used: use.options, classes: offer.classes };
}

function isOfLibrary(symbol: ts.Symbol | undefined): boolean {
  return symbol?.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(LIBRARY)) ?? false;
}

/** The interface or class that declares a property; another one inherits it. */
function ownerOf(property: ts.Symbol): string | undefined {
  const parent = property.declarations?.[0]?.parent;
  return parent && (ts.isInterfaceDeclaration(parent) || ts.isClassDeclaration(parent)) ? parent.name?.text : undefined;
}

function isComponent(type: ts.Type): boolean {
  return type.symbol?.name === 'Component' || (type.getBaseTypes() ?? []).some(isComponent);
}

function hasModifier(declaration: ts.Node, modifier: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(declaration) && (ts.getModifiers(declaration)?.some(({ kind }) => kind === modifier) ?? false);
}

/** The enum that a symbol is, or of which it is a member. */
function enumOf(symbol: ts.Symbol | undefined): ts.EnumDeclaration | undefined {
  const declaration = symbol?.valueDeclaration;
  const whole = declaration && ts.isEnumMember(declaration) ? declaration.parent : declaration;
  return whole && ts.isEnumDeclaration(whole) ? whole : undefined;
}

class Offer {
  public readonly options = new Set<string>();
  public readonly classes: string[] = [];
  private readonly checker: ts.TypeChecker;
  private readonly seen = new Set<ts.Type>();

  constructor(program: ts.Program) {
    this.checker = program.getTypeChecker();
    const index = this.checker.getSymbolAtLocation(program.getSourceFile(COMPONENTS)!)!;
    this.checker.getExportsOfModule(index)
      .map((symbol) => symbol.declarations?.some(ts.isExportSpecifier) ? this.checker.getAliasedSymbol(symbol) : symbol)
      .filter((symbol) => this.isConcrete(symbol)).forEach((symbol) => this.readClass(symbol));
  }

  private isConcrete(symbol: ts.Symbol): boolean {
    const declaration = symbol.valueDeclaration;
    return declaration !== undefined && ts.isClassDeclaration(declaration) && !symbol.name.startsWith('Custom')
      && !hasModifier(declaration, ts.SyntaxKind.AbstractKeyword) && isComponent(this.checker.getDeclaredTypeOfSymbol(symbol));
  }

  /** A component: what its constructor takes is its own, what is within is shared by everybody who takes it. */
  private readClass(symbol: ts.Symbol): void {
    this.classes.push(symbol.name);
    const [construct] = this.checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration!).getConstructSignatures();
    if (construct && hasModifier(construct.getDeclaration(), ts.SyntaxKind.PrivateKeyword)) {
      this.readFactories(symbol);
      return;
    }
    for (const parameter of construct?.getParameters() ?? []) {
      for (const property of this.checker.getTypeOfSymbol(parameter).getNonNullableType().getProperties()) {
        this.options.add(`${symbol.name}.${property.name}`);
        this.readType(this.checker.getTypeOfSymbol(property));
      }
    }
  }

  private readType(type: ts.Type): void {
    if (this.seen.has(type)) {
      return;
    }
    this.seen.add(type);
    const choices = enumOf(type.symbol);
    if (type.isUnion() && !choices) {
      type.types.forEach((each) => this.readType(each));
      return;
    }
    this.checker.getIndexInfosOfType(type).forEach((index) => this.readType(index.type));
    if (choices) {
      choices.members.forEach((member) => this.options.add(`${choices.name.text}.${member.name.getText()}`));
    } else if (isOfLibrary(type.symbol) && type.isClass() && !isComponent(type)) {
      this.readFactories(type.symbol);
    } else if (isOfLibrary(type.symbol) && type.isClassOrInterface() && !isComponent(type)) {
      for (const property of type.getProperties()) {
        this.options.add(`${ownerOf(property)}.${property.name}`);
        this.readType(this.checker.getTypeOfSymbol(property));
      }
    }
  }

  /** A class of values that only its own factories make: each of them is an option, and so is what they take. */
  private readFactories(symbol: ts.Symbol): void {
    const statics = this.checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration!).getProperties();
    for (const factory of statics.filter(({ name, valueDeclaration }) => !name.startsWith('_') && valueDeclaration && ts.isMethodDeclaration(valueDeclaration))) {
      const method = factory.valueDeclaration as ts.MethodDeclaration;
      this.options.add(`${symbol.name}.${factory.name}`);
      for (const parameter of method.parameters) {
        if (parameter.questionToken ?? parameter.initializer) {
          this.options.add(`${symbol.name}.${factory.name}(${parameter.name.getText()})`);
        }
        this.readType(this.checker.getTypeAtLocation(parameter).getNonNullableType());
      }
    }
  }
}

class Use {
  public readonly options = new Set<string>();

  constructor(private readonly checker: ts.TypeChecker) {}

  public read(node: ts.Node): void {
    if (ts.isObjectLiteralExpression(node)) {
      this.readLiteral(node);
    } else if (ts.isPropertyAccessExpression(node)) {
      this.readMember(node);
    } else if (ts.isCallExpression(node)) {
      this.readCall(node);
    }
    ts.forEachChild(node, (child) => this.read(child));
  }

  private readLiteral(literal: ts.ObjectLiteralExpression): void {
    const type = this.checker.getContextualType(literal)?.getNonNullableType();
    const owner = ts.isNewExpression(literal.parent) ? literal.parent.expression.getText() : undefined;
    for (const { name } of this.checker.getTypeAtLocation(literal).getProperties()) {
      const property = type && (type.isUnion() ? type.types : [type]).map((each) => each.getProperty(name)).find((found) => found !== undefined);
      if (property && isOfLibrary(property)) {
        this.options.add(`${owner ?? ownerOf(property)}.${name}`);
      }
    }
  }

  private readMember(access: ts.PropertyAccessExpression): void {
    const symbol = this.checker.getSymbolAtLocation(access);
    if (symbol?.valueDeclaration && ts.isEnumMember(symbol.valueDeclaration)) {
      this.options.add(`${access.expression.getText()}.${access.name.text}`);
    }
  }

  private readCall(call: ts.CallExpression): void {
    const [first] = call.arguments;
    const choices = first && enumOf(this.checker.getTypeAtLocation(first).symbol);
    if (choices && call.expression.getText() === 'Object.values') {
      choices.members.forEach((member) => this.options.add(`${choices.name.text}.${member.name.getText()}`));
    }
    const method = this.checker.getResolvedSignature(call)?.getDeclaration();
    if (method && ts.isMethodDeclaration(method) && ts.isClassDeclaration(method.parent)) {
      const name = `${method.parent.name?.text}.${method.name.getText()}`;
      this.options.add(name);
      method.parameters.slice(0, call.arguments.length).forEach((parameter) => this.options.add(`${name}(${parameter.name.getText()})`));
    }
  }
}
