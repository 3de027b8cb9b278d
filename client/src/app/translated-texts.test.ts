import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

type Node = { type: string; start: number; end: number } & Record<string, unknown>;
/** What a child of an element can become on the page. */
type Leaf = 'text' | 'element' | 'nothing';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const source = path.resolve(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
);
/** Values that are elements wherever they are written as a child. */
const elementNames = ['children', 'above', 'trend', 'lead', 'inner', 'pick', 'createPortal'];

function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, each);
  else if (isNode(value)) {
    each(value);
    for (const inner of Object.values(value)) if (typeof inner === 'object') visit(inner, each);
  }
}

function holdsElement(value: unknown): boolean {
  let found = false;
  visit(value, (node) => {
    found ||= node.type === 'JSXElement' || node.type === 'JSXFragment';
  });
  return found;
}

function leavesOf(value: unknown): Leaf[] {
  if (!isNode(value)) return [];
  const { type } = value;
  if (type === 'ParenthesizedExpression') return leavesOf(value.expression);
  if (type === 'LogicalExpression')
    return value.operator === '&&'
      ? [...leavesOf(value.right), 'nothing']
      : [...leavesOf(value.left), ...leavesOf(value.right)];
  if (type === 'ConditionalExpression') return [...leavesOf(value.consequent), ...leavesOf(value.alternate)];
  if (type === 'Literal' && (value.value === null || value.value === '')) return ['nothing'];
  if (type === 'Identifier' && value.name === 'undefined') return ['nothing'];
  const name = type === 'CallExpression' && isNode(value.callee) ? value.callee.name : value.name;
  if (elementNames.includes(String(name)) || holdsElement(value)) return ['element'];
  return ['text'];
}

/** The children of an element as leaves; blank text between them is no child of its own. */
function childrenOf(element: Node): Leaf[][] {
  return (element.children as Node[]).flatMap((child) => {
    if (child.type === 'JSXText') return String(child.value).trim() === '' ? [] : [['text'] satisfies Leaf[]];
    if (child.type !== 'JSXExpressionContainer') return [['element'] satisfies Leaf[]];
    const { expression } = child;
    if (isNode(expression) && expression.type === 'JSXEmptyExpression') return [];
    if (isNode(expression) && expression.type === 'Literal' && String(expression.value).trim() === '') return [];
    return [leavesOf(expression)];
  });
}

/** A translator replaces text nodes. React then fails to insert before such a text, and to remove it. */
function breaksTranslated(element: Node): boolean {
  const children = childrenOf(element);
  if (children.length < 2) return false;
  const comesAndGoes = (leaves: Leaf[]) => leaves.length > 1 && leaves.some((leaf) => leaf !== 'text');
  const text = children.some((leaves) => leaves.every((leaf) => leaf === 'text'));
  return children.some((leaves) => comesAndGoes(leaves) && (text || leaves.includes('text')));
}

function findBroken(file: string, text: string): string[] {
  const found: string[] = [];
  visit(parseAst(text, { lang: 'tsx' }), (node) => {
    if ((node.type === 'JSXElement' || node.type === 'JSXFragment') && breaksTranslated(node))
      found.push(`${file}:${text.slice(0, node.start).split('\n').length}`);
  });
  return found;
}

describe('a translated page', () => {
  it('[E2] no text stands beside an element or a text that comes and goes', () => {
    expect(files.flatMap((file) => findBroken(file, readFileSync(path.join(source, file), 'utf8')))).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it('it would see the three kinds', () => {
    const kinds = ['{busy && <i />}{words()}', 'Một{note && words(note)}', '{a && one()}{b && two()}'];
    for (const kind of kinds) expect(findBroken('x', `const x = <p>${kind}</p>;`)).toEqual(['x:1']);
    expect(findBroken('x', 'const x = <p>{busy && <i />}<b>{words()}</b></p>;')).toEqual([]);
  });
});
