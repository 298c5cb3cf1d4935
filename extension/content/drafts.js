/**
 * What the therapist is writing, told to the agent at a pause in the typing, so that the toolbar can hint at phrases to
 * think about. Draws nothing, holds nothing, keeps nothing.
 */

/** A pause in the typing, in ms. */
const PAUSE_MS = 800;

/** How often a text that had hints is looked at without typing, in ms: it may have been sent, or emptied by the page. */
const GONE_MS = 3000;

/** Letters that are read (protocol/messages/drafts.py); nothing here makes the browser lay out the page. */
const MOST_DRAFT = 20_000;

class Drafts {
  /**
   * @param {(text: string) => Promise<unknown>} tell gives how many hints there are
   * @param {number} [pause] ms
   */
  constructor(tell, pause = PAUSE_MS) {
    this.tell = tell;
    this.pause = pause;
    /** @type {Element | null} */
    this.editor = null;
    this.last = "";
    this.hints = 0;
    this.timer = 0;
  }

  /** Something was typed. @param {Event} event */
  typed(event) {
    const editor = event.isTrusted ? editorOf(event.composedPath()[0]) : null;
    if (!editor) return;
    this.editor = editor;
    this.#plan(this.pause);
  }

  /** @param {number} delay */
  #plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#look(), delay);
  }

  async #look() {
    const text = this.editor?.isConnected ? proseOf(this.editor).slice(0, MOST_DRAFT).trim() : "";
    if (text !== this.last) {
      this.last = text;
      this.hints = Number(await this.tell(text));
    }
    if (text && this.hints) this.#plan(GONE_MS);
  }
}

/** The composer that an event comes from: no search field, no field of one line. @param {EventTarget | undefined} target */
function editorOf(target) {
  if (!(target instanceof Element)) return null;
  if (target instanceof HTMLTextAreaElement) return target;
  if (!(target instanceof HTMLElement) || !target.isContentEditable) return null;
  let editor = target;
  while (editor.parentElement?.isContentEditable) editor = editor.parentElement;
  return editor;
}
