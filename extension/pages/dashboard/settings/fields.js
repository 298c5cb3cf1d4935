/** The fields that the sections are made of. A field that was refused shows again what holds. */

import { html, nothing } from "../../../vendor/lit-html.js";

/** @typedef {{value: string, text: string}} Option */

/**
 * @param {object} field
 * @param {string} field.name
 * @param {string} [field.id]
 * @param {string} field.value
 * @param {Option[]} field.options
 * @param {(value: string) => unknown} field.choose
 */
export function selectField({ name, id = "", value, options, choose }) {
  return html`
    <select
      id=${id || nothing}
      aria-label=${name}
      autocomplete="off"
      @change=${(/** @type {Event} */ { target }) => {
        const field = /** @type {HTMLSelectElement} */ (target);
        void orElse(choose(field.value), () => {
          field.value = value;
        });
      }}
    >
      ${options.map((each) => html`<option value=${each.value} .selected=${each.value === value}>${each.text}</option>`)}
    </select>
  `;
}

/**
 * One of a few, as a group of radio buttons with a legend.
 * @param {object} field
 * @param {string} field.name
 * @param {string} field.legend
 * @param {string} field.value
 * @param {Option[]} field.options
 * @param {string} [field.hint]
 * @param {(option: Option) => unknown} field.choose
 */
export function radioField({ name, legend, value, options, hint = "", choose }) {
  const option = (/** @type {Option} */ each) => html`
    <label class="row">
      <input type="radio" name=${name} value=${each.value} autocomplete="off" .checked=${each.value === value}
        @change=${(/** @type {Event} */ event) => {
          void orElse(choose(each), () => showAgain(event, value));
        }} />
      ${each.text}
    </label>
  `;
  return html`
    <fieldset class="stack choices">
      <legend>${legend}</legend>
      ${options.map(option)} ${hint ? html`<p class="small quiet">${hint}</p>` : nothing}
    </fieldset>
  `;
}

/** What was refused is taken back. @param {unknown} done false, or a promise of it: it was refused @param {() => void} back */
async function orElse(done, back) {
  if ((await done) === false) back();
}

/** Show what holds. @param {Event} event @param {string} value */
function showAgain({ target }, value) {
  const group = /** @type {HTMLElement} */ (target).closest("fieldset");
  for (const radio of group?.querySelectorAll("input") ?? []) radio.checked = radio.value === value;
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {string} field.hint
 * @param {boolean} field.checked
 * @param {(checked: boolean) => unknown} field.choose
 */
export function checkField({ id, label, hint, checked, choose }) {
  return html`
    <div class="check">
      <label class="row">
        <input type="checkbox" autocomplete="off" aria-describedby=${id} .checked=${checked}
          @change=${(/** @type {Event} */ { target }) => {
            void orElse(choose(!checked), () => {
              /** @type {HTMLInputElement} */ (target).checked = checked;
            });
          }} />
        ${label}
      </label>
      <p class="small quiet" id=${id}>${hint}</p>
    </div>
  `;
}

/**
 * A whole number, taken when it is left or confirmed; one that can't be says why beside the field.
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {string} field.hint
 * @param {number} field.value
 * @param {{least: number, most: number}} field.bounds
 * @param {string} field.wrong what to say where it isn't within them
 * @param {(value: number) => unknown} field.choose
 */
export function numberField({ id, label, hint, value, bounds: { least, most }, wrong, choose }) {
  const take = (/** @type {Event} */ { target }) => {
    const field = /** @type {HTMLInputElement} */ (target);
    const number = Number(field.value);
    const good = Number.isInteger(number) && number >= least && number <= most;
    const problem = /** @type {HTMLElement} */ (document.getElementById(`${id}Wrong`));
    problem.textContent = good ? "" : wrong;
    field.setAttribute("aria-invalid", String(!good));
    if (good && number !== value) void choose(number);
  };
  return html`
    <div class="fields">
      <label for=${id}>${label}</label>
      <p class="small quiet" id=${`${id}Hint`}>${hint}</p>
      <input id=${id} type="number" inputmode="numeric" min=${least} max=${most} autocomplete="off" spellcheck="false"
        aria-describedby=${`${id}Hint ${id}Wrong`} .value=${String(value)} @change=${take} />
      <p class="problem" role="alert" id=${`${id}Wrong`}></p>
    </div>
  `;
}
