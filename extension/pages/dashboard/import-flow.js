/**
 * An import, step by step: choose a file, look at what would come of it, say who is the same, watch it being written, read the report.
 * The agent does the work and keeps the file; this knows only what is on the screen, and how to find out what became of it.
 */

import { html } from "../../vendor/lit-html.js";
import { send as sendFile } from "../files.js";
import { ask, send, sentenceOf, t } from "../page.js";
import { Same } from "./import-same.js";
import { busyView, chooseView, previewView, reportView } from "./import-view.js";

/** How often it is asked how far an import has come, in ms. */
const EVERY = 300;

/** @typedef {import("../../generated/messages.js").ImportPreview} Preview */
/** @typedef {import("../../generated/messages.js").ImportPerson} Person */
/** @typedef {import("../../generated/messages.js").ImportRemark} Remark */
/** @typedef {import("../../generated/messages.js").ImportReport} Report */
/** @typedef {Preview["columns"][0]["field"]} Field */
/** @typedef {{rows: Remark[], more: number | null}} Remarks */

/** @returns {Remarks} */
const noRemarks = () => ({ rows: [], more: null });

export class ImportFlow {
  /** @type {"choose" | "busy" | "preview" | "report"} */
  step = "choose";
  doing = "sending";
  part = 0;
  problem = "";
  /** @type {Preview | null} */
  preview = null;
  /** @type {Person[]} */
  people = [];
  skipped = noRemarks();
  remarks = noRemarks();
  /** @type {Report | null} */
  report = null;
  /** By which the agent knows the file. @type {string | null} */
  #id = null;
  /** Counts what was begun, so that an answer to what was given up is dropped. */
  #run = 0;

  /**
   * @param {object} parts
   * @param {() => void} parts.redraw
   * @param {(report: Report | null) => void} parts.close null: nothing was imported
   */
  constructor({ redraw, close }) {
    this.redraw = redraw;
    this.close = close;
    this.same = new Same(redraw, (offset) => this.#samePage(offset));
  }

  /** Whether it would be a pity to leave. */
  get unsaved() {
    return this.step === "busy" || this.step === "preview";
  }

  /** @param {Blob} file */
  async choose(file) {
    await this.#work("sending", async (still) => {
      const id = await sendFile(file, (part) => still() && this.#show(part));
      if (!still()) return void ask({ type: "import.cancel", file: id }).catch(() => null);
      this.#id = id;
      await this.#read(null, still);
    });
  }

  /** Read the file anew, with other columns. @param {Field[]} fields @param {string} changed the field that says so */
  async map(fields, changed) {
    await this.#work("reading", (still) => this.#read(fields, still), changed);
  }

  /** @param {Field[] | null} fields @param {() => boolean} still */
  async #read(fields, still) {
    const file = this.#id;
    const watching = this.#watch(still);
    try {
      const preview = await ask({ type: "import.read", file, fields });
      const { people } = await ask({ type: "import.people", file });
      if (!still()) return;
      this.same.begin(preview.same);
      await Promise.all([this.moreRemarks(true, true), this.moreRemarks(false, true), this.same.more()]);
      if (still()) Object.assign(this, { preview, people, step: "preview" });
    } finally {
      clearInterval(watching);
    }
  }

  async commit() {
    await this.#work("writing", async (still) => {
      const watching = this.#watch(still);
      try {
        await this.#done(await ask({ type: "import.commit", file: this.#id, ...this.same.answers() }));
      } finally {
        clearInterval(watching);
      }
    });
  }

  /** @param {Report} report */
  async #done(report) {
    await Promise.all([this.moreRemarks(true, true), this.moreRemarks(false, true)]);
    Object.assign(this, { report, step: "report" });
  }

  /** @param {boolean} skipped @param {boolean} [afresh] */
  async moreRemarks(skipped, afresh = false) {
    const name = skipped ? "skipped" : "remarks";
    const before = afresh ? noRemarks() : this[name];
    const request = { type: "import.remarks", file: this.#id, skipped, offset: before.more ?? 0 };
    const { remarks, more } = await ask(request);
    this[name] = { rows: [...before.rows, ...remarks], more: more ?? null };
    this.redraw();
  }

  /** @param {number} offset */
  #samePage(offset) {
    return ask({ type: "import.people", file: this.#id, only_same: true, offset, limit: 100 });
  }

  /**
   * Do what takes long. @param {string} doing
   * @param {(still: () => boolean) => Promise<void>} work is told by `still` whether it is still wanted
   * @param {string} [focus] where to go on afterwards, if that is there
   */
  async #work(doing, work, focus = "heading") {
    this.#run += 1;
    const run = this.#run;
    Object.assign(this, { step: "busy", doing, part: 0, problem: "" });
    this.redraw();
    try {
      await work(() => run === this.#run);
    } catch (error) {
      if (run === this.#run) await this.#failed(error, doing);
    }
    if (run === this.#run) {
      this.redraw();
      (document.getElementById(focus) ?? document.getElementById("heading"))?.focus();
    }
  }

  /** @param {unknown} error @param {string} doing */
  async #failed(error, doing) {
    const { kind } = await send("state").catch(() => ({ kind: "away" }));
    if (doing === "writing" && (await this.#becameOfIt())) return;
    this.problem =
      kind === "ready" ? sentenceOf(error) : t(doing === "writing" ? "importUnsure" : "importLost");
    this.step = this.preview && kind === "ready" && doing !== "sending" ? "preview" : "choose";
  }

  /** Whether an import whose answer was lost is done, or becomes it: the agent may still be there. */
  async #becameOfIt() {
    for (;;) {
      const reply = await ask({ type: "import.progress", file: this.#id }).catch(() => null);
      if (reply?.report) return this.#done(reply.report).then(() => true);
      if (!reply || !["writing", "finishing"].includes(reply.step)) return false;
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  }

  /** @param {() => boolean} still */
  #watch(still) {
    return setInterval(async () => {
      const reply = await ask({ type: "import.progress", file: this.#id }).catch(() => null);
      if (!reply || !still() || this.step !== "busy") return;
      this.doing = reply.step;
      this.#show(reply.part);
    }, EVERY);
  }

  /** @param {number} part */
  #show(part) {
    this.part = part;
    this.redraw();
  }

  /** Stop what is being done; what is durable by then is reported nevertheless. */
  async cancel() {
    if (this.doing === "writing" || this.doing === "finishing") {
      await ask({ type: "import.cancel", file: this.#id }).catch(() => null);
      return; // the commit answers: with a report, or that nothing was written
    }
    this.again();
  }

  /** Begin again, with another file. */
  again() {
    this.#forget();
    this.problem = "";
    this.redraw();
    document.getElementById("importFile")?.focus();
  }

  leave() {
    const { report } = this;
    this.#forget();
    this.close(report);
  }

  /** The vault is locked, and the agent has forgotten the file: so does this. */
  clear() {
    if (this.step === "report" || (this.step === "busy" && this.doing === "writing"))
      this.problem = t("importUnsure");
    else if (this.step !== "choose") this.problem = t("importLost");
    this.#forget();
  }

  #forget() {
    this.#run += 1;
    if (this.#id) ask({ type: "import.cancel", file: this.#id }).catch(() => null);
    Object.assign(this, { step: "choose", preview: null, people: [], report: null });
    Object.assign(this, { skipped: noRemarks(), remarks: noRemarks() });
    this.#id = null;
    this.same.begin(0);
  }

  heading() {
    return t("importClients");
  }

  view() {
    if (this.step === "busy") return busyView(this);
    if (this.step === "preview" && this.preview) return html`${previewView(this, this.preview)}`;
    return this.report ? reportView(this, this.report) : chooseView(this);
  }
}
