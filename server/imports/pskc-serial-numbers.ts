import { TOKEN } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { PskcKey } from "./pskc-document.js";

/**
 * Gives the keys of a PSKC file their serial numbers. A file repeats a device for each of its keys (RFC 6030, figure 10):
 * the first one has the serial number of the device, and every other one has the id of the key after it.
 */
export class SerialNumbers {
  /** The id of the first key of each device, by serial number in lower case, as the account compares them. */
  readonly #firstKeys = new Map<string, string>();

  /** @throws Refusal when both together are too long for a serial number. */
  of({ id, serialNumber }: Pick<PskcKey, "id" | "serialNumber">): string {
    if (serialNumber === undefined) return id;
    const device = serialNumber.toLowerCase();
    const first = this.#firstKeys.get(device) ?? id;
    this.#firstKeys.set(device, first);
    // The same key twice is a mistake: with the same serial number, it is refused as one.
    if (first === id) return serialNumber;
    const both = `${serialNumber}/${id}`;
    const sentence = TOKEN.serialNumber(both);
    if (sentence === null) return both;
    throw new Refusal(
      "VALIDATION_FAILED",
      `The file has several keys of this device, so the serial number of this one is SerialNo/Id. ${sentence}`,
    );
  }
}
