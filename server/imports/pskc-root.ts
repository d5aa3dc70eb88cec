import { FileError } from "@tokenplane/files/file-error";

const ROOT = "KeyContainer";
const NAMESPACE = "urn:ietf:params:xml:ns:keyprov:pskc";

/** Namespaces and roots of the drafts that came before RFC 6030. Their elements have other names and meanings. */
const DRAFT =
  /^urn:ietf:params:xml:ns:keyprov:(?:pskc|container)[:#/]|^http:\/\/www\.(?:openauthentication|oath)\.org\b|^urn:ietf:params:xml:schema:keyprov/i;

/**
 * Refuses everything except a container of RFC 6030, and says what it is, if that is known.
 * @throws FileError
 */
export function checkPskcRoot(name: string, namespace: string, line: number): void {
  if (name === ROOT && namespace === NAMESPACE) return;
  if (DRAFT.test(namespace) || (name === "SecretContainer" && namespace !== NAMESPACE)) {
    throw new FileError(
      `This file follows a draft of PSKC that is older than RFC 6030 (its namespace is not ${NAMESPACE}). Ask the vendor for a file according to RFC 6030, or for CSV.`,
      line,
    );
  }
  throw new FileError(
    `This is not a PSKC file: its first element is not a ${ROOT} of the namespace ${NAMESPACE}.`,
    line,
  );
}
