"""A page that watches itself: what changes, what is called on it, what it could tell a listed account by."""

WATCH = """<script>
window.log = [];
const keep = (what) => log.push(what);
const LOUD = ["focus", "blur", "focusin", "focusout", "visibilitychange", "pagehide", "freeze", "message", "error",
  "unhandledrejection", "securitypolicyviolation", "selectionchange", "resize", "beforeunload", "storage"];
for (const type of LOUD)
  for (const where of [window, document]) where.addEventListener(type, (e) => keep(e.type), true);
new MutationObserver((records) => records.forEach((r) => keep("mutation " + r.type + " " + r.target.nodeName)))
  .observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
new PerformanceObserver((list) => list.getEntries().forEach((e) => {
  keep(e.entryType + " " + e.name);
})).observe({ entryTypes: ["resource", "layout-shift"] });
for (const name of ["querySelector", "querySelectorAll", "getElementById", "getElementsByTagName"])
  for (const proto of [Document.prototype, Element.prototype]) {
    const real = proto[name];
    if (real) proto[name] = function (...args) { keep("call " + name); return real.apply(this, args); };
  }
for (const [proto, name] of [[Element.prototype, "getBoundingClientRect"], [EventTarget.prototype, "addEventListener"],
    [Element.prototype, "getAttribute"], [Element.prototype, "closest"], [Event.prototype, "composedPath"]]) {
  const real = proto[name];
  proto[name] = function (...args) { keep("call " + name); return real.apply(this, args); };
}
for (const name of ["textContent", "innerText"]) {
  const owner = name === "textContent" ? Node.prototype : HTMLElement.prototype;
  const real = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { ...real, get() { keep("read " + name); return real.get.call(this); } });
}
const styles = () => [...document.querySelectorAll("*")].map((n) => {
  const s = getComputedStyle(n);
  const parts = [s.outline, s.color, s.backgroundColor, s.border, s.fontFamily, s.cursor, s.pointerEvents, s.filter];
  return [n.nodeName, ...parts].join();
}).join("|");
window.facts = () => ({
  frames: window.length, globals: Object.getOwnPropertyNames(window).length,
  nodes: document.querySelectorAll("*").length, html: document.documentElement.outerHTML.length,
  sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
  fonts: document.fonts.size, attributes: [...document.documentElement.attributes].map(String).length,
  active: document.activeElement.nodeName, focused: document.hasFocus(), styles: styles(), length: history.length,
  resources: performance.getEntriesByType("resource").map((e) => e.name),
});
</script>"""
