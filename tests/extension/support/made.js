/** Keys of texts that are made at run time, each with all that may follow. */

import assert from "node:assert/strict";
import { STEPS as POLICY } from "../../../extension/pages/dashboard/practice/questions.js";
import { STEPS } from "../../../extension/pages/welcome/steps.js";
import { read } from "./folder.js";

const questions = POLICY.flatMap((step) => step.questions);

/** What can keep a policy from being finished (agent/practice/policy/checking.py). */
const PROBLEMS = [
  ...["therapist", "practice", "country", "portal", "email", "phone", "channels", "effective", "numbers"],
  ...["follow_private", "follow_no_page", "comments_no_page", "answered_no_channel", "channel_not_answered"],
  ...["unread_in_record", "answered_not_recorded", "testimonials_not_shared", "testimonials_barred"],
];

/**
 * Keys that are made at run time: the beginning, and all that may follow. Where the contract has the words, they are read from it.
 * @type {Record<string, string[]>}
 */
export const MADE = {
  do_: words("AdapterOutdated", "interactions"),
  safe_: words("AdapterOutdated", "interactions"),
  why_: words("AdapterOutdated", "interactions"),
  fact_: words("Client", "status"),
  maybe_: words("Client", "status"),
  status_: words("Client", "status"),
  source_: words("AccountAdd", "handle_source"),
  alike_: words("NameReason", "why"),
  field_: words("ImportColumn", "field"),
  skip_: words("ImportRemark", "why"),
  importing_: [...words("ImportProgressReply", "step"), "sending"],
  reason_: words("Entry", "reason"),
  flag_: words("Entry", "flags"),
  use_: words("Entry", "use"),
  moment_: words("Moment", "kind"),
  outcome_: [...words("Entry", "outcome"), "open", "missed", "crisis"],
  period_: words("Period", "kind"),
  format_: words("LogExport", "format"),
  event_: [
    ...["warned", "decided", "used", "lapsed", "missed", "noted", "snoozed", "uncleared", "erased"],
    ...["card_opened", "crisis_held", "crisis_released"],
  ],
  card_: ["phone", "place", "contact", "plan", "notes"],
  crisisDanger_: words("CrisisEdit", "danger"),
  crisisStep_: words("CrisisStep", "step"),
  crisisResult_: words("CrisisStep", "result"),
  crisisFollow_: words("CrisisFollow", "follow"),
  place_: ["other", "overridden", "missed"],
  span_: ["91", "365", "0"],
  link_: linkCodes(),
  check_: words("ProfileCheck", "item"),
  due_: words("DueItem", "kind"),
  contact_: words("Contact", "kind"),
  by_: words("Contact", "by"),
  handling_: words("Contact", "handling"),
  dilemma_: ["facts", "options", "standard", "decision", "consulted"],
  hint_: words("DraftHint", "kind"),
  step_: [...STEPS, "end"],
  sampleDone_: ["follow", "react"],
  tier_: ["A", "B", "C", "none"],
  record_: words("PastRecord", "kind"),
  row_: [...words("Client", "status"), "possible"],
  group_: ["follow", "message", "comment", "react", "view"],
  away_: words("Rules", "when_away"),
  unnamed_: words("Rules", "when_unnamed"),
  role_: words("Resolved", "own_role"),
  whatAs_: words("Resolved", "own_role"),
  consent_: [...words("ConsentSays", "state"), "validAlways"],
  consentKind_: words("Consent", "kind"),
  consentState_: [...words("Consent", "state"), "until"],
  bar_: ["au_testimonials"],
  standing_: words("PolicyClient", "standing"),
  policyStep_: POLICY.map(({ name }) => name),
  policyKind_: words("PolicyExport", "kind"),
  policyFormat_: words("PolicyExport", "format"),
  answer_: questions.map(({ answer }) => answer),
  answerHint_: questions.filter(({ hint }) => hint).map(({ answer }) => answer),
  choice_: questions.flatMap(({ answer, choices = [] }) => choices.map((each) => `${answer}_${each}`)),
  problem_: PROBLEMS,
};

/** The codes that the link has a sentence for. */
function linkCodes() {
  const [, list = ""] = /KNOWN = new Set\(\[([\s\S]*?)\]\)/.exec(read("background/link-errors.js")) ?? [];
  return [...list.matchAll(/"(\w+)"/g)].map(([, code = ""]) => code);
}

/** The words that a field of a message can have. @param {string} message @param {string} field */
function words(message, field) {
  const types = read("generated/messages.d.ts");
  const [, body = ""] = new RegExp(`interface ${message} \\{([\\s\\S]*?)\n\\}`).exec(types) ?? [];
  const [, type = ""] = new RegExp(`^\\s*${field}\\??: (.*);$`, "m").exec(body) ?? [];
  const found = [...type.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word);
  assert.ok(found.length, `${message}.${field} has no words`);
  return found;
}
