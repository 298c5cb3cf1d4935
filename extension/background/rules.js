/**
 * What the therapist chose for when nobody can be asked. Kept on disk, since it must be known while the agent is away; it
 * names nobody. Until an agent has told it, the safest holds.
 */

/** @typedef {import("../generated/messages.js").Rules} RulesTold */

/** @type {RulesTold} */
const SAFEST = { when_away: "hold", when_unnamed: "daily", without_minutes: 15 };

const TABLE = "rules";

export class Rules {
  /** @type {RulesTold} */
  current = SAFEST;

  /** @param {import("./memory.js").Memory} disk */
  constructor(disk) {
    this.disk = disk;
    /** Resolves when what an earlier worker was told is known. */
    this.loaded = disk.table(TABLE).then(
      ({ told }) => {
        this.current = { ...SAFEST, ...told };
      },
      () => {}, // a storage that can't be read tells nothing: the safest holds
    );
  }

  /** Another agent is about to be paired with: what one before it told says nothing of it. */
  async forget() {
    await this.loaded;
    this.current = SAFEST;
    await this.disk.change(TABLE, "told", null);
  }

  /**
   * The agent has told them; while it is locked it tells none.
   * @param {RulesTold | null | undefined} told
   * @returns {Promise<boolean>} whether that was news
   */
  async learn(told) {
    await this.loaded;
    if (!told || JSON.stringify(told) === JSON.stringify(this.current)) return false;
    this.current = told;
    await this.disk.change(TABLE, "told", told);
    return true;
  }
}
