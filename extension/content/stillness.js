/**
 * Whether a page stands still between two events, as the pointer coming to a control, its press and its click, so that what
 * the first one met needn't be looked for again.
 */

const ANY_CHANGE = { subtree: true, childList: true, attributes: true, characterData: true };

class Stillness {
  /** @param {Event} event the first one @param {Element} control that it was recognised on */
  constructor(event, control) {
    this.target = innermost(event);
    this.document = control.ownerDocument;
    this.address = placeOf(this.document).href;
    this.changed = false;
    this.observer = new MutationObserver(() => this.end());
    for (const root of rootsWithin(event, control)) this.observer.observe(root, ANY_CHANGE);
  }

  /** Whether this event meets what the first one met. @param {Event} event */
  lasts(event) {
    if (this.observer.takeRecords().length > 0) this.end();
    if (this.changed || innermost(event) !== this.target) return false;
    return placeOf(this.document).href === this.address;
  }

  end() {
    this.changed = true;
    this.observer.disconnect();
  }
}

/**
 * @param {Event} event
 * @param {Element} control
 * @returns {Node[]} where stands what the event passes on its way to the control, and what is around that: the document
 * and the shadow roots in which it was recognised
 */
function rootsWithin(event, control) {
  /** @type {Node[]} */
  const roots = [control.ownerDocument];
  for (const node of wayOf(event).before(control))
    if (node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) roots.push(node);
  for (let at = control.getRootNode(); at instanceof ShadowRoot; at = at.host.getRootNode()) roots.push(at);
  return roots;
}
