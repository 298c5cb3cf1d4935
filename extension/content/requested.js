/**
 * What this page knows about a request that it has just sent: whether somebody pressed something, and whom it concerns.
 * Asked by the background (background/drift.js); the page learns nothing of it.
 */

/** @typedef {{adapter: string, accounts: string[], things: string[]}} Asked ids and posts that a request named */

/**
 * @param {Adapter | null} adapter
 * @param {Asked[]} asked for each adapter that the request may be one of
 * @param {number} pressed when something was last pressed, in ms since 1970
 */
function requestedHere(adapter, asked, pressed) {
  if (!adapter) return null;
  const { name } = adapter.data;
  const keys = asked.filter((one) => one.adapter === name).flatMap((one) => concernedBy(adapter, one));
  const seen = [...new Set(keys)].map((key) => adapter.people.bare(key)).filter(({ own }) => !own);
  return { adapter: name, pressed: Date.now() - pressed, sightings: seen.slice(0, 8).map(sightingOf) };
}

/**
 * The accounts that a request's ids name; and the one that the page's address names, if the address is that of the very
 * post: on any other page the post could be anybody's.
 * @param {Adapter} adapter
 * @param {Asked} asked
 * @returns {string[]}
 */
function concernedBy({ people }, { accounts, things }) {
  const keys = accounts.flatMap((id) => people.identity.key(id) ?? []);
  const words = new Set(people.path().split(/[^\w]+/u));
  const isHere = things.some((thing) => thing.length > 2 && words.has(thing));
  const owner = isHere ? people.linked(placeOf(people.document).href, ANY_LINK) : null;
  return owner ? [...keys, owner] : keys;
}
