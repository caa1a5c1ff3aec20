import { html, type Markup, type Piece, trusted } from '../pages/markup.ts'
import { font, ink, night } from './ink.ts'

/** Only what may be lost: dark colours and narrower margins on a phone. Everything else is inline. */
const style = trusted(`
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
@media (prefers-color-scheme:dark){
.paper{background-color:${night.paper}!important}
.card{background-color:${night.card}!important;border-color:${night.line}!important}
.text{color:${night.text}!important}
.soft{color:${night.soft}!important}
.bad{color:${night.red}!important}
.rule{border-color:${night.line}!important}
.link{color:${night.accent}!important}
.button{background-color:${night.accent}!important}
.button a{color:${night.onAccent}!important}
.notice{background-color:${night.notice}!important;color:${night.onNotice}!important}
}
@media (max-width:480px){.pad{padding:20px 18px!important}.edge{padding:0 10px!important}}
`)

/** What stands around the content of every mail. */
export interface LayoutInput {
  lang: string
  subject: string
  /** Shown by mail clients beside the subject. */
  preview: string
  notice?: string
  content: Piece
  footer: Piece
}

const notice = (text: string | undefined): Piece =>
  text &&
  html`<tr><td class="notice" align="center" style="padding:10px 16px;font-size:14px;line-height:20px;background-color:${ink.notice};color:${ink.onNotice}">${text}</td></tr>`

/** The document: one column, 600 pixels where there is room. `width="600"` is for Outlook on Windows, which knows no max-width. */
export function layout({ lang, subject, preview, notice: line, content, footer }: LayoutInput): Markup {
  return html`<!DOCTYPE html>
<html lang="${lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject}</title>
<style>${style}</style>
</head>
<body class="paper" style="margin:0;padding:0;background-color:${ink.paper}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<main class="paper" style="background-color:${ink.paper};${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${notice(line)}
<tr><td class="edge" align="center" style="padding:0 16px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td style="padding:24px 0;text-align:left;word-break:break-word;${font}">
${content}
${footer}
</td></tr>
</table>
</td></tr>
</table>
</main>
</body>
</html>
`
}
