/** Runs support/link-play.js in a Node that has WebSocket: Node 20 hides it behind a flag. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

test("the link to the agent", { timeout: 180_000 }, async () => {
  const file = fileURLToPath(new URL("support/link-play.js", import.meta.url));
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  // What a case that failed has left open would keep it from ending, and from saying what failed.
  const child = spawn(
    process.execPath,
    ["--experimental-websocket", "--test-force-exit", "--test-reporter=spec", file],
    { env },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  const status = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(status, 0, said);
});
