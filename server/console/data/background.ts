import type { Front } from "./front.js";

const HEADER = "x-tokenplane-background";

/**
 * Pages that say which requests they send by themselves, because no person did anything just now: those do not keep the session
 * open.
 * @param pages of which the answers to other requests are heard. @param isUsed whether somebody did something just now.
 */
export function withBackground(pages: Front, isUsed: () => boolean): Front {
  return {
    ...pages,
    get headers() {
      return { ...pages.headers, ...(isUsed() ? {} : { [HEADER]: "1" }) };
    },
    // As it was said to the server: a person who did something since then used the session after that.
    onAnswer: (sent) => (HEADER in sent ? undefined : pages.onAnswer(sent)),
  };
}
