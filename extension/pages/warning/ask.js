/**
 * Asks what the window is to show, before anything else is loaded: the answer comes while the modules do. A classic
 * script for that reason alone; warning.js takes the answer from here.
 */

Object.assign(globalThis, {
  opened: chrome.runtime.sendMessage({
    type: "warning.view",
    id: new URLSearchParams(location.search).get("id") ?? "",
  }),
});
