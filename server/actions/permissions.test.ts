import { describe, expect, it } from "vitest";
import { isNoWider, type Role, ROLES } from "./permissions.js";

/** The roles that may do nothing that a role may not, itself among them. */
function noWiderThan(than: Role): Role[] {
  return ROLES.filter((role) => isNoWider(role, than));
}

describe("the roles without more rights than a role", () => {
  it("include that role itself", () => {
    for (const role of ROLES) expect(isNoWider(role, role)).toBe(true);
  });

  it("are all roles of an account for ADMIN", () => {
    expect(noWiderThan("ADMIN")).toEqual(["ADMIN", "PROVISIONER", "HELPDESK", "AUDITOR", "AUTHENTICATOR"]);
  });

  it("are AUDITOR for HELPDESK, because it reads the same and changes nothing", () => {
    expect(noWiderThan("HELPDESK")).toEqual(["HELPDESK", "AUDITOR"]);
  });

  it("are no others for PROVISIONER, because the others sign in, or read events", () => {
    expect(noWiderThan("PROVISIONER")).toEqual(["PROVISIONER"]);
  });

  it("are no roles of an account for OPERATOR", () => {
    expect(noWiderThan("OPERATOR")).toEqual(["OPERATOR"]);
  });

  it("are no others for AUDITOR and for AUTHENTICATOR", () => {
    expect(noWiderThan("AUDITOR")).toEqual(["AUDITOR"]);
    expect(noWiderThan("AUTHENTICATOR")).toEqual(["AUTHENTICATOR"]);
  });
});
