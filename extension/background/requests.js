/**
 * Which interaction a request makes, by the adapters' own rules (protocol/adapters/README.md, "Requests"). Pure.
 *
 * Guarantees: of a body only what a rule names is read, and nothing of it is kept; a large body isn't parsed at all.
 */

import { OBSERVED } from "../generated/observed.js";

/**
 * @typedef {import("../generated/observed.js").Observed} Observed
 * @typedef {import("../generated/observed.js").NamedRequest} NamedRequest
 *
 * @typedef {object} Body As `chrome.webRequest` gives it.
 * @property {Record<string, unknown[]>} [formData]
 * @property {{bytes?: ArrayBuffer, file?: string}[]} [raw]
 *
 * @typedef {object} Details The parts of webRequest's details that are looked at.
 * @property {string} method
 * @property {string} url
 * @property {Body | null} [requestBody]
 *
 * @typedef {object} Found An interaction that a request makes, if its page is one of the adapter's.
 * @property {string} adapter
 * @property {string} rule the name of the rule
 * @property {string} interaction
 * @property {string[]} also
 * @property {boolean} foreign whether the request went to a host that is none of the adapter's
 * @property {string[]} accounts ids that name whom it concerns
 * @property {string[]} things posts that it concerns
 */

/** A comment of ten thousand letters in its request is well below this; an upload isn't. In bytes. */
const MOST_BODY = 128 * 1024;

/** Where requests carry the name of their operation. */
const OPERATION = ["operationName", "operation", "opname", "fb_api_req_friendly_name"];

/** Addresses of requests that carry such a name. */
const GRAPHQL = /graphql|gql/u;

/** @param {string} text that may hold `*` @param {string} any what a `*` stands for */
const wild = (text, any) => text.replace(/[.+?^${}()|[\]\\]/gu, "\\$&").replaceAll("*", any);

/** @param {string} text */
const trimmed = (text) => text.replace(/\/+$/u, "");

/** @param {NamedRequest} rule */
function compiled(rule) {
  const isPath = rule.name.startsWith("/");
  const pattern = isPath ? `^${wild(trimmed(rule.name), "([^/]+)")}$` : `^${wild(rule.name, "\\w*")}$`;
  const tests = (/** @type {Record<string, string> | undefined} */ values) =>
    Object.entries(values ?? {}).map(([read, text]) => ({ read, pattern: new RegExp(text, "u") }));
  return {
    rule,
    isPath,
    name: new RegExp(pattern, "u"),
    methods: new Set(rule.methods ?? ["POST", "PUT"]),
    host: rule.host ? new RegExp(rule.host, "u") : null,
    where: tests(rule.where),
    unless: tests(rule.unless),
  };
}

/** @typedef {ReturnType<typeof compiled>} Compiled */

const ADAPTERS = OBSERVED.flatMap(ready);

/** @param {Observed} observed @returns {{observed: Observed, rules: Compiled[]}[]} none if it is no good: the others stay */
export function ready(observed) {
  try {
    return [{ observed, rules: observed.requests.map(compiled) }];
  } catch {
    // Its requests can't be told then; what its controls are, the content script says.
    return [];
  }
}

/** The addresses to watch, as match patterns: the browser wakes the worker for these alone. */
export function watchedAddresses() {
  const paths = ADAPTERS.flatMap(({ rules }) =>
    rules.map(({ rule, isPath }) =>
      isPath ? [`*://*${trimmed(rule.name)}*`] : ["*://*/*graphql*", "*://*/*gql*"],
    ),
  );
  return [...new Set(paths.flat())];
}

/**
 * What a request does, for every adapter that it may belong to: which one it is, its page tells.
 * @param {Details} details
 * @returns {Found[]}
 */
export function interactionsOf(details) {
  const url = new URL(details.url);
  const request = new Asked(url, details.requestBody ?? null);
  return ADAPTERS.flatMap(({ observed, rules }) => {
    const possible = rules.filter(({ methods }) => methods.has(details.method));
    return request.parts(possible).flatMap((part) => found(observed, possible, part, url));
  });
}

/** @param {Observed} observed @param {Compiled[]} rules @param {Part} part @param {URL} url @returns {Found[]} one, or none */
function found({ name, hosts }, rules, part, url) {
  const ours = hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  for (const one of rules) {
    const steps = part.named(one);
    if (!steps || (one.host && !one.host.test(url.hostname)) || !holds(one, part, steps)) continue;
    const read = (/** @type {import("../generated/vocabulary").Field[] | undefined} */ fields) => [
      ...new Set((fields ?? []).flatMap((field) => valuesOf(field, part, steps))),
    ];
    const { interaction, also = [], account, thing } = one.rule;
    const foreign = !one.host && !ours;
    return [
      {
        adapter: name,
        rule: one.rule.name,
        interaction,
        also,
        foreign,
        accounts: read(account),
        things: read(thing),
      },
    ];
  }
  return [];
}

/** @param {Compiled} one @param {Part} part @param {string[]} steps */
function holds({ where, unless }, part, steps) {
  const matches = (/** @type {{read: string, pattern: RegExp}} */ { read, pattern }) =>
    part.values(read, steps).some((value) => pattern.test(value));
  return where.every(matches) && !unless.some(matches);
}

/** @param {import("../generated/vocabulary").Field} field @param {Part} part @param {string[]} steps */
function valuesOf({ read, pattern }, part, steps) {
  const values = part.values(read, steps);
  if (!pattern) return values;
  return values.flatMap((value) => value.match(new RegExp(pattern, "u"))?.[1] ?? []);
}

/** A request, its body parsed when a rule first asks for it. */
class Asked {
  /** @param {URL} url @param {Body | null} body */
  constructor(url, body) {
    this.url = url;
    this.body = body;
    /** @type {unknown[] | null} */
    this.parsed = null;
  }

  /** One part for each operation: several may go in one request. @param {Compiled[]} rules @returns {Part[]} */
  parts(rules) {
    const path = trimmed(this.url.pathname);
    const graphql = GRAPHQL.test(this.url.pathname);
    const wanted = rules.filter(({ isPath, name }) => (isPath ? name.test(path) : graphql));
    if (wanted.length === 0) return [];
    const needsBody = wanted.some(
      ({ isPath, where, unless, rule }) =>
        !isPath ||
        [...where, ...unless, ...(rule.account ?? []), ...(rule.thing ?? [])].some(({ read }) =>
          read.startsWith("body."),
        ),
    );
    if (needsBody) this.parsed ??= parse(this.body);
    return (this.parsed ?? [null]).map((body) => new Part(path, this.url.searchParams, body));
  }
}

/** What one operation of a request says. */
class Part {
  /** @param {string} path @param {URLSearchParams} query @param {unknown} body */
  constructor(path, query, body) {
    this.path = path;
    this.query = query;
    this.body = body;
  }

  /** @param {Compiled} one @returns {string[] | null} what its `*` stand for; null if this isn't its request */
  named({ isPath, name }) {
    if (isPath) return this.path.match(name)?.slice(1) ?? null;
    const names = OPERATION.flatMap((key) => [...walk(this.body, [key]), ...this.query.getAll(key)]);
    return names.some((each) => name.test(each)) ? [] : null;
  }

  /** @param {string} read @param {string[]} steps @returns {string[]} */
  values(read, steps) {
    const [from, ...way] = read.split(".");
    if (from === "path") return [steps[Number(way[0]) - 1] ?? ""].filter(Boolean);
    return from === "query" ? this.query.getAll(way.join(".")) : walk(this.body, way);
  }
}

/** @param {unknown} value @param {string[]} way @returns {string[]} the plain values at the end of it */
function walk(value, way) {
  let at = [value];
  for (const step of way) {
    at = at.flatMap(opened).flatMap((each) => {
      if (typeof each !== "object" || each === null || !Object.hasOwn(each, step)) return [];
      return [/** @type {Record<string, unknown>} */ (each)[step]];
    });
  }
  return at
    .flatMap(opened)
    .flatMap((each) => (["string", "number", "boolean"].includes(typeof each) ? String(each) : []));
}

/** Lists are gone through, and JSON within a text is read. @param {unknown} value @returns {unknown[]} */
function opened(value) {
  if (Array.isArray(value)) return value.flatMap(opened);
  if (typeof value !== "string" || !/^\s*[[{]/u.test(value)) return [value];
  const inner = jsonOf(value);
  return inner === undefined ? [value] : opened(inner);
}

/** @param {string} text @returns {unknown} undefined where it isn't JSON */
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Body | null} body @returns {unknown[]} a value for each operation in it; one empty, where nothing can be read */
function parse(body) {
  if (body?.formData) return [smallForm(body.formData)];
  const chunks = (body?.raw ?? []).flatMap(({ bytes }) => (bytes ? [bytes] : []));
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (size === 0 || size > MOST_BODY) return [null];
  const decoder = new TextDecoder();
  const text = chunks.map((bytes) => decoder.decode(bytes, { stream: true })).join("") + decoder.decode();
  const json = jsonOf(text);
  if (json !== undefined) return Array.isArray(json) && json.length > 0 ? json : [json];
  return [/^[\w.%[\]-]+=/u.test(text) ? formOf(new URLSearchParams(text)) : multipart(text)];
}

/** @param {Record<string, unknown[]>} form @returns {unknown} without files and what is too long */
function smallForm(form) {
  const texts = Object.entries(form).filter(([, values]) =>
    values.every((value) => typeof value === "string" && value.length <= MOST_BODY),
  );
  return Object.fromEntries(texts);
}

/** @param {Iterable<[string, string]>} pairs */
const formOf = (pairs) => Object.fromEntries(pairs);

/** Fields of a multipart body that the browser left as it was. @param {string} text @returns {unknown} */
function multipart(text) {
  const [, boundary] = text.match(/^(--[^\r\n]+)\r\n/u) ?? [];
  if (!boundary) return null;
  /** @type {[string, string][]} */
  const pairs = text.split(boundary).flatMap((part) => {
    const [head = "", ...rest] = part.split("\r\n\r\n");
    const name = head.match(/form-data;.*? ?name="([^"]*)"/iu)?.[1];
    return name && !/filename=/iu.test(head) ? [[name, rest.join("\r\n\r\n").replace(/\r\n$/u, "")]] : [];
  });
  return formOf(pairs);
}
