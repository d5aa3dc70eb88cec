import { pluralIn } from "./plural.js";
import { waitText } from "../../times/wait-text.js";
import { PRODUCT_NAMES } from "../../words/product-names.js";
import type { Texts } from "./en.js";

/** Spanish, with the polite form. */
export const texts: Texts = {
  words: {
    language: "es",
    cancel: "Cancelar",
    close: "Cerrar",
    copy: "Copiar",
    copied: "Copiado",
    notCopied: "No copiado",
    show: "Mostrar",
    hide: "Ocultar",
    showField: (label) => `Mostrar: ${label}`,
    messages: "Mensajes",
    alerts: { success: "Hecho:", danger: "Error:", warning: "Aviso:", info: "Información:" },
    statuses: { error: "con errores", success: "correcto" },
    running: "en curso",
    justNow: "ahora mismo",
    units: { hour: "h", minute: "min" },
    password: {
      tooShort: (least, missing) =>
        `Al menos ${least} caracteres: ${pluralIn("es", missing, { one: "falta #", other: "faltan #" })}`,
      tooLong: (most, surplus) =>
        `Como máximo ${most} caracteres: ${pluralIn("es", surplus, { one: "sobra #", other: "sobran #" })}`,
      longEnough: "Longitud suficiente",
      good: "Una buena contraseña son varias palabras que no tienen nada que ver entre sí.",
    },
  },

  common: {
    language: "Idioma",
    signOut: "Cerrar sesión",
    startAgain: "Empezar de nuevo",
    tryAgain: "Volver a intentarlo",
    noPortal: "Este portal no está aquí",
    notShown: "No se puede mostrar esta página",
    code: "Código",
    codeHint: "De su aplicación o dispositivo. Si su token tiene un PIN, escríbalo junto con el código.",
    sent: (to) => `Se ha enviado un código a ${to}. Escríbalo aquí.`,
    sentMaybe: (to) => `Si su token recibe códigos por mensaje, se ha enviado uno a ${to}. Escríbalo aquí.`,
    notSentAgain:
      "No se ha enviado ningún código nuevo: es demasiado pronto, o ahora no se puede enviar. Si ha recibido uno hace poco, escríbalo aquí.",
    notAskedAgain:
      "No se ha vuelto a preguntar a su teléfono: es demasiado pronto, o ahora no es posible. Si muestra una solicitud, respóndala.",
    question: "Escriba esta pregunta en su dispositivo:",
    answerIt: "Escriba después la respuesta que muestra el dispositivo.",
    onPhone: {
      CODE: "Apruebe la solicitud en su teléfono. Escriba después el código que muestra el teléfono.",
      CHOICE: "Elija este número en su teléfono:",
      APPROVE: "Apruebe la solicitud en su teléfono. Continúe después aquí.",
    },
    thenContinue: "Continúe después aquí.",
    notApproved: "La solicitud en su teléfono no está aprobada. Apruébela allí y continúe aquí, o pida otra.",
    noCodeHint: "Déjelo vacío, salvo que su token tenga un PIN: entonces escriba el PIN.",
    ask: "Enviar un código o preguntar a mi teléfono",
    askAgain: "Enviar de nuevo",
    askAgainIn: (seconds) => `Enviar de nuevo (en ${waitText(seconds)})`,
    pin: "PIN",
    pinHint: "Solo si su token tiene uno. Sin él no se envía nada.",
  },

  confirm: {
    title: "Confirme que es usted",
    description: "Para esto se necesita un código de su token.",
    action: "Confirmar",
    wrong: "Este código no es válido ahora. Escriba el siguiente, o haga que se envíe otro.",
    cancel: "Cancelar",
  },

  session: {
    soon: "¿Sigue ahí?",
    soonBody: "Su sesión se cerrará en un minuto, porque aquí no ha pasado nada desde hace un rato.",
    stay: "Mantener la sesión",
    endedIdle: "Su sesión se ha cerrado, porque aquí no ha pasado nada desde hace un rato.",
    limitSoon: "Su sesión termina pronto",
    limitBody:
      "Una sesión dura como máximo una hora: se cerrará en un minuto. Termine lo que está haciendo o vuelva a iniciar sesión.",
    goOn: "Continuar",
    endedLimit: "Su sesión se ha cerrado: una sesión dura como máximo una hora. Vuelva a iniciar sesión.",
    ended: "Su sesión ha terminado. Vuelva a iniciar sesión.",
    noCookie:
      "Ha iniciado sesión, pero este navegador no lo ha guardado: bloquea las cookies de esta página. Permítalas aquí y vuelva a iniciar sesión.",
  },

  signIn: {
    title: "Iniciar sesión",
    lead: (resource) => `Aquí gestiona el token con el que inicia sesión en ${resource}.`,
    login: "Usuario",
    password: "Contraseña",
    next: "Continuar",
    sendMail: "Enviarme un código por correo",
    sendMailInstead: "Enviarme mejor un código por correo",
    noCookies:
      "Este navegador no guarda nada para esta página: las cookies están bloqueadas. Permítalas aquí; sin ellas, nadie puede iniciar sesión.",

    mailTitle: "Mire su correo",
    mailLead:
      "Si le conocemos y conocemos su dirección de correo electrónico, le hemos enviado un código de 6 dígitos. Es válido durante 10 minutos.",
    mailNotYet:
      "No se ha enviado ningún correo nuevo, porque es demasiado pronto. Si ha recibido un código hace poco, escríbalo aquí.",
    mailCode: "Código del correo",
    wrongMailCode: "Este no es el código, o es demasiado antiguo. Escríbalo otra vez o pida otro.",
    resend: "Enviar otro correo",
    resendIn: (seconds) => `Enviar otro correo (en ${waitText(seconds)})`,

    codeTitle: "Escriba un código de su token",
    signIn: "Iniciar sesión",
    without: "No puedo dar un código: todavía no tengo token o lo he perdido",
    noMoreCodes: "En este inicio de sesión no se envían más códigos. Escriba el último, o empiece de nuevo.",
    lost: "He perdido mi token: usar mi código de recuperación",

    recoveryTitle: "Escriba su código de recuperación",
    recoveryLead:
      "Es el código de 16 letras y dígitos que creó en este portal y guardó. Funciona una sola vez. Con él vincula otro token.",
    recoveryCode: "Código de recuperación",
    recoveryHint: "En mayúsculas o minúsculas, con o sin guiones.",
    useCode: "Usar el código",
    backToToken: "Escribir mejor un código de mi token",
  },

  invitation: {
    title: "Vincule su token",
    resetTitle: "Elija otra contraseña",
    dead: "Este enlace no funciona",
    noSecret:
      "Esta página necesita el enlace completo. Ábralo otra vez desde el correo o el mensaje que recibió.",
    lead: (login, account, resource) =>
      `Usted es ${login} en ${account}. Aquí vincula el token con el que inicia sesión en ${resource}.`,
    prove: "Escriba primero su contraseña, para que nadie más use este enlace.",
    choose: "Elija primero una contraseña. La necesitará siempre que vuelva a esta página.",
    resetLead: (login, account, resource) =>
      `Usted es ${login} en ${account}. Aquí elige otra contraseña para el portal de ${resource}. Después, la página le pide un código de su token.`,
    newPassword: "Nueva contraseña",
    password: "Contraseña",
    wrongPassword: "Esta no es su contraseña.",
    next: "Continuar",
  },

  connect: {
    replaces: "El token que ha perdido deja de funcionar cuando haya escrito el primer código del nuevo.",
    worksAlready:
      "Tiene un token que funciona. Para vincular otro teléfono, elija «Usar otro teléfono» en su tarjeta. Si perdió su teléfono o su clave, inicie sesión con su código de recuperación, o comunique la pérdida y pida un enlace al servicio de asistencia.",
    chooseTitle: "Vincular un token",
    kind: "¿Cómo quiere recibir sus códigos?",
    noPhone:
      "Los SMS no son posibles: su cuenta no tiene número de teléfono. Pida al servicio de asistencia que lo añada.",
    noEmail:
      "El correo no es posible: su cuenta no tiene dirección de correo electrónico. Pida al servicio de asistencia que la añada.",
    name: "Nombre",
    nameHint: "Cómo lo llama usted, para reconocerlo más tarde.",
    next: "Continuar",
    back: "Volver a mis tokens",
    offers: {
      GOOGLE_AUTHENTICATOR: {
        label: "Aplicación de autenticación",
        description:
          "Una aplicación de su teléfono muestra códigos: Google Authenticator, Microsoft Authenticator, FreeOTP y otras.",
        name: "Mi teléfono",
      },
      PROTECTIMUS_SMART: {
        label: "Protectimus Smart",
        description: "La aplicación Protectimus Smart de su teléfono muestra códigos.",
        name: "Mi teléfono",
      },
      PUSH: {
        label: "Teléfono que pregunta",
        description:
          "Su teléfono le pregunta cada vez que inicia sesión: con su navegador o con la aplicación privacyIDEA Authenticator.",
        name: "Mi teléfono",
      },
      SMS: {
        label: "SMS",
        description: "Los códigos se envían a su número de teléfono.",
        name: "Mi número de teléfono",
      },
      EMAIL: {
        label: "Correo electrónico",
        description: "Los códigos se envían a su dirección de correo electrónico.",
        name: "Mi correo",
      },
      BOT: {
        label: "Chat",
        description: "Los códigos se escriben en un chat de su teléfono.",
        name: "Mi chat",
      },
    },

    reissueTitle: (name) => `Otro teléfono para ${name}`,
    reissueBody:
      "El nuevo teléfono recibe una nueva clave. Su teléfono anterior funciona hasta que haya escrito un primer código del nuevo; después, ya no.",
    reissueBegin: "Mostrar la nueva clave",

    moveTitle: (name) => `Su nuevo contacto para ${name}`,
    moveBody:
      "Se envía un código al número de teléfono o a la dirección de correo que tiene ahora. Cuando lo haya escrito, todos los códigos de este token irán allí. Hasta entonces, van a donde iban antes.",
    moveBegin: "Enviar un código",

    scanTitle: "Vincule su aplicación",
    phoneTitle: "Vincule su teléfono",
    sentTitle: "Escriba el código enviado",
    chatTitle: "Abra el chat",
    goOnTitle: "Escriba el primer código",
    scanBody:
      "Ponga la clave en la aplicación de una de estas maneras. Solo se muestra ahora. Escriba después el código que muestra la aplicación.",
    thisDevice: "La aplicación está en este dispositivo",
    otherPhone: "La aplicación está en otro teléfono",
    byHand: "No puede escanear",
    openApp: "Abrir en la aplicación de autenticación",
    key: "Escriba esta clave en la aplicación:",
    qrBody: "Escanee esta imagen con la aplicación:",
    qrAlt: "Código QR con la clave. Escanéelo con su aplicación de autenticación.",
    phoneBody:
      "Vincule el navegador de su teléfono o la aplicación privacyIDEA Authenticator y apruebe la solicitud que muestra. Escriba después el código que muestra el teléfono.",
    thisPhone: "Sin aplicación",
    thisPhoneBody: "El navegador de este teléfono le pregunta y guarda la clave.",
    onPhoneBody:
      "También el navegador de un teléfono puede preguntarle: copie este enlace, envíelo a su teléfono y ábralo allí. Funciona una vez.",
    useThisPhone: "Usar este teléfono",
    linkForPhone: "Enlace para el teléfono:",
    openPhoneApp: "Abrir en privacyIDEA Authenticator",
    phoneQrAlt: "Código QR. Escanéelo con la aplicación privacyIDEA Authenticator.",
    sentBody: (to) => `Se ha enviado un código a ${to}. Solo es válido durante unos minutos.`,
    chatBody: "Abra este enlace en su teléfono e inicie el chat. El código se escribe entonces en el chat.",
    goOnBody:
      "Lo que había que escanear se mostró una vez. Si su aplicación tiene la clave, escriba el código que muestra. Si no, empiece de nuevo.",
    goOnSentBody: "Escriba el código enviado. Si no ha llegado ninguno, empiece de nuevo.",
    goOnDigitsBody: "El código que mostró su teléfono está en el campo. Elija «Terminar».",
    goOnPhoneBody:
      "Apruebe la solicitud en su teléfono. Escriba después el código que muestra el teléfono. Si el teléfono no muestra ninguna solicitud, empiece de nuevo.",
    goOnChatBody:
      "Inicie el chat en su teléfono y escriba el código que aparece allí. Si no llega ninguno, empiece de nuevo.",
    code: {
      APP: "Código que muestra la aplicación",
      DEVICE: "Código que muestra el dispositivo",
      QUESTION: "Respuesta del dispositivo",
      PHONE: "Código que muestra el teléfono",
      SMS: "Código del SMS",
      EMAIL: "Código del correo",
      CHAT: "Código del chat",
    },
    complete: "Terminar",
    attempt: (now, of) => `Intento ${now} de ${of}`,
    left: (time) => `tiempo restante: ${time}`,
    startAgain: "Empezar de nuevo",
    wrong: "Este no es el código. Escriba el que se muestra ahora.",
    wrongSent: "Este no es el código enviado.",
    over: "Era el último intento, o se ha acabado el tiempo. Empiece de nuevo.",
    mayNotStartAgain: {
      over: "Era el último intento, o se ha acabado el tiempo. Pida otro enlace al servicio de asistencia.",
      goOnBody:
        "Lo que había que escanear se mostró una vez. Si su aplicación tiene la clave, escriba el código que muestra. Si no, pida otro enlace al servicio de asistencia.",
      goOnSentBody:
        "Escriba el código enviado. Si no ha llegado ninguno, pida otro enlace al servicio de asistencia.",
      goOnPhoneBody:
        "Apruebe la solicitud en su teléfono. Escriba después el código que muestra el teléfono. Si el teléfono no muestra ninguna solicitud, pida otro enlace al servicio de asistencia.",
      goOnChatBody:
        "Inicie el chat en su teléfono y escriba el código que aparece allí. Si no llega ninguno, pida otro enlace al servicio de asistencia.",
    },

    doneTitle: "Su token está vinculado",
    doneBody: (name, resource) =>
      `${name} funciona. A partir de ahora, inicia sesión en ${resource} con sus códigos.`,
    doneMoveBody: (name) => `A partir de ahora, los códigos de ${name} van a su nuevo contacto.`,
    doneReissueBody: (name) => `${name} está en el nuevo teléfono. El anterior ya no funciona.`,

    recoveryTitle: "Un paso más: un código de recuperación",
    recoveryLater: "También puede hacerlo más tarde, en el recuadro «Usted».",

    leaveTitle: "¿Salir de esta página?",
    leaveBody:
      "La clave se muestra una sola vez, y todavía no se ha escrito su primer código. Mientras su sesión esté abierta, puede empezar de nuevo con otra clave. La sesión se cierra tras diez minutos sin actividad y, como máximo, al cabo de una hora. Si ha entrado con un enlace o con un código de recuperación, necesita después otro enlace del servicio de asistencia.",
    leave: "Salir",
    stay: "Quedarme",
  },

  home: {
    title: "Sus tokens",
    levelOne:
      "Ha iniciado sesión sin un código de un token. Lo que cambia su forma de iniciar sesión pide antes uno.",
    recovering:
      "Ha iniciado sesión con su código de recuperación. Vincule ahora otro token: el que ha perdido deja de funcionar cuando funcione el nuevo. El código está gastado; cree otro cuando inicie sesión con el nuevo token.",
    none: "Todavía no tiene ningún token aquí",
    noneBody: (resource) =>
      `Un token es su segunda prueba al iniciar sesión en ${resource}: una aplicación, un dispositivo o códigos que se le envían.`,
    mayNotConnect: "Para vincular uno necesita una invitación. Pregunte al servicio de asistencia.",
    connect: "Vincular un token",
    take: "Añadir un dispositivo que tengo",
    states: {
      WORKS: "Funciona",
      WAITS: "Espera su primer código",
      NOT_CONNECTED: "Sin vincular",
      LOCKED: "Bloqueado",
      SUSPENDED: "Sin solicitudes",
      OFF: "Desactivado",
      NOT_YET_VALID: "Aún no es válido",
      VALIDITY_ENDED: "Ya no es válido",
    },
    notYet: (when) =>
      `Funcionará a partir del ${when}. Si lo necesita antes, pregunte al servicio de asistencia.`,
    suspended: (when) =>
      `Su teléfono no muestra solicitudes hasta el ${when}: demasiadas no se aprobaron, o usted dijo que no había pedido una. Quizá las pidió otra persona. Si lo necesita antes, pregunte al servicio de asistencia.`,
    ended: (when) =>
      `No es válido desde el ${when}: sus códigos no se aceptan. Pida al servicio de asistencia que lo prolongue, o una invitación para vincular otro.`,
    closed: (resource) =>
      `${resource} está cerrado por el momento: nadie inicia sesión. Aquí solo puede declarar una pérdida. Vuelva a intentarlo más tarde o pregunte al servicio de asistencia.`,
    signsIn: (resource) => `Con él inicia sesión en ${resource}.`,
    stateHints: {
      WAITS: "Funcionará cuando haya escrito un primer código.",
      NOT_CONNECTED:
        "No funciona: se ha acabado el tiempo para el primer código, o se han escrito demasiados códigos incorrectos.",
      LOCKED:
        "Se han escrito demasiados códigos incorrectos. Espere unos minutos o pregunte al servicio de asistencia.",
      OFF: "Se declaró perdido, o el servicio de asistencia lo desactivó. Solo el servicio de asistencia lo vuelve a activar.",
    },
    askForLink: "Pida otro enlace al servicio de asistencia.",
    actions: {
      GO_ON: "Escribir el primer código",
      START_AGAIN: "Empezar de nuevo",
      CANCEL: "Cancelar la vinculación",
      REISSUE: "Usar otro teléfono",
      SYNCHRONIZE: "No se aceptan los códigos",
      PIN_SET: "Establecer un PIN",
      PIN_REMOVE: "Eliminar el PIN",
      UNASSIGN: "Devolver",
      REPORT_LOST: "Declarar perdido",
    },
    changePin: "Cambiar el PIN",
    waitsBeside: "Otro teléfono espera su primer código. Hasta entonces, este token funciona como antes.",
    sentElsewhere:
      "Sus códigos van a un número de teléfono o a una dirección de correo distintos de los que su cuenta tiene de usted.",
    sendHere: "Enviar sus códigos a mi nuevo contacto",
    facts: {
      kind: "Tipo",
      serialNumber: "Número de serie",
      sentTo: "Los códigos van a",
      pin: "PIN",
      lastUsed: "Último uso",
      never: "Nunca",
    },
    pins: { BEFORE_OTP: "Se escribe antes del código", AFTER_OTP: "Se escribe después del código" },

    you: "Usted",
    login: "Usuario",
    name: "Nombre",
    noName: "Ninguno",
    email: "Dirección de correo electrónico",
    noEmail: "Ninguna. Los correos sobre cambios no pueden llegarle.",
    phoneNumber: "Número de teléfono",
    noPhoneNumber: "Ninguno",
    contactWaits: (contact) =>
      `Se ha enviado un código a ${contact}. Nada cambia antes de que lo haya escrito.`,
    changeContact: { EMAIL: "Cambiar la dirección de correo", SMS: "Cambiar el número de teléfono" },
    addContact: { EMAIL: "Añadir una dirección de correo", SMS: "Añadir un número de teléfono" },
    typeContactCode: {
      EMAIL: "Escribir el código para la nueva dirección de correo",
      SMS: "Escribir el código para el nuevo número de teléfono",
    },
    password: "Contraseña",
    passwordSet: "Establecida",
    passwordNotSet: "Sin establecer",
    changeNames: "Cambiar los nombres",
    changePassword: "Cambiar la contraseña",
    setPassword: "Establecer una contraseña",
    recoveryCode: "Código de recuperación",
    noRecoveryCode: "Ninguno. Sin uno, solo el servicio de asistencia puede ayudarle si pierde su token.",
    recoveryCodeMade: "Creado",
    makeRecoveryCode: "Crear un código de recuperación",
    replaceRecoveryCode: "Crear otro código de recuperación",
  },

  dialogs: {
    everywhere: (count) =>
      pluralIn("es", count, {
        one: "Vale en todas partes: con este token también inicia sesión en # sistema más.",
        other: "Vale en todas partes: con este token también inicia sesión en # sistemas más.",
      }),
    cancelEnrolment: {
      title: (name) => `¿Cancelar la vinculación de ${name}?`,
      isNew: "El token desaparece. Puede vincular otro.",
      isBeside: "Lo que tiene el nuevo teléfono deja de ser válido. El token funciona como antes.",
      action: "Cancelar la vinculación",
      keep: "Mantenerla",
      done: "Se ha cancelado la vinculación.",
    },
    synchronize: {
      title: (name) => `No se aceptan los códigos de ${name}`,
      body: "Puede que el reloj o el contador de su aplicación o dispositivo no vaya bien. Escriba el código que muestra ahora. Espere a que muestre el siguiente y escríbalo también.",
      noPin: "Escriba ambos sin su PIN.",
      first: "Primer código",
      second: "Código siguiente",
      action: "Sincronizar",
      done: "Hecho. Sus códigos se aceptan de nuevo; empiece por el siguiente.",
    },
    pinSet: {
      set: (name) => `Establecer un PIN para ${name}`,
      change: (name) => `Cambiar el PIN de ${name}`,
      position: "Escribe el PIN",
      before: "Antes del código",
      after: "Después del código",
      pin: "PIN",
      hint: "De 4 a 12 dígitos. Lo escribe junto con cada código, sin espacio.",
      action: "Guardar el PIN",
      done: "El PIN está establecido. A partir de ahora, escríbalo junto con cada código.",
    },
    pinRemove: {
      title: (name) => `¿Eliminar el PIN de ${name}?`,
      body: "A partir de entonces basta un código.",
      action: "Eliminar el PIN",
      done: "Se ha eliminado el PIN.",
    },
    lost: {
      title: (name) => `¿Declarar perdido ${name}?`,
      body: (resource) =>
        `Se desactiva de inmediato: nadie inicia ya sesión en ${resource} con él, tampoco usted.`,
      after:
        "Si lo encuentra, el servicio de asistencia lo activa. Si no, inicie sesión con su código de recuperación, si tiene uno, o pida una invitación al servicio de asistencia, y vincule otro.",
      action: "Declarar perdido",
      done: "El token está desactivado. Vincule otro con su código de recuperación o con una invitación del servicio de asistencia.",
    },
    giveBack: {
      title: (name) => `¿Devolver ${name}?`,
      app: (resource) => `Se borra. Ya no inicia sesión en ${resource} con él.`,
      device: (resource) =>
        `Ya no inicia sesión en ${resource} con él, y otra persona puede recibir el dispositivo. Su PIN se borra.`,
      closes:
        "Esta página se cierra tras usted: después de cerrar la sesión, solo vuelve con una invitación del servicio de asistencia.",
      action: "Devolver",
      done: "Se ha devuelto el token.",
    },
    take: {
      title: "Añadir un dispositivo que tengo",
      body: "Escriba el número de serie que está en el dispositivo y dos códigos seguidos: el que muestra ahora y el siguiente.",
      serialNumber: "Número de serie",
      first: "Primer código",
      second: "Código siguiente",
      secondHint: "Espere a que el dispositivo muestre otro código.",
      action: "Añadir el dispositivo",
      done: "El dispositivo es suyo. A partir de ahora, inicie sesión con sus códigos.",
    },
    names: {
      title: "Cambiar los nombres",
      first: "Nombre",
      last: "Apellidos",
      action: "Guardar",
      done: "Se han cambiado sus nombres.",
    },
    contact: {
      EMAIL: {
        title: "Cambiar la dirección de correo",
        label: "Nueva dirección de correo electrónico",
        hint: "Se envía allí un código. Su dirección actual recibe un correo que dice qué ha cambiado.",
        firstHint: "Se envía allí un código.",
        code: "Código del correo",
        done: "Se ha cambiado su dirección de correo electrónico. Donde también tenía una sesión, ya no la tiene.",
      },
      SMS: {
        title: "Cambiar el número de teléfono",
        label: "Nuevo número de teléfono",
        hint: "Un número de móvil con el prefijo del país, como +34 612 345 678. Se envía allí un código por SMS.",
        code: "Código del SMS",
        done: "Se ha cambiado su número de teléfono. Donde también tenía una sesión, ya no la tiene.",
      },
      send: "Enviar un código",
      sent: (contact) => `Se ha enviado un código a ${contact}. Nada cambia antes de que lo haya escrito.`,
      attempts: (left) => pluralIn("es", left, { one: "queda # intento", other: "quedan # intentos" }),
      time: (left) => `tiempo restante: ${left}`,
      over: "Era el último intento, o se ha acabado el tiempo. Haga que se le envíe otro código.",
      confirm: "Confirmar",
      again: "Enviar otro código",
      cancel: "Cancelar el cambio",
      cancelled: "Se ha cancelado el cambio. Todo está como antes.",
      close: "Cerrar",
    },
    recoveryCode: {
      title: "Crear un código de recuperación",
      body: "Si pierde su token, inicia sesión con su contraseña y este código, y vincula otro token. Funciona una sola vez.",
      replaces: "El código que tiene ahora deja de ser válido.",
      action: "Crear el código",
      shownTitle: "Su código de recuperación",
      keep: "Anótelo o imprímalo, y guárdelo donde guarda otros papeles: no en el teléfono que tiene su token. No se muestra otra vez.",
      code: "Código de recuperación",
      print: "Imprimir",
      kept: "He guardado el código",
      close: "Listo",
      leaveBody:
        "El código de recuperación no se muestra otra vez. Si no lo ha guardado, cree otro: este deja entonces de ser válido.",
    },
    password: {
      title: "Elija una nueva contraseña",
      label: "Nueva contraseña",
      action: "Guardar la contraseña",
      done: "Se ha cambiado su contraseña. Donde también tenía una sesión, ya no la tiene.",
    },
  },

  device: {
    title: "Este teléfono",
    portal: "Sus tokens",

    cannotTitle: "No se puede usar este navegador",
    cannot:
      "Este navegador no puede guardar una clave para sus inicios de sesión: es demasiado antiguo, está en una ventana privada, o la dirección no es HTTPS. Vincule mejor una aplicación de autenticación.",
    connectApp: "Vincular una aplicación de autenticación",
    notKept: (why) => `Este navegador no guarda nada para esta página: ${why}`,

    noneTitle: "Este teléfono no está vinculado",
    noneBody:
      "Inicie sesión en el portal, elija vincular un token y allí «Teléfono que pregunta». En este teléfono, le ofrece usar este navegador. Si este teléfono ya estaba vinculado, el navegador ha borrado su clave: inicie sesión con su código de recuperación, o comunique la pérdida del token y pida un enlace al servicio de asistencia.",
    connect: "Vincular este teléfono",
    paste: "O pegue un enlace para este teléfono",
    pasteHint: "Lo copió en otra página de este teléfono.",
    usePasted: "Usar el enlace",
    noLink: "Este no es un enlace para un teléfono. Cópielo otra vez.",

    connectTitle: (label) => `Vincular este teléfono con ${label}`,
    connectBody:
      "Este navegador crea una clave que nunca sale de él. A partir de entonces, le pregunta cada vez que inicia sesión. Permita las notificaciones cuando el navegador lo pregunte, para que una solicitud despierte este teléfono.",
    homeScreenFirst:
      "En este teléfono solo se despiertan las páginas que están en la pantalla de inicio, y no comparten nada con esta página. Lo mejor: copie el enlace, toque «Compartir» y después «Añadir a pantalla de inicio», abra la página desde allí y pegue el enlace.",
    copyLink: "Enlace para la pantalla de inicio:",
    connecting: "Creando la clave…",
    refused:
      "El servidor no ha aceptado este teléfono: el enlace ya se usó o es demasiado antiguo. Empiece de nuevo en el portal.",
    notReached: "El servidor no responde. Compruebe su conexión e inténtelo de nuevo.",

    asks: "Una solicitud",
    arrived: (time) => `Llegó a las ${time}.`,
    choose: "Elija el número que se muestra donde inicia sesión:",
    approve: "Aprobar",
    decline: "Rechazar",
    notMe: "No he sido yo",
    notMeHint:
      "«No he sido yo» detiene las solicitudes durante diez minutos. Puede que alguien conozca su contraseña: avise al servicio de asistencia.",

    codeTitle: "Su código",
    codeBody: "Escriba este código donde inicia sesión. No se lo diga a nadie.",
    codeConnect: "Escriba este código en el portal. Entonces este teléfono estará vinculado.",
    toPortal: "Escribirlo en el portal",
    approved: "Aprobado. Siga donde inicia sesión.",
    declined: "Rechazado.",
    notMeSaid:
      "Rechazado. Durante diez minutos no se pregunta nada más. Cambie su contraseña y avise al servicio de asistencia.",
    notMeVoid: "Llegó demasiado tarde para contar. Cambie su contraseña y avise al servicio de asistencia.",
    void: "Esto no ha contado: era demasiado tarde, ya se había respondido, o el número era incorrecto. Vuelva a iniciar sesión.",
    another:
      "Eso no ha contado: otra solicitud había ocupado su lugar. Apruebe esta solo si la ha hecho usted.",
    noOutcome: "No se sabe si el servidor tiene su respuesta. Inténtelo de nuevo: solo cuenta una vez.",
    done: "Listo",

    nothing: "No hay ninguna solicitud abierta.",
    notConfirmed:
      "Este teléfono aún no está vinculado y no hay ninguna solicitud abierta. Elija «Empezar de nuevo» en el portal, o pida un enlace al servicio de asistencia.",
    asking: "Preguntando al servidor…",
    away: "No se puede acceder al servidor. Se le preguntará de nuevo en un momento.",
    unknown:
      "El servidor ya no conoce este teléfono para este token: el token está en otro teléfono, se eliminó o nunca se confirmó.",
    connectAgain: "Vincular otra vez",
    remove: "Quitar de este teléfono",
    removeTitle: (label) => `¿Quitar ${label} de este teléfono?`,
    removeBody:
      "Este navegador borra la clave y aquí ya no se pregunta nada. El token sigue en su cuenta hasta que comunique su pérdida o vincule otro teléfono.",

    waking: {
      OFF: "Las solicitudes todavía no despiertan este teléfono. Hasta entonces, abra esta página cada vez que inicie sesión.",
      DENIED:
        "Las notificaciones de esta página están bloqueadas. Abra esta página cada vez que inicie sesión, o permítalas en los ajustes del navegador.",
      FROM_HOME_SCREEN:
        "Las solicitudes despiertan este teléfono solo si esta página está en la pantalla de inicio: toque «Compartir» y después «Añadir a pantalla de inicio», y ábrala desde allí. Un teléfono que se vinculó antes debe vincularse allí otra vez. Si no, abra esta página cada vez que inicie sesión.",
      NEVER: "Este navegador no despierta páginas. Abra esta página cada vez que inicie sesión.",
    },
    wakes: "Las solicitudes despiertan este teléfono.",
    allow: "Despertar este teléfono",
    notAllowed: "El navegador no lo ha permitido, o no se puede acceder a su servicio de notificaciones.",
  },

  models: {
    ...PRODUCT_NAMES,
    GOOGLE_AUTHENTICATOR: "Aplicación de autenticación",
    PUSH: "Teléfono que pregunta",
    SMS: "SMS",
    EMAIL: "Correo electrónico",
    BOT: "Chat",
    UNIVERSAL: "Dispositivo",
  },

  refusals: {
    wait: (seconds) => `Demasiados intentos. Espere ${seconds} s e inténtelo de nuevo.`,
    locked: (minutes) =>
      `Su token está bloqueado, porque demasiados códigos eran incorrectos. Ahora no se acepta ningún código. ${minutes === null ? "Pida al servicio de asistencia que lo desbloquee." : `Inténtelo de nuevo dentro de ${minutes} min.`}`,
    says: {
      NETWORK: "El servidor no responde. Compruebe su conexión e inténtelo de nuevo.",
      UNEXPECTED: "El servidor no ha respondido como se esperaba. Inténtelo más tarde.",
      INTERNAL:
        "Se ha producido un error en el servidor. Inténtelo de nuevo o pregunte al servicio de asistencia.",
      UNAVAILABLE: "El servidor no está disponible ahora. Inténtelo de nuevo en un momento.",
      OVERLOADED: "El servidor tiene demasiado trabajo ahora. Inténtelo de nuevo en un momento.",
      PERSISTED_DOCUMENT_NOT_FOUND: "El servidor tiene una versión nueva de esta página. Vuelva a cargarla.",
      CANCELLED: "No se ha hecho nada, porque no ha confirmado que es usted.",
      UNAUTHENTICATED: "La sesión ha terminado. Vuelva a iniciar sesión.",
      FORBIDDEN: "Este portal no está abierto para su dirección. Pregunte a su administrador.",
      STEP_UP_REQUIRED: "Confirme con un código de su token que es usted.",
      ATTEMPT_EXPIRED:
        "Este inicio de sesión ha durado demasiado, o se han escrito demasiados códigos. Empiece de nuevo.",
      SIGN_IN_REFUSED:
        "No se ha podido iniciar sesión. Escriba el código siguiente. Si el nombre de usuario o la contraseña pueden ser incorrectos, empiece de nuevo: ningún código los corrige. Si nunca ha tenido un token aquí, pida una invitación al servicio de asistencia.",
      "SIGN_IN_REFUSED RESOURCE_DISABLED":
        "El inicio de sesión está cerrado aquí por el momento. Vuelva a intentarlo más tarde o pregunte al servicio de asistencia.",
      "SIGN_IN_REFUSED MAILBOX_ALONE":
        "Ha empezado con un correo, y los códigos de su token también llegan por correo. Cierre la sesión e iníciela con su contraseña y un código.",
      NOT_FOUND: "Esto ya no está aquí. Vuelva a cargar la página.",
      "NOT_FOUND address": "No hay ningún portal con esta dirección. Pregunte a quien se la dio.",
      "NOT_FOUND token": "Este enlace ya se usó, se anuló o es demasiado antiguo. Pida otro.",
      "NOT_FOUND input.otp":
        "Todavía no hay ningún código. Apruebe primero la solicitud en el teléfono, o abra el chat.",
      VALIDATION_FAILED: "Esto no se puede aceptar. Compruebe lo que ha escrito.",
      "VALIDATION_FAILED password":
        "Esta contraseña es fácil de adivinar. Elija otra, como cuatro palabras que no tengan nada que ver entre sí.",
      "VALIDATION_FAILED input.password":
        "Esta contraseña es fácil de adivinar. Elija otra, como cuatro palabras que no tengan nada que ver entre sí.",
      "VALIDATION_FAILED input.name":
        "Este nombre no es posible. Elija uno más corto, sin caracteres especiales.",
      "VALIDATION_FAILED input.pin": "Un PIN tiene de 4 a 12 dígitos, y nada más.",
      "VALIDATION_FAILED input.model":
        "Este token no se puede vincular aquí. Pídalo al servicio de asistencia.",
      "VALIDATION_FAILED input.firstName":
        "Este nombre no es posible. Escriba uno más corto, sin caracteres especiales.",
      "VALIDATION_FAILED input.lastName":
        "Estos apellidos no son posibles. Escriba unos más cortos, sin caracteres especiales.",
      "VALIDATION_FAILED input.contact.email":
        "Esta dirección no es posible. Escriba otra, como anna@example.org.",
      "VALIDATION_FAILED input.contact.phoneNumber":
        "Este número no es posible. Escriba otro, con el prefijo del país, como +34 612 345 678.",
      USER_HAS_TOKEN_AT_RESOURCE: "Ya tiene un token aquí. Devuélvalo primero.",
      STILL_IN_USE: "Ya tiene un token aquí. Devuélvalo primero o pregunte al servicio de asistencia.",
      QUOTA_EXCEEDED: "Su empresa no puede tener más tokens. Pregunte al servicio de asistencia.",
      POLICY_REFUSED:
        "Eso no es posible aquí en este momento. Vuelva a cargar la página o pregunte al servicio de asistencia.",
      "POLICY_REFUSED input":
        "Ahora no se puede enviar ningún código. Espere unos minutos o pregunte al servicio de asistencia.",
      "POLICY_REFUSED input.contact.email":
        "Ahora no se puede enviar un código a esta dirección. Espere unos minutos o pregunte al servicio de asistencia.",
      "POLICY_REFUSED input.contact.phoneNumber":
        "Ahora no se puede enviar un código a este número. Espere unos minutos o pregunte al servicio de asistencia.",
      NOT_SUPPORTED_BY_MODEL: "Esto no es posible con este token. Pregunte al servicio de asistencia.",
      WRONG_CODE: "Estos códigos no son correctos. Escriba dos nuevos, uno detrás de otro.",
      "WRONG_CODE input.serialNumber":
        "Este número de serie y estos dos códigos no son de un dispositivo que pueda añadir. Compruebe los tres o pregunte al servicio de asistencia.",
      "WRONG_CODE input.code":
        "Este no es el código enviado. Escríbalo otra vez o haga que se le envíe otro.",
      REPLAYED:
        "Este código ya se usó. Espere al siguiente. Si tampoco vale, pregunte al servicio de asistencia.",
      EXPIRED: "Es demasiado tarde para esto. Empiece de nuevo.",
      LOCKED: "El token está bloqueado. Espere unos minutos o pregunte al servicio de asistencia.",
    },
  },
};
