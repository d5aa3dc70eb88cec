import { Alert } from "@patternfly/react-core/dist/esm/components/Alert";
import { Button } from "@patternfly/react-core/dist/esm/components/Button";
import { ActionGroup, Form } from "@patternfly/react-core/dist/esm/components/Form";
import { useRef, useState } from "react";
import { refusalAbove, refusalAt } from "../data/refusal.js";
import { useMutationOf } from "../data/use-mutation-of.js";
import { FileField } from "../fields/file-field.js";
import { ImportLinksDocument, ImportTokensDocument, ImportUsersDocument } from "../generated/documents.js";
import { countText } from "../lists/count-text.js";
import { csvText, download } from "../parts/csv-text.js";
import { LeaveQuestion } from "../parts/leave-question.js";
import { FILE_KINDS, OATH_SAMPLE } from "./import-files.js";
import { FIRST_OPTIONS, importInput, periodProblem, type TokenFileOptions } from "./import-options.js";
import { ImportOutcome } from "./import-outcome.js";
import type { What } from "./import-route.js";
import { readRows, type FileRow } from "./read-rows.js";
import { TokenOptions } from "./token-options.js";
import { useImport } from "./use-import.js";
import { ProgressButton } from "../parts/progress-button.js";

const FILE_HINT = {
  tokens: "At most 32 MB. The serial number becomes the name of the token.",
  users: "CSV with the columns login,email,phoneNumber,firstName,lastName. Only the login is required.",
  links:
    "CSV with the columns resource,serialNumber: the token with that serial number is linked to that resource.",
} as const;

/** Chooses a file, checks all of it, and then imports it. */
export function ImportForm({ what }: { readonly what: What }) {
  const kind = FILE_KINDS[what];
  const tokens = useMutationOf(ImportTokensDocument, "CALLER");
  const users = useMutationOf(ImportUsersDocument, "CALLER");
  const links = useMutationOf(ImportLinksDocument, "CALLER");
  const { job, refusal, begin, forget } = useImport();
  const [file, setFile] = useState<File>();
  const [rows, setRows] = useState<readonly FileRow[]>([]);
  const [options, setOptions] = useState<TokenFileOptions>(FIRST_OPTIONS);
  const [key, setKey] = useState("");
  const isStarting = tokens.isRunning || users.isRunning || links.isRunning;
  const isRunning = isStarting || job?.status === "RUNNING";
  const isReady = job?.dryRun === true && job.status === "SUCCEEDED" && job.progress.rowsChecked > 0;
  const isImported = job?.dryRun === false && job.status === "SUCCEEDED";

  const latestRead = useRef(0);
  /** Reads the rows of a file, for the table. Those of a file that was chosen before, and is read later, are not shown. */
  const showRows = async (from: File | undefined, format: TokenFileOptions["format"]) => {
    latestRead.current += 1;
    const number = latestRead.current;
    setRows([]);
    if (from === undefined || format === "PSKC") return;
    const read = await readRows(from, kind);
    if (number === latestRead.current) setRows(read);
  };
  const chooseFile = (chosen: File | undefined) => {
    forget();
    setFile(chosen);
    void showRows(chosen, options.format);
  };
  const chooseOptions = (chosen: TokenFileOptions) => {
    forget();
    setOptions(chosen);
    if (chosen.format !== options.format) void showRows(file, chosen.format);
  };
  const start = (dryRun: boolean) => {
    if (file === undefined) return;
    // Each check begins something new; importing what was checked is one thing, however often it is asked for.
    const idempotencyKey = dryRun ? crypto.randomUUID() : key;
    if (dryRun) setKey(crypto.randomUUID());
    const input = { dryRun, background: true, idempotencyKey };
    if (what === "users") void begin(users.run(input, file));
    else if (what === "links") void begin(links.run(input, file));
    else void begin(tokens.run({ ...importInput(options), ...input }, file));
  };
  const sample = what === "tokens" && options.format === "OATH_CSV" ? OATH_SAMPLE : kind.sample;
  const fileProblem = refusalAt(refusal, "file");
  const problem = refusalAbove(refusal, ["file", "periodSeconds", "hash", "pskcKey", "pskcPassphrase"]);
  return (
    <>
      <Form
        className="tp-step"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) start(!isReady);
        }}
      >
        {problem === undefined ? null : (
          <Alert isInline isLiveRegion variant="danger" title={problem} component="p" />
        )}
        {/* The checked file is the one that is imported then: no other one is chosen meanwhile. */}
        <fieldset className="tp-field-set" disabled={isRunning}>
          {what === "tokens" ? (
            <TokenOptions options={options} refusal={refusal} onChange={chooseOptions} />
          ) : null}
          <FileField
            id={`${what}-file`}
            label="File"
            hint={FILE_HINT[what]}
            problem={fileProblem}
            file={file}
            isDisabled={isRunning}
            onChange={chooseFile}
          />
        </fieldset>
        {what === "tokens" && options.format === "PSKC" ? null : (
          <p>
            <Button variant="link" isInline onClick={() => download(`${what}-sample.csv`, csvText(sample))}>
              Download a sample (CSV)
            </Button>
          </p>
        )}
        {job === undefined ? null : <ImportOutcome kind={kind} job={job} rows={rows} />}
        {isImported ? null : (
          <ActionGroup>
            <ProgressButton
              type="submit"
              isRunning={isRunning}
              isDisabled={file === undefined || periodProblem(options) !== undefined}
            >
              {isReady ? `Import ${countText(job.progress.rowsChecked, kind.one)}` : "Check the file"}
            </ProgressButton>
          </ActionGroup>
        )}
      </Form>
      <LeaveQuestion
        isNeeded={isRunning}
        loss="The server continues to import the file. Only this page shows the result."
      />
    </>
  );
}
