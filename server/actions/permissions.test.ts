import { describe, expect, it } from "vitest";
import { isNoWider, type Role, ROLES } from "./permissions.js";

/** The roles that may do nothing that a role may not, itself among them. */
function noWiderThan(than: Role): Role[] {
  return ROLES.filter((role) => isNoWider(role, than));
}

describe("no wider", () => {
  it("than itself is every role", () => {
    for (const role of ROLES) expect(isNoWider(role, role)).toBe(true);
  });

  it("than ADMIN are all that stay inside an account", () => {
    expect(noWiderThan("ADMIN")).toEqual(["ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"]);
  });

  it("than HELPDESK is AUDITOR, which reads the same and changes nothing", () => {
    expect(noWiderThan("HELPDESK")).toEqual(["HELPDESK", "AUDITOR"]);
  });

  it("than PROVISIONER is nothing else: the others sign in, or read events", () => {
    expect(noWiderThan("PROVISIONER")).toEqual(["PROVISIONER"]);
  });

  it("than OPERATOR is nothing inside an account", () => {
    expect(noWiderThan("OPERATOR")).toEqual(["OPERATOR"]);
  });

  it("than AUDITOR and than AUTHENTICATOR is nothing else", () => {
    expect(noWiderThan("AUDITOR")).toEqual(["AUDITOR"]);
    expect(noWiderThan("AUTHENTICATOR")).toEqual(["AUTHENTICATOR"]);
  });
});
