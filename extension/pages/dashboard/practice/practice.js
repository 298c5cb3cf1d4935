/** The page of the practice: the registers of the other boundaries, in sections. A new section is a line here. */

import { Sections } from "../sections.js";
import { ConsentsPage } from "./consents.js";
import { ContactsPage } from "./contacts.js";
import { CrisisPage } from "./crisis.js";
import { PolicyPage } from "./policy.js";
import { ProfilesPage } from "./profiles.js";
import { SupervisionPage } from "./supervision.js";

/**
 * @param {() => void} redraw
 * @param {() => Promise<void>} refresh reads what is shown anew, then redraws
 * @param {import("../pages.js").Go} go
 * @param {import("../pages.js").Everything} everything shows the page of a client in the contacts
 */
export function makePractice(redraw, refresh, go, everything) {
  const parts = {
    policy: new PolicyPage(redraw),
    consents: new ConsentsPage(redraw),
    contacts: new ContactsPage(redraw, everything),
    profiles: new ProfilesPage(redraw, go),
    crisis: new CrisisPage(redraw),
    supervision: new SupervisionPage(redraw),
  };
  return new Sections("practice", parts, () => void refresh());
}
