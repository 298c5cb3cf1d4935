/** Files between the browser and the agent, in parts: exports are saved where the browser saves, imports are read here. */

import { ask } from "./page.js";

/** Bytes in one message at most (protocol/messages/files.py). */
const PART = 512 * 1024;

/** How long the browser gets to take a file over before its address is revoked, in ms. */
const TAKEN_OVER = 60_000;

/** @typedef {import("../generated/messages.js").FileReady} FileReady */

/**
 * Save a file that the agent has ready. Where to, the browser's settings decide.
 * @param {FileReady} ready
 * @throws {import("./page.js").Refusal}
 */
export async function save(ready) {
  saveAs(await read(ready), ready.name);
}

/** Save what was made here. @param {Blob} blob @param {string} name that names nobody */
export function saveAs(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), TAKEN_OVER);
}

/** @param {FileReady} ready @returns {Promise<Blob>} */
async function read({ file, media }) {
  const parts = [];
  for (let offset = /** @type {number | null} */ (0); offset !== null; ) {
    const { data, more } = await ask({ type: "file.read", file, offset });
    parts.push(Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)));
    offset = more ?? null;
  }
  return new Blob(parts, { type: media });
}

/**
 * Send a file to the agent, which gives it a name of its own: the file's isn't told.
 * @param {Blob} blob
 * @param {(done: number) => void} [progress] from 0 to 1
 * @returns {Promise<string>} the id by which the agent knows it
 * @throws {import("./page.js").Refusal}
 */
export async function send(blob, progress = () => {}) {
  const { file } = await ask({ type: "file.begin", size: blob.size });
  for (let offset = 0; offset < blob.size; offset += PART) {
    const part = new Uint8Array(await blob.slice(offset, offset + PART).arrayBuffer());
    await ask({ type: "file.write", file, offset, data: base64(part) });
    progress(Math.min(1, (offset + PART) / blob.size));
  }
  return file;
}

/**
 * Send a file and ask something about it. What is refused leaves no file with the agent, which has room for so much.
 * @template T
 * @param {Blob} blob
 * @param {(file: string) => Promise<T>} use
 * @throws {import("./page.js").Refusal}
 */
export async function sendFor(blob, use) {
  const file = await send(blob);
  try {
    return await use(file);
  } catch (error) {
    await ask({ type: "file.drop", file }).catch(() => null);
    throw error;
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  // A call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
