/**
 * The ways into a crisis: from a warning, from the popup, from the dashboard. The page that opens has a random id in its
 * address; whom it is about is kept in the browser's memory, and with the agent.
 *
 * Guarantees: the press that was held stays held; everything toward the client is held before the page says so, and
 * overrides that were granted and not used yet are over.
 */

/**
 * @typedef {object} Opened
 * @property {string} id random
 * @property {string[]} accounts keys of those whom it may be about
 * @property {boolean} begins it is about whoever these are: begin as soon as the agent can be asked
 * @property {string} platform where it was seen; empty: nowhere
 * @property {string | null} crisis the agent's id of the record, once there is one
 *
 * @typedef {object} From
 * @property {string} [warning] id of an open warning
 * @property {number} [tab]
 * @property {string} [crisis] a record that there is already
 */

const TABLE = "crises";

/** What the crisis page, the popup and the dashboard may pass on to the agent as it is. */
export const CRISIS_REQUESTS = [
  "crisis.edit",
  "crisis.step",
  "crisis.follow",
  "crisis.close",
  "crisis.remove",
  "crisis.show",
  "crisis.list",
  "crisis.hold",
  "crisis.holds",
  "crisis.card",
  "crisis.card.save",
];

/** What is answered to the extension's own pages. @type {Record<string, (parts: {crises: Crises}, message: any) => Promise<any>>} */
export const CRISIS_ANSWERS = {
  async "crisis.open"({ crises }, { from }) {
    await crises.open(from);
  },

  async "crisis.view"({ crises }, { id }) {
    return crises.view(String(id));
  },

  async "crisis.start"({ crises }, { id, client }) {
    return crises.start(String(id), String(client));
  },

  async "crisis.forget"({ crises }, { id }) {
    await crises.forget(String(id));
  },
};

export class Crises {
  /**
   * @param {object} parts
   * @param {{ask: (request: any) => Promise<any>, state: {kind: string}}} parts.link
   * @param {import("./memory.js").Memory} parts.memory
   * @param {Pick<import("./warnings.js").Warnings, "view" | "dismiss">} parts.warnings
   * @param {Pick<import("./grants.js").Grants, "lapse">} parts.grants
   * @param {(tab: number) => {listed: string[], possible: string[]}} parts.seenIn
   * @param {(path: string) => Promise<void>} parts.openPage
   */
  constructor({ link, memory, warnings, grants, seenIn, openPage }) {
    this.link = link;
    this.memory = memory;
    this.warnings = warnings;
    this.grants = grants;
    this.seenIn = seenIn;
    this.openPage = openPage;
    /** So that one press begins once, whoever asks meanwhile. @type {Map<string, Promise<void>>} */
    this.beginning = new Map();
    /** Clients whose hold is known here, by id and end. @type {Set<string>} */
    this.held = new Set();
  }

  /** One press: the page opens, and all toward the client is held. @param {From} from */
  async open({ warning, tab, crisis = "" }) {
    /** @type {Opened} */
    const opened = {
      id: crypto.randomUUID(),
      accounts: [],
      begins: false,
      platform: "",
      crisis: crisis || null,
    };
    const view = warning === undefined ? null : await this.warnings.view(warning);
    if (view) {
      const { press, answer } = view;
      opened.begins = true;
      opened.platform = press.platform;
      opened.accounts = answer.view
        ? [answer.view.account]
        : press.sightings.map((/** @type {{account: string}} */ { account }) => account);
    } else if (tab !== undefined) {
      const { listed, possible } = this.seenIn(tab);
      opened.accounts = [...listed, ...possible];
    }
    await this.memory.change(TABLE, opened.id, opened);
    const begun = this.#begin(opened, view?.answer.view?.client).catch(() => null);
    await this.openPage(`pages/crisis/index.html?id=${opened.id}`);
    if (warning !== undefined) await this.warnings.dismiss(warning, false);
    await begun;
  }

  /** What the page is about, begun if it can be. @param {string} id */
  async view(id) {
    const opened = /** @type {Opened | undefined} */ ((await this.memory.table(TABLE))[id]);
    if (!opened) return { crisis: null, clients: [], platform: "" };
    await this.#begin(opened);
    const clients = opened.crisis ? [] : await this.#clients(opened.accounts);
    return { crisis: opened.crisis, clients, platform: opened.platform };
  }

  /** The therapist says whom it is about. @param {string} id @param {string} client */
  async start(id, client) {
    const { [id]: known } = await this.memory.table(TABLE);
    /** @type {Opened} */
    const opened = known ?? { id, accounts: [], begins: true, platform: "", crisis: null };
    return this.#start(opened, client);
  }

  /** It was about somebody else: the page begins anew. @param {string} id */
  async forget(id) {
    await this.memory.change(TABLE, id, null);
  }

  /** The list changed, perhaps since another window or the command line began a hold: then no grant may be used. */
  async heed() {
    const { holds } = await this.link.ask({ type: "crisis.holds" });
    const now = new Set(
      holds.map((/** @type {{client: string, until: string}} */ { client, until }) => `${client} ${until}`),
    );
    const news = [...now].some((each) => !this.held.has(each));
    this.held = now;
    if (news) await this.grants.lapse(() => true);
  }

  /** @param {Opened} opened @param {string} [client] */
  #begin(opened, client) {
    if (opened.crisis || !opened.begins || this.link.state.kind !== "ready") return Promise.resolve();
    let beginning = this.beginning.get(opened.id);
    if (!beginning) {
      beginning = this.#beginWith(opened, client).finally(() => this.beginning.delete(opened.id));
      this.beginning.set(opened.id, beginning);
    }
    return beginning;
  }

  /** Whose account was pressed is known, or one of those that were seen is a client's. @param {Opened} opened @param {string} [client] */
  async #beginWith(opened, client) {
    const found = client ?? (await this.#clients(opened.accounts))[0]?.client;
    if (found) await this.#start(opened, found);
  }

  /** @param {Opened} opened @param {string} client */
  async #start(opened, client) {
    const { crisis } = await this.link.ask({ type: "crisis.begin", client, platform: opened.platform });
    opened.crisis = crisis.id;
    await this.memory.change(TABLE, opened.id, opened);
    await this.grants.lapse(() => true);
    return crisis.id;
  }

  /** @param {string[]} accounts @returns {Promise<{client: string, label: string, account: string}[]>} each client once */
  async #clients(accounts) {
    if (this.link.state.kind !== "ready" || accounts.length === 0) return [];
    const { links } = await this.link.ask({ type: "resolve", links: [...new Set(accounts)].slice(0, 200) });
    const found = new Map();
    for (const { account, client, label } of links) {
      if (client && !found.has(client)) found.set(client, { client, label, account });
    }
    return [...found.values()];
  }
}
