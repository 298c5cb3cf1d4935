/** Pairing codes against the vectors that Python passes too, and the names of browsers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserName, CodeFault, codeSecret, readCode } from "../../extension/background/pairing.js";
import "./support/browser.js";
import { eachCase, hex } from "./support/vectors.js";

/** @type {Record<string, RegExp>} */
const SENTENCES = {
  typo: /has a typo/,
  wrong_length: /has 32 characters/,
  strange_character: /in it/,
  no_port: /names no port/,
};

eachCase("pairing_code.json", ["valid"], async (found) => {
  for (const text of [found.text, ...found.also]) {
    const { content, port } = await readCode(text);
    assert.equal(port, found.port);
    assert.equal(hex(content.slice(0, 16)), found.random);
    assert.equal(hex(await codeSecret(content)), found.psk);
  }
});

eachCase("pairing_code.json", Object.keys(SENTENCES), async (found) => {
  await assert.rejects(readCode(found.text), (/** @type {Error} */ error) => {
    assert.ok(error instanceof CodeFault);
    assert.match(error.message, /** @type {RegExp} */ (SENTENCES[found.class]));
    return true;
  });
});

test("a browser is named as people know it", () => {
  const agent =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
  assert.equal(browserName(agent), "Chromium on Linux");
  assert.equal(
    browserName(`${agent.replace("X11; Linux x86_64", "Windows NT 10.0")} Edg/156.0`),
    "Edge on Windows",
  );
  assert.equal(
    browserName("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Gecko/20100101 Firefox/153.0"),
    "Firefox on macOS",
  );
  assert.equal(browserName("something else"), "A browser on this computer");
});
