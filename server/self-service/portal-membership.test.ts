import { describe, expect, it } from "vitest";
import { mayBindFirst, mayEnter, type PortalMembership } from "./portal-membership.js";

const CREATED = Date.UTC(2026, 10, 1);
const DAY = 86_400_000;
const NEW: PortalMembership = {
  hasTokenHere: false,
  worksHere: false,
  hasWorkingToken: false,
  endedHere: false,
  hasComingToken: false,
  enrolledAt: null,
  createdAt: new Date(CREATED),
  hasRole: false,
};
const BY_INVITATION = { actions: [], firstEnrolment: "INVITATION", firstEnrolmentDays: 14 } as const;
const BY_PASSWORD = { actions: [], firstEnrolment: "PASSWORD", firstEnrolmentDays: 14 } as const;
const BY_MAIL = { actions: [], firstEnrolment: "MAIL_CODE", firstEnrolmentDays: 14 } as const;

describe("a first token", () => {
  it("is bound by what the policy names, within its days, and by an invitation always", () => {
    expect(mayBindFirst(BY_PASSWORD, NEW, "PASSWORD", CREATED + 14 * DAY - 1)).toBe(true);
    expect(mayBindFirst(BY_PASSWORD, NEW, "PASSWORD", CREATED + 14 * DAY)).toBe(false);
    expect(mayBindFirst(BY_PASSWORD, NEW, "MAIL_CODE", CREATED)).toBe(false);
    expect(mayBindFirst(BY_MAIL, NEW, "MAIL_CODE", CREATED)).toBe(true);
    expect(mayBindFirst(BY_MAIL, NEW, "PASSWORD", CREATED)).toBe(false);
    for (const way of ["PASSWORD", "MAIL_CODE"] as const) {
      expect(mayBindFirst(BY_INVITATION, NEW, way, CREATED)).toBe(false);
    }
    for (const policy of [BY_INVITATION, BY_PASSWORD, BY_MAIL]) {
      expect(mayBindFirst(policy, NEW, "INVITATION", CREATED + 1_000 * DAY)).toBe(true);
    }
  });

  it("of whoever had one once needs an invitation", () => {
    const dormant = { ...NEW, enrolledAt: new Date(CREATED) };
    expect(mayBindFirst(BY_PASSWORD, dormant, "PASSWORD", CREATED)).toBe(false);
    expect(mayBindFirst(BY_MAIL, dormant, "MAIL_CODE", CREATED)).toBe(false);
    expect(mayBindFirst(BY_PASSWORD, dormant, "INVITATION", CREATED)).toBe(true);
  });

  it("is not bound beside one that works, nor by anybody with a role", () => {
    for (const way of ["PASSWORD", "INVITATION"] as const) {
      expect(mayBindFirst(BY_PASSWORD, { ...NEW, hasWorkingToken: true }, way, CREATED)).toBe(false);
      expect(mayBindFirst(BY_PASSWORD, { ...NEW, hasComingToken: true }, way, CREATED)).toBe(false);
      expect(mayBindFirst(BY_PASSWORD, { ...NEW, hasRole: true }, way, CREATED)).toBe(false);
    }
  });
});

describe("a recovery code", () => {
  const allowing = { ...BY_INVITATION, actions: ["RECOVERY_CODE"] } as const;
  const lost = {
    ...NEW,
    hasTokenHere: true,
    worksHere: true,
    hasWorkingToken: true,
    enrolledAt: new Date(CREATED),
  };

  it("lets in whoever has a token at the resource, to connect another one beside it", () => {
    for (const may of [mayBindFirst, mayEnter]) {
      expect(may(allowing, lost, "RECOVERY_CODE", CREATED + 1_000 * DAY)).toBe(true);
      expect(may(allowing, { ...lost, hasWorkingToken: false }, "RECOVERY_CODE", CREATED)).toBe(true);
    }
  });

  it("lets nobody in where the policy allows none, without a token there, or with a role", () => {
    for (const may of [mayBindFirst, mayEnter]) {
      expect(may(BY_INVITATION, lost, "RECOVERY_CODE", CREATED)).toBe(false);
      expect(may(allowing, { ...lost, hasTokenHere: false }, "RECOVERY_CODE", CREATED)).toBe(false);
      expect(may(allowing, { ...lost, hasRole: true }, "RECOVERY_CODE", CREATED)).toBe(false);
    }
    expect(mayBindFirst(allowing, lost, "RECOVERY_CODE_USED", CREATED)).toBe(false);
  });
});

describe("a portal", () => {
  it("is entered with a token at its resource, by an invitation, or to bind a first token", () => {
    expect(mayEnter(BY_INVITATION, NEW, "PASSWORD", CREATED)).toBe(false);
    expect(mayEnter(BY_PASSWORD, NEW, "PASSWORD", CREATED)).toBe(true);
    expect(mayEnter(BY_INVITATION, { ...NEW, hasTokenHere: true }, "PASSWORD", CREATED)).toBe(true);
    expect(mayEnter(BY_INVITATION, NEW, "INVITATION", CREATED)).toBe(true);
  });

  it("is not entered by anybody with a role", () => {
    const membership = { ...NEW, hasTokenHere: true, hasRole: true };
    for (const way of ["PASSWORD", "MAIL_CODE", "INVITATION"] as const) {
      expect(mayEnter(BY_PASSWORD, membership, way, CREATED)).toBe(false);
    }
  });
});
