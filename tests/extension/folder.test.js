/** What must hold of the folder as a whole: nothing missing, nothing foreign, nothing that a page could reach. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { folder, manifest, read } from "./support/folder.js";

const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
const own = files.filter((path) => /^(background|content|pages)\/.*\.js$/.test(path));

test("vendored files are those that their page names", () => {
  const rows = [...read("vendor/README.md").matchAll(/\| `([\w.-]+\.(?:js|css))` \|.*`([0-9a-f]{64})` \|/g)];
  const named = new Map(rows.map(([, file, hash]) => [file, hash]));
  assert.deepEqual(
    files.filter((path) => /^vendor\/.*\.(js|css)$/.test(path)).map((path) => path.slice(7)),
    [...named.keys()],
  );
  for (const [file, hash] of named) {
    assert.equal(
      createHash("sha256")
        .update(readFileSync(new URL(`vendor/${file}`, folder)))
        .digest("hex"),
      hash,
    );
  }
});

test("the manifest names files that exist, and no page can reach any", () => {
  const [scripts] = manifest.content_scripts;
  for (const path of [
    ...(scripts?.js ?? []),
    manifest.background.service_worker,
    manifest.action.default_popup,
  ]) {
    assert.ok(existsSync(new URL(path, folder)), path);
  }
  assert.ok(!("web_accessible_resources" in manifest));
  assert.ok(!("externally_connectable" in manifest));
});

test("it talks to this computer only", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /connect-src 'self' ws:\/\/127\.0\.0\.1:\*(;|$)/);
  for (const path of own) {
    // Its own folder: the texts in a language that isn't the browser's.
    const script = read(path).replace("fetch(chrome.runtime.getURL(`_locales/${tag}/messages.json`))", "");
    assert.doesNotMatch(script, /\bfetch\(|XMLHttpRequest|sendBeacon|EventSource/, path);
  }
});

test("requests are observed and never held, and the permissions are those that the README explains", () => {
  assert.deepEqual(manifest.permissions, ["activeTab", "alarms", "scripting", "storage", "webRequest"]);
  for (const permission of manifest.permissions) assert.ok(read("README.md").includes(`\`${permission}\``));
  for (const path of own) assert.doesNotMatch(read(path), /"blocking"|asyncBlocking/, path);
});

test("no localhost is shipped", () => {
  for (const host of [...manifest.host_permissions, ...(manifest.content_scripts[0]?.matches ?? [])]) {
    assert.doesNotMatch(host, /localhost|127\.0\.0\.1|<all_urls>/);
  }
});

test("every field of every page keeps out of the browser's profile", () => {
  for (const path of own.filter((name) => name.startsWith("pages/"))) {
    for (const [field] of read(path).matchAll(/<(?:input|textarea)\b[\s\S]*?>/g)) {
      assert.match(field, /autocomplete="off"/, path);
      if (!/type="(?:radio|checkbox)"/.test(field)) assert.match(field, /spellcheck="false"/, path);
    }
  }
});

test("content scripts import nothing, and background modules import no pages", () => {
  for (const path of own) {
    const imports = [...read(path).matchAll(/^import .*?"([^"]+)";/gms)].map(([, from]) => from ?? "");
    if (path.startsWith("content/")) assert.deepEqual(imports, [], path);
    if (path.startsWith("background/")) {
      for (const from of imports) assert.match(from, /^\.\/|^\.\.\/generated\//, path);
    }
  }
});
