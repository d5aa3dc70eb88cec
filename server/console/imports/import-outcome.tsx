import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { Progress } from "@patternfly/react-core/dist/esm/components/Progress";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ImportStateFragment } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { csvText, download } from "../parts/csv-text.js";
import type { FileKind } from "./import-files.js";
import type { FileRow } from "./read-rows.js";
import { resultRows } from "./result-rows.js";
import { ResultTable } from "./result-table.js";

function getTitle(
  kind: FileKind,
  { status, dryRun, created, refusedCount, refused, progress, failure }: ImportStateFragment,
) {
  if (status === "FAILED") return `The server could not import the file. ${failure ?? ""}`;
  if (status === "REFUSED") {
    // No row is wrong, but the whole file is refused: its entry says why.
    if (refusedCount === 0) return `Nothing is imported. ${refused[0]?.message ?? ""}`;
    const rows = countText(refusedCount, "row");
    return `${rows} ${refusedCount === 1 ? "is" : "are"} refused, so nothing is imported. Correct the file, and choose it again.`;
  }
  return dryRun
    ? `${countText(progress.rowsChecked, kind.one)} can be imported. Nothing is written yet.`
    : `${countText(created, kind.one)} ${created === 1 ? "was" : "were"} imported.`;
}

/** How far an import is, and what came of it. */
export function ImportOutcome({
  kind,
  job,
  rows,
}: {
  readonly kind: FileKind;
  readonly job: ImportStateFragment;
  readonly rows: readonly FileRow[];
}) {
  const outcome = useRef<HTMLDivElement>(null);
  const isOver = job.status !== "RUNNING";
  useEffect(() => {
    if (isOver) outcome.current?.scrollIntoView({ block: "nearest" });
  }, [isOver, job.id]);
  if (!isOver) {
    const { bytesRead, bytesTotal } = job.progress;
    return (
      <Progress
        aria-label="Progress of the import"
        title={
          job.startedAt === null
            ? "Waits for other imports"
            : job.dryRun
              ? "Checking the file"
              : "Importing the file"
        }
        value={bytesTotal === 0 ? 0 : Math.round((100 * bytesRead) / bytesTotal)}
      />
    );
  }
  const results = resultRows(job, rows);
  const save = () =>
    download(
      `${kind.one}s-result.csv`,
      csvText([
        ["line", kind.known.title, "result"],
        ...results.map(({ line, name, result, isRefused }) => [
          line === null ? "" : String(line),
          name,
          isRefused ? `Refused: ${result}` : result,
        ]),
      ]),
    );
  return (
    <div ref={outcome}>
      <Alert
        isInline
        isLiveRegion
        variant={job.status === "SUCCEEDED" ? "success" : "danger"}
        title={getTitle(kind, job)}
        component="p"
      >
        {kind.field === "tokenImport" && job.status === "SUCCEEDED" && !job.dryRun ? (
          <Link to="/tokens">Show the tokens</Link>
        ) : null}
      </Alert>
      {results.length === 0 ? null : (
        <>
          <ResultTable rows={results} known={kind.known.title} />
          <p>
            <Button variant="link" isInline onClick={save}>
              Download the result (CSV)
            </Button>
          </p>
        </>
      )}
    </div>
  );
}
