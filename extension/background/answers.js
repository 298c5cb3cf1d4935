/**
 * What is answered to whom: one small function for each message. senders.js has let only the right sender this far.
 */

import { CRISIS_ANSWERS, CRISIS_REQUESTS } from "./crises.js";
import { hostOf } from "./frames.js";
import { popupView } from "./popup.js";
import { readAddress, readDraft, readGestures, readPress, readSightings } from "./presses.js";

/**
 * @typedef {import("./main.js").Parts} Parts
 * @typedef {chrome.runtime.MessageSender} Sender
 */

/** Requests that the extension's own pages may pass on to the agent as they are. */
const PASSED_ON = new Set([
  "activity",
  "autostart",
  "client.export",
  "client.record",
  "client.timeline",
  "client.list",
  "client.remove",
  "client.save",
  "client.undo",
  "consent.add",
  "consent.list",
  "consent.remove",
  "consent.withdraw",
  "contact.add",
  "contact.edit",
  "contact.list",
  "contact.remove",
  ...CRISIS_REQUESTS,
  "dilemma.save",
  "due",
  "dilemma.remove",
  "supervision",
  "supervision.discussed",
  "supervision.next",
  "supervision.agenda",
  "import.cancel",
  "import.commit",
  "import.people",
  "import.progress",
  "import.read",
  "import.remarks",
  "import.undo",
  "name.try",
  "numbers.confirm",
  "numbers.show",
  "policy.clients",
  "policy.differences",
  "policy.discard",
  "policy.draft",
  "policy.export",
  "policy.finish",
  "policy.give",
  "policy.import",
  "policy.preview",
  "policy.remove",
  "policy.reviewed",
  "policy.save",
  "policy.take_back",
  "policy.versions",
  "practice.erase",
  "practice.past.erase",
  "practice.past",
  "profile.done",
  "profiles.list",
  "practice.undo",
  "resolve",
  "vault.make",
  "log.list",
  "log.show",
  "log.note",
  "log.checkpoint",
  "log.verify",
  "log.progress",
  "log.export",
  "log.check",
  "log.figures",
  "clearing.list",
  "clearing.undo",
  "lock",
  "browser.rename",
  "browsers",
  "unpair",
  "settings",
  "own.add",
  "own.edit",
  "own.list",
  "own.remove",
  "retention",
  "legal.hold",
  "log.erase",
  "passphrase.change",
  "recovery.confirm",
  "recovery.renew",
  "backup.look",
  "backup.make",
  "backup.restore",
  "file.begin",
  "file.write",
  "file.read",
  "file.drop",
]);

/** @type {Record<string, (parts: Parts, message: any, sender: Sender) => Promise<any>>} */
const CONTENT = {
  async check({ link, protection }, { sightings }) {
    const read = readSightings(sightings);
    if (!read || link.state.kind !== "ready") return null;
    const { epoch, verdicts } = await link.ask({ type: "check", sightings: read });
    protection.setEpoch(epoch);
    return { epoch, verdicts };
  },

  async hold({ warnings }, { press, place, page, address }, { tab, frameId = 0, origin, url }) {
    const read = readPress(press);
    if (!read || tab?.id === undefined) return false;
    await warnings.open(
      read,
      {
        tab: tab.id,
        frame: frameId,
        page: String(page),
        host: hostOf(origin, url),
        address: readAddress(address, origin),
      },
      place,
    );
    return true;
  },

  async used({ grants, warnings }, { grant }, { tab }) {
    const used = await grants.used(String(grant), tab?.id ?? -1);
    if (used) await warnings.dismiss(used.id, false);
    return true;
  },

  async arrive({ grants, warnings }, { sightings }, { tab }) {
    const keys = readSightings(sightings)?.flatMap(({ account, aliases }) => [account, ...aliases]) ?? [];
    const { allowed, used } = await grants.arrived(tab?.id ?? -1, keys);
    if (used) await warnings.dismiss(used.id, false);
    return allowed;
  },

  async activity({ link }) {
    if (["ready", "locked"].includes(link.state.kind)) await link.ask({ type: "activity" });
    return true;
  },

  async seen({ frames, protection }, { page, seen }) {
    const frame = frames.saw(String(page), seen);
    if (frame) await protection.redrawTab(frame.tab);
    return true;
  },

  async passed({ drift, protection, unprotected }, { gestures }, { tab, origin, url }) {
    if (protection.passing()) await unprotected.passed();
    await protection.askAgain(hostOf(origin, url));
    if (tab?.id !== undefined) await drift.passed(tab.id, readGestures(gestures));
    return true;
  },

  async draft({ link, frames, protection }, { page, text, own }) {
    const draft = readDraft(text, own);
    const ask = draft.text !== "" && link.state.kind === "ready";
    const hints = ask ? (await link.ask({ type: "draft.check", ...draft })).hints : [];
    const frame = frames.drafted(String(page), hints);
    if (frame) await protection.redrawTab(frame.tab);
    return hints.length;
  },

  async left({ grants }, { page }) {
    await grants.lapse((grant) => grant.page === page);
    return true;
  },
};

/** @type {Record<string, (parts: Parts, message: any) => Promise<any>>} */
const PAGE = {
  async "popup.view"(parts, { tab }) {
    return popupView(parts, tab);
  },

  async state({ protection }) {
    return protection.standing();
  },

  async unlock({ link }, { passphrase }) {
    return link.ask({ type: "unlock", passphrase: String(passphrase) });
  },

  async pair({ link, protection }, { code }) {
    await protection.rules.forget();
    return link.pair(String(code));
  },

  async pause({ link, protection }, { minutes }) {
    await link.ask({ type: "pause", minutes: Number(minutes) });
    await protection.learnStatus();
    await protection.changed();
  },

  async "unprotected.begin"({ unprotected }) {
    await unprotected.begin();
  },

  async "unprotected.end"({ unprotected }) {
    await unprotected.settle(true);
  },

  async "warning.view"({ warnings, practice }, { id }) {
    return (await practice.view(String(id))) ?? warnings.view(String(id));
  },

  async "warning.decide"({ warnings, practice }, { id, decision }) {
    return (await practice.decide(String(id), decision)) ?? warnings.decide(String(id), decision);
  },

  async "warning.dismiss"({ warnings, practice }, { id }) {
    if (!(await practice.dismiss(String(id)))) await warnings.dismiss(String(id));
  },

  ...CRISIS_ANSWERS,

  async "practice.open"({ practice }, { interaction, place, tab }) {
    await practice.open(String(interaction), place, Number(tab));
  },

  async "steps.view"({ firstSteps }) {
    return firstSteps.view();
  },

  async "steps.mark"({ firstSteps }, { step, mark }) {
    await firstSteps.mark(String(step), mark === "done" ? "done" : "later");
  },

  async "steps.away"({ firstSteps }, { gone }) {
    await firstSteps.away(gone === true);
  },

  async "unnamed.go_on"({ protection }, { host }) {
    await protection.goOnUnnamed(String(host));
  },

  async ask({ link }, { request }) {
    if (!PASSED_ON.has(request?.type)) throw new Error("That can't be asked from here.");
    return link.ask(request);
  },
};

/** What concerns the agent not at all, so that it needn't wait; a gesture told late would not explain its request. */
const AT_ONCE = new Set(["passed", "seen"]);

/** A worker that was just woken first finds out whether the agent is there. @param {Parts} parts */
async function knowing({ link, settled }) {
  if (link.state.kind !== "ready") await settled;
}

/** @param {Parts} parts @param {any} message @param {Sender} sender */
export async function answerContent(parts, message, sender) {
  if (!AT_ONCE.has(message.type)) await knowing(parts);
  return CONTENT[message.type]?.(parts, message, sender);
}

/** @param {Parts} parts @param {any} message */
export async function answerPage(parts, message) {
  await knowing(parts);
  return PAGE[message.type]?.(parts, message);
}
