import type { AlarmTexts } from "./en.js";

/** Spanish, with the polite form. */
export const texts: AlarmTexts = {
  title: "¿Ha sido usted?",
  lead: "Si ha sido usted, cierre esta página: no cambia nada. Si no ha sido usted, pulse el botón. Se cierran todas sus sesiones. Lo que se ha cambiado, y todo lo demás que se ha cambiado en la misma sesión, se bloquea o se elimina: tokens, contraseña, correo electrónico y teléfono.",
  notMe: "No he sido yo",
  dead: "Este enlace no funciona: está incompleto, tiene más de siete días o ha sido anulado. Avise a su administrador, que puede hacer lo mismo.",
  happened: "Qué ha pasado",
  facts: { what: "Qué", where: "Dónde", token: "Token", when: "Cuándo" },
  changes: {
    TOKEN_ENROLLED: "Se ha configurado un token",
    TOKEN_REISSUED: "Un token ha recibido una nueva clave secreta",
    TOKEN_TAKEN: "Se le ha asignado un token",
    TOKEN_GIVEN_BACK: "Se ha devuelto un token",
    TOKEN_PIN_SET: "Se ha establecido un PIN para un token",
    TOKEN_PIN_REMOVED: "Se ha eliminado el PIN de un token",
    TOKEN_REPORTED_LOST: "Se ha declarado perdido un token",
    TOKEN_SYNCHRONIZED: "Se ha sincronizado un token",
    PASSWORD_CHANGED: "Se ha establecido la contraseña",
    NAMES_CHANGED: "Se ha cambiado el nombre",
    EMAIL_CHANGED: "Se ha cambiado la dirección de correo electrónico",
    PHONE_NUMBER_CHANGED: "Se ha cambiado el número de teléfono",
    RECOVERY_CODE_CREATED: "Se ha creado un código de recuperación",
    RECOVERY_CODE_USED: "Se ha utilizado el código de recuperación",
  },
  otherChange: "Se ha cambiado algo",
  raisedTitle: "Se han cerrado todas sus sesiones",
  repeated: (time) => `Esto ya se dijo antes: ${time}. Ahora no se ha cambiado nada más.`,
  done: "Qué se ha hecho",
  always: "Los inicios de sesión empezados no continúan, y las invitaciones abiertas ya no son válidas.",
  effects: {
    TOKEN_DISABLED:
      "Los tokens que se cambiaron están desactivados: nadie inicia sesión con ellos hasta que el servicio de asistencia los active.",
    ENROLMENT_CANCELLED: "Se ha cancelado la configuración del token.",
    PASSWORD_REMOVED:
      "Se ha eliminado su contraseña: el servicio de asistencia le envía un enlace para establecer otra.",
    RECOVERY_CODE_REMOVED:
      "El código de recuperación ya no es válido: cree otro cuando haya vuelto a iniciar sesión.",
    EMAIL_REMOVED:
      "Se ha eliminado la dirección de correo electrónico: diga al servicio de asistencia cuál es la correcta.",
    PHONE_NUMBER_REMOVED:
      "Se ha eliminado el número de teléfono: diga al servicio de asistencia cuál es el correcto.",
  },
  next: "Qué hacer ahora",
  steps: {
    TALK: "Hable ahora con el servicio de asistencia o con su administrador y diga qué ha pasado.",
    OTHER_MAILS:
      "Si ha recibido otros correos sobre cambios que no son suyos, abra el enlace de cada uno de ellos.",
    SECRETS: "No diga a nadie su contraseña ni ningún código, y no abra enlaces que no haya pedido.",
    PASSWORD: "Si usa la misma contraseña en otro lugar, cámbiela allí.",
  },
};
