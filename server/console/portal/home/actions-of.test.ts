import { describe, expect, it } from "vitest";
import type { SelfServiceAction, TokenModel } from "../../generated/documents.js";
import type { MyToken } from "../me.js";
import { getActions, mayEnrol, mayStartAgain, mayTake } from "./actions-of.js";

const NOW = Date.UTC(2026, 10, 25, 12);
const LATER = new Date(NOW + 600_000).toISOString();

const ALL: readonly SelfServiceAction[] = [
  "TOKEN_ENROL",
  "TOKEN_REISSUE",
  "TOKEN_SYNCHRONIZE",
  "TOKEN_ASSIGN",
  "TOKEN_UNASSIGN",
  "TOKEN_PIN_SET",
  "TOKEN_PIN_REMOVE",
  "TOKEN_REPORT_LOST",
];

const MODELS: readonly TokenModel[] = ["GOOGLE_AUTHENTICATOR", "PUSH", "SMS", "BOT", "PROTECTIMUS_TWO"];

const APP: MyToken = {
  id: "1",
  name: "Phone",
  model: "GOOGLE_AUTHENTICATOR",
  serialNumber: null,
  status: "ACTIVE",
  enabled: true,
  validFrom: null,
  validUntil: null,
  validity: "VALID",
  otherResourceCount: 0,
  connectedAlone: true,
  enrolment: null,
  locked: false,
  requestsSuspendedUntil: null,
  pinPosition: null,
  sentTo: null,
  sentElsewhere: false,
  lastUsedAt: null,
};
const WAITING = { attemptsLeft: 5, expiresAt: LATER };

function meWith(tokens: readonly MyToken[], more: object = {}) {
  return {
    actions: ALL,
    models: MODELS,
    codeProvenUntil: null,
    mayConnectFirst: false,
    recovering: false,
    tokens,
    ...more,
  };
}

const offered = (token: MyToken, more: object = {}) => getActions(token, meWith([token], more), NOW);

describe("what is offered for a token", () => {
  it("whose phone shows no requests asks for no code of it", () => {
    const silent: MyToken = { ...APP, model: "PUSH", requestsSuspendedUntil: LATER };
    expect(offered({ ...silent, requestsSuspendedUntil: null })).toContain("PIN_SET");
    expect(offered(silent)).toEqual(["REPORT_LOST"]);
  });

  it("outside of its validity asks for no code of it; one that has ended makes room, and one to come does not", () => {
    const ended: MyToken = { ...APP, validity: "VALIDITY_ENDED" };
    const coming: MyToken = { ...APP, validity: "NOT_YET_VALID" };
    for (const token of [ended, coming]) expect(offered(token)).toEqual(["REPORT_LOST"]);
    expect(mayEnrol(meWith([ended], { mayConnectFirst: true }), NOW)).toBe(true);
    expect(mayEnrol(meWith([ended]), NOW)).toBe(false);
    expect(mayEnrol(meWith([coming], { mayConnectFirst: true }), NOW)).toBe(false);
  });

  it("is what the policy and the model allow", () => {
    expect(offered(APP)).toEqual(["REISSUE", "SYNCHRONIZE", "PIN_SET", "UNASSIGN", "REPORT_LOST"]);
    expect(offered({ ...APP, pinPosition: "AFTER_OTP" })).toContain("PIN_REMOVE");
    expect(offered(APP, { actions: [] })).toEqual([]);
    for (const action of ALL) expect(offered(APP, { actions: [action] }).length).toBeLessThanOrEqual(1);
    expect(offered(APP, { models: [] })).not.toContain("REISSUE");
    // Codes are sent to what the account knows: another phone has the same number.
    const sent: MyToken = { ...APP, model: "SMS" };
    expect(offered(sent)).toEqual(["PIN_SET", "UNASSIGN", "REPORT_LOST"]);
    expect(offered({ ...sent, sentElsewhere: true })).toContain("REISSUE");
    expect(offered({ ...APP, model: "PUSH" })).toEqual(["REISSUE", "PIN_SET", "UNASSIGN", "REPORT_LOST"]);
    expect(offered({ ...APP, model: "BOT" })).toContain("REISSUE");
    // Only the helpdesk gives a device a new secret.
    const fob: MyToken = { ...APP, model: "PROTECTIMUS_TWO", connectedAlone: false };
    expect(offered(fob)).toEqual(["SYNCHRONIZE", "PIN_SET", "UNASSIGN", "REPORT_LOST"]);
  });

  it("of one that is locked is only what needs no code of it, unless a code was just typed", () => {
    const locked = { ...APP, locked: true };
    expect(offered(locked)).toEqual(["SYNCHRONIZE", "REPORT_LOST"]);
    expect(offered(locked, { codeProvenUntil: LATER })).toContain("PIN_SET");
    expect(offered(locked, { codeProvenUntil: new Date(NOW + 30_000).toISOString() })).not.toContain(
      "PIN_SET",
    );
  });

  it("of one that does not work yet leads to its first code, and of a disabled one is nothing", () => {
    const pending: MyToken = { ...APP, status: "PENDING" };
    expect(offered({ ...pending, enrolment: WAITING })).toEqual(["GO_ON", "CANCEL"]);
    expect(offered(pending, { mayConnectFirst: true })).toEqual(["START_AGAIN"]);
    expect(offered(pending)).toEqual([]);
    expect(offered({ ...pending, enrolment: WAITING }, { actions: ["TOKEN_PIN_SET"] })).toEqual([]);
    expect(offered({ ...APP, enrolment: WAITING }).slice(0, 2)).toEqual(["GO_ON", "CANCEL"]);
    expect(offered({ ...APP, enrolment: WAITING })).not.toContain("REISSUE");
    expect(offered({ ...APP, enabled: false })).toEqual([]);
  });
});

describe("another token", () => {
  it("is connected where none works, by whoever may bind a first one or has just typed a code", () => {
    const first = { mayConnectFirst: true };
    expect(mayEnrol(meWith([], first), NOW)).toBe(true);
    expect(mayEnrol(meWith([]), NOW)).toBe(false);
    expect(mayEnrol(meWith([], { codeProvenUntil: LATER }), NOW)).toBe(true);
    expect(mayEnrol(meWith([APP], { codeProvenUntil: LATER }), NOW)).toBe(false);
    expect(mayEnrol(meWith([{ ...APP, locked: true }], first), NOW)).toBe(false);
    expect(mayEnrol(meWith([{ ...APP, enabled: false }], first), NOW)).toBe(true);
    expect(mayEnrol(meWith([], { ...first, actions: ["TOKEN_ASSIGN"] }), NOW)).toBe(false);
  });

  it("is connected beside one that works, after a recovery code was used", () => {
    for (const may of [mayEnrol, mayTake]) {
      expect(may(meWith([APP], { mayConnectFirst: true, recovering: true }), NOW)).toBe(true);
    }
  });

  it("that waits for its first code is begun again where it could be begun; another phone always", () => {
    const waiting: MyToken = { ...APP, status: "PENDING", enrolment: WAITING };
    expect(mayStartAgain(waiting, meWith([waiting], { mayConnectFirst: true }), NOW)).toBe(true);
    expect(mayStartAgain(waiting, meWith([waiting]), NOW)).toBe(false);
    expect(mayStartAgain(APP, meWith([{ ...APP, enrolment: WAITING }]), NOW)).toBe(true);
  });

  it("that is a device is taken where none works", () => {
    const first = { mayConnectFirst: true };
    expect(mayTake(meWith([], first), NOW)).toBe(true);
    expect(mayTake(meWith([{ ...APP, enabled: false }], first), NOW)).toBe(true);
    expect(mayTake(meWith([APP], first), NOW)).toBe(false);
    expect(mayTake(meWith([], { ...first, actions: ["TOKEN_ENROL"] }), NOW)).toBe(false);
    expect(mayTake(meWith([]), NOW)).toBe(false);
  });
});
