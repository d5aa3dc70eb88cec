import { expect, it } from "vitest";
import { parseAddress } from "./postgres-address.js";

it.each([
  ["postgresql://host/db", ["postgresql://host/db"], "postgresql://host/db"],
  ["postgres://u:p@host:5432/db", ["postgres://u:p@host:5432/db"], "postgres://u@host:5432/db"],
  // An unencoded @ in a password is taken as the driver takes it.
  ["postgres://u:p@q@host/db", ["postgres://u:p@q@host/db"], "postgres://u@host/db"],
  ["postgresql:///db?host=/run/postgresql", ["postgresql:///db?host=/run/postgresql"], "postgresql:///db"],
  [
    "postgres://u:p@a:5432,b,[::1]:5433/db?sslmode=verify-full&target_session_attrs=read-write&x=%2F",
    [
      "postgres://u:p@a:5432/db?sslmode=verify-full&x=%2F",
      "postgres://u:p@b/db?sslmode=verify-full&x=%2F",
      "postgres://u:p@[::1]:5433/db?sslmode=verify-full&x=%2F",
    ],
    "postgres://u@a:5432,b,[::1]:5433/db",
  ],
  [
    "postgres://a,b/db?target_session_attrs=primary",
    ["postgres://a/db", "postgres://b/db"],
    "postgres://a,b/db",
  ],
  ["postgres://a/db?target_session_attrs=any", ["postgres://a/db"], "postgres://a/db"],
])("the address of a database is read: %s", (text, urls, shown) => {
  expect(parseAddress(text)).toEqual({ urls, shown });
});

it.each([
  ["host/database", /^must look like/],
  ["postgres://a:port/db", /^must look like/],
  ["postgres://a:1,b:port/db", /^must look like/],
  ["postgres://a,/db", /^must look like/],
  ["postgres:///db?host=a,b", /^must name its hosts before the database/],
  ["postgres://a/db?target_session_attrs=standby", /target_session_attrs=standby, because Tokenplane writes/],
  ["postgres://a,b/db?target_session_attrs=prefer-standby", /Use read-write/],
  ["postgres://a,b/db?target_session_attrs=any", /Use read-write/],
])("the address of a database is refused in a sentence: %s", (text, reason) => {
  expect(parseAddress(text)).toMatch(reason);
});
