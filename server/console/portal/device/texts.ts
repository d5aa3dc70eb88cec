import type { Waking } from "./wake.js";

/** What is said of how this phone is woken, where there is something to say. */
const WAKING: Readonly<Record<Exclude<Waking, "ON">, string>> = {
  OFF: "Requests do not wake this phone yet. Until they do, open this page whenever you sign in.",
  DENIED:
    "Notifications of this page are blocked. Open this page whenever you sign in, or allow them in the settings of the browser.",
  FROM_HOME_SCREEN:
    "Requests wake this phone only if this page is on the home screen: tap Share, then Add to Home Screen, and open it from there. A phone that was connected before must be connected again there. Otherwise, open this page whenever you sign in.",
  NEVER: "This browser wakes no pages. Open this page whenever you sign in.",
};

export const DEVICE_TEXTS = {
  title: "This phone",
  portal: "Your tokens",

  cannotTitle: "This browser cannot be used",
  cannot:
    "This browser cannot keep a key for your sign-ins: it is too old, in a private window, or the address is not HTTPS. Connect an authenticator app instead.",
  connectApp: "Connect an authenticator app",
  notKept: (why: string) => `This browser keeps nothing for this page: ${why}`,

  noneTitle: "This phone is not connected",
  noneBody:
    "Sign in to the portal, choose to connect a token, and there “Phone that asks”. On this phone, it offers to use this browser. If this phone was connected before, the browser has deleted its key: connect it again.",
  connect: "Connect this phone",
  paste: "Or paste a link for this phone",
  pasteHint: "You copied it on another page of this phone.",
  usePasted: "Use the link",
  noLink: "This is no link for a phone. Copy it again.",

  connectTitle: (label: string) => `Connect this phone to ${label}`,
  connectBody:
    "This browser makes a key that never leaves it. From then on, it asks you whenever you sign in. Allow notifications when the browser asks, so that a request wakes this phone.",
  homeScreenFirst:
    "On this phone, only pages on the home screen are woken, and they share nothing with this page. The best way: copy the link, tap Share, then Add to Home Screen, open the page from there, and paste the link.",
  copyLink: "Link for the home screen:",
  connecting: "Making the key …",
  refused: "The server did not take this phone: the link was used, or is too old. Start again in the portal.",
  notReached: "The server does not answer. Check your connection, and try again.",

  asks: "A request",
  arrived: (time: string) => `Arrived at ${time}.`,
  choose: "Choose the number that is shown where you sign in:",
  approve: "Approve",
  decline: "Decline",
  notMe: "This was not me",
  notMeHint:
    "“This was not me” stops requests for ten minutes. Somebody may know your password: tell the helpdesk.",

  codeTitle: "Your code",
  codeBody: "Type this code where you sign in. Tell it to nobody.",
  codeConnect: "Type this code in the portal. Then this phone is connected.",
  toPortal: "Type it in the portal",
  approved: "Approved. Go on where you sign in.",
  declined: "Declined.",
  notMeSaid: "Declined. Nothing more is asked for ten minutes. Change your password, and tell the helpdesk.",
  void: "This did not count: it was too late, was answered before, or the number was wrong. Sign in again.",
  done: "Done",

  nothing: "No request is open.",
  asking: "Asking the server …",
  away: "The server cannot be reached. It is asked again in a moment.",
  unknown:
    "The server does not know this phone for this token any more: the token is on another phone, was removed, or was never confirmed.",
  connectAgain: "Connect again",
  remove: "Remove from this phone",

  waking: WAKING,
  wakes: "Requests wake this phone.",
  allow: "Wake this phone",
  notAllowed: "The browser did not allow it, or its push service cannot be reached.",
} as const;
