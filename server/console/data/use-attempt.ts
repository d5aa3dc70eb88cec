import { useCallback, useState } from "react";
import { front } from "./front.js";
import { RequestError, getMessage } from "./request-error.js";

/** A step that can fail: whether it runs, and what went wrong at last. */
export interface Attempt {
  readonly isRunning: boolean;
  readonly problem: RequestError | undefined;
  /** The message of the problem. */
  readonly problemText: string | undefined;
  /** The message of a problem that is about no field of these names. */
  readonly problemBeside: (...fields: readonly string[]) => string | undefined;
  /** The problem of the field of that name. */
  readonly getProblem: (field: string) => string | undefined;
  readonly make: (step: () => Promise<void>) => void;
}

export function useAttempt(): Attempt {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<RequestError>();
  const make = useCallback((step: () => Promise<void>) => {
    setRunning(true);
    setProblem(undefined);
    void step()
      .catch((thrown: unknown) =>
        setProblem(
          // The texts of the page itself are in its language already.
          thrown instanceof RequestError ? thrown : new RequestError("", getMessage(thrown)),
        ),
      )
      .finally(() => setRunning(false));
  }, []);
  const problemText = problem === undefined ? undefined : front().say(problem);
  const isAbout = (field: string) => problem?.path.includes(field) === true;
  return {
    isRunning,
    problem,
    problemText,
    problemBeside: (...fields) => (fields.some(isAbout) ? undefined : problemText),
    getProblem: (field) => (isAbout(field) ? problemText : undefined),
    make,
  };
}
