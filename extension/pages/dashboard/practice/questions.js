/**
 * The questions of the policy's form, a few at a time, and the clauses that each step writes: data. The texts of a
 * question are `answer_…`, its hint `answerHint_…`, and those of its choices `choice_…`.
 */

/**
 * @typedef {object} Question
 * @property {string} answer its name in the answers (protocol/messages/practice_policy.py)
 * @property {"text" | "long" | "date" | "number" | "choice" | "yes" | "many" | "country"} kind
 * @property {string[]} [choices]
 * @property {[number, number]} [range]
 * @property {boolean} [hint]
 * @property {(answers: any) => boolean} [when] asked only then
 */
/**
 * @typedef {object} Step
 * @property {string} name
 * @property {Question[]} questions
 * @property {string[]} clauses
 */

/** @param {string} answer @param {string[]} choices @param {Partial<Question>} [more] @returns {Question} */
const choice = (answer, choices, more = {}) => ({ answer, kind: "choice", choices, ...more });
/** @param {string} answer @param {Partial<Question>} [more] @returns {Question} */
const text = (answer, more = {}) => ({ answer, kind: "text", ...more });
/** @param {string} channel */
const uses =
  (channel) =>
  (/** @type {any} */ { channels }) =>
    channels.includes(channel);

const PROFESSIONS = ["psychologist", "counsellor", "social_worker", "family_therapist", "psychotherapist"];

/** @type {Step[]} */
export const STEPS = [
  {
    name: "practice",
    questions: [
      text("therapist"),
      text("practice"),
      choice("profession", PROFESSIONS),
      { answer: "country", kind: "country", hint: true },
      { answer: "effective", kind: "date", hint: true },
    ],
    clauses: ["purpose", "standards"],
  },
  {
    name: "reaching",
    questions: [
      { answer: "channels", kind: "many", choices: ["portal", "email", "phone", "text", "social"] },
      text("portal", { when: uses("portal") }),
      text("email", { when: uses("email") }),
      text("phone", { when: ({ channels }) => channels.includes("phone") || channels.includes("text") }),
      { answer: "response_days", kind: "number", range: [1, 14] },
      choice("direct_messages", ["off", "redirected", "unread", "answered"]),
      choice("messages_in_record", ["all", "relevant", "none"]),
    ],
    clauses: ["messages", "record"],
  },
  {
    name: "page",
    questions: [
      choice("page", ["public", "private", "none"]),
      { answer: "clients_may_follow", kind: "yes" },
      choice("comments", ["off", "open"]),
      choice("former", ["never", "years"]),
      { answer: "former_years", kind: "number", range: [1, 30], when: ({ former }) => former === "years" },
    ],
    clauses: ["friends", "professional_page", "following_back", "engagement", "accidental"],
  },
  {
    name: "posting",
    questions: [
      choice("examples", ["none", "invented"]),
      choice("sharing", ["never", "consent"]),
      choice("testimonials", ["never", "consent"], { hint: true }),
      choice("recording", ["never", "consent"]),
    ],
    clauses: ["education", "anecdotes", "reviews", "photographs", "recording"],
  },
  {
    name: "privacy",
    questions: [
      choice("searching", ["safety", "agreed", "never"]),
      { answer: "list_years", kind: "number", range: [0, 30], hint: true },
      { answer: "works_with", kind: "many", choices: ["minors", "couples", "groups"] },
      choice("supervision", ["supervision", "colleagues"]),
    ],
    clauses: ["searching", "incidental", "location", "confidentiality", "minors", "list", "supervision"],
  },
  { name: "crisis", questions: [], clauses: ["crisis"] },
  {
    name: "end",
    questions: [{ answer: "added", kind: "long", hint: true }],
    clauses: ["added", "review", "standards", "signatures"],
  },
];

/** Countries that can be chosen, by code; their names are the browser's. */
export const COUNTRIES = (
  "AR AT AU BE BO BR CA CH CL CO CR CU CZ DE DK DO EC EE ES FI FR GB GR GT HN HR HU IE IL IN IS IT JP KE KR LI LT LU LV MT " +
  "MX NI NL NO NZ PA PE PH PL PR PT PY RO SE SG SI SK SV TR UA US UY VE ZA"
).split(" ");

/** The step in which an answer is asked for. @param {string} answer */
export const stepOf = (answer) =>
  Math.max(
    0,
    STEPS.findIndex(({ questions }) => questions.some((question) => question.answer === answer)),
  );

/** "Lifeline: 988", one a line. @param {string} text */
export const linesOf = (text) =>
  text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const colon = line.lastIndexOf(":");
      return colon < 0
        ? { name: line.trim(), number: "" }
        : { name: line.slice(0, colon).trim(), number: line.slice(colon + 1).trim() };
    });
