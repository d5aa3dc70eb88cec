import type { Action } from "./model-action.js";
import { assign, link, unassign, unlink } from "./model-assignments.js";
import { bypassPolicy, grant, revoke } from "./model-bypass.js";
import { bulk } from "./model-bulk.js";
import { answer, ask } from "./model-challenges.js";
import { cancel, confirm, exhaust, start } from "./model-enrolment.js";
import { pinRemoval, pinSetting, suitePinSetting } from "./model-pins.js";
import { reissue, replace } from "./model-reissue.js";
import { failInARow } from "./model-row.js";
import { lengthen, validity } from "./model-settings.js";
import { check, guess, signIn, wander } from "./model-sign-ins.js";
import {
  limiting,
  resourceEnabling,
  userCreation,
  userDeletion,
  userEnabling,
} from "./model-surroundings.js";
import { synchronize, synchronizeByAnswer } from "./model-synchronize.js";
import { pass, passToAnEnd } from "./model-time.js";
import { create, deletion, enabling, unlock } from "./model-tokens.js";

/** What people try with codes. */
export const ATTEMPTS: readonly Action[] = [signIn, check];

/** What else may happen in a moment: one step each, which makes no secret and lets no time pass. */
export const ACTS: readonly Action[] = [
  unlock,
  enabling,
  lengthen,
  validity,
  userEnabling,
  resourceEnabling,
  confirm,
  reissue,
  replace,
  assign,
  unassign,
  link,
  unlink,
  deletion,
  grant,
  revoke,
  bypassPolicy,
  pinSetting,
  pinRemoval,
  suitePinSetting,
  synchronize,
  bulk,
];

/** Everything that may happen. A new action is one entry in one of these lists. */
export const ACTIONS: readonly Action[] = [
  ...ATTEMPTS,
  ...ACTS,
  ask,
  answer,
  synchronizeByAnswer,
  guess,
  wander,
  failInARow,
  pass,
  passToAnEnd,
  create,
  start,
  exhaust,
  cancel,
  userDeletion,
  userCreation,
  limiting,
];
