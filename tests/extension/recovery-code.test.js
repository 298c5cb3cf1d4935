/** A recovery code that is typed back: what is read as the same, and what is said of a slip. */

import assert from "node:assert/strict";
import test from "node:test";
import { fault } from "../../extension/pages/welcome/recovery-code.js";

const CODE = "4S53E-F831N-ZKAXR-8Z9TP-JCMFT-0BYBD";

for (const same of [
  CODE,
  CODE.toLowerCase(),
  CODE.replaceAll("-", " "),
  CODE.replaceAll("-", ""),
  ` ${CODE.replaceAll("-", "\u2013")}\n`,
  CODE.replace("0", "o").replace("1", "l"),
]) {
  test(`right: ${JSON.stringify(same)}`, () => assert.equal(fault(same, CODE), null));
}

/** @type {[string, number][]} */
const wrong = [
  [CODE.replace("4S", "4T"), 1],
  [CODE.replace("ZKAXR", "ZKAXP"), 3],
  [CODE.replace("0BYBD", "0BYBE"), 6],
  ["4S53E F831N", 0],
  ["", 0],
  [`${CODE}9`, 0],
  [CODE.replace("F831N-", ""), 2],
  [CODE.replace("ZKAXR", "ZK\u00e4XR"), 3],
];
for (const [typed, group] of wrong) {
  test(`wrong in group ${group}: ${JSON.stringify(typed)}`, () =>
    assert.deepEqual(fault(typed, CODE), { group }));
}
