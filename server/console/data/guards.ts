/** The actions of the shell when a request cannot continue without the person. */
export interface Guards {
  /** The session has ended: the person signs in again. */
  readonly sessionEnded: () => void;
  /** Asks the server whether the person is signed in. */
  readonly isSignedIn: () => Promise<boolean>;
  /** The person confirms who they are. @returns whether they did. @throws RequestError UNAUTHENTICATED when the session has ended. */
  readonly confirmIdentity: () => Promise<boolean>;
  /** The person confirms that a change ends the last way in to the console. @param loss what is lost, as a sentence. */
  readonly confirmLastWayIn: (loss: string) => Promise<boolean>;
}

let current: Guards = {
  sessionEnded: () => {},
  isSignedIn: () => Promise.resolve(false),
  confirmIdentity: () => Promise.resolve(false),
  confirmLastWayIn: () => Promise.resolve(false),
};

/** Says what is done in these cases from now on. */
export function setGuards(changed: Partial<Guards>): void {
  current = { ...current, ...changed };
}

export function guards(): Guards {
  return current;
}
