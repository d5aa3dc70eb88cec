import { expect, it } from "vitest";
import { moment, readMoment } from "./moment.js";

it.each([
  ["2026-01-31T08:00:00Z", "2026-01-31T08:00:00.000Z"],
  ["2024-02-29t23:59:59.123456789+02:00", "2024-02-29T21:59:59.123Z"],
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ["9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000Z"],
])("a moment is read: %s", (text, moments) => {
  expect(readMoment(text)?.toISOString()).toBe(moments);
  expect(moment(text)).toBeNull();
});

it.each([
  "",
  "tomorrow",
  "2026-01-31",
  "2026-01-31T08:00:00",
  "2026-02-30T00:00:00Z",
  "2025-02-29T00:00:00Z",
  "1900-02-29T00:00:00Z",
  "2026-13-01T00:00:00Z",
  "2026-00-01T00:00:00Z",
  "2026-01-00T00:00:00Z",
  "2026-01-01T24:00:00Z",
  "2026-01-01T00:60:00Z",
  "2026-01-01T00:00:00+99:00",
  "0000-12-31T00:00:00Z",
  "9999-12-31T23:59:59-01:00",
])("a moment is refused: %j", (text) => {
  expect(readMoment(text)).toBeUndefined();
  expect(moment(text)).toMatch(/^A date and time is written as in RFC 3339, .*\.$/);
});
