import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { query } from "../data/queries.js";
import type { Refusal } from "../data/refusal.js";
import type { Outcome } from "../data/use-mutation-of.js";
import { ImportStateDocument, type ImportStateFragment } from "../generated/documents.js";

/** How often the progress is asked for, in milliseconds. */
const PAUSE = 500;

/** The outcome of the mutation that begins an import. */
type Start = Outcome<{ readonly begun: { readonly job: ImportStateFragment } }>;

/** An import as it runs. */
export interface RunningImport {
  readonly job: ImportStateFragment | undefined;
  /** Why nothing was begun. */
  readonly refusal: Refusal | undefined;
  readonly begin: (start: Promise<Start>) => Promise<void>;
  /** Forgets the results, which are about another file or other options: also an answer that is still to come. */
  readonly forget: () => void;
}

/** Follows an import job until it has ended. */
export function useImport(): RunningImport {
  const [first, setFirst] = useState<ImportStateFragment>();
  const [refusal, setRefusal] = useState<Refusal>();
  /** The number of the import whose answer counts. */
  const latestStart = useRef(0);
  const { data } = useQuery({
    ...query(ImportStateDocument, { id: first?.id ?? "" }),
    enabled: first?.status === "RUNNING",
    // A look that failed is no end: the next one may come through.
    refetchInterval: ({ state: { data: known } }) =>
      known === undefined || known.importJob?.status === "RUNNING" ? PAUSE : false,
  });
  const latest = data?.importJob;
  const job = first !== undefined && latest?.id === first.id ? latest : first;
  const forget = () => {
    latestStart.current += 1;
    setFirst(undefined);
    setRefusal(undefined);
  };
  return {
    job,
    refusal,
    forget,
    async begin(start) {
      const before = first;
      forget();
      const number = latestStart.current;
      const outcome = await start;
      if (number !== latestStart.current) return;
      if (outcome.kind === "DONE") return setFirst(outcome.payload.job);
      setRefusal(outcome.refusal);
      // Perhaps only the answer was lost. What was checked before can be asked for again, unless the file is another one now.
      if (outcome.kind === "FAILED" && outcome.refusal.code !== "FILE_CHANGED") setFirst(before);
    },
  };
}
