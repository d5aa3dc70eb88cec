import type { Phrases } from "./phrases.js";

/** Ukrainian, with the polite form. Cyrillic makes SMS UCS-2, so they are shorter than those of other languages. */
export const uk: Phrases = {
  minutes: {
    one: "{count} хвилину",
    few: "{count} хвилини",
    many: "{count} хвилин",
    other: "{count} хвилини",
  },
  sms: {
    SIGN_IN: "{code} – код для {place}, діє {minutes} хв. Нікому не кажіть.",
    CHECK: "{code} – код перевірки для {place}, діє {minutes} хв. Нікому не кажіть.",
    ENROLMENT: "{code} – код активації для {place}, діє {minutes} хв. Нікому не кажіть.",
    TEST: "Тестове повідомлення від {place}: коди надходять сюди. Нічого робити не потрібно.",
  },
  lead: {
    SIGN_IN: "{code} — Ваш код для {place}",
    CHECK: "{code} — Ваш код перевірки для {place}",
    ENROLMENT: "{code} — Ваш код активації для {place}",
    TEST: "Тестове повідомлення від {place}",
  },
  secrecy: "Він діє {validity}. Ніколи нікому не повідомляйте цей код.",
  advice: {
    SIGN_IN:
      "Якщо Ви зараз не входите в систему, можливо, хтось інший знає Ваш пароль. У такому разі повідомте свого адміністратора.",
    CHECK: "Цей код лише перевіряє, чи працюють Ваші коди. Вхід за ним не виконується.",
    ENROLMENT:
      "Цей код підтверджує, що коди надходять Вам сюди. Якщо Ви зараз нічого не налаштовуєте, не зважайте на це повідомлення.",
    TEST: "Повідомлення з кодами надходять Вам сюди. Нічого робити не потрібно.",
  },
  labels: { resource: "Ресурс:", account: "Обліковий запис:", login: "Логін:", address: "IP-адреса:" },
};
