// The data that this browser keeps of the tokens that ask here. The key signs, and cannot be exported, not by this page either.

/** A token that asks in this browser. */
export interface Device {
  /** The serial number of this phone at the server, for the token. */
  readonly serial: string;
  /** The portal's address: the part behind /s/. */
  readonly portal: string;
  /** The path at which the server answers phones of the account. */
  readonly door: string;
  /** The name of the token. */
  readonly label: string;
  /** Global id of the token in the portal; empty when the link did not say it. */
  readonly token: string;
  /** Signs, and cannot be exported. */
  readonly key: CryptoKey;
  /** The public key; undefined where an older page kept the device. */
  readonly publicKey?: CryptoKey;
  /** When the key was made, in milliseconds since 1970; undefined where an older page kept it. */
  readonly madeAt?: number;
}

const STORE = "devices";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("tokenplane-device", 1);
    opening.addEventListener("upgradeneeded", () => {
      opening.result.createObjectStore(STORE, { keyPath: "serial" });
    });
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(opening.error ?? new Error("the storage is closed")));
  });
}

/** Does something in the storage. @throws DOMException when the browser keeps nothing here. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = work(transaction.objectStore(STORE));
      transaction.addEventListener("complete", () => resolve(asked.result));
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("nothing was kept")));
    });
  } finally {
    database.close();
  }
}

/** The tokens that ask in this browser, of one portal: each portal is an app of its own. */
export async function readDevices(portal: string): Promise<readonly Device[]> {
  const all = await inStore<Device[]>("readonly", (store) => store.getAll());
  // Older pages kept the address as it was typed.
  return all.flatMap((device) => (device.portal.toLowerCase() === portal ? [{ ...device, portal }] : []));
}

/** Keeps a token, unless one of this serial is kept: its key may be the one that the server has. @returns the one that is kept. */
export async function keepNewDevice(device: Device): Promise<Device> {
  const before = await inStore<Device | undefined>("readwrite", (store) => {
    // In one transaction: of two tabs, one makes the key.
    const asked: IDBRequest<Device | undefined> = store.get(device.serial);
    asked.addEventListener("success", () => {
      if (asked.result === undefined) store.add(device);
    });
    return asked;
  });
  return before ?? device;
}

/** The same token by newer keys of this browser. */
export async function readNewer({ portal, token, madeAt = 0 }: Device): Promise<readonly Device[]> {
  if (token === "") return [];
  const devices = await readDevices(portal);
  return devices.filter((other) => other.token === token && (other.madeAt ?? 0) > madeAt);
}

export async function removeDevice({ serial }: Pick<Device, "serial">): Promise<void> {
  await inStore("readwrite", (store) => store.delete(serial));
}
