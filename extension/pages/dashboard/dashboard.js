/** The dashboard: one page at a time, read from the agent. Nothing is kept but what is being typed, and that in memory. */

import { html, nothing, render } from "../../vendor/lit-html.js";
import { onChanged, onListChanged, onRecordsChanged, send, sentenceOf, speak, t } from "../page.js";
import { unlockForm } from "../unlock.js";
import { makePages } from "./pages.js";

/** Asked while the texts are read. What it fails with is said by who awaits it. @type {Promise<any>} */
const early = send("state");
early.catch(() => null);
await speak();
const main = /** @type {HTMLElement} */ (document.getElementById("dashboard"));

const pages = makePages(draw, () => refresh(), show);
/** The popup leads to a page of the list by its name, which tells of nobody. */
const named = location.hash.slice(1);
let current = named in pages ? named : (Object.keys(pages)[0] ?? "");
/** @type {any} */
let standing = { kind: "away", sentence: "" };
let problem = "";
/** Changes of the practice that come so close together, in ms, are read once. */
const TOGETHER = 100;
/** Whether they are about to be read. */
let isDue = false;

/** @returns {import("./pages.js").Page} */
const page = () => /** @type {any} */ (pages[current]);

/** Whether something was typed anywhere that isn't saved. */
const isUnsaved = () => Object.values(pages).some(({ unsaved }) => unsaved);

/** What is said instead of a page while the agent gives nothing. */
function obstacle() {
  const kept = isUnsaved() ? html`<p>${t("draftKept")}</p>` : nothing;
  if (standing.kind === "locked") return html`<p>${t("dashLocked")}</p>${kept}${unlockForm(draw)}`;
  if (standing.kind === "away") {
    return html`<p>${t("stateAway")}</p><p><code>${t("startCommand")}</code></p>${kept}`;
  }
  if (standing.kind === "unpaired") {
    return html`<p>${t("stateUnpaired")}</p><p><a href="../pair/index.html">${t("pairThis")}</a></p>`;
  }
  if (standing.kind === "no_vault") {
    return html`<p>${t("stateNoVault")}</p><p><a href="../welcome/index.html">${t("firstSteps")}</a></p>`;
  }
  return html`<p>${t("stateOther", standing.sentence)}</p>${kept}`;
}

/** @param {string} name */
const navButton = (name) => html`
  <button aria-current=${name === current ? "page" : nothing} @click=${() => show(name)}>${t(name)}</button>
`;

/** @param {string} name @param {string} [part] @param {string} [flag] */
async function show(name, part, flag) {
  current = name;
  if (part !== undefined) await page().turnTo?.(part, flag);
  problem = "";
  return refresh();
}

function draw() {
  const ready = standing.kind === "ready";
  render(
    html`
      <nav class="pages" aria-label=${t("name")}>${Object.keys(pages).map(navButton)}</nav>
      <section aria-labelledby="heading">
        <h1 id="heading" tabindex="-1">${ready ? page().heading() : t(current)}</h1>
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
        ${ready ? page().view() : obstacle()}
      </section>
    `,
    main,
  );
}

/** @param {Promise<any>} [state] */
async function refresh(state = send("state")) {
  try {
    standing = await state;
    problem = "";
    if (standing.kind === "ready") await page().load();
    // What was shown must not stay on the screen of a vault that is locked.
    else for (const page of Object.values(pages)) page.clear();
  } catch (error) {
    problem = sentenceOf(error);
  }
  draw();
}

addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});
onChanged(() => refresh());
onListChanged(() => refresh());
onRecordsChanged(() => {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    void refresh();
  }, TOGETHER);
});
await refresh(early);
