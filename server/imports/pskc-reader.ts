import { FileError } from "@tokenplane/files/file-error";
import { LateError } from "@tokenplane/files/late-error";
import type {
  PskcDemand,
  PskcDevice,
  PskcEncrypted,
  PskcEncryption,
  PskcKey,
  PskcValue,
} from "./pskc-document.js";
import { checkPskcRoot } from "./pskc-root.js";
import { XmlReader } from "./xml.js";

const ENCRYPTION = "KeyContainer/EncryptionKey";
const MAC = "KeyContainer/MACMethod";
const DERIVATION = `${ENCRYPTION}/DerivedKey/KeyDerivationMethod`;
const PRF = `${DERIVATION}/PBKDF2-params/PRF`;
const PACKAGE = "KeyContainer/KeyPackage";
const KEY = `${PACKAGE}/Key`;
const DEVICE_INFO = `${PACKAGE}/DeviceInfo`;
const DEVICE = `${DEVICE_INFO}/`;
const POLICY = `${KEY}/Policy/`;
const CIPHER = "CipherData/CipherValue";
const DATUM = new RegExp(`^${KEY}/Data/(\\w+)/(.+)$`);

/** Elements that may occur more than once in their parent. Elements that the reader ignores may, too. */
const MAY_REPEAT = new Set([PACKAGE, `${POLICY}KeyUsage`]);

/**
 * The element that names one value that is encrypted under the derived key. The reader does not use it; a file has as many as it has
 * encrypted values.
 */
const REFERENCE = /^KeyContainer\/EncryptionKey\/DerivedKey\/ReferenceList\/\w+$/;

/** The elements that the reader uses, by the beginning of their path. */
const LOOKED_AT = [
  /^KeyContainer\/EncryptionKey(?:\/DerivedKey(?:\/KeyDerivationMethod(?:\/|$)|$)|$)/,
  /^KeyContainer\/MACMethod(?:\/|$)/,
  /^KeyContainer\/KeyPackage\/DeviceInfo(?:\/(?:SerialNo|StartDate|ExpiryDate))?$/,
  /^KeyContainer\/KeyPackage\/Key$/,
  /^KeyContainer\/KeyPackage\/Key\/(?:AlgorithmParameters|Data|Policy)(?:\/(?!Extensions)|$)/,
  /^KeyContainer\/KeyPackage\/Key\/KeyProfileId$/,
];

const DERIVED = {
  [`${DERIVATION}/PBKDF2-params/Salt/Specified`]: "salt",
  [`${DERIVATION}/PBKDF2-params/IterationCount`]: "rounds",
  [`${DERIVATION}/PBKDF2-params/KeyLength`]: "keyBytes",
} as const;

const NO_DEVICE: PskcDevice = { serialNumber: undefined, dates: [] };

function isTrue(text: string | undefined): boolean {
  return text === "true" || text === "1";
}

/** The datum of a key by its name; a new one the first time. */
function valueOf({ values }: PskcKey, name: string): PskcValue {
  const value = values.get(name) ?? {};
  values.set(name, value);
  return value;
}

/**
 * Reads PSKC (RFC 6030) piece by piece. Namespaces below the container's are ignored: real files, and the RFC's own
 * figures, use different ones. An XML signature is not checked.
 */
export class PskcReader {
  readonly encryption: PskcEncryption = {};
  readonly #xml: XmlReader;
  /** The algorithm of the encrypted value that is being read. */
  #method = "";
  #device: PskcDevice = NO_DEVICE;
  #key: PskcKey | undefined;
  #demand: PskcDemand | undefined;
  #keys: PskcKey[] = [];
  /** The paths of elements that occur only once: before the packages, and in the current package. */
  readonly #inHead = new Set<string>();
  readonly #inPackage = new Set<string>();
  /** Whether a package has begun. */
  #hasPackages = false;
  readonly #error = new LateError();

  constructor() {
    this.#xml = new XmlReader(
      {
        opened: (path, attribute) => {
          this.#checkOrder(path);
          this.#checkOnce(path);
          if (path === KEY) this.#begin(attribute("Id") ?? "", attribute("Algorithm") ?? "");
          else if (this.#key === undefined) this.#openHead(path, attribute("Algorithm") ?? "");
          else this.#openInKey(this.#key, path, attribute);
        },
        closed: (path, text) => {
          if (this.#key === undefined) this.#closeHead(path, text);
          else this.#closeInKey(this.#key, path, text);
        },
      },
      checkPskcRoot,
    );
  }

  /** The keys that end in the next piece. An error behind some of them comes with the next call. @throws FileError */
  push(text: string): PskcKey[] {
    this.#error.check();
    try {
      this.#xml.push(text);
    } catch (error) {
      this.#error.keep(error, this.#keys.length > 0);
    }
    const keys = this.#keys;
    this.#keys = [];
    return keys;
  }

  /** @throws FileError when the container is not complete */
  end(): void {
    this.#error.check();
    this.#xml.end();
  }

  /**
   * Refuses an element that is behind the keys that it is about, against RFC 6030: they were given without it.
   * @throws FileError
   */
  #checkOrder(path: string): void {
    if (path === PACKAGE) this.#hasPackages = true;
    const isOfAll = path === ENCRYPTION || path === MAC;
    const isLate = isOfAll ? this.#hasPackages : path === DEVICE_INFO && this.#inPackage.has(KEY);
    if (!isLate) return;
    const name = path.slice(path.lastIndexOf("/") + 1);
    const place = isOfAll ? "a KeyPackage element" : "the Key element";
    throw new FileError(`The ${name} comes after ${place}; it must come before it.`, this.#xml.tagLine);
  }

  /**
   * Refuses two elements where RFC 6030 allows one: it is not known which of them counts.
   * @throws FileError
   */
  #checkOnce(path: string): void {
    if (path === PACKAGE) {
      this.#inPackage.clear();
      this.#xml.resetBudget();
    }
    if (REFERENCE.test(path)) this.#xml.resetBudget();
    if (MAY_REPEAT.has(path) || !LOOKED_AT.some((place) => place.test(path))) return;
    const seen = path.startsWith(PACKAGE) ? this.#inPackage : this.#inHead;
    if (seen.has(path)) {
      const [name, parent] = path.split("/").toReversed();
      throw new FileError(
        `There are two ${name} elements in one ${parent}. Keep only one.`,
        this.#xml.tagLine,
      );
    }
    seen.add(path);
  }

  #begin(id: string, algorithm: string): void {
    this.#key = {
      line: this.#xml.tagLine,
      id,
      serialNumber: this.#device.serialNumber,
      algorithm,
      values: new Map(),
      policy: [],
      device: this.#device.dates,
      hasProfile: false,
    };
  }

  #openHead(path: string, algorithm: string): void {
    const { encryption } = this;
    if (path === ENCRYPTION) encryption.isStated = true;
    else if (path === `${ENCRYPTION}/X509Data`) encryption.certificate = true;
    else if (path === DERIVATION) encryption.derivation = { algorithm };
    else if (path === PRF && encryption.derivation && algorithm !== "") encryption.derivation.prf = algorithm;
    else if (path === MAC) encryption.mac = { algorithm };
    else if (path === `${MAC}/MACKey`) this.#method = "";
    else if (path === `${MAC}/MACKey/EncryptionMethod`) this.#method = algorithm;
    else if (path === PACKAGE) this.#device = NO_DEVICE;
  }

  #closeHead(path: string, text: string): void {
    const { derivation, mac } = this.encryption;
    const derived = Object.entries(DERIVED).find(([place]) => place === path)?.[1];
    if (derived !== undefined && derivation !== undefined) derivation[derived] = text;
    else if (path === `${MAC}/MACKey/${CIPHER}` && mac !== undefined) mac.key = this.#encrypted(text);
    else if (path === PRF && derivation !== undefined && text !== "") derivation.prf = text;
    else if (path === `${DEVICE}SerialNo`) this.#device = { ...this.#device, serialNumber: text };
    else if (path === `${DEVICE}StartDate` || path === `${DEVICE}ExpiryDate`) {
      const date = { element: path.slice(DEVICE.length), text };
      this.#device = { ...this.#device, dates: [...this.#device.dates, date] };
    }
  }

  #openInKey(key: PskcKey, path: string, attribute: (name: string) => string | undefined): void {
    const [, name = "", below] = DATUM.exec(path) ?? [];
    if (below === "EncryptedValue") {
      this.#method = "";
      valueOf(key, name).encrypted = this.#encrypted("");
    } else if (below === "EncryptedValue/EncryptionMethod") this.#method = attribute("Algorithm") ?? "";
    else if (below === "PlainValue") valueOf(key, name).plain = "";
    else if (path === `${KEY}/AlgorithmParameters/ResponseFormat`) {
      key.response = {
        encoding: attribute("Encoding") ?? "",
        digits: attribute("Length") ?? "",
        checkDigits: isTrue(attribute("CheckDigits")),
      };
    } else if (path === `${KEY}/AlgorithmParameters/ChallengeFormat`) {
      key.challenge = {
        encoding: attribute("Encoding") ?? "",
        min: attribute("Min") ?? "",
        max: attribute("Max") ?? "",
        checkDigits: isTrue(attribute("CheckDigits")),
      };
    } else if (path.startsWith(POLICY)) {
      const pinUsage = attribute("PINUsageMode");
      this.#demand = { element: path.slice(POLICY.length), pinUsage, text: "" };
      key.policy.push(this.#demand);
    }
  }

  #closeInKey(key: PskcKey, path: string, text: string): void {
    const [, name, below] = DATUM.exec(path) ?? [];
    if (path === KEY) {
      this.#keys.push(key);
      this.#key = undefined;
    } else if (name !== undefined) {
      const value = valueOf(key, name);
      if (below === "PlainValue") value.plain = text;
      else if (below === "ValueMAC") value.mac = text;
      else if (below === `EncryptedValue/${CIPHER}`) value.encrypted = this.#encrypted(text);
    } else if (path === `${KEY}/AlgorithmParameters/Suite`) key.suite = text;
    else if (path === `${KEY}/KeyProfileId`) key.hasProfile = true;
    else if (path === `${POLICY}${this.#demand?.element}` && this.#demand) this.#demand.text = text;
  }

  #encrypted(cipherValue: string): PskcEncrypted {
    return { algorithm: this.#method, cipherValue };
  }
}
