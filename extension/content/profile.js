/**
 * A profile's own page, as the popup asks about it: whose it is and, where it is one's own, what its bio says. Read when it
 * is asked for, in memory; the page is not changed.
 */

/** Letters of a bio that are read (protocol/messages/practice_profiles.py). */
const MOST_BIO = 20_000;

/**
 * @param {Adapter | null} adapter
 * @param {boolean} read whether to read the bio, too
 * @returns {{account: string, bio: string | null} | null} null: no profile's page; no bio: the adapter doesn't know where it is
 */
function profileHere(adapter, read) {
  const account = adapter?.people.linked(placeOf(adapter.document).href, PROFILE) ?? null;
  if (!adapter || !account) return null;
  const selectors = read ? (adapter.data.bio ?? []) : [];
  if (selectors.length === 0) return { account, bio: null };
  const nodes = [...adapter.document.querySelectorAll(selectors.join(", "))];
  return { account, bio: nodes.map(proseOf).join("\n").slice(0, MOST_BIO) };
}
