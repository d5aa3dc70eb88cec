import { useEffect, useRef, useState } from "react";
import { getMessage } from "../data/request-error.js";
import { useToasts } from "../parts/toasts.js";
import type { Selection } from "./selection.js";

/** The server gives so many at once. */
const PART = 100;

/** Some of the rows that a filter finds. */
export interface MatchingPart<Known> {
  readonly rows: readonly (readonly [id: string, known: Known])[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean } | undefined;
}

/** Reads some of the rows that a filter finds. */
export type ReadMatching<Known> = (page: {
  readonly first: number;
  readonly after?: string;
}) => Promise<MatchingPart<Known>>;

/**
 * Collects all rows that a filter finds, also those of other pages. Another filter ends that, and so does another selection: what the
 * person chose last counts.
 * @param view the filter, as a text.
 */
export function useAllMatching<Known>(
  view: string,
  selection: Selection<Known>,
  readPart: ReadMatching<Known>,
  onCollected: (selection: Selection<Known>) => void,
) {
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  const latest = useRef(new AbortController());
  useEffect(
    () => () => {
      latest.current.abort();
      setRunning(false);
    },
    [view, selection],
  );
  async function collect(): Promise<void> {
    latest.current = new AbortController();
    const { signal } = latest.current;
    setRunning(true);
    try {
      const found = new Map<string, Known>();
      let after: string | null = null;
      do {
        const { rows, pageInfo }: MatchingPart<Known> = await readPart({
          first: PART,
          ...(after === null ? {} : { after }),
        });
        if (signal.aborted) return;
        for (const [id, known] of rows) found.set(id, known);
        after = pageInfo?.hasNextPage === true ? pageInfo.endCursor : null;
      } while (after !== null);
      onCollected(found);
    } catch (problem) {
      if (!signal.aborted) toasts.say({ title: getMessage(problem), variant: "danger" });
    } finally {
      if (!signal.aborted) setRunning(false);
    }
  }
  return { collect, isRunning };
}
