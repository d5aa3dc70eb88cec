import { Refusal } from "./errors.js";

type Path = readonly string[];

function refuse(message: string, path: Path): never {
  throw new Refusal("VALIDATION_FAILED", message, path);
}

/** What something is called in messages: the last step of its path, in words. */
function called(path: Path): string {
  const words = (path.at(-1) ?? "value").replace(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function checkText(text: string, most: number, path: Path): string {
  const length = [...text].length;
  if (length < 1 || length > most) refuse(`${called(path)} has 1 to ${most} characters.`, path);
  if (text.trim() !== text) refuse(`${called(path)} begins or ends with a blank; remove it.`, path);
  // Half of a surrogate pair is no character, and would be kept as another one.
  if (/[\p{Cc}\p{Cs}]/u.test(text)) refuse(`${called(path)} has a control character; remove it.`, path);
  return text;
}

/** A name or serial number: 1 to 50 characters, no blank at either end. @throws Refusal */
export function checkName(text: string, path: Path): string {
  return checkText(text, 50, path);
}

/** A reason in somebody's words: 1 to 200 characters. @throws Refusal */
export function checkReason(text: string, path: Path): string {
  return checkText(text, 200, path);
}

const LONGEST_LOGIN = 254;

/** A login: 1 to 254 characters, no blank at either end. @throws Refusal */
export function checkLogin(text: string, path: Path): string {
  // Some characters stand for several; it is compared, and indexed, in the long form.
  if ([...text.normalize("NFKC")].length > LONGEST_LOGIN) {
    refuse(`${called(path)} has 1 to ${LONGEST_LOGIN} characters.`, path);
  }
  return checkText(text, LONGEST_LOGIN, path);
}

/** @throws Refusal */
export function checkEmail(text: string, path: Path): string {
  if (text.length > 254 || !/^[^\s\p{Cc}\p{Cs}@]+@[^\s\p{Cc}\p{Cs}@]+$/u.test(text))
    refuse("An e-mail address looks like anna@example.org.", path);
  return text;
}

/** A phone number as in E.164. @throws Refusal */
export function checkPhoneNumber(text: string, path: Path): string {
  if (!/^\+[1-9]\d{6,14}$/.test(text)) {
    refuse("A phone number is written with its country: +, then 7 to 15 digits, nothing else.", path);
  }
  return text;
}

/** @throws Refusal unless it is from least to most. */
export function checkRange(number: number, least: number, most: number, path: Path): number {
  if (number < least || number > most) refuse(`${called(path)} is a number from ${least} to ${most}.`, path);
  return number;
}

/** @throws Refusal unless it is one of the choices. */
export function checkChoice(number: number, choices: readonly number[], path: Path): number {
  if (!choices.includes(number)) {
    refuse(`${called(path)} is ${choices.join(" or ")}.`, path);
  }
  return number;
}
