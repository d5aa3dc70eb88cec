import type { Imported } from "../../imports/import-file.js";
import { bounded } from "../input-bounds.js";
import { loadReturned } from "../loader.js";
import type { InputBuilder, PayloadBuilder } from "../mutation.js";
import { ImportJob, ImportRefusal, REFUSED_COST, getRefusals } from "./job-type.js";
import { jobLoader } from "./import-loader.js";

/** The fields that every import's input has. */
export function fileFields(t: InputBuilder) {
  return {
    content: t.string({
      ...bounded({ longest: 1_000_000 }),
      description: "The file as text; the whole request has at most 1 MB. For larger ones, give `file`.",
    }),
    file: t.field({
      type: "Upload",
      description: "The file, as a multipart upload of at most 32 MB; or give `content`.",
    }),
    dryRun: t.boolean({
      defaultValue: false,
      description: "Only check whether the whole file could be imported, and change nothing.",
    }),
    background: t.boolean({
      defaultValue: false,
      description:
        "Answer at once with a job that is RUNNING; read it with `importJob`. Otherwise the answer comes when the import has ended.",
    }),
  };
}

/** The payload that every import's answer has. */
export function jobFields(t: PayloadBuilder<Imported>) {
  return {
    job: t.field({
      type: ImportJob,
      description: "The import: its status, its progress, and what was refused.",
      resolve: ({ payload }, _args, context) => loadReturned(jobLoader(context), payload.jobId),
    }),
    created: t.int({
      description: "How many objects were created: none, or one for each row.",
      resolve: async ({ payload }, _args, context) =>
        (await loadReturned(jobLoader(context), payload.jobId)).rowsMoved,
    }),
    refused: t.field({
      type: [ImportRefusal],
      description:
        "The refused rows in order of their lines: the first 1,000, after which reading stops. If there is one, nothing is imported.",
      complexity: REFUSED_COST,
      resolve: async ({ payload }, _args, context) =>
        getRefusals(await loadReturned(jobLoader(context), payload.jobId)),
    }),
  };
}
