/**
 * The sample site's own behaviour: one delegated listener a kind of event on the root, as React installs them,
 * and Mastodon's requests. Nothing here knows of Framekeeper.
 */
const root = document.getElementById("mastodon");
const state = JSON.parse(document.getElementById("initial-state").textContent);
let replyTo = null;

/** Sends what an interaction would send. */
function send(path, body) {
  return fetch(`/api/v1/${path}`, {
    method: "POST",
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
}

/** Status id and author of the status around a node. */
function statusOf(node) {
  const article = node.closest("article[data-id], .detailed-status__wrapper");
  const link = article?.querySelector(".status .status__display-name, .detailed-status__display-name");
  if (!article || !link) return null;
  const id = article.dataset.id ?? location.pathname.split("/").pop();
  return { id, acct: link.title.replace(/^@/, ""), node: article };
}

function toggle(button, on, titles) {
  button.classList.toggle("active", on);
  button.classList.toggle("activate", on);
  button.title = on ? titles[1] : titles[0];
  button.setAttribute("aria-label", button.title);
}

async function favourite(status) {
  const button = status.node.querySelector(".star-icon");
  const on = !button.classList.contains("active");
  await send(`statuses/${status.id}/${on ? "favourite" : "unfavourite"}`);
  toggle(button, on, ["Favorite", "Remove from favorites"]);
}

async function boost(status) {
  await send(`statuses/${status.id}/reblog`);
  status.node.querySelector(".icon-retweet")?.closest("button")?.classList.add("active");
}

async function follow(button) {
  const on = !button.classList.contains("button--destructive");
  const id = button.dataset.follow;
  await send(`accounts/${id}/${on ? "follow" : "unfollow"}`);
  for (const each of document.querySelectorAll(`[data-follow="${id}"]`)) {
    each.textContent = on ? "Unfollow" : "Follow";
    each.classList.toggle("button--destructive", on);
  }
}

function reply(status) {
  replyTo = status;
  const text = document.querySelector(".autosuggest-textarea__textarea");
  text.value = `@${status.acct} `;
  const indicator = document.querySelector(".compose-form__reply");
  const author = status.node.querySelector(".display-name__html").textContent;
  indicator.className = "compose-form__reply reply-indicator";
  indicator.innerHTML = `<a class="reply-indicator__display-name detailed-status__display-name"></a>`;
  const link = indicator.firstChild;
  link.href = `/@${status.acct}`;
  link.textContent = author;
  text.focus();
}

function clearReply() {
  replyTo = null;
  const indicator = document.querySelector(".reply-indicator");
  if (indicator) indicator.className = "compose-form__reply";
  indicator?.replaceChildren();
}

async function publish(form) {
  const text = form.querySelector("textarea");
  if (!text.value.trim()) return;
  await send("statuses", { status: text.value, in_reply_to_id: replyTo?.id ?? null });
  text.value = "";
  clearReply();
}

/** A menu in a portal at the end of the body, as Mastodon's Dropdown renders it. */
function openMenu(button, items) {
  closeMenu();
  const portal = document.createElement("div");
  portal.className = "dropdown-portal";
  const list = items
    .map(
      ([text], index) =>
        `<li class="dropdown-menu__item ${index < 2 ? "reblog-menu-item" : ""}"><button data-index="${index}" type="button">` +
        `<div class="dropdown-menu__item-content">${text}</div></button></li>`,
    )
    .join("");
  portal.innerHTML = `<div class="dropdown-animation dropdown-menu"><div class="dropdown-menu__container"><ul class="dropdown-menu__container__list">${list}</ul></div></div>`;
  document.body.append(portal);
  const box = button.getBoundingClientRect();
  portal.style.left = `${box.left + scrollX}px`;
  portal.style.top = `${box.bottom + scrollY + 4}px`;
  portal.addEventListener("click", (event) => {
    const item = event.target.closest("[data-index]");
    if (!item) return;
    closeMenu();
    items[Number(item.dataset.index)][1]();
  });
}

function closeMenu() {
  document.querySelector(".dropdown-portal")?.remove();
}

function boostMenu(button, status) {
  openMenu(button, [
    ["Boost", () => boost(status)],
    ["Quote", () => reply(status)],
  ]);
}

const BAR = [
  [".icon-reply, .icon-reply-all", (status) => reply(status)],
  [".icon-retweet", (status, button) => boostMenu(button, status)],
  [".icon-star", (status) => favourite(status)],
  [
    ".icon-bookmark",
    (status, button) =>
      toggle(button, true, ["Bookmark", "Remove bookmark"]) ?? send(`statuses/${status.id}/bookmark`),
  ],
];

root.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return closeMenu();
  if (button.dataset.follow) return follow(button);
  const status = statusOf(button);
  if (!status) return undefined;
  for (const [icon, act] of BAR) if (button.querySelector(icon)) return act(status, button);
  return undefined;
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  publish(event.target);
});

/** Mastodon's hotkeys on a focused status, and ctrl+Enter in the composer. */
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("textarea")) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) publish(target.form);
    return;
  }
  if (event.key === "Escape") closeMenu();
  const status = target.closest(".focusable") && statusOf(target);
  if (!status || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") favourite(status);
  if (event.key === "b") boost(status);
  if (event.key === "r") {
    event.preventDefault();
    reply(status);
  }
});

window.sample = { me: state.meta.me };
