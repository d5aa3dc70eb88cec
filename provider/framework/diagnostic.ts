// The errors and warnings that users read.
import type { Sent } from "../plugin/protobuf.js";
import { Severity, type Diagnostic as WireDiagnostic } from "../plugin/tfplugin6.js";
import { wirePath, type Path } from "./path.js";

/** A message to the user: an error stops the operation, a warning does not. */
export interface Diagnostic {
  /** Only an error stops the operation. */
  readonly severity: "error" | "warning";
  /** One line, without a full stop. */
  readonly summary: string;
  /** The problem of a value and its remedy, in whole sentences. */
  readonly detail: string;
  /** The attribute that it is about. A core points at its line. */
  readonly path: Path;
}

/** An error about an attribute, or with an empty path about the block. */
export function error(path: Path, summary: string, detail: string): Diagnostic {
  return { severity: "error", summary, detail, path };
}

/** A warning about an attribute, or with an empty path about the block. */
export function warning(path: Path, summary: string, detail: string): Diagnostic {
  return { severity: "warning", summary, detail, path };
}

/**
 * Thrown by a provider's own code to end an operation with diagnostics. Anything else that is thrown is reported as a bug
 * in the provider, with its message and without its stack, which goes to the log.
 */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  /** The diagnostics that users read, in order. */
  readonly diagnostics: readonly Diagnostic[];

  /** @param diagnostics at least one of them must be an error. */
  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** Diagnostics on the wire. @internal */
export function wireDiagnostics(diagnostics: readonly Diagnostic[]): Sent<typeof WireDiagnostic>[] {
  return diagnostics.map(({ severity, summary, detail, path }) => ({
    // For a core, every other number is no error.
    severity: severity === "error" ? Severity.ERROR : Severity.WARNING,
    summary,
    detail,
    ...(path.length === 0 ? {} : { attribute: wirePath(path) }),
  }));
}
