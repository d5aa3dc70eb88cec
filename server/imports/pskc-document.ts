/** An encrypted value as XML Encryption writes it. */
export interface PskcEncrypted {
  /** URI of the algorithm. */
  readonly algorithm: string;
  /** The initialisation vector and the cipher text, in Base64. */
  readonly cipherValue: string;
}

/** A datum of a key: unencrypted, or encrypted with its MAC. */
export interface PskcValue {
  plain?: string;
  encrypted?: PskcEncrypted;
  /** In Base64. */
  mac?: string;
}

/** How an encryption key is derived from a pass phrase (PBKDF2, RFC 8018). */
export interface PskcDerivation {
  /** URI. */
  readonly algorithm: string;
  /** In Base64. */
  salt?: string;
  rounds?: string;
  keyBytes?: string;
  /** URI of the pseudo-random function; absent means HMAC-SHA-1. */
  prf?: string;
}

/** How the values of a container are encrypted: the part before its keys. */
export interface PskcEncryption {
  /** The file says how its values are encrypted (EncryptionKey). */
  isStated?: true;
  /** Absent when the key was shared beforehand. */
  derivation?: PskcDerivation;
  /** It is encrypted for somebody's certificate. */
  certificate?: true;
  mac?: {
    readonly algorithm: string;
    /** Absent means the encryption key itself. */
    key?: PskcEncrypted;
  };
}

/** A requirement for the use of a key. */
export interface PskcDemand {
  /** Name of the element below Policy. */
  readonly element: string;
  readonly pinUsage: string | undefined;
  text: string;
}

/** The data of a package about its device, as far as they are used. */
export interface PskcDevice {
  readonly serialNumber: string | undefined;
  readonly dates: readonly Pick<PskcDemand, "element" | "text">[];
}

/** A key as the file has it. */
export interface PskcKey {
  /** Where it begins: a line of the file, from 1. */
  readonly line: number;
  readonly id: string;
  readonly serialNumber: string | undefined;
  /** URI of the algorithm profile. */
  readonly algorithm: string;
  suite?: string;
  challenge?: {
    readonly encoding: string;
    readonly min: string;
    readonly max: string;
    readonly checkDigits: boolean;
  };
  response?: { readonly encoding: string; readonly digits: string; readonly checkDigits: boolean };
  /** By name: Secret, Counter, Time, TimeInterval, TimeDrift. */
  readonly values: Map<string, PskcValue>;
  readonly policy: PskcDemand[];
  /** Data about its device: StartDate and ExpiryDate. */
  readonly device: readonly Pick<PskcDemand, "element" | "text">[];
  /** Whether part of the key is defined in a profile that is not in the file. */
  hasProfile: boolean;
}
