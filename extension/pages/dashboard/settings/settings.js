/** The settings, in sections. A new section is a line here. */

import { Sections } from "../sections.js";
import { BackupPart } from "./backup.js";
import { BrowsersPart } from "./browsers.js";
import { DraftsPart } from "./drafts.js";
import { Kept } from "./kept.js";
import { LanguagePart } from "./language.js";
import { LockPart } from "./lock.js";
import { OwnPart } from "./own.js";
import { RecordsPart } from "./records.js";
import { UnansweredPart } from "./unanswered.js";
import { WarningsPart } from "./warnings.js";

/**
 * @param {() => void} redraw
 * @param {() => Promise<void>} refresh reads what is shown anew, then redraws
 */
export function makeSettings(redraw, refresh) {
  const kept = new Kept(refresh);
  const parts = {
    sectionWarnings: new WarningsPart(kept),
    sectionUnanswered: new UnansweredPart(kept),
    sectionDrafts: new DraftsPart(kept, redraw),
    sectionOwn: new OwnPart(kept, redraw),
    sectionRecords: new RecordsPart(kept, redraw),
    sectionBrowsers: new BrowsersPart(kept, redraw),
    sectionLock: new LockPart(kept, redraw),
    sectionBackup: new BackupPart(kept, redraw),
    textLanguage: new LanguagePart(),
  };
  return new Sections("settings", parts, () => void refresh());
}
