/**
 * The background: joins the link to the agent, the content scripts and the extension's pages.
 *
 * The worker may die at any time and starts with the next event; nothing that matters lives in here. All listeners are
 * registered before anything is awaited, or the browser would not wake the worker for them.
 */

import { answerContent, answerPage } from "./answers.js";
import { Crises } from "./crises.js";
import { Drift } from "./drift.js";
import { FirstSteps } from "./first-steps.js";
import { Frames } from "./frames.js";
import { Grants, LAPSE_ALARM } from "./grants.js";
import { Link } from "./link.js";
import { Memory } from "./memory.js";
import { Missed } from "./missed.js";
import { Outbox } from "./outbox.js";
import { askPages } from "./pages.js";
import { Practice } from "./practice.js";
import { PAUSE_ALARM, Protection } from "./protection.js";
import { watchedAddresses } from "./requests.js";
import { Rules } from "./rules.js";
import { maySend, roleOf } from "./senders.js";
import { registerAdded, watchedTabs } from "./sites.js";
import { loadTexts, onLanguage } from "./texts.js";
import { Unprotected } from "./unprotected.js";
import { EXPIRE_ALARM, Warnings } from "./warnings.js";
import { openPage } from "./windows.js";

const link = new Link();
const memory = new Memory(chrome.storage.session);
const outbox = new Outbox(link, memory, new Memory(chrome.storage.local));
const grants = new Grants(memory, outbox);
const warnings = new Warnings({ link, memory, outbox, grants });
const frames = new Frames();
const rules = new Rules(new Memory(chrome.storage.local));
const unprotected = new Unprotected(
  new Memory(chrome.storage.local),
  outbox,
  () => void protection.changed(),
  () => rules.current.without_minutes,
);
const missed = new Missed(link);
const drift = new Drift({
  memory,
  disk: new Memory(chrome.storage.local),
  outbox,
  ask: (from, found) => askPages(frames, from, found),
  missed: (sightings, interaction) => void missed.put(sightings, interaction),
  changed: () => void protection.changed(),
});
const protection = new Protection({ link, frames, memory, unprotected, drift, rules });
const firstSteps = new FirstSteps({
  link,
  disk: new Memory(chrome.storage.local),
  askStatus: () => protection.askStatus(),
});
const crises = new Crises({
  link,
  memory,
  warnings,
  grants,
  seenIn: (tab) => frames.seenIn(tab),
  openPage,
});
const practice = new Practice({ memory, practised: () => firstSteps.mark("practice", "done") });
/** Resolves when the first attempt to reach the agent has ended, or has taken too long, in ms. */
const settled = new Promise((resolve) => {
  link.onState(() => resolve(null));
  setTimeout(resolve, 1500);
});
const parts = {
  link,
  memory,
  outbox,
  grants,
  warnings,
  frames,
  unprotected,
  protection,
  drift,
  firstSteps,
  practice,
  crises,
  settled,
};

/** @typedef {typeof parts} Parts */

chrome.runtime.onConnect.addListener((port) => {
  if (!port.sender || roleOf(port.sender, chrome.runtime) !== "content") {
    port.disconnect();
    return;
  }
  const frame = frames.add(port, () => void protection.redrawTab(port.sender?.tab?.id ?? -1));
  if (!frame) return;
  protection.stale.delete(frame.tab);
  void protection.tellFrame(frame);
  void protection.redrawTab(frame.tab);
});

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (typeof message?.type !== "string" || !maySend(message.type, sender, chrome.runtime)) return false;
  const answering =
    roleOf(sender, chrome.runtime) === "content"
      ? answerContent(parts, message, sender)
      : answerPage(parts, message).then(
          (value) => ({ value }),
          (error) => ({ problem: error.message, code: error.code, retryAfter: error.retryAfter }),
        );
  answering.then(answer, () => answer(null));
  return true;
});

/** Only the requests that an adapter names wake the worker; of their bodies, only what it names is read. */
const watched = {
  urls: watchedAddresses(),
  types: /** @type {chrome.webRequest.ResourceType[]} */ (["xmlhttprequest", "main_frame", "sub_frame"]),
};
chrome.webRequest.onBeforeRequest.addListener(
  (details) => {
    drift.requested(details);
    return undefined;
  },
  watched,
  ["requestBody"],
);
chrome.webRequest.onCompleted.addListener((details) => void drift.finished(details), watched);
chrome.webRequest.onErrorOccurred.addListener((details) => void drift.finished(details), watched);

chrome.windows.onRemoved.addListener((window) => {
  void warnings.closed(window);
  void practice.closed(window);
});
chrome.tabs.onRemoved.addListener((tab) => {
  protection.stale.delete(tab);
  void warnings.tabGone(tab);
  void grants.lapse((grant) => grant.tab === tab);
  void drift.tabGone(tab);
});
chrome.tabs.onUpdated.addListener((tab, { status }) => {
  if (status === "loading" && protection.stale.delete(tab)) void protection.redrawTab(tab);
});
chrome.alarms.onAlarm.addListener(({ name }) => {
  const [kind, id = ""] = name.split(" ");
  if (kind === EXPIRE_ALARM) void warnings.expire(id);
  if (kind === LAPSE_ALARM) void grants.lapse();
  if (kind === "unprotected") void unprotected.settle();
  if (kind === PAUSE_ALARM) void protection.changed();
});
for (const event of [chrome.permissions.onAdded, chrome.permissions.onRemoved]) {
  event.addListener(async () => {
    await registerAdded();
    await findStale();
    await protection.changed();
  });
}
chrome.runtime.onInstalled.addListener(({ reason }) => {
  void registerAdded();
  if (reason === "install") void settled.then(() => firstSteps.installed());
});
chrome.runtime.onStartup.addListener(() => void registerAdded());

link.onState(async () => {
  protection.knows = true;
  if (link.state.kind === "ready") {
    await unprotected.settle(true);
    await protection.learnStatus().catch(() => null);
    void outbox.flush();
    void missed.flush();
  } else protection.epoch = -1;
  await protection.changed();
});
link.onNotice((/** @type {{type: string, epoch?: number, accounts?: string[]}} */ notice) => {
  if (notice.type === "records.changed") chrome.runtime.sendMessage({ type: notice.type }).catch(() => null);
  if (notice.type !== "list.changed" || notice.epoch === undefined) return;
  protection.setEpoch(notice.epoch, notice.accounts);
  chrome.runtime.sendMessage({ type: "list.changed" }).catch(() => null);
  void crises.heed().catch(() => null);
  const learnt = protection.learnStatus().catch(() => false);
  void learnt.then((news) => (news ? protection.changed() : null));
});

// The agent is told too, since it says its sentences in the language of the session.
onLanguage(async () => {
  await protection.learnStatus().catch(() => null);
  await protection.changed();
});

/** Tabs that were open before the extension came to stand there say nothing when they are asked. */
async function findStale() {
  const ping = (/** @type {number} */ tab) => chrome.tabs.sendMessage(tab, { type: "ping" }, { frameId: 0 });
  for (const tab of await watchedTabs()) {
    if (!(await ping(tab).catch(() => false))) protection.stale.add(tab);
  }
}

/** What a worker does first, whatever woke it. */
async function begin() {
  await loadTexts();
  link.start();
  await unprotected.load();
  await grants.lapse();
  await findStale();
  // Not before: a worker that has only just started knows nothing, and would say "not protected" for a moment.
  await settled;
  await protection.changed();
  await firstSteps.comeBack();
}

void begin();
