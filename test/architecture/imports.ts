import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  specifier: string;
  /** nothing of it is left at run time */
  isType: boolean;
}

/** What a source file imports: static, re-exported, dynamic, type-only and `typeof import()` alike. @throws when it does not parse */
export function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (node: { type: string; value?: unknown } | null | undefined, isType = false) => {
    if (node === null || node === undefined) return;
    found.push({ specifier: typeof node.value === 'string' ? node.value : '<computed>', isType });
  };
  new Visitor({
    ImportDeclaration: ({ source: from, importKind }) => add(from, importKind === 'type'),
    ExportNamedDeclaration: ({ source: from, exportKind }) => add(from, exportKind === 'type'),
    ExportAllDeclaration: ({ source: from }) => add(from),
    ImportExpression: ({ source: from }) => add(from),
    TSImportType: ({ source: from }) => add(from, true),
    TSExternalModuleReference: ({ expression }) => add(expression),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === 'Identifier' && callee.name === 'require') add(first);
    },
  }).visit(program);
  return found;
}
