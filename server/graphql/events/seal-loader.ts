import { readCoveringSeals, readSeals } from "../../events/seal/seal-store.js";
import { loader } from "../loader.js";

/** Seals by number. */
export const sealLoader = loader(({ services, actor }, numbers) =>
  readSeals(services.database, actor.accountId, numbers),
);

/** The number of the seal that covers a place, by the place as JSON. */
export const coveringSeal = loader(({ services, actor }, places) =>
  readCoveringSeals(services.database, actor.accountId, places),
);
