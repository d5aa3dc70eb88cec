import type { Random } from "./random.js";

/** First and last names of a language; where its letters are not Latin, each with what its owner types: `Олена=olena`. */
interface Names {
  /** Of mails to its people; null where messages have no texts in it. */
  readonly locale: string | null;
  readonly first: string;
  readonly last: string;
}

const NAMES: readonly Names[] = [
  { locale: "en", first: "Grace Alan Mary Owen Joyce", last: "Hopper Okafor O'Neill Smith-Jones Baker" },
  { locale: "de", first: "Jürgen Käthe Anja Günther Lena", last: "Müller Weiß Schröder Großmann Vogel" },
  { locale: "fr", first: "Zoé François Hélène Benoît Inès", last: "Lefèvre Dubois Garçon Châtelain Noël" },
  { locale: "es", first: "Íñigo Begoña Andrés Lucía Álvaro", last: "Muñoz Ibáñez Peña García Núñez" },
  {
    locale: "pl",
    first: "Łukasz Małgorzata Żaneta Paweł Zofia",
    last: "Wójcik Kowalska Błaszczyk Dąbrowski Zięba",
  },
  {
    locale: "uk",
    first: "Олена=olena Тарас=taras Ірина=iryna Їжак=yizhak Оксана=oksana",
    last: "Шевченко=shevchenko Коваль=koval Гнатюк=hnatiuk Щербак=shcherbak",
  },
  { locale: null, first: "Şule İbrahim Çağla Gökhan", last: "Yıldız Öztürk Güneş Şahin" },
  { locale: null, first: "Đức Nguyệt Hương Tuấn", last: "Nguyễn Trần Phạm Vũ" },
  { locale: null, first: "Søren Åsa Jørgen Maïa", last: "Ångström Bjørnson Løvås Sjöberg" },
  {
    locale: null,
    first: "美咲=misaki 翔太=shota 陽菜=hina",
    last: "佐藤=sato 高橋=takahashi 渡辺=watanabe",
  },
  { locale: null, first: "伟=wei 秀英=xiuying 敏=min", last: "王=wang 李=li 欧阳=ouyang" },
  {
    locale: null,
    first: "ليلى=layla عمر=omar نور=nour",
    last: "الحسن=alhassan منصور=mansour",
  },
  { locale: null, first: "Νίκη=niki Γιώργος=giorgos Ελένη=eleni", last: "Παππάς=pappas Νικολάου=nikolaou" },
  { locale: null, first: "Wolfeschlegelsteinhausenbergerdorff", last: "Featherstonehaugh-Cholmondeley" },
];

/** Latin letters that Unicode does not take apart into a letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = { ł: "l", ß: "ss", ø: "o", đ: "d", ı: "i", æ: "ae" };

/** A name, and its letters without accents. */
function chosen(list: string, random: Random): readonly [name: string, typed: string] {
  const [name = "", typed = name] = random.oneOf(list.split(" ")).split("=");
  const plain = typed
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[łßøđıæ]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^a-z]/g, "");
  return [name, plain];
}

const DEPARTMENTS = ["sales", "engineering", "finance", "support", "logistics", "legal"] as const;

/** Somebody who works for the company. */
export interface Employee {
  readonly login: string;
  readonly email: string;
  readonly phoneNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: string | null;
  readonly department: (typeof DEPARTMENTS)[number];
}

/** A new person. @param number that no other person has: names come more than once. */
export function employ(number: number, random: Random): Employee {
  const names = random.oneOf(NAMES);
  const [firstName, first] = chosen(names.first, random);
  const [lastName, last] = chosen(names.last, random);
  const department = random.oneOf(DEPARTMENTS);
  const login = `${first.slice(0, 24)}.${last.slice(0, 24)}.${number}`;
  return {
    login,
    email: `${login}@${department}.northwind.example`,
    phoneNumber: `+49151${String(10_000_000 + number)}`,
    firstName,
    lastName,
    locale: names.locale,
    department,
  };
}
