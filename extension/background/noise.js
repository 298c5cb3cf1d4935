/**
 * Noise_NNpsk0_25519_AESGCM_SHA256, the initiator's side, on WebCrypto alone; its twin is protocol/noise.py.
 *
 * The psk comes as a non-extractable HKDF key and never leaves WebCrypto. Noise's HKDF is RFC 5869 with the chaining key as salt
 * and an empty info, so `deriveBits` gives all of its outputs at once.
 */

export const NAME = new TextEncoder().encode("Noise_NNpsk0_25519_AESGCM_SHA256");
export const KEY_SIZE = 32;
export const TAG_SIZE = 16;
export const MESSAGE_LIMIT = 65535;
export const PAYLOAD_LIMIT = MESSAGE_LIMIT - TAG_SIZE;
export const HANDSHAKE_SIZE = KEY_SIZE + TAG_SIZE;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const EMPTY = new Uint8Array(0);
const { subtle } = globalThis.crypto;

/** What came can't be from a peer that holds the key and follows the order. */
export class NoiseError extends Error {}

/** @param {...Bytes} parts @returns {Bytes} */
export function join(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** AES-256-GCM with a counter as its nonce. Calls take their place in the order at once, whenever they end. */
export class Cipher {
  /** @type {bigint} */
  #nonce = 0n;
  #key;

  /** @param {CryptoKey} key */
  constructor(key) {
    this.#key = key;
  }

  /** @param {Bytes} plaintext @param {Bytes} [associated] */
  async encrypt(plaintext, associated = EMPTY) {
    return new Uint8Array(await subtle.encrypt(this.#next(associated), this.#key, plaintext));
  }

  /** Open the next message; rejects with NoiseError if it isn't exactly that. @param {Bytes} sealed @param {Bytes} [associated] */
  async decrypt(sealed, associated = EMPTY) {
    try {
      return new Uint8Array(await subtle.decrypt(this.#next(associated), this.#key, sealed));
    } catch {
      throw new NoiseError("A message doesn't open under the session's key.");
    }
  }

  /** Section 12.4 of the specification: four zero bytes, then the counter big-endian. @param {Bytes} additionalData */
  #next(additionalData) {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setBigUint64(4, this.#nonce);
    this.#nonce += 1n;
    return { name: "AES-GCM", iv, additionalData, tagLength: 8 * TAG_SIZE };
  }
}

/** Make an HKDF key that can't be read back. @param {Bytes} raw */
export function hkdfKey(raw) {
  return subtle.importKey("raw", raw, "HKDF", false, ["deriveBits"]);
}

/** Noise's HKDF (section 4.3). @param {Bytes} salt @param {CryptoKey} key @param {number} outputs of 32 bytes @returns {Promise<Bytes[]>} */
export async function hkdf(salt, key, outputs) {
  const method = { name: "HKDF", hash: "SHA-256", salt, info: EMPTY };
  const bits = new Uint8Array(await subtle.deriveBits(method, key, 8 * KEY_SIZE * outputs));
  return Array.from({ length: outputs }, (_, at) => bits.slice(at * KEY_SIZE, (at + 1) * KEY_SIZE));
}

/** The initiator of one handshake: `writeFirst`, then `readSecond`, then `split`. */
export class Handshake {
  #psk;
  #own;
  #prologue;
  #chainingKey = NAME;
  /** @type {Cipher | null} */
  #cipher = null;
  /** The handshake hash so far. */
  hash = NAME;

  /**
   * @param {CryptoKey} psk an HKDF key of 32 bytes
   * @param {Bytes} prologue
   * @param {CryptoKeyPair} [ephemeral] for test vectors only; left out, a fresh one is made, as it must be
   */
  constructor(psk, prologue, ephemeral) {
    this.#psk = psk;
    this.#prologue = prologue;
    this.#own = ephemeral;
  }

  /** Give the first message: psk, e. @param {Bytes} [payload] */
  async writeFirst(payload = EMPTY) {
    await this.#mixHash(this.#prologue);
    const [chainingKey, mixed, key] = await hkdf(this.#chainingKey, this.#psk, 3);
    this.#chainingKey = /** @type {Bytes} */ (chainingKey);
    await this.#mixHash(/** @type {Bytes} */ (mixed));
    await this.#setKey(/** @type {Bytes} */ (key));
    this.#own ??= /** @type {CryptoKeyPair} */ (
      await subtle.generateKey({ name: "X25519" }, false, ["deriveBits"])
    );
    const own = new Uint8Array(await subtle.exportKey("raw", this.#own.publicKey));
    await this.#mixPublic(own);
    const sealed = await this.#current().encrypt(payload, this.hash);
    await this.#mixHash(sealed);
    return join(own, sealed);
  }

  /** Take the second message: e, ee; rejects with NoiseError if the agent doesn't hold the psk. @param {Bytes} message */
  async readSecond(message) {
    if (message.length < HANDSHAKE_SIZE || message.length > MESSAGE_LIMIT || !this.#own) {
      throw new NoiseError("A handshake message has the wrong length.");
    }
    const raw = message.slice(0, KEY_SIZE);
    await this.#mixPublic(raw);
    await this.#mixKey(await this.#shared(raw));
    const sealed = message.slice(KEY_SIZE);
    const payload = await this.#current().decrypt(sealed, this.hash);
    await this.#mixHash(sealed);
    return payload;
  }

  /** Give the ciphers of the session: what we send with, what we receive with. @returns {Promise<[Cipher, Cipher]>} */
  async split() {
    const [send, receive] = await hkdf(this.#chainingKey, await hkdfKey(EMPTY), 2);
    return [
      new Cipher(await aesKey(/** @type {Bytes} */ (send))),
      new Cipher(await aesKey(/** @type {Bytes} */ (receive))),
    ];
  }

  /** @param {Bytes} raw the peer's public key */
  async #shared(raw) {
    try {
      const peer = await subtle.importKey("raw", raw, { name: "X25519" }, true, []);
      const own = /** @type {CryptoKeyPair} */ (this.#own).privateKey;
      return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: peer }, own, 8 * KEY_SIZE));
    } catch {
      // WebCrypto refuses a point of small order, whose shared secret is zero.
      throw new NoiseError("The peer's ephemeral key is not usable.");
    }
  }

  #current() {
    if (!this.#cipher) throw new NoiseError("The handshake is out of order.");
    return this.#cipher;
  }

  /** Section 9.2: in a psk handshake an ephemeral goes into the key too. @param {Bytes} raw */
  async #mixPublic(raw) {
    await this.#mixHash(raw);
    await this.#mixKey(raw);
  }

  /** @param {Bytes} material */
  async #mixKey(material) {
    const [chainingKey, key] = await hkdf(this.#chainingKey, await hkdfKey(material), 2);
    this.#chainingKey = /** @type {Bytes} */ (chainingKey);
    await this.#setKey(/** @type {Bytes} */ (key));
  }

  /** @param {Bytes} raw */
  async #setKey(raw) {
    this.#cipher = new Cipher(await aesKey(raw));
  }

  /** @param {Bytes} data */
  async #mixHash(data) {
    this.hash = new Uint8Array(await subtle.digest("SHA-256", join(this.hash, data)));
  }
}

/** @param {Bytes} raw */
function aesKey(raw) {
  return subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}
