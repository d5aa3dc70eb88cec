import type { Refusal } from "../data/refusal.js";
import { refusalAt } from "../data/refusal.js";
import { TextField } from "../fields/text-field.js";

/** The data of a user, as fields have it. */
export interface UserData {
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber: string;
}

export const NO_USER_DATA: UserData = { login: "", firstName: "", lastName: "", email: "", phoneNumber: "" };

export const USER_FIELDS = ["login", "firstName", "lastName", "email", "phoneNumber"] as const;

/** A text as the API has it: null for none. */
const given = (text: string) => (text.trim() === "" ? null : text.trim());

/** The data as the API takes it. */
export function userInput({ login, firstName, lastName, email, phoneNumber }: UserData) {
  return {
    login: login.trim(),
    firstName: given(firstName),
    lastName: given(lastName),
    email: given(email),
    phoneNumber: given(phoneNumber),
  };
}

/** The fields of a user. */
export function UserFields({
  data,
  refusal,
  onChange,
}: {
  readonly data: UserData;
  readonly refusal: Refusal | undefined;
  readonly onChange: (data: UserData) => void;
}) {
  const field = (name: keyof UserData) => ({
    id: `user-${name}`,
    value: data[name],
    onChange: (value: string) => onChange({ ...data, [name]: value }),
    problem: refusalAt(refusal, name),
  });
  return (
    <>
      <TextField {...field("login")} label="Login" hint="What the person signs in as." isRequired />
      <TextField {...field("firstName")} label="First name" />
      <TextField {...field("lastName")} label="Last name" />
      <TextField {...field("email")} label="E-mail address" type="email" />
      <TextField
        {...field("phoneNumber")}
        label="Phone number"
        type="tel"
        hint="With the country code, as in +4915112345678."
      />
    </>
  );
}
