import { useState } from "react";
import { messageOf } from "../data/request-error.js";
import { send } from "../data/send.js";
import { TokenIdsDocument, type TokenFilter, type TokenIdsQuery } from "../generated/documents.js";
import { useToasts } from "../parts/toasts.js";
import type { Selection } from "./token-table.js";

/** The server gives so many at once. */
const PART = 100;

/** Collects all tokens that a filter finds, also those of other pages. */
export function useAllMatching(filter: TokenFilter, onCollected: (selection: Selection) => void) {
  const toasts = useToasts();
  const [isRunning, setRunning] = useState(false);
  async function collect(): Promise<void> {
    setRunning(true);
    try {
      const found = new Map<string, { readonly name: string; readonly isAssigned: boolean }>();
      let after: string | null = null;
      do {
        const { tokens }: TokenIdsQuery = await send(TokenIdsDocument, {
          first: PART,
          filter,
          ...(after === null ? {} : { after }),
        });
        for (const { id, name, user } of tokens?.nodes ?? [])
          found.set(id, { name, isAssigned: user !== null });
        after = tokens?.pageInfo.hasNextPage === true ? tokens.pageInfo.endCursor : null;
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
