import { describe, expect, it } from "vitest";
import type { Asking } from "./factor.js";
import { type CountedForm, decoyAsking } from "./decoy-form.js";
import { USUAL_FORM } from "./ocra/ask-question.js";

const KEY = Buffer.alloc(32, 7);
const NOBODY = { login: null, serialNumber: null };
type Known = Parameters<typeof decoyAsking>[4];

/** A form that is known again by its asking. */
function getCounted(name: string, tokens: number): CountedForm {
  const asking: Asking = {
    sends: false,
    objection: () => name,
    create: () => Promise.reject(new Error("nothing is asked here")),
  };
  return { name, tokens, asking };
}

const N08 = getCounted("N8", 3);
const A10 = getCounted("A10", 1);
const H16 = getCounted("H16", 1);
const logins = Array.from({ length: 2_000 }, (_, n) => `user${n}`);

function getForm(login: string, forms: readonly CountedForm[], account = "a", key = KEY): string {
  return decoyAsking(forms, key, account, { user: { login } }, NOBODY).objection("SIGN_IN") ?? USUAL_FORM;
}

function getForms(forms: readonly CountedForm[], account = "a", key = KEY): string[] {
  return logins.map((login) => getForm(login, forms, account, key));
}

describe("the form of a decoy", () => {
  it("is what an Ultra is asked, where no token answers challenges", () => {
    expect(new Set(getForms([]))).toEqual(new Set(["N8"]));
  });

  it("is this or that as often as tokens have it, whatever order they are read in", () => {
    const forms = getForms([N08, A10]);
    const share = forms.filter((form) => form === "N8").length / forms.length;
    // Three in four; the standard deviation is one in a hundred.
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.8);
    expect(getForms([A10, N08])).toEqual(forms);
  });

  it("counts suites that ask alike as one form", () => {
    const one = { ...N08, tokens: 1 };
    const two = { ...N08, tokens: 2 };
    expect(getForms([one, A10, two])).toEqual(getForms([N08, A10]));
  });

  it("is a code that is sent, as often as tokens get one", () => {
    const forms = getForms([N08, getCounted("SMS", 3)]);
    const share = forms.filter((form) => form === "SMS").length / forms.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });

  it("changes for nobody but those who get a form that comes, or had one that goes", () => {
    const before = getForms([N08, A10]);
    const after = getForms([N08, A10, H16]);
    const changed = logins.filter((_login, n) => before[n] !== after[n]);
    expect(changed.length).toBeGreaterThan(0);
    for (const [n, form] of after.entries()) expect([before[n], "H16"]).toContain(form);
  });

  it("is another's in another account and under another key: it cannot be foretold", () => {
    const forms = getForms([N08, A10]);
    expect(getForms([N08, A10], "b")).not.toEqual(forms);
    expect(getForms([N08, A10], "a", Buffer.alloc(32, 8))).not.toEqual(forms);
  });

  it("is one for one subject, however it is named", () => {
    const ask = (subject: Parameters<typeof decoyAsking>[3], known: Partial<Known> = {}) =>
      decoyAsking([A10, H16], KEY, "a", subject, { ...NOBODY, ...known }).objection("SIGN_IN");
    const different = new Set<boolean>();
    for (const [n, login] of logins.slice(0, 200).entries()) {
      const id = `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
      const serialNumber = `S${n}`;
      const byLogin = ask({ user: { login } });
      expect(ask({ user: { login: login.toUpperCase() } })).toEqual(byLogin);
      expect(ask({ user: { id } }, { login })).toEqual(byLogin);
      // A token is not called by the login of its user.
      const bySerial = ask({ token: { serialNumber } });
      expect(ask({ token: { id } }, { login, serialNumber })).toEqual(bySerial);
      expect(ask({ token: { serialNumber } }, { login })).toEqual(bySerial);
      expect(ask({ token: { id } }, { login })).toEqual(ask({ token: { id } }));
      different.add(bySerial === byLogin);
      different.add(ask({ token: { id } }) === ask({ user: { id } }));
    }
    expect(different).toEqual(new Set([true, false]));
  });
});
