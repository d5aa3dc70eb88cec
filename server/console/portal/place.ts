import { useEffect, useState, useSyncExternalStore } from "react";

/** Where in a portal somebody is. The address bar says it, so that Back works, and a reload shows the same. */
export type Place =
  | { readonly page: "HOME" }
  | { readonly page: "INVITATION" }
  | {
      readonly page: "CONNECT";
      /** Global id of a token that is there already; null for a new one. */
      readonly token: string | null;
    };

const typedAddress = globalThis.location.pathname.split("/")[2] ?? "";

/** The portal's address, in small letters, as the server has it: the part behind /s/. It is part of every path of the portal. */
export const portalAddress = typedAddress.toLowerCase();

// A phone that was connected at one of both ways to write it is not there at the other, and a worker neither.
if (typedAddress !== portalAddress) {
  const { pathname, search, hash } = globalThis.location;
  globalThis.location.replace(pathname.replace(`/${typedAddress}`, `/${portalAddress}`) + search + hash);
}

function getPath(place: Place): string {
  const base = `/s/${portalAddress}`;
  switch (place.page) {
    case "HOME":
      return base;
    case "INVITATION":
      return `${base}/invitation`;
    case "CONNECT":
      return place.token === null
        ? `${base}/connect`
        : `${base}/connect?${new URLSearchParams({ token: place.token }).toString()}`;
  }
}

function placeHere(): Place {
  const { pathname, search } = globalThis.location;
  const page = pathname.split("/")[3];
  if (page === "invitation") return { page: "INVITATION" };
  if (page === "connect") return { page: "CONNECT", token: new URLSearchParams(search).get("token") };
  return { page: "HOME" };
}

const pathHere = () => globalThis.location.pathname + globalThis.location.search;

let path = pathHere();
let place = placeHere();
const listeners = new Set<() => void>();

/** Asks the person first, before a place is left where something would be lost. */
type Question = (leave: () => void) => void;
let question: Question | undefined;

function show(): void {
  path = pathHere();
  place = placeHere();
  for (const listener of listeners) listener();
}

globalThis.addEventListener("popstate", () => {
  if (question === undefined) {
    show();
    return;
  }
  // The browser went there already: it comes back, and the person decides.
  const target = pathHere();
  globalThis.history.pushState(null, "", path);
  question(() => {
    globalThis.history.replaceState(null, "", target);
    show();
  });
});

/** Does something that leaves the place; where something would be lost, the person is asked first. */
export function leave(action: () => void): void {
  if (question === undefined) action();
  else question(action);
}

/** Goes somewhere without a question. @param replace whether Back leads past the place that is left. */
export function goNow(to: Place, { replace = false } = {}): void {
  const target = getPath(to);
  if (replace || target === path) globalThis.history.replaceState(null, "", target);
  else globalThis.history.pushState(null, "", target);
  globalThis.scrollTo(0, 0);
  show();
}

/** Goes somewhere; where something would be lost, the person is asked first. */
export function go(to: Place): void {
  leave(() => goNow(to));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePlace(): Place {
  return useSyncExternalStore(subscribe, () => place);
}

/** The question before a place is left; undefined while there is none. */
export interface LeaveQuestion {
  readonly leave: () => void;
  readonly stay: () => void;
}

/** A link to an app does not leave the page, but some browsers still ask. For so many milliseconds, they do not. */
const LINK_TO_APP = 2_000;
let noQuestionUntil = 0;

/** Says that a link to an app was followed, which does not leave the page. */
export function noteLinkToApp(): void {
  noQuestionUntil = Date.now() + LINK_TO_APP;
}

/** Asks before the place is left. @param isNeeded while something would be lost. */
export function useLeaveQuestion(isNeeded: boolean): LeaveQuestion | undefined {
  const [leaving, setLeaving] = useState<() => void>();
  useEffect(() => {
    if (!isNeeded) return undefined;
    // In an arrow, because a state that is a function would be called.
    question = (action) => setLeaving(() => action);
    const warn = (event: BeforeUnloadEvent) => {
      if (Date.now() >= noQuestionUntil) event.preventDefault();
    };
    globalThis.addEventListener("beforeunload", warn);
    return () => {
      question = undefined;
      setLeaving(undefined);
      globalThis.removeEventListener("beforeunload", warn);
    };
  }, [isNeeded]);
  if (leaving === undefined) return undefined;
  return {
    leave() {
      question = undefined;
      setLeaving(undefined);
      leaving();
    },
    stay: () => setLeaving(undefined),
  };
}

/** Takes the part behind # out of the address bar. The rest says which place it is. */
function takeFragment(): string {
  const { hash } = globalThis.location;
  if (hash !== "") globalThis.history.replaceState(null, "", pathHere());
  return hash.slice(1);
}

let linkSecret = takeFragment();

// Another link of the same portal was opened in this tab.
globalThis.addEventListener("hashchange", () => {
  const found = takeFragment();
  if (found === "") return;
  linkSecret = found;
  for (const listener of listeners) listener();
});

/** The secret of the link that was opened; empty when there is none. It was in the address bar for a moment only. */
export function useLinkSecret(): string {
  return useSyncExternalStore(subscribe, () => linkSecret);
}

/** Loads the page again, with the secret of the link that was opened: it was not used yet, or is void. */
export function loadAgain(): void {
  if (linkSecret !== "") globalThis.history.replaceState(null, "", `${pathHere()}#${linkSecret}`);
  globalThis.location.reload();
}
