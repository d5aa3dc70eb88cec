import { setTimeout } from "node:timers/promises";
import type { Operation } from "../access/permissions.js";
import { newId } from "../database/new-id.js";
import { transact } from "../database/transaction.js";
import type { Context } from "../graphql/context.js";
import { Refusal, topLevelError } from "../graphql/errors.js";
import {
  checkIdempotencyKey,
  claim,
  endOfRecord,
  hmacOfInput,
  keep,
  type Answer,
} from "../graphql/idempotency.js";
import { bounded } from "../graphql/input-bounds.js";
import { loadTold } from "../graphql/loader.js";
import { circumstancesOf, done, type InputBuilder, type PayloadBuilder } from "../graphql/mutation.js";
import { UploadedFile } from "../graphql/uploaded-file.js";
import type { Room } from "./import-queue.js";
import type { Importer, RowReader } from "./importer.js";
import { createJob, findJob, jobLoader, type JobKey } from "./job-store.js";
import { ImportJob, ImportRefusal, refusalsOf } from "./job-type.js";

/** How often a repeated request checks whether the import has ended, in milliseconds. */
const LOOK_EVERY = 200;

/** The stored payload: everything else is in the job. */
export type Imported = { readonly jobId: string };

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

interface FileInput {
  readonly content?: string | null | undefined;
  readonly file?: UploadedFile | null | undefined;
  readonly dryRun?: boolean | null | undefined;
  readonly background?: boolean | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** @throws Refusal unless there is one file. */
function fileOf({ content, file }: FileInput): UploadedFile {
  if ((content == null) === (file == null)) {
    throw new Refusal("VALIDATION_FAILED", "Give either `content` or `file`.", ["input", "content"]);
  }
  return file ?? UploadedFile.of((content ?? "").replace(/^\uFEFF/, ""));
}

/** The payload that every import's answer has. */
export function jobFields(t: PayloadBuilder<Imported>) {
  return {
    job: t.field({
      type: ImportJob,
      description: "The import: its status, its progress, and what was refused.",
      resolve: ({ payload }, _args, context) => loadTold(jobLoader(context), payload.jobId),
    }),
    created: t.int({
      description: "How many objects were created: none, or one for each row.",
      resolve: async ({ payload }, _args, context) =>
        (await loadTold(jobLoader(context), payload.jobId)).rowsMoved,
    }),
    refused: t.field({
      type: [ImportRefusal],
      description:
        "The refused rows in order of their lines: the first 1,000, after which reading stops. If there is one, nothing is imported.",
      resolve: async ({ payload }, _args, context) =>
        refusalsOf(await loadTold(jobLoader(context), payload.jobId)),
    }),
  };
}

/** The job of an input. Only for a new job, room for its file is reserved, and the import runs here. */
interface Begun {
  readonly job: JobKey;
  readonly room: Room | null;
}

/** Creates the job and, with an idempotency key, the record by which a repeat finds it. */
async function begin(
  mutation: Operation,
  importer: Importer,
  input: FileInput,
  file: UploadedFile,
  { services, actor }: Context,
): Promise<Begun | Refusal> {
  const { idempotencyKey, content: _content, file: _file, background: _background, ...asked } = input;
  if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
  const { accountId } = actor;
  const { imports } = services;
  const now = services.clock();
  const record = { accountId, actorId: actor.id, mutation, key: idempotencyKey ?? "" };
  const room = imports.takeRoom(accountId, file.size);
  let begun: Begun | Refusal | undefined;
  try {
    begun = await transact(services.database, async (transaction): Promise<Begun | Refusal> => {
      if (idempotencyKey != null) {
        const hmac = hmacOfInput(services.hmacKey, { ...asked, file: file.digest() });
        const end = endOfRecord(now, false);
        const earlier = await claim<Imported>(transaction, services.secrets, record, hmac, now, end);
        if (earlier instanceof Refusal) return earlier;
        if (earlier !== undefined) return { job: { accountId, jobId: earlier.payload.jobId }, room: null };
      }
      if (typeof room === "string") throw topLevelError("OVERLOADED", room);
      const job = { accountId, jobId: newId(now) };
      await createJob(transaction, job, importer.kind, input.dryRun === true, file.size, now);
      if (idempotencyKey != null)
        await keep(transaction, services.secrets, record, done({ jobId: job.jobId }));
      return { job, room };
    });
    return begun;
  } finally {
    const isKept = begun !== undefined && !(begun instanceof Refusal) && begun.room !== null;
    if (!isKept && typeof room !== "string") imports.leaveRoom(room);
  }
}

/**
 * Imports the file of an input: creates a job, runs it, and answers when it has ended; or at once when it runs in the
 * background. A repeat with the same idempotency key finds the same job, even if another server runs it.
 */
export async function importFile(
  mutation: Operation,
  importer: Importer,
  input: FileInput,
  context: Context,
  reader: () => RowReader,
): Promise<Answer<Imported> | Refusal> {
  const { services } = context;
  const file = fileOf(input);
  const begun = await begin(mutation, importer, input, file, context);
  if (begun instanceof Refusal) return begun;
  const { job, room } = begun;
  if (room !== null) {
    const circumstances = circumstancesOf(context, services.clock());
    const dryRun = input.dryRun === true;
    const task = { job, importer, file, reader: reader(), dryRun, circumstances };
    const ended = services.imports.run(services, task, room);
    if (input.background !== true) await ended;
  } else if (input.background !== true) {
    while ((await findJob(services.database.prisma, job))?.status === "RUNNING") await setTimeout(LOOK_EVERY);
  }
  return done({ jobId: job.jobId });
}
