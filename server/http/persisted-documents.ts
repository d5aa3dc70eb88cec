import { readFile } from "node:fs/promises";
import { type GraphQLError, parse, validate } from "graphql";
import { z } from "zod";
import { type Actor, isPerson } from "../actions/actor.js";
import consoleDocuments from "../console/generated/documents.json" with { type: "json" };
import { type TopLevelCode, topLevelError } from "../graphql/errors.js";
import { schema } from "../graphql/schema.js";
import { unreadable, UsageError, withoutStop } from "../start-error.js";

/** The maximum length of a document's id. */
const LONGEST_ID = 1_000;

const Manifest = z.record(z.string().min(1).max(LONGEST_ID), z.string().min(1));

/** The error of a document, as a sentence; undefined when it is valid. */
function getFault(text: string): string | undefined {
  try {
    return validate(schema, parse(text))[0]?.message;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The documents that our own pages send. They are answered whatever TOKENPLANE_DOCUMENTS says. */
const OF_PAGES: ReadonlyMap<string, string> = new Map(Object.entries(consoleDocuments));

const NOT_OF_PAGES =
  "In a session, only the documents of this server's own pages are accepted. Reload the page: the server may have been updated. Programs send an API key.";

/** Why a request has no document that can be answered. */
interface NotAsked {
  readonly code: TopLevelCode;
  readonly message: string;
}

/**
 * Whether a request names its query only by a hash, as Apollo's automatic persisted queries do.
 * @param query as it was sent, as is the rest.
 */
export function hasHashOnly(query: unknown, documentId: unknown, extensions: unknown): boolean {
  if (query != null && query !== "") return false;
  if (documentId != null || typeof extensions !== "object" || extensions === null) return false;
  return Reflect.get(extensions, "persistedQuery") != null;
}

/** Documents that clients name by an id instead of sending them (GraphQL over HTTP, appendix A). */
export class PersistedDocuments {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #listed: ReadonlySet<string> | undefined;

  private constructor(texts: ReadonlyMap<string, string>, isOnly: boolean) {
    this.#texts = texts;
    this.#listed = isOnly ? new Set(texts.values()) : undefined;
  }

  /**
   * Reads the documents that clients may name.
   * @param file a JSON object from ids to documents; undefined for none. @param isOnly whether no other documents are
   * answered.
   * @throws UsageError when it cannot be read, or contains a document that this server cannot answer.
   */
  static async read(file: string | undefined, isOnly: boolean): Promise<PersistedDocuments> {
    if (file === undefined) return new PersistedDocuments(new Map(), isOnly);
    const wrong = (what: string) => new UsageError(`TOKENPLANE_DOCUMENTS: ${file} ${withoutStop(what)}.`);
    const text = await readFile(file, "utf8").catch((error: unknown) => {
      throw unreadable(`TOKENPLANE_DOCUMENTS (${file})`, error);
    });
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw wrong("is not JSON");
    }
    const manifest = Manifest.safeParse(json);
    if (!manifest.success) throw wrong("is not an object of documents by their ids");
    const texts = new Map(Object.entries(manifest.data));
    for (const [id, document] of texts) {
      const fault = getFault(document);
      if (fault !== undefined) throw wrong(`holds a document, ${id}, that does not fit the API: ${fault}`);
    }
    return new PersistedDocuments(texts, isOnly);
  }

  /**
   * The text of a request's document.
   * @param query as it was sent. An empty query counts as none; a query that is not a text is refused later.
   * @param documentId as it was sent.
   * @param actor the caller. In a session, the documents of our own pages are answered, and no others.
   * @returns the text; undefined when the request has neither; or why the server does not accept it.
   */
  getText(
    query: unknown,
    documentId: unknown,
    actor: Pick<Actor, "credential">,
  ): string | NotAsked | undefined {
    const isSent = query != null && query !== "";
    if (isPerson(actor)) {
      const text = isSent || typeof documentId !== "string" ? undefined : OF_PAGES.get(documentId);
      return text ?? { code: "PERSISTED_DOCUMENT_NOT_FOUND", message: NOT_OF_PAGES };
    }
    if (documentId == null) {
      if (!isSent || typeof query !== "string") return undefined;
      if (this.#listed === undefined || this.#listed.has(query)) return query;
      return {
        code: "PERSISTED_DOCUMENT_NOT_FOUND",
        message: "This server accepts only the documents in its file of documents (TOKENPLANE_DOCUMENTS).",
      };
    }
    if (isSent || typeof documentId !== "string") {
      return { code: "BAD_USER_INPUT", message: "Send a query, or the id of a document, not both." };
    }
    const text = documentId.length > LONGEST_ID ? undefined : this.#texts.get(documentId);
    return (
      text ?? {
        code: "PERSISTED_DOCUMENT_NOT_FOUND",
        message:
          this.#listed === undefined
            ? "This server has no document with that id. Send the query itself, or add it to TOKENPLANE_DOCUMENTS."
            : "This server has no document with that id. Add it to TOKENPLANE_DOCUMENTS: this server answers only the documents in that file.",
      }
    );
  }

  /**
   * The answer to Apollo's automatic persisted queries, which name a query by its hash. The first error is what clients
   * look for: then they send the query itself. (urql looks at its message, Apollo Client also at its code.) The second is
   * for people.
   * @param status HTTP status, where the errors decide it.
   */
  unsupportedHash(status?: number): readonly GraphQLError[] {
    const code = "PERSISTED_QUERY_NOT_SUPPORTED";
    return [
      topLevelError(code, "PersistedQueryNotSupported", status),
      topLevelError(
        code,
        this.#listed === undefined
          ? "extensions.persistedQuery is not supported. Send the query itself, or send the documentId of a document in TOKENPLANE_DOCUMENTS."
          : "extensions.persistedQuery is not supported. Send the documentId of a document in TOKENPLANE_DOCUMENTS: this server answers only the documents in that file.",
        status,
      ),
    ];
  }
}
