import { describe, expect, it } from "vitest";
import { htmlFault, sentHtml } from "./mail-html.js";

/** HTML that mails must not have, the names in the refusal, and the HTML that is sent if such a text is stored already. */
const REFUSED: readonly (readonly [html: string, names: string, sent: string])[] = [
  ["<p onclick=alert(1)>a</p>", "the attribute onclick in <p>", "<p>a</p>"],
  ['<P OnClick="">a</P>', "the attribute onclick in <p>", "<p>a</p>"],
  ["<b/onmouseover=alert(1)>a</b>", "the attribute onmouseover in <b>", "<b>a</b>"],
  ['<a href="javascript:alert(1)">a</a>', "a link in <a>", "<a>a</a>"],
  ['<a href="&#106;ava&Tab;script:alert(1)">a</a>', "a link in <a>", "<a>a</a>"],
  ['<a href="data:text/html,a">a</a>', "a link in <a>", "<a>a</a>"],
  ['<a href="//example.org">a</a>', "a link in <a>", "<a>a</a>"],
  ['<a href="/settings">a</a>', "a link in <a>", "<a>a</a>"],
  ['<a href="https://a.example" ping="https://b.example">a</a>', "the attribute ping in <a>", '<a href="https://a.example">a</a>'], // prettier-ignore
  ['<img src="http://a.example/a.png">', "an address of a picture in <img>", "<img />"],
  ["<img src=x onerror=alert(1)>", "an address of a picture in <img>", "<img />"],
  ['<img src="https://a.example/a.png" onerror=alert(1)>', "the attribute onerror in <img>", '<img src="https://a.example/a.png" />'], // prettier-ignore
  ["<svg/onload=alert(1)>a", "<svg>", "a"],
  ["a<script>alert(1)</script>", "<script>", "a"],
  ["a<SCRIPT src=//a.example>", "<script>", "a"],
  ['a<iframe src="https://a.example"></iframe>', "<iframe>", "a"],
  ["a<iframe srcdoc='<p>a'></iframe>", "<iframe>", "a"],
  ["a<object data=a></object>", "<object>", "a"],
  ["a<embed src=a>", "<embed>", "a"],
  ["<form action=https://a.example>a<input name=b></form>", "<form>", "a"],
  ["<math><mi>a</mi></math>", "<math>", "a"],
  ["<base href=https://a.example>a", "<base>", "a"],
  ["<link rel=stylesheet href=https://a.example>a", "<link>", "a"],
  ["<style>p { color: red }</style>a", "<style>", "a"],
  ["<template><p>a</p></template>", "<template>", "<p>a</p>"],
  ["a<video src=a></video>", "<video>", "a"],
  ["<x-a>a</x-a>", "<x-a>", "a"],
  ['<meta http-equiv="refresh" content="0;url=https://a.example">', "the attribute http-equiv in <meta>", '<meta http-equiv content="0;url=https://a.example" />'], // prettier-ignore
  ['<p style="position:fixed;color:red">a</p>', 'the style "position:fixed" in <p>', '<p style="color:red">a</p>'], // prettier-ignore
  ['<p style="background: url(https://a.example/a.png)">a</p>', 'the style "background:url(https://a.example/a.png)" in <p>', "<p>a</p>"], // prettier-ignore
  ['<p style="width: expression(alert(1))">a</p>', 'the style "width:expression(alert(1))" in <p>', "<p>a</p>"], // prettier-ignore
  ['<p style="color: r\\65 d">a</p>', 'the style "color:r\\65 d" in <p>', "<p>a</p>"],
  ['<table background="https://a.example/a.png"></table>', "the attribute background in <table>", "<table></table>"], // prettier-ignore
  ["a<!-- b -->", "a comment or an instruction (<! or <?)", "a"],
  ["a<![if mso]>b<![endif]>", "a comment or an instruction (<! or <?)", "ab"],
  ["a<?xml version='1.0'?>", "a comment or an instruction (<! or <?)", "a"],
  ["a<p onclick=", "a tag at its end that is not closed by >", "a"],
];

/** HTML that templates of mails have. */
const ACCEPTED: readonly string[] = [
  "<p>Ihr Code: <b>{code}</b></p><p>\"a\" & 'b' &amp; &lt;c&gt; 1 < 2</p>",
  "<p style=\"color:#333;font-family: 'Segoe UI', Arial, sans-serif; margin: 0\">a</p>",
  '<p style="color: rgba(0, 0, 0, .5) !important; width: calc(100% - 16px)">a</p>',
  '<a href="https://example.org/help?a=b&amp;c=d" target="_blank" rel="noopener">a</a>',
  '<a href="mailto:help@example.org">a</a><a href="tel:+4930123">b</a><a href="HTTP://intranet/">c</a>',
  '<img src="https://example.org/logo.png" alt="" width="120" height="40" border="0">',
  '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#fff"><tr><td align="center" valign="top" colspan="2">a</td></tr></table>',
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml" lang="de"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><meta name="viewport" content="width=device-width"/><title>a</title></head><body bgcolor="#fff" style="margin:0"><center><h1>a</h1><ul><li>b<br/>c</ul><hr></center></body></html>',
];

describe("the HTML of a mail", () => {
  it.each(REFUSED)("%s is refused by name, and is not sent", (html, names, sent) => {
    const fault = htmlFault(html);
    expect(fault).toContain(names);
    expect(fault).toMatch(/^[^.]*(?:\(.*\)[^.]*|".*"[^.]*)?\.$/);
    expect(sentHtml(html)).toBe(sent);
    expect(htmlFault(sentHtml(html).replace(" http-equiv", ""))).toBeNull();
  });

  it.each(ACCEPTED)("%s is accepted, and sent with all of its tags", (html) => {
    expect(htmlFault(html)).toBeNull();
    const tags = (text: string) => text.match(/<[a-z!]+/gi)?.map((tag) => tag.toLowerCase());
    expect(tags(sentHtml(html))).toEqual(tags(html));
    expect(htmlFault(sentHtml(html))).toBeNull();
    expect(sentHtml(sentHtml(html))).toBe(sentHtml(html));
  });
});
