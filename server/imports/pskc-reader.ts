import type { PskcDemand, PskcEncrypted, PskcEncryption, PskcKey } from "./pskc-document.js";
import { XmlReader } from "./xml.js";

const ROOT = { name: "KeyContainer", namespace: "urn:ietf:params:xml:ns:keyprov:pskc" };

const MAC = "KeyContainer/MACMethod";
const DERIVATION = "KeyContainer/EncryptionKey/DerivedKey/KeyDerivationMethod";
const PACKAGE = "KeyContainer/KeyPackage";
const KEY = `${PACKAGE}/Key`;
const POLICY = `${KEY}/Policy/`;
const CIPHER = "CipherData/CipherValue";
const DATUM = new RegExp(`^${KEY}/Data/(\\w+)/(.+)$`);

const DERIVED = {
  [`${DERIVATION}/PBKDF2-params/Salt/Specified`]: "salt",
  [`${DERIVATION}/PBKDF2-params/IterationCount`]: "rounds",
  [`${DERIVATION}/PBKDF2-params/KeyLength`]: "keyBytes",
} as const;

/**
 * Reads PSKC (RFC 6030) piece by piece. Namespaces below the container's are not looked at: files in use, and the
 * RFC's own figures, do not agree on them.
 */
export class PskcReader {
  readonly encryption: PskcEncryption = {};
  readonly #xml: XmlReader;
  /** Algorithm of the encrypted value that is open. */
  #method = "";
  #serialNumber: string | undefined;
  #key: PskcKey | undefined;
  #demand: PskcDemand | undefined;
  #keys: PskcKey[] = [];

  constructor() {
    this.#xml = new XmlReader(
      {
        opened: (path, attribute) => {
          if (path === KEY) this.#begin(attribute("Id") ?? "", attribute("Algorithm") ?? "");
          else if (this.#key === undefined) this.#openHead(path, attribute("Algorithm") ?? "");
          else this.#openInKey(this.#key, path, attribute);
        },
        closed: (path, text) => {
          if (this.#key === undefined) this.#closeHead(path, text);
          else this.#closeInKey(this.#key, path, text);
        },
      },
      ROOT,
    );
  }

  /** The keys that end in the next piece. @throws FileError */
  push(text: string): PskcKey[] {
    this.#xml.push(text);
    const keys = this.#keys;
    this.#keys = [];
    return keys;
  }

  /** @throws FileError when the container is not whole */
  end(): void {
    this.#xml.end();
  }

  #begin(id: string, algorithm: string): void {
    this.#key = {
      line: this.#xml.tagLine,
      id,
      serialNumber: this.#serialNumber,
      algorithm,
      values: new Map(),
      policy: [],
      hasProfile: false,
    };
  }

  #openHead(path: string, algorithm: string): void {
    const { encryption } = this;
    if (path === "KeyContainer/EncryptionKey/X509Data") encryption.certificate = true;
    else if (path === DERIVATION) encryption.derivation = { algorithm };
    else if (path === `${DERIVATION}/PBKDF2-params/PRF` && encryption.derivation && algorithm !== "")
      encryption.derivation.prf = algorithm;
    else if (path === MAC) encryption.mac = { algorithm };
    else if (path === `${MAC}/MACKey`) this.#method = "";
    else if (path === `${MAC}/MACKey/EncryptionMethod`) this.#method = algorithm;
    else if (path === PACKAGE) this.#serialNumber = undefined;
  }

  #closeHead(path: string, text: string): void {
    const { derivation, mac } = this.encryption;
    const derived = Object.entries(DERIVED).find(([place]) => place === path)?.[1];
    if (derived !== undefined && derivation !== undefined) derivation[derived] = text;
    else if (path === `${MAC}/MACKey/${CIPHER}` && mac !== undefined) mac.key = this.#encrypted(text);
    else if (path === `${PACKAGE}/DeviceInfo/SerialNo`) this.#serialNumber = text;
  }

  #openInKey(key: PskcKey, path: string, attribute: (name: string) => string | undefined): void {
    const [, name = "", below] = DATUM.exec(path) ?? [];
    if (below === "EncryptedValue") this.#method = "";
    else if (below === "EncryptedValue/EncryptionMethod") this.#method = attribute("Algorithm") ?? "";
    else if (below === "PlainValue") key.values.set(name, key.values.get(name) ?? {});
    else if (path === `${KEY}/AlgorithmParameters/ResponseFormat`) {
      key.response = {
        encoding: attribute("Encoding") ?? "",
        digits: attribute("Length") ?? "",
        checkDigits: /^(true|1)$/.test(attribute("CheckDigits") ?? ""),
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
      const value = key.values.get(name) ?? {};
      key.values.set(name, value);
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
