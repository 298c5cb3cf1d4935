/**
 * Whether a page stands still between two events of a press, so that what the first one met needn't be looked for again.
 */

const ANY_CHANGE = { subtree: true, childList: true, attributes: true, characterData: true };

class Stillness {
  /** @param {any[]} path of the first event, with every shadow root that it passes */
  constructor(path) {
    this.target = path[0];
    this.address = location.href;
    this.changed = false;
    this.observer = new MutationObserver(() => this.end());
    for (const node of path)
      if (node.nodeType === 9 || node.nodeType === 11) this.observer.observe(node, ANY_CHANGE);
  }

  /** Whether this event meets what the first one met. @param {Event} event */
  lasts(event) {
    if (this.observer.takeRecords().length > 0) this.end();
    return !this.changed && innermost(event) === this.target && location.href === this.address;
  }

  end() {
    this.changed = true;
    this.observer.disconnect();
  }
}
