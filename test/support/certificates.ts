// Certificates for tests of TLS, made by openssl: an authority, and what it signs.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A certificate and its key: files in PEM. */
export interface Certificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/** The reason for skipped tests when there is no openssl. */
export const NO_OPENSSL = "there is no openssl on PATH";

export function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** A folder with authorities and what they sign. */
export class Certificates {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "certificates-"));

  /** An authority, or a certificate that one signed for 127.0.0.1 and mfa.example.test. */
  make(name: string, by?: Certificate): Certificate {
    const made = { certFile: this.file(`${name}.pem`), keyFile: this.file(`${name}-key.pem`) };
    const subject = ["-subj", `/CN=${name}`, "-keyout", made.keyFile, "-out", made.certFile];
    const signed =
      by === undefined
        ? []
        : [
            "-CA",
            by.certFile,
            "-CAkey",
            by.keyFile,
            "-addext",
            "subjectAltName=IP:127.0.0.1,DNS:mfa.example.test",
            "-addext",
            "basicConstraints=CA:FALSE",
          ];
    execFileSync("openssl", ["req", "-x509", ...EC, "-days", "2", ...subject, ...signed], {
      stdio: "ignore",
    });
    return made;
  }

  /** A file of this folder. */
  file(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.file(name), text);
    return this.file(name);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function pem(file: string): string {
  return readFileSync(file, "utf8");
}
