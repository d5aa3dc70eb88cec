import type { Phrases } from "./phrases.js";

/** Spanish, with the polite form. SMS say «clave», because «código» is not in the GSM 7 bit alphabet. */
export const es: Phrases = {
  minutes: { one: "{count} minuto", other: "{count} minutos" },
  sms: {
    SIGN_IN: "{code} es su clave para {place}, caduca en {minutes} min. No se la diga a nadie.",
    CHECK: "{code} es su clave de control para {place}, caduca en {minutes} min. No se la diga a nadie.",
    ENROLMENT: "{code} es su clave de alta para {place}, caduca en {minutes} min. No se la diga a nadie.",
    CONTACT: "{code} es su clave de contacto para {place}, caduca en {minutes} min. No se la diga a nadie.",
    TEST: "Mensaje de prueba de {place}: las claves le llegan bien. No tiene que hacer nada.",
  },
  lead: {
    SIGN_IN: "{code} es su código para {place}",
    CHECK: "{code} es su código de verificación para {place}",
    ENROLMENT: "{code} es su código de activación para {place}",
    CONTACT: "{code} es su código para confirmar un nuevo contacto de {place}",
    TEST: "Mensaje de prueba de {place}",
  },
  secrecy: "Es válido durante {validity}. No comparta nunca este código con nadie.",
  advice: {
    SIGN_IN:
      "Si usted no está iniciando sesión en este momento, es posible que otra persona conozca su contraseña. En ese caso, avise a su administrador.",
    CHECK: "Este código solo comprueba que sus códigos funcionan. No inicia ninguna sesión.",
    ENROLMENT:
      "Este código confirma que los códigos le llegan aquí. Si usted no está activando nada en este momento, ignore este mensaje.",
    CONTACT:
      "Una persona que ha iniciado sesión en el portal quiere recibir aquí sus mensajes y escribe allí este código. Si no es usted, no comparta el código e ignore este mensaje.",
    TEST: "Los mensajes con códigos le llegan aquí. No tiene que hacer nada.",
  },
  mail: {
    subject: {
      INVITATION: "Invitación a la consola de {account}",
      PASSWORD_RESET: "Nueva contraseña para la consola de {account}",
      PASSWORD_SET: "Se ha establecido su contraseña para la consola de {account}",
      TOKEN_CONNECTED: "Se ha vinculado una aplicación de autenticación a la consola de {account}",
    },
    lead: {
      INVITATION: "{by} le invita a la consola de {account}.",
      PASSWORD_RESET:
        "{by} ha restablecido su contraseña para la consola de {account}. La contraseña anterior ya no es válida.",
      PASSWORD_SET: "Su contraseña para la consola de {account} se ha establecido mediante un enlace.",
      TOKEN_CONNECTED:
        "Se ha vinculado una aplicación de autenticación. A partir de ahora, usted inicia sesión con sus códigos en la consola de {account}.",
    },
    steps: {
      JOIN: "Abra este enlace y elija una contraseña. Si la página se lo pide, vincule una aplicación de autenticación:",
      TOKEN: "Abra este enlace, escriba su contraseña y vincule otra aplicación de autenticación:",
      PASSWORD: "Abra este enlace y elija otra contraseña:",
    },
    validity:
      "El enlace funciona una sola vez, hasta el {until}. Quien lo tenga puede usarlo en su lugar: no se lo muestre a nadie.",
    advice: {
      INVITATION: "Si no esperaba este mensaje, no abra el enlace y avise a su administrador.",
      PASSWORD_RESET: "Si no ha pedido otra contraseña, avise a su administrador.",
      PASSWORD_SET:
        "Si no ha sido usted, otra persona tenía su enlace. Avise de inmediato a su administrador, que restablecerá la contraseña y cerrará todas las sesiones.",
      TOKEN_CONNECTED:
        "Si no ha sido usted, es posible que otra persona pueda iniciar sesión en su nombre. Avise de inmediato a su administrador, que retirará la aplicación y cerrará todas las sesiones.",
    },
  },
  portal: {
    invitation: "Configure su inicio de sesión en {place}",
    invited: "{by} le invita a configurar su inicio de sesión en {place}.",
    steps:
      "Abra este enlace y siga las instrucciones de la página. Allí podrá vincular una aplicación de autenticación u otro token:",
    reset: "Nueva contraseña para el portal de {place}",
    wasReset:
      "{by} ha restablecido su contraseña del portal de {place}. La contraseña anterior ya no funciona.",
    resetSteps:
      "Abra este enlace y establezca otra contraseña. La página pide también un código de su token:",
    code: "{code} es su código para el portal de {place}",
    codeAdvice:
      "Escríbalo solo en la página en la que lo ha pedido. Si usted no ha pedido ningún código, otra persona ha escrito su nombre de usuario: no utilice el código. Si vuelve a ocurrir, avise a su administrador.",
    changes: {
      TOKEN_ENROLLED: "Se ha configurado un token para su inicio de sesión en {place}",
      TOKEN_REISSUED: "Su token para {place} ha recibido una nueva clave secreta",
      TOKEN_TAKEN: "Se le ha asignado un token para {place}",
      TOKEN_GIVEN_BACK: "Se ha devuelto su token para {place}",
      TOKEN_PIN_SET: "Se ha establecido un PIN para su token para {place}",
      TOKEN_PIN_REMOVED: "Se ha eliminado el PIN de su token para {place}",
      TOKEN_REPORTED_LOST: "Su token para {place} se ha declarado perdido y está desactivado",
      TOKEN_SYNCHRONIZED: "Se ha sincronizado su token para {place}",
      PASSWORD_CHANGED: "Se ha establecido su contraseña para el portal de {place}",
      NAMES_CHANGED: "Se ha cambiado su nombre en el portal de {place}",
      EMAIL_CHANGED: "Se ha cambiado su dirección de correo electrónico en el portal de {place}",
      PHONE_NUMBER_CHANGED: "Se ha cambiado su número de teléfono en el portal de {place}",
      RECOVERY_CODE_CREATED: "Se ha creado un código de recuperación en el portal de {place}",
      RECOVERY_CODE_USED: "Se ha utilizado su código de recuperación en el portal de {place}",
    },
    changesSms: {
      EMAIL_CHANGED:
        "Su correo para {place} ha cambiado. Si no ha sido usted, avise de inmediato a su administrador.",
      PHONE_NUMBER_CHANGED:
        "Su teléfono para {place} ha cambiado. Si no ha sido usted, avise de inmediato a su administrador.",
    },
    notMe:
      "Si ha sido usted, no tiene que hacer nada. Si no ha sido usted, abra este enlace y pulse el botón de la página:",
    alarm:
      "Así se cierran de inmediato todas sus sesiones y se bloquea lo que se haya cambiado. El enlace funciona una sola vez, hasta el {until}. Avise también a su administrador.",
    notMeByHand:
      "Si ha sido usted, no tiene que hacer nada. Si no ha sido usted, avise de inmediato a su administrador.",
  },
  push: {
    signIn: "¿Iniciar sesión en {resource}?",
    check: "¿Comprobar este token?",
    connect: "¿Vincular este teléfono con {token}? Acepte y escriba después el código que se muestra.",
    shown: "Escriba este código donde inicia sesión. No se lo diga a nadie.",
    test: "Esto es una prueba. No tiene que hacer nada.",
  },
  labels: {
    resource: "Recurso:",
    account: "Cuenta:",
    token: "Token:",
    login: "Usuario:",
    time: "Fecha:",
    address: "Dirección IP:",
  },
};
