import type { Phrases } from "./phrases.js";

/** Spanish, with the polite form. SMS say «clave», because «código» is not in the GSM 7 bit alphabet. */
export const es: Phrases = {
  minutes: { one: "{count} minuto", other: "{count} minutos" },
  sms: {
    SIGN_IN: "{code} es su clave para {place}, caduca en {minutes} min. No se la diga a nadie.",
    CHECK: "{code} es su clave de control para {place}, caduca en {minutes} min. No se la diga a nadie.",
    ENROLMENT: "{code} es su clave de alta para {place}, caduca en {minutes} min. No se la diga a nadie.",
    TEST: "Mensaje de prueba de {place}: las claves le llegan bien. No tiene que hacer nada.",
  },
  lead: {
    SIGN_IN: "{code} es su código para {place}",
    CHECK: "{code} es su código de verificación para {place}",
    ENROLMENT: "{code} es su código de activación para {place}",
    TEST: "Mensaje de prueba de {place}",
  },
  secrecy: "Es válido durante {validity}. No comparta nunca este código con nadie.",
  advice: {
    SIGN_IN:
      "Si usted no está iniciando sesión en este momento, es posible que otra persona conozca su contraseña. En ese caso, avise a su administrador.",
    CHECK: "Este código solo comprueba que sus códigos funcionan. No inicia ninguna sesión.",
    ENROLMENT:
      "Este código confirma que los códigos le llegan aquí. Si usted no está activando nada en este momento, ignore este mensaje.",
    TEST: "Los mensajes con códigos le llegan aquí. No tiene que hacer nada.",
  },
  push: {
    signIn: "¿Iniciar sesión en {resource}?",
    check: "¿Comprobar este token?",
    connect: "¿Vincular este teléfono con {token}? Acepte y escriba después el código que se muestra.",
    shown: "Escriba este código donde inicia sesión. No se lo diga a nadie.",
    test: "Esto es una prueba. No tiene que hacer nada.",
  },
  labels: { resource: "Recurso:", account: "Cuenta:", login: "Usuario:", address: "Dirección IP:" },
};
