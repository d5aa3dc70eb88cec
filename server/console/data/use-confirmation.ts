import { useEffect, useRef, useState } from "react";
import { setGuards } from "./guards.js";
import { hasCode } from "./request-error.js";

/** The question of an open dialog, and the callback for its answer. */
interface Asked {
  readonly resolve: (isConfirmed: boolean) => void;
  readonly reject: (problem: unknown) => void;
}

/** The dialog in which a person confirms who they are. It opens when something asks for it. */
export interface Confirmation {
  readonly isOpen: boolean;
  readonly end: (isConfirmed: boolean) => void;
  /**
   * Sends a request of the dialog. When the session has ended meanwhile, the dialog closes: it has nothing more to ask, and who asked
   * for it leads the person to the sign-in. @throws RequestError as the request does.
   */
  readonly ask: <Answer>(send: () => Promise<Answer>) => Promise<Answer>;
}

export function useConfirmation(): Confirmation {
  const [isOpen, setOpen] = useState(false);
  const asked = useRef<Asked>({ resolve: () => {}, reject: () => {} });
  useEffect(() => {
    setGuards({
      confirmIdentity: () =>
        new Promise((resolve, reject) => {
          asked.current.resolve(false);
          asked.current = { resolve, reject };
          setOpen(true);
        }),
    });
  }, []);
  return {
    isOpen,
    end(isConfirmed) {
      setOpen(false);
      asked.current.resolve(isConfirmed);
    },
    ask: (send) =>
      send().catch((problem: unknown) => {
        if (hasCode(problem, "UNAUTHENTICATED")) {
          setOpen(false);
          asked.current.reject(problem);
        }
        throw problem;
      }),
  };
}
