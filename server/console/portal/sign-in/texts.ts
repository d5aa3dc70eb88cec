export const SIGN_IN_TEXTS = {
  title: "Sign in",
  lead: (resource: string) => `Here you manage the token by which you sign in to ${resource}.`,
  login: "Login",
  password: "Password",
  next: "Continue",
  sendMail: "Send me a code by e-mail",
  sendMailInstead: "Send me a code by e-mail instead",

  mailTitle: "Look into your mail",
  mailLead:
    "If we know you and your e-mail address, we sent you a code of 6 digits. It is valid for 10 minutes.",
  mailCode: "Code from the mail",
  resend: "Send another mail",
  resendIn: (seconds: number) => `Send another mail (in ${seconds} s)`,

  codeTitle: "Type a code of your token",
  signIn: "Sign in",
  without: "I cannot give a code: I have no token yet, or I lost it",
  lost: "I lost my token: use my recovery code",

  recoveryTitle: "Type your recovery code",
  recoveryLead:
    "It is the code of 16 letters and digits that you made in this portal and kept. It works once. With it, you connect another token.",
  recoveryCode: "Recovery code",
  recoveryHint: "Capital or small letters, with or without hyphens.",
  useCode: "Use the code",
  backToToken: "Type a code of my token instead",
} as const;
