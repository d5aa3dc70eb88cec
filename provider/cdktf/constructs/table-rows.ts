// A table of who signs in where and with what: its rows, and checks between them.
import { foldedLogin } from "./person.js";

/** One row: who signs in at which resource, and with which authenticator. */
export interface AssignmentRow {
  /** The name under which the person signs in. */
  readonly login: string;
  /** The name of the resource. */
  readonly resource: string;
  /**
   * The serial number of a device that exists in the account already. The person gets it. Upper and lower case are the same to
   * the server, but another spelling names another block: keep the one that was applied.
   */
  readonly serial?: string | undefined;
  /** The name of an app that is created here. The person enrols it. */
  readonly app?: string | undefined;
  /**
   * The person's e-mail address. This and the following fields need to be in only one row of each person.
   */
  readonly email?: string | undefined;
  /** The person's telephone number, as `+` and digits. */
  readonly phoneNumber?: string | undefined;
  /** The person's first name. */
  readonly firstName?: string | undefined;
  /** The person's last name. */
  readonly lastName?: string | undefined;
}

/** The fields of a row. */
export const COLUMNS = [
  "login",
  "resource",
  "serial",
  "app",
  "email",
  "phoneNumber",
  "firstName",
  "lastName",
] as const satisfies (keyof AssignmentRow)[];

/** The fields of a row that are about the person. */
export const DETAILS = [
  "email",
  "phoneNumber",
  "firstName",
  "lastName",
] as const satisfies (keyof AssignmentRow)[];

/** A row, and its place, as errors name it. */
export interface PlacedRow {
  readonly where: string;
  readonly row: AssignmentRow;
}

/**
 * A checked table, as `assignmentsFromCsv` and `assignmentsFromRows` return it. `Assignments` creates its objects.
 */
export class AssignmentTable {
  /** @internal */
  constructor(readonly rows: readonly PlacedRow[]) {}
}

/** How many wrong rows are reported at most, so that a file of something else does not fill the screen. */
const MAX_REPORTED = 20;

/** An error that lists the wrong rows, each with what to do. */
export function tableError(source: string, problems: readonly string[]): Error {
  const rest = problems.length - MAX_REPORTED;
  const lines = [...problems.slice(0, MAX_REPORTED), ...(rest > 0 ? [`and ${rest} more.`] : [])];
  return new Error(`${source} cannot be used:\n  ${lines.join("\n  ")}`);
}

function* problemsOfRow({ where, row }: PlacedRow): Iterable<string> {
  if (row.login === "") yield `${where} has no login. Write who signs in.`;
  if (row.resource === "")
    yield `${where} has no resource. Write where ${row.login || "the person"} signs in.`;
  if (row.serial !== undefined && row.app !== undefined) {
    yield `${where} has a serial number and an app. Write one of them; a person uses one at each resource.`;
  } else if (row.serial === undefined && row.app === undefined) {
    yield `${where} has neither a serial number nor an app. Write with what ${row.login || "the person"} signs in.`;
  }
}

/** The authenticator of a row, as errors name it. */
function describeAuthenticator({ serial, app }: AssignmentRow): string {
  return serial === undefined ? `the app ${JSON.stringify(app)}` : `the device ${serial}`;
}

/** Whether two rows have the same authenticator; serial numbers ignore case. */
function isSameMeans(one: AssignmentRow, other: AssignmentRow): boolean {
  return (
    one.app?.normalize() === other.app?.normalize() &&
    one.serial?.toLowerCase() === other.serial?.toLowerCase()
  );
}

/** The contradictions between rows. */
function* contradictions(rows: readonly PlacedRow[]): Iterable<string> {
  const atResource = new Map<string, PlacedRow>();
  const ofSerial = new Map<string, PlacedRow>();
  const details = new Map<string, { readonly where: string; readonly value: string }>();
  for (const placed of rows) {
    const { where, row } = placed;
    const person = foldedLogin(row.login);
    const place = JSON.stringify([person, row.resource.normalize()]);
    const before = atResource.get(place);
    if (before === undefined) atResource.set(place, placed);
    else if (isSameMeans(before.row, row)) {
      yield `${where} is the same as ${before.where}. Remove one of them.`;
    } else {
      yield `${where}: ${row.login} signs in at ${JSON.stringify(row.resource)} with ${describeAuthenticator(row)}, but ${before.where} says ${describeAuthenticator(before.row)}. A person uses one at each resource. Remove one of the rows.`;
    }
    if (row.serial !== undefined) {
      const holder = ofSerial.get(row.serial.toLowerCase());
      if (holder === undefined) ofSerial.set(row.serial.toLowerCase(), placed);
      else if (foldedLogin(holder.row.login) !== person) {
        yield `${where}: the device ${row.serial} belongs to ${row.login}, but ${holder.where} says ${holder.row.login}. Correct one of the numbers.`;
      } else if (holder.row.serial !== row.serial && holder !== before) {
        yield `${where}: ${describeAuthenticator(row)} is ${describeAuthenticator(holder.row)} of ${holder.where}. Write the number in the same way.`;
      }
    }
    for (const detail of DETAILS) {
      const value = row[detail];
      if (value === undefined) continue;
      const said = details.get(`${detail} ${person}`);
      if (said === undefined) details.set(`${detail} ${person}`, { where, value });
      else if (said.value.normalize() !== value.normalize()) {
        yield `${where}: ${detail} of ${row.login} is ${JSON.stringify(value)}, but ${said.where} says ${JSON.stringify(said.value)}. Write the same value, or only one of them.`;
      }
    }
  }
}

/** Trims the values, and leaves out empty ones. */
function trimmed(row: Partial<AssignmentRow>): AssignmentRow {
  const { login = "", resource = "", ...rest } = row;
  const more = Object.entries(rest).flatMap(([column, value]) =>
    value === undefined || value.trim() === "" ? [] : [[column, value.trim()] as const],
  );
  return { ...Object.fromEntries(more), login: login.trim(), resource: resource.trim() };
}

/**
 * Checks rows, each by itself and against each other.
 * @param source where they come from, as errors name it. @throws Error that lists every wrong row, with what to do.
 */
export function checkedTable(source: string, placed: readonly PlacedRow[]): AssignmentTable {
  const rows = placed.map(({ where, row }) => ({ where, row: trimmed(row) }));
  const problems = rows.flatMap((row) => [...problemsOfRow(row)]);
  if (problems.length === 0) problems.push(...contradictions(rows));
  if (rows.length === 0) problems.push("It has no rows.");
  if (problems.length > 0) throw tableError(source, problems);
  return new AssignmentTable(rows);
}

/**
 * Makes a table of a program's own rows: who signs in where, and with what.
 * @throws Error that lists every wrong row, counted from 1, with what to do.
 */
export function assignmentsFromRows(rows: readonly AssignmentRow[]): AssignmentTable {
  const known: readonly string[] = COLUMNS;
  const problems = rows.flatMap((row, index) =>
    Object.entries(row).flatMap(([name, value]: readonly [string, unknown]) => {
      if (!known.includes(name)) {
        return [
          `Row ${index + 1} has ${JSON.stringify(name)}, which no row has. There are ${COLUMNS.join(", ")}.`,
        ];
      }
      return value === undefined || typeof value === "string"
        ? []
        : [`Row ${index + 1}: ${name} is no text. Write it in quotation marks.`];
    }),
  );
  if (problems.length > 0) throw tableError("The table", problems);
  return checkedTable(
    "The table",
    rows.map((row, index) => ({ where: `Row ${index + 1}`, row })),
  );
}
