import ts from 'typescript'

/** The countable rules of this house; the reasons stand in CONTRIBUTING.md. */
export const FILE_LINES_MAX = 400
export const FUNCTION_LINES_MAX = 70
const LINE_COLUMNS_MAX = 100
export const README_WORDS_MAX = 400

type Finding = { line: number; rule: string }

/** Folders where time and chance come from the zone alone, so that a recorded zone runs alike. */
const REPLAYED = /^(components|systems|engine\/zone)\//
const CODE = /\.(ts|js|mjs|cjs)$/
/** The tools that read the root's files name them, and SvelteKit names those of the portal. */
const NAMED_BY_OTHERS = /^([^/]+$|web-portal\/)/
/** A benchmark is what its file exports by default, and so is what the tools read; a `.d.ts` only
 * repeats what a package has chosen. */
const DEFAULT_EXPORT_ALLOWED = /^([^/]+$|web-portal\/|bench\/)|\.d\.ts$/
const CAMEL_CASE = /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*)*$/
/** Migrations are named by their order. */
const MIGRATION = /^migrations\/\d+[-_][a-zA-Z0-9_-]+(\.test)?\.ts$/
const LEFT_OVER = /\b(T[O]DO|F[I]XME|X[X]X)\b/

/**
 * Lists what breaks a rule in one file.
 *
 * @param path  of the file, from the root of the project, with `/` between folders
 * @returns     one line for each finding, `path:line: the rule`, none for a tidy file
 */
export function untidy(path: string, text: string): string[] {
  const findings = CODE.test(path) ? untidyCode(path, text) : untidyText(path, text)
  return findings.map(({ line, rule }) => `${path}:${line}: ${rule}`)
}

function untidyText(path: string, text: string): Finding[] {
  if (path !== 'README.md') return []
  const words = text.split(/\s+/).filter((word) => word !== '').length
  if (words <= README_WORDS_MAX) return []
  return [{ line: 1, rule: `has ${words} words, and a README has at most ${README_WORDS_MAX}` }]
}

function untidyCode(path: string, text: string): Finding[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  const findings = [...untidyName(path), ...untidyLines(text)]
  const visit = (node: ts.Node) => {
    for (const rule of nodeRules(path, node, source)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      findings.push({ line: line + 1, rule })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...findings, ...untidyComponent(path, source)]
}

function untidyName(path: string): Finding[] {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(CODE, '')
  const isTidy = CAMEL_CASE.test(name) || NAMED_BY_OTHERS.test(path) || MIGRATION.test(path)
  return isTidy ? [] : [{ line: 1, rule: 'its file name is not in camelCase' }]
}

function untidyLines(text: string): Finding[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const findings: Finding[] = []
  if (lines.length > FILE_LINES_MAX) {
    const rule = `has ${lines.length} lines, and a file has at most ${FILE_LINES_MAX}`
    findings.push({ line: 1, rule })
  }
  for (const [index, content] of lines.entries()) {
    const columns = [...content].length
    if (columns > LINE_COLUMNS_MAX) {
      const rule = `has ${columns} columns, and a line has at most ${LINE_COLUMNS_MAX}`
      findings.push({ line: index + 1, rule })
    }
    if (LEFT_OVER.test(content)) {
      findings.push({ line: index + 1, rule: 'leaves work for later in a comment' })
    }
  }
  return findings
}

function nodeRules(path: string, node: ts.Node, source: ts.SourceFile): string[] {
  const rules: string[] = []
  if (ts.isFunctionLike(node)) rules.push(...functionRules(node, source))
  if (ts.isEnumDeclaration(node)) rules.push('has an enum; use a union of strings or an object')
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && !isGlobal(node)) {
    rules.push('has a namespace; a module is enough')
  }
  if (node.kind === ts.SyntaxKind.AnyKeyword) rules.push('has any; use unknown')
  if (isPrivateByKeyword(node)) rules.push('has private by keyword; use #private')
  if (isDefaultExport(node) && !DEFAULT_EXPORT_ALLOWED.test(path)) {
    rules.push('has a default export; exports are named')
  }
  if (importsParent(node)) rules.push('imports with "../"; use #folder/file.ts')
  if (/\.test\.ts$/.test(path) && isSwitchedTest(node)) {
    rules.push('switches tests off with .only, .skip or .todo')
  }
  if (REPLAYED.test(path) && isOwnClockOrChance(node)) {
    rules.push('takes time or chance from elsewhere; both come from the zone')
  }
  return rules
}

function functionRules(node: ts.SignatureDeclaration, source: ts.SourceFile): string[] {
  const rules: string[] = []
  const first = source.getLineAndCharacterOfPosition(node.getStart(source)).line
  const last = source.getLineAndCharacterOfPosition(node.end).line
  const lines = last - first + 1
  if (lines > FUNCTION_LINES_MAX && 'body' in node && node.body !== undefined) {
    rules.push(`has a function of ${lines} lines, and one has at most ${FUNCTION_LINES_MAX}`)
  }
  if (ts.isConstructorDeclaration(node)) {
    for (const parameter of node.parameters) {
      if (ts.isParameterPropertyDeclaration(parameter, node)) {
        rules.push('has a parameter property; declare the field')
      }
    }
  }
  return rules
}

/** `declare global` is how a program names what its host provides. */
function isGlobal(node: ts.ModuleDeclaration): boolean {
  return (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0
}

/** Constructors cannot be `#private`: there the keyword is the only way. */
function isPrivateByKeyword(node: ts.Node): boolean {
  if (ts.isConstructorDeclaration(node) || !ts.isClassElement(node) || !ts.canHaveModifiers(node))
    return false
  const modifiers = ts.getModifiers(node) ?? []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true
  if (ts.isExportSpecifier(node)) return node.name.text === 'default'
  if (!ts.canHaveModifiers(node)) return false
  return (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
}

/** In a static import, an export from, a type's import or a dynamic one. */
function importsParent(node: ts.Node): boolean {
  if (!ts.isStringLiteralLike(node) || !/^\.\.(\/|$)/.test(node.text)) return false
  const { parent } = node
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true
  if (ts.isLiteralTypeNode(parent)) return ts.isImportTypeNode(parent.parent)
  return ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword
}

const TEST_NAMES = ['t', 'tap', 'test', 'it', 'describe']

/** `t.only(…)` and its like, but not `{ skip: reason }`, which says why. */
function isSwitchedTest(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  const { expression, name } = node.expression
  if (!['only', 'skip', 'todo'].includes(name.text)) return false
  return ts.isIdentifier(expression) && TEST_NAMES.includes(expression.text)
}

function isOwnClockOrChance(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date'
  if (!ts.isPropertyAccessExpression(node)) return false
  return /^(globalThis\.)?(Date\.now|Math\.random|performance\.now)$/.test(node.getText())
}

/** A file that declares a component declares that one, exports it, and has no behaviour. */
function untidyComponent(path: string, source: ts.SourceFile): Finding[] {
  if (!path.startsWith('components/') || path.endsWith('.test.ts')) return []
  let declared = 0
  let exported = 0
  let behaviour = 0
  for (const statement of source.statements) {
    const isExported = ts.canHaveModifiers(statement) && statement.modifiers?.some(isExportKeyword)
    if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) behaviour++
    if (!ts.isVariableStatement(statement)) continue
    for (const { initializer } of statement.declarationList.declarations) {
      if (!callsDefineComponent(initializer)) continue
      declared++
      if (isExported) exported++
    }
  }
  if (declared === 0) return []
  if (declared === 1 && exported === 1 && behaviour === 0) return []
  return [{ line: 1, rule: 'does not export exactly one component and nothing that acts' }]
}

function isExportKeyword(modifier: ts.ModifierLike): boolean {
  return modifier.kind === ts.SyntaxKind.ExportKeyword
}

function callsDefineComponent(initializer: ts.Expression | undefined): boolean {
  if (initializer === undefined || !ts.isCallExpression(initializer)) return false
  return initializer.expression.getText() === 'defineComponent'
}
