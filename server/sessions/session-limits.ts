const MINUTE_MS = 60_000;

/** How long a session lasts that its person does not use, in milliseconds. */
export const IDLE_MS = 30 * MINUTE_MS;

/** How long a session of level 2 lasts at most, in milliseconds. */
export const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** The same for level 1, which is there to enrol a token. */
export const LONGEST_LEVEL_1_MS = 60 * MINUTE_MS;

/** The same in a portal, which people open for one thing: without a request, and at most. */
export const PORTAL_IDLE_MS = 10 * MINUTE_MS;
export const PORTAL_LONGEST_MS = 60 * MINUTE_MS;

/** How precisely the last request of a session is stored, in milliseconds. */
export const SEEN_RESOLUTION_MS = MINUTE_MS;
