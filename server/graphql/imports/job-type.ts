import { getScope } from "../../actions/scope.js";
import { localId } from "../../global-id.js";
import type { RowRefusal } from "../../imports/importer.js";
import { type ImportJobRow, jobListing } from "../../imports/job-store.js";
import { type ImportReason, getReasons } from "../../imports/reasons.js";
import { MAX_REFUSALS } from "../../imports/refused.js";
import { builder } from "../builder.js";
import { connectionType, pageArgs, pageComplexity, readConnection } from "../connection.js";
import { ErrorCodeEnum } from "../error-types.js";
import { loadValid, nodeName } from "../nodes.js";
import { jobLoader } from "./import-loader.js";

declare module "../objects.js" {
  interface Objects {
    ImportJob: ImportJobRow;
  }
}

const ImportKind = builder.enumType("ImportKind", {
  description: "The content of a file.",
  values: {
    TOKENS: { description: "Tokens: one in each row." },
    USERS: { description: "Users: one in each row." },
    ASSIGNMENTS: { description: "Links of tokens to resources: one in each row." },
  } as const,
});

const ImportStatus = builder.enumType("ImportStatus", {
  description: "The status of an import. Only one that SUCCEEDED, and was not a dry run, changed anything.",
  values: {
    RUNNING: {
      description: "It is being read, checked or stored, or waits for its turn (then `startedAt` is null).",
    },
    SUCCEEDED: { description: "Every row was imported; in a dry run: every row could be imported." },
    REFUSED: { description: "Something in the file was refused, so nothing was imported." },
    FAILED: { description: "The server failed to do it, so nothing was imported; `failure` says why." },
  } as const,
});

export const ImportRefusal = builder.objectRef<RowRefusal>("ImportRefusal").implement({
  description: "Why a row of a file is refused.",
  fields: (t) => ({
    line: t.int({
      nullable: true,
      description: "The line of the file where the row begins, from 1; null when the whole file is refused.",
      resolve: ({ line }) => line,
    }),
    code: t.field({
      type: ErrorCodeEnum,
      description: "The reason, for programs.",
      resolve: ({ code }) => code,
    }),
    message: t.exposeString("message", { description: "The reason and what to do, for people." }),
  }),
});

const ImportReasonType = builder.objectRef<ImportReason>("ImportReason").implement({
  description: "Why rows of a file are refused: one entry for all rows with the same reason.",
  fields: (t) => ({
    code: t.field({
      type: ErrorCodeEnum,
      description: "The reason, for programs.",
      resolve: ({ code }) => code,
    }),
    message: t.exposeString("message", { description: "The reason and what to do, for people." }),
    count: t.exposeInt("count", { description: "How many of the refused rows have this reason." }),
    lines: t.field({
      type: ["Int"],
      description: "The lines of the first five of them; empty when the whole file is refused.",
      complexity: 1,
      resolve: ({ lines }) => [...lines],
    }),
  }),
});

const ImportProgress = builder.objectRef<ImportJobRow>("ImportProgress").implement({
  description: "The progress of an import.",
  fields: (t) => ({
    bytesRead: t.exposeInt("bytesRead", { description: "How many bytes of the file were read." }),
    bytesTotal: t.exposeInt("bytesTotal", { description: "Size of the file in bytes." }),
    rowsRead: t.exposeInt("rowsRead", { description: "How many rows were read." }),
    rowsChecked: t.exposeInt("rowsChecked", {
      description: "How many rows are valid so far, and wait to be imported together.",
    }),
    rowsMoved: t.exposeInt("rowsMoved", {
      description: "How many rows were imported: none, or at the end all.",
    }),
  }),
});

/**
 * The cost of a list of refusals: half of the most that it has, so that a page of twenty imports may have all of
 * theirs.
 */
export const REFUSED_COST = { field: 1, multiplier: MAX_REFUSALS / 2 };

/** The stored refusals of a job. */
export function getRefusals({ refused }: ImportJobRow): RowRefusal[] {
  // Only this room writes it, as JSON of RowRefusals.
  return refused as unknown as RowRefusal[];
}

function isOneOf<const Values extends readonly string[]>(
  values: Values,
  text: string,
): text is Values[number] {
  return values.includes(text);
}

export const ImportJob = builder.node(nodeName("ImportJob"), {
  description:
    "The import of a file: all rows or none. Request it again while it is RUNNING. It is deleted 30 days after its end.",
  id: { resolve: ({ id }) => id, description: "Global id." },
  loadManyWithoutCache: (ids, context) => loadValid(ids, (uuids) => jobLoader(context).loadMany(uuids)),
  fields: (t) => ({
    kind: t.field({
      type: ImportKind,
      description: "The content of the file.",
      resolve: ({ kind }) => {
        if (!isOneOf(["TOKENS", "USERS", "ASSIGNMENTS"], kind)) throw new TypeError("unknown kind of import");
        return kind;
      },
    }),
    status: t.field({
      type: ImportStatus,
      description: "Its status.",
      resolve: ({ status }) => {
        if (!isOneOf(["RUNNING", "SUCCEEDED", "REFUSED", "FAILED"], status))
          throw new TypeError("unknown status");
        return status;
      },
    }),
    dryRun: t.exposeBoolean("dryRun", {
      description:
        "Whether it is a dry run: it checks whether the file could be imported, and changes nothing.",
    }),
    progress: t.field({ type: ImportProgress, description: "Its progress.", resolve: (job) => job }),
    created: t.exposeInt("rowsMoved", {
      description: "How many objects it created: none, or one for each row.",
    }),
    refusedCount: t.exposeInt("refusedCount", {
      description:
        "How many rows were refused. 0 if only the whole file is refused, because the service plan has not enough room: then `refused` has one entry, without a line.",
    }),
    refused: t.field({
      type: [ImportRefusal],
      description:
        "The refused rows in order of their lines: the first 1,000. Reading stops after them; then the first entry has no line and says so.",
      complexity: REFUSED_COST,
      resolve: getRefusals,
    }),
    reasons: t.field({
      type: [ImportReasonType],
      description:
        "Why rows were refused, with each reason once: of the rows in `refused`, in the order of their first lines.",
      complexity: REFUSED_COST,
      resolve: (job) => getReasons(getRefusals(job)),
    }),
    failure: t.exposeString("failure", {
      nullable: true,
      description: "Why the server could not do the import; null unless the status is FAILED.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was requested." }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      nullable: true,
      description:
        "When the server began to read the file; null while it waits. A server reads one file of an account at a time, and files of few accounts at once; the accounts take turns.",
    }),
    finishedAt: t.expose("finishedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it runs.",
    }),
  }),
});

const ImportJobConnection = connectionType(ImportJob, "ImportJob");

builder.queryFields((t) => ({
  importJob: t.field({
    type: ImportJob,
    nullable: true,
    description: "One import; null when it does not exist.",
    args: { id: t.arg.id({ required: true, description: "Its global id." }) },
    resolve: (_root, args, context) => {
      const id = localId("ImportJob", args.id);
      return id === null ? null : jobLoader(context).load(id);
    },
  }),
  importJobs: t.field({
    type: ImportJobConnection,
    nullable: true,
    description: "The account's imports, newest first.",
    complexity: pageComplexity,
    args: pageArgs,
    resolve: (_root, page, context) =>
      readConnection(
        context,
        page,
        jobListing(getScope(context.actor)),
        context.actor.accountId,
        jobLoader(context),
      ),
  }),
}));
