const { dirname, relative, sep } = require('node:path');
const ts = require('typescript');

const queries = new Set(['infer', 'input', 'output']);
const format =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.InTypeAlias |
  ts.NodeBuilderFlags.UseAliasDefinedOutsideCurrentScope |
  ts.NodeBuilderFlags.UseSingleQuotesForStringLiteralType;
/** Deeper than any settings are: only a type that holds itself gets there. */
const deepest = 40;

/**
 * Sources in which each `z.infer`, `z.input` and `z.output` is replaced by the type that it stands for, with the comments of
 * its properties. The declarations made of them do not name zod, whose own declarations need newer settings than
 * cdk8s' template has.
 *
 * @param {ts.Program} program all sources
 * @param {ts.SourceFile} file one of them
 * @returns {string} its text
 */
function withoutInference(program, file) {
  const checker = program.getTypeChecker();
  const edits = [];
  const imports = new Set();
  const visit = (node) => {
    if (isQuery(node)) {
      edits.push({ node, text: describe(checker.getTypeFromTypeNode(node), node) });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  const text = edits.reduceRight(
    (rest, { node, text: type }) => rest.slice(0, node.getStart(file)) + type + rest.slice(node.getEnd()),
    file.text,
  );
  return [...imports, text].join('\n');

  /** A type that is named in another file, and that zod has brought here without an import. */
  function importOf(symbol) {
    const from = relative(dirname(file.fileName), symbol.declarations[0].getSourceFile().fileName);
    const path = from.split(sep).join('/').replace(/\.ts$/, '');
    return `import type { ${symbol.name} } from '${path.startsWith('.') ? path : `./${path}`}';`;
  }

  function describe(type, at, depth = 0) {
    if (depth > deepest) throw new Error(`${file.fileName}: a type inferred by zod holds itself: ${at.getText(file)}`);
    const inner = (part) => describe(part, at, depth + 1);
    const name = type.aliasSymbol ?? type.symbol;
    if (depth > 0 && isOwn(name)) {
      if (!isVisible(name, at)) imports.add(importOf(name));
      return plain(type, at);
    }
    if (checker.isArrayType(type)) {
      const [element] = checker.getTypeArguments(type);
      return `${type.symbol.name === 'ReadonlyArray' ? 'readonly ' : ''}${enclosed(inner(element))}[]`;
    }
    if (type.isUnion() && !(type.flags & ts.TypeFlags.EnumLike)) {
      return union(type.types.map((part) => (isBoolean(part) ? 'boolean' : inner(part))));
    }
    if (type.isIntersection()) {
      // A brand says that zod has parsed it; nobody who uses the package parses with zod.
      const parts = type.types.filter((part) => !isBrand(part));
      return parts.length === 1 ? inner(parts[0]) : parts.map((part) => enclosed(inner(part))).join(' & ');
    }
    return isShape(type) ? shape(type, at, inner) : plain(type, at);
  }

  function shape(type, at, inner) {
    const { members } = checker.typeToTypeNode(type, at, format);
    const lines = members.map((member) => {
      const property = member.name && checker.getPropertyOfType(type, member.name.text);
      if (property === undefined) return print(member);
      const readonly = member.modifiers?.length > 0 ? 'readonly ' : '';
      const optional = member.questionToken === undefined ? '' : '?';
      const given = union(whereGiven(checker.getTypeOfSymbol(property), optional !== '').map(inner));
      return `${comment(property)}${readonly}${print(member.name)}${optional}: ${given};`;
    });
    return `{\n${lines.join('\n')}\n}`;
  }

  function isVisible(symbol, at) {
    if (symbol.declarations[0].getSourceFile() === file) return true;
    const imported = checker.getSymbolsInScope(at, ts.SymbolFlags.Alias);
    return imported.some((each) => checker.getAliasedSymbol(each) === symbol);
  }

  /** What an optional property holds where it is there. */
  function whereGiven(type, optional) {
    if (!optional || !type.isUnion()) return [type];
    const absent = type.types.find(
      (part) => part.flags & ts.TypeFlags.Undefined && part !== checker.getUndefinedType(),
    );
    return absent === undefined ? [type] : type.types.filter((part) => part !== absent);
  }

  function comment(property) {
    const text = ts.displayPartsToString(property.getDocumentationComment(checker));
    const tags = property.getJsDocTags(checker).map(({ name, text: of }) => ` @${name} ${ts.displayPartsToString(of)}`);
    const words = `${text.replaceAll('\n', ' ')}${tags.join('')}`.trim();
    return words === '' ? '' : `/** ${words} */\n`;
  }

  function plain(type, at) {
    return print(checker.typeToTypeNode(type, at, format));
  }

  function print(node) {
    return ts.createPrinter().printNode(ts.EmitHint.Unspecified, node, file);
  }
}

/** As people write it: each part once, `undefined` last. */
function union(parts) {
  const last = (part) => (part === 'undefined' ? 1 : 0);
  return [...new Set(parts)].sort((a, b) => last(a) - last(b)).join(' | ');
}

function enclosed(type) {
  return /^readonly | [|&] |=>/.test(type) ? `(${type})` : type;
}

function isQuery(node) {
  if (!ts.isTypeReferenceNode(node) || !ts.isQualifiedName(node.typeName)) return false;
  const { left, right } = node.typeName;
  return ts.isIdentifier(left) && left.text === 'z' && queries.has(right.text);
}

/** Whether it has a name of ours. What has none is called `__type` by the compiler. */
function isOwn(symbol) {
  if (symbol?.name.startsWith('__')) return false;
  return symbol?.declarations?.some((each) => !each.getSourceFile().fileName.includes('/node_modules/')) ?? false;
}

/** An object without a name, whose properties can be written out. */
function isShape(type) {
  if (!(type.flags & ts.TypeFlags.Object) || type.getCallSignatures().length > 0) return false;
  return (type.objectFlags & (ts.ObjectFlags.Anonymous | ts.ObjectFlags.Mapped)) !== 0;
}

function isBrand(type) {
  return type.aliasSymbol?.name === '$brand' || type.symbol?.name === '$brand';
}

function isBoolean(type) {
  return (type.flags & ts.TypeFlags.BooleanLiteral) !== 0;
}

module.exports = { withoutInference };
