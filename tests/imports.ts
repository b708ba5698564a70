// Reads the imports of a TypeScript or Svelte file, and says which file or package each one means.
import { posix } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** A path from the top of the repository (`src/lib/…`), or the name of a package, or a framework module (`$app/…`). */
  readonly target: string;
  readonly typeOnly: boolean;
}

const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;

export function importsOf(path: string, text: string): readonly Import[] {
  const code = path.endsWith('.svelte')
    ? [...text.matchAll(SCRIPT)].map((match) => match[1]).join('\n')
    : text;
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ target: resolve(path, specifier.text), typeOnly });
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', code, ts.ScriptTarget.Latest));
  return found;
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = importClause.namedBindings;
  const names = named && ts.isNamedImports(named) ? named.elements : [];
  return !importClause.name && names.length > 0 && names.every((name) => name.isTypeOnly);
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return specifier.replace(/^[#$]lib\//, 'src/lib/');
}
