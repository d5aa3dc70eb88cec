export const INVITATION_TEXTS = {
  title: "Connect your token",
  resetTitle: "Choose another password",
  dead: "This link does not work",
  noSecret: "This page needs the whole link. Open the link again, from the mail or the message that you got.",
  lead: (login: string, account: string, resource: string) =>
    `You are ${login} at ${account}. Here you connect the token by which you sign in to ${resource}.`,
  prove: "Type your password first, so that nobody else uses this link.",
  choose: "Choose a password first. You need it whenever you come back to this page.",
  resetLead: (login: string, account: string, resource: string) =>
    `You are ${login} at ${account}. Here you choose another password for the portal of ${resource}. The page asks for a code of your token next.`,
  newPassword: "New password",
  password: "Password",
  next: "Continue",
} as const;
