/** Which texts the extension's own scripts ask for, read from their syntax: nothing is waved through. */

import { readdirSync } from "node:fs";
import ts from "typescript";
import { folder, manifest, read } from "./folder.js";

/** What asks for a text by its key, as its first argument. */
const ASKING = new Set(["t", "translate", "getMessage"]);

/** Scripts of our own, by their paths in the folder. */
export const own = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  /^(background|content|pages)\/.*\.js$/.test(path),
);

/**
 * @typedef {object} Asked
 * @property {{key: string, path: string}[]} plain keys that stand in a call themselves
 * @property {{stem: string, path: string}[]} made beginnings of keys that are made at run time
 * @property {Set<string>} strings all strings of scripts that ask by a variable: keys among them count as asked for
 * @property {string[]} early scripts that ask while they are loaded, before the language is known
 */

/** @param {ts.Node} node @returns {ts.Node[]} what an argument may be: both branches of a choice */
function possibilities(node) {
  if (ts.isParenthesizedExpression(node)) return possibilities(node.expression);
  if (!ts.isConditionalExpression(node)) return [node];
  return [...possibilities(node.whenTrue), ...possibilities(node.whenFalse)];
}

/** The beginnings that a made key may have: `${a ? "one" : "two"}_${b}` has two. @param {ts.TemplateExpression} node */
function stemsOf({ head, templateSpans: [first] }) {
  if (head.text || !first) return [head.text];
  return possibilities(first.expression)
    .filter(ts.isStringLiteralLike)
    .map(({ text }) => text + first.literal.text);
}

/** @param {ts.Node} node @returns {boolean} */
function isInFunction(node) {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isFunctionLike(at) || ts.isPropertyDeclaration(at)) return true;
  }
  return false;
}

/** @param {ts.Node} node @returns {ts.Node[]} all nodes under this one, and itself */
const under = (node) => {
  /** @type {ts.Node[]} */
  const found = [node];
  ts.forEachChild(node, (child) => void found.push(...under(child)));
  return found;
};

/** The first argument of a call that asks for a text; null for anything else. @param {ts.Node} node */
function keyIn(node) {
  if (!ts.isCallExpression(node)) return null;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ASKING.has(name.getText()) ? (node.arguments[0] ?? null) : null;
}

/** What one key is, into what is asked for. @param {ts.Node} key @param {string} path @param {Asked} asked @returns {boolean} whether it is a variable */
function note(key, path, asked) {
  if (ts.isStringLiteralLike(key)) asked.plain.push({ key: key.text, path });
  else if (ts.isTemplateExpression(key)) asked.made.push(...stemsOf(key).map((stem) => ({ stem, path })));
  else return true;
  return false;
}

/** @param {string} path @param {Asked} asked */
function readScript(path, asked) {
  const nodes = under(ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022, true));
  const calls = nodes.filter(keyIn);
  if (calls.some((call) => !isInFunction(call))) asked.early.push(path);
  const keys = calls.flatMap((call) => possibilities(/** @type {ts.Node} */ (keyIn(call))));
  const variables = keys.filter((key) => note(key, path, asked));
  if (variables.length === 0) return;
  for (const node of nodes) if (ts.isStringLiteralLike(node)) asked.strings.add(node.text);
}

/** @param {string[]} [lists] scripts that hold keys as data, for others to ask for */
export function asked(lists = []) {
  /** @type {Asked} */
  const all = { plain: [], made: [], strings: new Set(), early: [] };
  for (const path of own) readScript(path, all);
  for (const path of lists) {
    for (const [text] of read(path).matchAll(/\w+/g)) all.strings.add(text);
  }
  for (const [, key = ""] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g))
    all.plain.push({ key, path: "manifest.json" });
  return all;
}
