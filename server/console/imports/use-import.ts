import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { query } from "../data/queries.js";
import type { Refusal } from "../data/refusal.js";
import type { Outcome } from "../data/use-mutation-of.js";
import { ImportStateDocument, type ImportStateFragment } from "../generated/documents.js";

/** How often the progress is asked for, in milliseconds. */
const PAUSE = 500;

/** What came of the mutation that begins an import. */
type Start = Outcome<{ readonly begun: { readonly job: ImportStateFragment } }>;

/** An import as it runs. */
export interface RunningImport {
  readonly job: ImportStateFragment | undefined;
  /** Why nothing was begun. */
  readonly refusal: Refusal | undefined;
  readonly begin: (start: Promise<Start>) => Promise<void>;
  readonly forget: () => void;
}

/** Follows an import job until it has ended. */
export function useImport(): RunningImport {
  const [first, setFirst] = useState<ImportStateFragment>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { data } = useQuery({
    ...query(ImportStateDocument, { id: first?.id ?? "" }),
    enabled: first?.status === "RUNNING",
    refetchInterval: ({ state }) => (state.data?.importJob?.status === "RUNNING" ? PAUSE : false),
  });
  const latest = data?.importJob;
  const job = first !== undefined && latest?.id === first.id ? latest : first;
  const forget = () => {
    setFirst(undefined);
    setRefusal(undefined);
  };
  return {
    job,
    refusal,
    forget,
    async begin(start) {
      forget();
      const outcome = await start;
      if (outcome.kind === "REFUSED") setRefusal(outcome.refusal);
      if (outcome.kind === "DONE") setFirst(outcome.payload.job);
    },
  };
}
