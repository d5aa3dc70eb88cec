import { Refusal } from "@tokenplane/rules/refusal";
import { setTimeout } from "node:timers/promises";
import { getCircumstances } from "../actions/action.js";
import { type Caller, getCredentialId } from "../actions/actor.js";
import { checkIdempotencyKey, claim, endOfRecord, hmacOfInput, keep } from "../actions/idempotency.js";
import { touchesAdministrators } from "../actions/may-touch.js";
import type { Operation } from "../actions/permissions.js";
import type { Services } from "../actions/services.js";
import { demandStepUp } from "../actions/step-up.js";
import { done, type Repeatable, type UseCase, makeUseCase } from "../actions/use-case.js";
import { newId } from "../database/new-id.js";
import { transact } from "../database/transaction.js";
import { RequestError } from "../request-error.js";
import type { ImportQueue, Room } from "./import-queue.js";
import type { Importer, RowReader } from "./importer.js";
import { createJob, findJob, type JobKey } from "./job-store.js";
import { UploadedFile } from "./uploaded-file.js";

/** Milliseconds after which a repeated request first checks whether the import has ended. */
const FIRST_LOOK = 200;

/** The longest time between two of these checks, in milliseconds: clients and proxies may repeat a long import many times. */
const LONGEST_PAUSE = 3_000;

/** The stored payload: everything else is in the job. */
export type Imported = { readonly jobId: string };

/** A file, as `content` or as `file`, and how it is imported. */
export interface FileRequest {
  /** The file as text. */
  readonly content?: string | null | undefined;
  /** The file as it was uploaded. */
  readonly file?: UploadedFile | null | undefined;
  /** Whether the file is only checked, and nothing changes; false by default. */
  readonly dryRun?: boolean | null | undefined;
  /** Whether the answer comes at once, while the import still runs; false by default. */
  readonly background?: boolean | null | undefined;
}

/** @throws Refusal unless there is one file, which no other import of the request has. */
function getFile({ content, file }: FileRequest): UploadedFile {
  if ((content == null) === (file == null)) {
    throw new Refusal("VALIDATION_FAILED", "Give either `content` or `file`.", ["input", "content"]);
  }
  if (file == null) return UploadedFile.of((content ?? "").replace(/^\uFEFF/, ""));
  if (file.claim()) return file;
  throw new Refusal(
    "VALIDATION_FAILED",
    "This request uses the file twice. Send the file again for each import.",
    ["input", "file"],
  );
}

/** The job of an input. Only for a new job, room for its file is reserved, and the import runs here. */
interface Begun {
  readonly job: JobKey;
  readonly room: Room | null;
}

/**
 * Creates the job and, with an idempotency key, the record by which a repeat finds it, unless it failed: then the repeat
 * creates another.
 */
async function begin(
  services: ImportServices,
  { actor }: Caller,
  operation: Operation,
  importer: Importer,
  input: FileRequest & Repeatable,
  file: UploadedFile,
): Promise<Begun | Refusal> {
  const { idempotencyKey, content: _content, file: _file, background: _background, ...asked } = input;
  if (idempotencyKey != null) checkIdempotencyKey(idempotencyKey);
  const { accountId } = actor;
  const { imports } = services;
  const now = services.clock();
  const record = {
    accountId,
    actorId: getCredentialId(actor),
    mutation: operation,
    key: idempotencyKey ?? "",
  };
  const room = imports.takeRoom(accountId, file.size);
  let begun: Begun | Refusal | undefined;
  try {
    begun = await transact(services.database, async (transaction): Promise<Begun | Refusal> => {
      if (idempotencyKey != null) {
        const hmac = hmacOfInput(services.hmacKey, { ...asked, file: file.digest() });
        const end = endOfRecord(now, false);
        const earlier = await claim<Imported>(transaction, services.secrets, record, hmac, now, end);
        if (earlier instanceof Refusal) return earlier;
        if (earlier !== undefined) {
          const job = { accountId, jobId: earlier.payload.jobId };
          // One that failed did nothing. Repeats of its key take turns: the first of them begins a new job for all.
          if ((await findJob(transaction, job))?.status !== "FAILED") return { job, room: null };
        }
      }
      if (typeof room === "string") {
        services.bounds.reached("imports");
        throw new RequestError("OVERLOADED", room);
      }
      const job = { accountId, jobId: newId(now) };
      await createJob(
        transaction,
        job,
        importer.kind,
        input.dryRun === true,
        file.size,
        now,
        services.databaseTime(),
      );
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

/** The further services that an import needs. */
interface ImportServices extends Services {
  readonly imports: ImportQueue;
}

/**
 * Makes the use case that imports a file: it creates a job, runs it, and answers when it has ended; or at once when it
 * runs in the background. A repeat with the same idempotency key finds the same job, even if another server runs it, unless
 * that job failed.
 * @param getReader checks the request. It returns a function that creates the reader of the rows.
 */
export function importUseCase<Request extends FileRequest>(
  operation: Operation,
  importer: Importer,
  getReader: (request: Request) => () => RowReader,
): UseCase<Request, Imported, ImportServices> {
  return makeUseCase(
    { operation, errors: [] },
    async (services: ImportServices, caller, request: Request & Repeatable) => {
      const reader = getReader(request);
      const mayTouchAdministrators = touchesAdministrators(caller.actor);
      // That the file names an administrator's token is known only when it was read: too late to ask the person.
      if (importer.concernsAdministrators && mayTouchAdministrators && request.dryRun !== true) {
        demandStepUp(caller.actor, services.clock());
      }
      const file = getFile(request);
      const begun = await begin(services, caller, operation, importer, request, file);
      if (begun instanceof Refusal) return begun;
      const { job, room } = begun;
      if (room !== null) {
        const circumstances = getCircumstances(caller, services.clock());
        const dryRun = request.dryRun === true;
        const task = {
          job,
          importer,
          file,
          reader: reader(),
          dryRun,
          actor: caller.actor,
          circumstances,
          mayTouchAdministrators,
        };
        const ended = services.imports.run(services, task, room);
        if (request.background !== true) await ended;
      } else if (request.background !== true) {
        for (let pause = FIRST_LOOK; ; pause = Math.min(1.2 * pause, LONGEST_PAUSE)) {
          if ((await findJob(services.database.prisma, job))?.status !== "RUNNING") break;
          await setTimeout(pause);
        }
      }
      return done({ jobId: job.jobId });
    },
  );
}
