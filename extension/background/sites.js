/**
 * Which sites the guard stands on: those of the manifest, and servers that the therapist adds.
 *
 * The browser is the only one who keeps the list of added sites: it is what permissions were granted. From it the content
 * scripts are registered, at every start and whenever a permission comes or goes.
 */

const SCRIPT = "added-sites";

/** The patterns that the manifest itself stands on. */
export function shippedPatterns() {
  return chrome.runtime.getManifest().content_scripts?.[0]?.matches ?? [];
}

/** Patterns of sites that the therapist has added. */
export async function addedPatterns() {
  const { origins = [] } = await chrome.permissions.getAll();
  const shipped = new Set(shippedPatterns());
  return origins.filter((origin) => !shipped.has(origin) && /^https?:\/\/[^*]/.test(origin));
}

/** Make the registered content scripts match the permissions there are. */
export async function registerAdded() {
  const matches = await addedPatterns();
  const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (registered) await chrome.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const js = chrome.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = {
    id: SCRIPT,
    matches,
    js,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: "document_start",
    persistAcrossSessions: true,
  };
  if (registered) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}

/** Sites of the manifest that the browser doesn't let us see (any more), as people say them. @returns {Promise<string[]>} */
export async function revokedSites() {
  const missing = [];
  for (const origin of shippedPatterns()) {
    if (!(await chrome.permissions.contains({ origins: [origin] }))) missing.push(siteOf(origin));
  }
  return missing;
}

/** `https://*.x.com/*` is `x.com`. @param {string} pattern */
export function siteOf(pattern) {
  return pattern.replace(/^[^/]*\/\/(\*\.)?/, "").replace(/\/.*$/, "");
}

/** Tabs that have a watched site open, and have finished loading it. @returns {Promise<number[]>} */
export async function watchedTabs() {
  const tabs = await watched({ status: "complete" });
  return tabs.flatMap(({ id, discarded }) => (id !== undefined && !discarded ? [id] : []));
}

/** Tabs that have a page of this watched host open. @param {string} host with its port @returns {Promise<number[]>} */
export async function tabsOn(host) {
  const tabs = await watched({});
  return tabs.flatMap(({ id, url = "" }) =>
    id !== undefined && URL.canParse(url) && new URL(url).host === host ? [id] : [],
  );
}

/** @param {chrome.tabs.QueryInfo} query */
async function watched(query) {
  return chrome.tabs.query({ ...query, url: [...shippedPatterns(), ...(await addedPatterns())] });
}
