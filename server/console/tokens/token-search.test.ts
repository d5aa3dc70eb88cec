import { describe, expect, it } from "vitest";
import { getFilter, getOrder, readTokenSearch } from "./token-search.js";

describe("the search of the list of tokens", () => {
  it("is read from an address, without what the address has besides", () => {
    expect(
      readTokenSearch({
        text: "anna",
        status: "LOCKED",
        model: "SMS",
        order: "NAME",
        descending: true,
        size: 50,
      }),
    ).toEqual({ text: "anna", status: "LOCKED", model: "SMS", order: "NAME", descending: true, size: 50 });
    expect(
      readTokenSearch({ text: 5, status: "toString", model: "__proto__", order: "x", size: 7, after: null }),
    ).toEqual({});
  });

  it("has one place at most, and none for the size that is usual", () => {
    expect(readTokenSearch({ after: "a", before: "b", size: 20 })).toEqual({ after: "a" });
  });

  it("asks the API for what it shows", () => {
    expect(getFilter({ status: "ACTIVE", text: "anna" })).toEqual({
      enabled: true,
      status: "ACTIVE",
      text: "anna",
    });
    expect(getFilter({ status: "UNASSIGNED", model: "SMS" })).toEqual({ assigned: false, model: "SMS" });
    expect(getOrder({})).toEqual({ field: "CREATED_AT", descending: true });
    expect(getOrder({ order: "NAME" })).toEqual({ field: "NAME", descending: false });
  });
});
