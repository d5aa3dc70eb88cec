import { useState } from "react";
import { messageOf } from "../data/request-error.js";
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

/** Collects all rows that a filter finds, also those of other pages. */
export function useAllMatching<Known>(
  readPart: ReadMatching<Known>,
  onCollected: (selection: Selection<Known>) => void,
) {
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  async function collect(): Promise<void> {
    setRunning(true);
    try {
      const found = new Map<string, Known>();
      let after: string | null = null;
      do {
        const { rows, pageInfo }: MatchingPart<Known> = await readPart({
          first: PART,
          ...(after === null ? {} : { after }),
        });
        for (const [id, known] of rows) found.set(id, known);
        after = pageInfo?.hasNextPage === true ? pageInfo.endCursor : null;
      } while (after !== null);
      onCollected(found);
    } catch (problem) {
      toasts.say({ title: messageOf(problem), variant: "danger" });
    } finally {
      setRunning(false);
    }
  }
  return { collect, isRunning };
}
