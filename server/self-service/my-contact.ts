import { maskedTarget } from "@tokenplane/rules/masked-target";
import { USER } from "@tokenplane/rules/fields";
import { Refusal } from "@tokenplane/rules/refusal";
import type { Action } from "../actions/action.js";
import type { Outcome } from "../actions/idempotency.js";
import { done, unlessRefused, useCase } from "../actions/use-case.js";
import { checkForm } from "../actions/validation.js";
import type { ContactChanged } from "../delivery/texts/message-facts.js";
import { globalId } from "../global-id.js";
import { userUpdate } from "../leaving/update-user.js";
import { mailPortalChange, textContactChange } from "../messages/portal-mail.js";
import { endSessions } from "../sessions/end.js";
import type { UserRow } from "../users/user-store.js";
import {
  type Contact,
  countWrongContactCode,
  dropChange,
  heldChange,
  isContactCode,
  noteUsed,
  sendContactCode,
} from "./contact-change.js";
import { demand, demandLevel2, type PortalVisit } from "./portal-visit.js";

/** A new contact: one of the two. */
export interface NewContactInput {
  readonly email?: string | null | undefined;
  /** As in E.164: +4915112345678. */
  readonly phoneNumber?: string | null | undefined;
}

/** The contact that `myContactUpdate` asks for. */
export interface MyContactUpdateRequest {
  readonly contact: NewContactInput;
}

/** The contact that an input names, as users have it. @throws Refusal VALIDATION_FAILED */
function getContact({ email, phoneNumber }: NewContactInput): Contact {
  const path = ["input", "contact"];
  if (email != null) return { kind: "EMAIL", contact: checkForm(email, USER.email, [...path, "email"]) };
  const contact = checkForm(phoneNumber ?? "", USER.phoneNumber, [...path, "phoneNumber"]);
  return { kind: "SMS", contact };
}

/** The contact of a kind that a user has. */
function contactBefore({ email, phoneNumber }: UserRow, kind: Contact["kind"]): string | null {
  return kind === "EMAIL" ? email : phoneNumber;
}

/**
 * Sends a code to a new e-mail address or phone number of the user. Nothing changes before the code is typed. A contact can be
 * changed, and not removed: notices of what is done in the user's name go there.
 */
export const myContactUpdate = useCase("myContactUpdate", {
  errors: ["POLICY_REFUSED"],
  run: async ({ contact: given }: MyContactUpdateRequest, action: Action) => {
    const visit = await demand(action, ["CONTACT_UPDATE"], "CODE");
    const asked = getContact(given);
    if (contactBefore(visit.user, asked.kind) === asked.contact) {
      throw new Refusal("VALIDATION_FAILED", "You have this contact already. Type another one.", [
        "input",
        "contact",
        asked.kind === "EMAIL" ? "email" : "phoneNumber",
      ]);
    }
    await sendContactCode(action, visit, asked);
    return done({ userId: visit.user.id });
  },
});

/**
 * Says to every address that the user had before and has now that a contact changed (NIST SP 800-63B-4, section 4.6). The
 * address before comes first: its link also blocks what is done after this (see sign-in/alarm.ts).
 */
async function sendChangeNotices(
  action: Action,
  { user, portal, sessionId }: PortalVisit,
  kind: Contact["kind"],
  contact: string,
) {
  const change: ContactChanged = kind === "EMAIL" ? "EMAIL_CHANGED" : "PHONE_NUMBER_CHANGED";
  const about = { resourceName: portal.resource.name, clientAddress: action.callerAddress };
  const { email } = user;
  for (const to of new Set([email, kind === "EMAIL" ? contact : email])) {
    await mailPortalChange(action, user, {
      ...about,
      change,
      token: null,
      to,
      contactSet: contact,
      sessionId,
    });
  }
  await textContactChange(action, user, { ...about, change });
}

/** Gives the user the contact that was confirmed. The user's other sessions end, and so do the links in the mailbox before. */
async function takeContact(action: Action, visit: PortalVisit, { kind, contact }: Contact): Promise<void> {
  const { user, portal, sessionId } = visit;
  const before = contactBefore(user, kind);
  const changed = kind === "EMAIL" ? { email: contact } : { phoneNumber: contact };
  unlessRefused(await userUpdate.run({ user: { id: globalId("User", user.id) }, ...changed }, action));
  const field = kind === "EMAIL" ? "email" : "phoneNumber";
  const masked = before === null ? null : maskedTarget(kind, before);
  const to = maskedTarget(kind, contact);
  action.record({
    type: "USER_CONTACT_CONFIRMED",
    user,
    resource: portal.resource,
    // Two addresses may look alike when they are masked.
    changes: [{ field, from: masked, to }],
    params: { contact: to },
  });
  await endSessions(action, user, "CONTACT_CHANGED", { but: sessionId });
  await sendChangeNotices(action, visit, kind, contact);
}

/** The code that was sent to a new contact. */
export interface MyContactConfirmRequest {
  readonly code: string;
}

/** Completes the change of a contact with the code that was sent there. */
export const myContactConfirm = useCase("myContactConfirm", {
  errors: ["NOT_FOUND", "WRONG_CODE", "POLICY_REFUSED"],
  takesCode: true,
  endsKeys: true,
  run: async ({ code }: MyContactConfirmRequest, action: Action): Promise<Outcome<{ userId: string }>> => {
    const visit = await demand(action, ["CONTACT_UPDATE"], "NOTHING_MORE");
    demandLevel2(visit);
    const waiting = await heldChange(action, visit);
    if (!(await isContactCode(action, visit, waiting, code))) {
      const left = await countWrongContactCode(action, visit, waiting);
      // The count stays.
      return new Refusal(
        "WRONG_CODE",
        left === 0
          ? "This is not the code. That was the last attempt: begin again."
          : "This is not the code that was sent. Type it again, or have another one sent.",
        ["input", "code"],
      );
    }
    await dropChange(action, visit);
    await noteUsed(action, waiting);
    await takeContact(action, visit, waiting);
    return done({ userId: visit.user.id });
  },
});

/** Cancels the change of a contact that waits for its code. */
export const myContactCancel = useCase("myContactCancel", {
  errors: ["NOT_FOUND", "POLICY_REFUSED"],
  run: async (_input: object, action: Action) => {
    const visit = await demand(action, ["CONTACT_UPDATE"], "NOTHING_MORE");
    await heldChange(action, visit);
    await dropChange(action, visit);
    return done({ userId: visit.user.id });
  },
});
