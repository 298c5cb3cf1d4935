/**
 * What must outlive the worker: `chrome.storage.session`, which the browser keeps in memory and never writes to disk.
 *
 * Read once per life of the worker, then held here; every change is written through before `change` resolves.
 */

/** @typedef {Record<string, any>} Kept */

export class Memory {
  /** @param {Pick<chrome.storage.StorageArea, "get" | "set">} area */
  constructor(area) {
    this.area = area;
    /** @type {Map<string, Promise<Kept>>} */
    this.loaded = new Map();
  }

  /**
   * A named table: records by id. The same object for all who ask, so that changes are seen at once.
   * @param {string} name
   * @returns {Promise<Kept>}
   */
  table(name) {
    let table = this.loaded.get(name);
    if (!table) {
      table = Promise.resolve(this.area.get(name)).then((found) => /** @type {Kept} */ (found[name] ?? {}));
      this.loaded.set(name, table);
    }
    return table;
  }

  /**
   * Put, replace or (with null) remove a record.
   * @param {string} name
   * @param {string} id
   * @param {any} record
   */
  async change(name, id, record) {
    const table = await this.table(name);
    if (record === null) delete table[id];
    else table[id] = record;
    await this.area.set({ [name]: table });
  }
}
