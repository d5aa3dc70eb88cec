/** How long idle connections stay open, in milliseconds, as those of the server do: none is closed while a request comes. */
export const KEEP_ALIVE = 65_000;
