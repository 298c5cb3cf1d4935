/** A real agent for tests of the link: a process of its own, on a home that goes with it. */

import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PYTHON = process.env.PYTHON ?? fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));
const PASSPHRASE = "seven quiet herons over wet slate";

/** `framekeeper` on one home. */
export class TestAgent {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #running;
  port = 0;
  passphrase = PASSPHRASE;

  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    this.secret = ["--passphrase-file", join(folder, "passphrase")];
  }

  /**
   * Make a vault, if one is wanted, and start the agent. Not on any free port: systems hand those out from 32768 up, so that somebody else
   * could have it when the agent is to come back.
   */
  static async make({ vault = true } = {}) {
    const agent = new TestAgent(await mkdtemp(join(tmpdir(), "framekeeper-link-")));
    await writeFile(join(agent.folder, "passphrase"), `${PASSPHRASE}\n`);
    if (vault) await agent.command("init", "--json", ...agent.secret);
    else agent.secret = [];
    agent.port = randomInt(20_000, 30_000);
    await agent.start();
    return agent;
  }

  /** Start, unlocked, on the port of before if there was one. */
  async start() {
    this.#running = this.#spawn("run", "--json", "--port", String(this.port), ...this.secret);
    const ready = await firstLine(this.#running);
    this.port = JSON.parse(ready).port;
  }

  /** Kill it without a chance to say goodbye. */
  async kill() {
    const running = this.#running;
    this.#running = undefined;
    if (!running || running.exitCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }

  /** Kill it and delete its home. */
  async end() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Make a pairing code. @returns {Promise<string>} */
  async code() {
    return JSON.parse(await this.command("pair", "--json")).code;
  }

  /** The browsers that the agent trusts, without the command line. */
  async browsers() {
    const lines = (await this.command("browsers", "--json")).split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line)).filter((one) => one.origin);
  }

  /** Run a command to its end and give what it printed. @param {...string} words */
  async command(...words) {
    const child = this.#spawn(...words);
    let out = "";
    let err = "";
    child.stdout?.on("data", (data) => {
      out += data;
    });
    child.stderr?.on("data", (data) => {
      err += data;
    });
    const status = await new Promise((resolve) => child.once("close", resolve));
    if (status !== 0) throw new Error(`framekeeper ${words[0]}: ${err}`);
    return out;
  }

  /** @param {...string} words */
  #spawn(...words) {
    const env = { ...process.env, FRAMEKEEPER_HOME: join(this.folder, "home") };
    return spawn(PYTHON, ["-m", "agent", ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  }
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<string>} */
function firstLine(child) {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface(child.stdout).once("line", resolve);
    child.once("exit", (status) => reject(new Error(`the agent ended with ${status}`)));
  });
}
