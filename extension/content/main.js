/**
 * Puts the guard and the scan in place and joins them to the background.
 *
 * A port tells whether the worker lives: when it dies, what was known is dropped and the next input brings it back.
 * Everything that must arrive goes as a message of its own, which wakes the worker.
 */

/** Activity is reported at most this often, in ms; the vault locks after minutes without any. */
const ACTIVITY_MS = 60_000;

/** Between two attempts to reach the worker, in ms. */
const RECONNECT_MS = 2000;

/** A message that must arrive is sent again so often before it is given up. */
const ATTEMPTS = 3;

/**
 * Tells one load of a page from the next in the same frame. Random: it must mean nothing to anybody else. Not by
 * `randomUUID`, which documents that aren't secure, such as frames of `data:`, don't have.
 */
const PAGE = [...crypto.getRandomValues(new Uint32Array(4))].join("-");

/** @type {Adapter | null} */
let adapterFound = null;

/** The adapter for this page. Asked anew until found, since a site may show only late what it is. */
function adapterHere() {
  adapterFound ??= Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
  if (adapterFound) adapterFound.people.readsDrafts = true;
  return adapterFound;
}

/** After an update or removal the browser takes `runtime.id` away from scripts that are left behind. */
function isOrphaned() {
  try {
    return !chrome.runtime?.id;
  } catch {
    return true;
  }
}

/**
 * @param {object} message
 * @param {number} [attempts]
 * @returns {Promise<any>} null when nobody answers
 */
async function tell(message, attempts = 1) {
  for (let i = 0; i < attempts && !isOrphaned(); i++) {
    try {
      return await chrome.runtime.sendMessage({ ...message, page: PAGE });
    } catch {
      // The worker was just being stopped: the next message starts it.
    }
  }
  return null;
}

/** Where the window is, so that the warning can open over it without asking. */
function windowPlace() {
  return { left: screenX, top: screenY, width: outerWidth, height: outerHeight };
}

/** @param {Press} press */
function holdPress(press) {
  if (!isOrphaned()) {
    void tell({ type: "hold", press, place: windowPlace() }, ATTEMPTS).then((answer) => {
      if (answer === null && isOrphaned()) sayReload();
    });
  } else sayReload();
}

/** Known while the extension is there, since a script that is left behind can't ask any more; in the language chosen, once that is told. */
let orphanSentence = chrome.i18n.getMessage("orphan");

/**
 * A script that is left behind has no window to open. The browser's own dialog is no part of the page, and comes after
 * the press was swallowed: that the page stood still for a moment tells it no more than the held press did.
 */
function sayReload() {
  alert(orphanSentence);
}

let lastActive = 0;
/** When something was last pressed here, in ms since 1970: a request long after wasn't made by anybody's hand. */
let lastPressed = 0;
function sayActive() {
  lastPressed = Date.now();
  connect();
  if (Date.now() - lastActive < ACTIVITY_MS || !adapterHere()) return;
  lastActive = Date.now();
  void tell({ type: "activity" });
}

/** As many gestures as the background takes at once (background/presses.js). */
const MOST_TOLD = 12;

/** Gestures that went through: told when their event is over, since a message takes longer than all else at a press. */
const passed = /** @type {{interaction: string, role: string}[]} */ ([]);
function tellPassed() {
  while (passed.length > 0) void tell({ type: "passed", gestures: passed.splice(0, MOST_TOLD) }, ATTEMPTS);
}

const verdicts = new Verdicts((sightings) => tell({ type: "check", sightings }));
const guard = new Guard({
  adapter: adapterHere,
  verdicts,
  orphaned: isOrphaned,
  hold: holdPress,
  used: (grant) => {
    const { interaction, accounts = [] } = guard.judging.grants.find(({ id }) => id === grant) ?? {};
    if (["view", "join"].includes(interaction ?? "")) arrival.lead(accounts);
    void tell({ type: "used", grant }, ATTEMPTS);
  },
  passed: (gestures) => {
    scan.knows = true;
    if (passed.length === 0) setTimeout(tellPassed);
    passed.push(...gestures);
  },
  active: sayActive,
});
const arrival = new Arrival({
  adapter: adapterHere,
  verdicts,
  judging: guard.judging,
  allowed: async (sightings) => (await tell({ type: "arrive", sightings })) === true,
  leave(press) {
    stop();
    void tell({ type: "hold", press, place: windowPlace(), address: location.href }, ATTEMPTS);
    location.replace("about:blank");
  },
});
/** A site may show only late what it is: whoever looks then also joins the background. */
function adapterToScan() {
  connect();
  return adapterHere();
}
const scan = new Scan(adapterToScan, verdicts, (seen) => void tell({ type: "seen", seen }));

const drafts = new Drafts((text) => tell({ type: "draft", text, own: adapterHere()?.ownAccount() ?? null }));

/** @type {chrome.runtime.Port | null} */
let port = null;
let lastConnected = 0;

/** Join the background, where the page is one that an adapter knows. */
function connect() {
  if (port || isOrphaned() || Date.now() - lastConnected < RECONNECT_MS || !adapterHere()) return;
  lastConnected = Date.now();
  port = chrome.runtime.connect({ name: PAGE });
  port.postMessage({ adapter: adapterFound?.data.name });
  port.onMessage.addListener(receive);
  port.onDisconnect.addListener(() => {
    port = null;
    verdicts.lose();
    // A page that nobody looks at needs no worker; looking at it joins it again.
    setTimeout(() => document.visibilityState === "visible" && connect(), RECONNECT_MS);
  });
}

/** A page that is left may be shown again as it was: it hears nothing meanwhile, so that what it knows may be out of date. */
function disconnect() {
  port?.disconnect();
  port = null;
  lastConnected = 0;
  verdicts.lose();
}

/** @param {{type: string, state?: PageState, grant?: Grant}} message */
function receive(message) {
  if (message.type === "state" && message.state) {
    verdicts.setState(message.state);
    orphanSentence = message.state.orphan ?? orphanSentence;
    if (adapterFound) adapterFound.views.optional = message.state.views;
    if (window === top) void arrival.look();
    scan.repeat();
  }
}

// Armed grants come as messages that are answered, so that the background knows that the page has them.
chrome.runtime.onMessage.addListener((message, sender, answer) => {
  if (sender.id !== chrome.runtime.id) return;
  if (message.type === "ping") answer(true);
  if (message.type === "profile") answer(profileHere(adapterHere(), message.read === true));
  if (message.type === "requested") answer(requestedHere(adapterHere(), message.asked, lastPressed));
  if (message.page !== PAGE) return;
  if (message.type === "arm") guard.allow(message.grant);
  if (message.type === "disarm") guard.disallow(message.grant);
  answer(true);
});

guard.arm();
if (window === top) arrival.start();
// `document.open()` takes listeners away and replaces the root: seen here before the page's next task.
new MutationObserver(() => guard.arm()).observe(document, { childList: true });
addEventListener("pagehide", ({ isTrusted }) => {
  if (!isTrusted) return;
  tellPassed();
  guard.forget();
  if (port) void tell({ type: "left" });
  disconnect();
});
addEventListener("pageshow", connect);
addEventListener("input", (event) => port && drafts.typed(event), { capture: true, passive: true });
document.addEventListener("DOMContentLoaded", () => {
  connect();
  scan.start();
});
connect();
