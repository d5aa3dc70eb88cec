/** Milliseconds after something that a person did in which requests count as this person's. */
const USED_FOR = 10_000;

/** The events that a person causes, also with the Back button. Movements do not count: a table that shakes makes them, too. */
const SIGNS = ["pointerdown", "click", "keydown", "input", "wheel", "touchmove", "popstate"];

/**
 * Watches whether a person uses the pages, from when they are opened.
 * @param pages where it shows: the window. @returns whether somebody did something just now.
 */
export function watchUse(pages: EventTarget): () => boolean {
  let last = Date.now();
  const note = () => {
    last = Date.now();
  };
  for (const sign of SIGNS) pages.addEventListener(sign, note, { capture: true, passive: true });
  return () => Date.now() - last < USED_FOR;
}
