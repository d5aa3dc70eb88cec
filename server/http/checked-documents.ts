import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ValidationRule,
} from "graphql";
import { LRUCache } from "lru-cache";
import { createHash } from "node:crypto";
import { boundedCache } from "../bounded-cache.js";
import { isTooLarge } from "../graphql/document-size.js";
import { topLevelError } from "../graphql/errors.js";
import { MAX_TOKENS, widthRule } from "../graphql/operation-limits.js";
import { schema } from "../graphql/schema.js";
import { publicError } from "./public-error.js";

/** How many refused documents are remembered, by their hashes. */
const MAX_REFUSED = 1_000;

/** How many errors of a document are reported. */
const MAX_ERRORS = 20;

/** An error of a document that can be remembered: it holds nothing of the document. */
export class DocumentError extends GraphQLError {
  override readonly locations: GraphQLError["locations"];

  constructor({
    message,
    locations,
    extensions,
  }: Pick<GraphQLError, "message" | "locations" | "extensions">) {
    super(message, { extensions });
    this.locations = locations;
  }
}

/** The errors as clients get them. @param code for errors without one. */
function publicErrors(errors: readonly GraphQLError[], code: string): readonly GraphQLError[] {
  return errors.slice(0, MAX_ERRORS).map((error) => {
    const { message, locations, extensions } = publicError(error);
    return new DocumentError({
      message,
      locations,
      extensions: { ...extensions, code: error.extensions["code"] ?? code },
    });
  });
}

function tooLarge(message: string): readonly GraphQLError[] {
  return publicErrors([topLevelError("COST_LIMIT_EXCEEDED", message)], "COST_LIMIT_EXCEEDED");
}

function parsed(text: string, code: string): DocumentNode | readonly GraphQLError[] {
  try {
    return parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.endsWith("Parsing aborted.")) {
      return tooLarge(`A document has at most ${MAX_TOKENS} tokens.`);
    }
    return publicErrors([error], code);
  }
}

/** The codes of GraphQL's own errors. */
interface Codes {
  readonly syntax: string;
  readonly validation: string;
}

/**
 * Documents from clients, parsed and validated once. Accepted and refused ones are cached separately, each with its own
 * limit: so a client that sends wrong documents does not displace the documents of others.
 */
export class CheckedDocuments {
  readonly #accepted: LRUCache<string, DocumentNode>;
  readonly #refused = boundedCache<readonly GraphQLError[]>(MAX_REFUSED);
  readonly #rules: readonly ValidationRule[];
  readonly #codes: Codes;

  /**
   * @param maxKept how many characters of accepted documents are cached. Parsed, they need a hundred times their
   * length. A document with more than half of them is not cached.
   * @param rules besides those of GraphQL and the limit on width.
   */
  constructor(maxKept: number, rules: readonly ValidationRule[], codes: Codes) {
    this.#accepted = new LRUCache({
      maxSize: maxKept,
      maxEntrySize: maxKept / 2,
      sizeCalculation: (_document, text) => text.length,
    });
    this.#rules = [...specifiedRules, widthRule, ...rules];
    this.#codes = codes;
  }

  /**
   * Reads a document. Its tokens are counted first, then its fields; only then it is validated.
   * @returns the document, or its errors.
   */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#accepted.get(text);
    if (known !== undefined) return known;
    const hash = createHash("sha256").update(text).digest("base64");
    const before = this.#refused.get(hash);
    if (before !== undefined) return before;
    const refuse = (errors: readonly GraphQLError[]) => {
      this.#refused.set(hash, errors);
      return errors;
    };
    const document = parsed(text, this.#codes.syntax);
    if (!("kind" in document)) return refuse(document);
    if (isTooLarge(document)) {
      return refuse(
        tooLarge(
          "The document repeats too many fields under one name, or uses its fragments too often. Request less.",
        ),
      );
    }
    const errors = validate(schema, document, this.#rules, { maxErrors: MAX_ERRORS });
    if (errors.length > 0) return refuse(publicErrors(errors, this.#codes.validation));
    this.#accepted.set(text, document);
    return document;
  }
}
